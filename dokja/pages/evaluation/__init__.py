"""Parts of the official evaluation page."""
