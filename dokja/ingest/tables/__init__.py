"""Readers for tables of results: those of pages and those of spreadsheets."""
