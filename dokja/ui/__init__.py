"""Building blocks of every page: frame, tables, HTML, settings in the address, downloads."""
