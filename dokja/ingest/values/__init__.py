"""Names, numbers and words as files have them."""
