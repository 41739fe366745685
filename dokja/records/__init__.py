"""The records, from the files to the published store: reading, checks, batches, building, publishing, asking."""
