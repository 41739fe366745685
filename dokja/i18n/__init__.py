"""What is said to people: every text in two languages (words/*.toml), numbers, dates and lists as they write them."""
