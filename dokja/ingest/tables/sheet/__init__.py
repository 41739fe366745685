"""Spreadsheet sheets: from cells to scores, according to what each column holds."""
