"""Tables in which results arrive: of a page, and of a spreadsheet."""
