"""The pages of the dashboard, one file each: question, answer, picture, table, sources, download."""
