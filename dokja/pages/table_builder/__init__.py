"""Parts of the page on which readers make a table of their own."""
