"""Manual entry, correction and withdrawal of records in any table."""
