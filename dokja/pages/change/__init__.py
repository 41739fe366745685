"""Parts of the page of record changes."""
