"""What the report tells of faults that cannot be mended from outside."""

LEFT = ""
