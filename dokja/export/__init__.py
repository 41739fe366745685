"""What leaves the dashboard: one writer a file format, and one guard against live cells."""
