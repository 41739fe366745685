"""The dashboard's pages, one module each: question, answer, chart, table, sources, download."""
