"""From an imported file to a batch: parsed, matched with the records, staged and validated."""
