"""Parts of the pages on which editors change records."""
