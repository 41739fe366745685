"""A briefing as HWPX, DOCX, PPTX, PDF and Markdown: one model, one writer a format."""
