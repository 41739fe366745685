"""File containers: archives, CSV, and detection of malformed files."""
