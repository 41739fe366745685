"""Sheets of spreadsheets: from cells to numbers, by what each column holds."""
