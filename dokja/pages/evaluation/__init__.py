"""Parts of the pages of the official evaluation."""
