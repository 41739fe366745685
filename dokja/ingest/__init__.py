"""From a file that somebody brings to a batch: read, understood, matched with the records, judged."""
