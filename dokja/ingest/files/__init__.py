"""Containers of what is read: archives, CSV, and what a broken file seems to be."""
