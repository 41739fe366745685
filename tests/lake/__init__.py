"""The store in a DuckLake: a real PostgreSQL, and processes with the DuckDB that the extra pins."""
