"""Input formats for results: one module per format, each with recognises(content) and read(content, beside)."""
