"""Parts of the pages that judge claims."""
