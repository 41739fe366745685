"""Localisation: every text in two languages (words/*.toml), and locale formats of numbers, dates and lists."""
