"""Sections of the page on the distance to the frontier."""
