"""Parts of the page that says what changed in the records."""
