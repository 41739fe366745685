"""Parsing of names, numbers and words as written in files."""
