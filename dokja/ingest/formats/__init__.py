"""Formats that results arrive in: one file a format, each with recognises(content) and read(content, beside)."""
