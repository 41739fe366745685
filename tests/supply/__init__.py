"""What the product is made of: locked libraries, their bill of materials and licences."""
