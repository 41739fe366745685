"""Records, from source files to the published store: reading, validation, batches, building and publishing."""
