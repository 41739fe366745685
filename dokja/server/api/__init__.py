"""Addresses for programs: every table and view of the store as CSV, JSON, Parquet or Arrow, read-only."""
