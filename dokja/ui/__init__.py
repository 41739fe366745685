"""What every page is made with: its frame, tables, HTML, the settings in its address, downloads."""
