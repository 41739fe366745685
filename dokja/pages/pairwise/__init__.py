"""Parts of the page that compares two models."""
