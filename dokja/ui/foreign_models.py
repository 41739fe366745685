"""Which foreign models the filter shows: the values of one setting in the address."""

SAME_SOURCE = "same_source"
WORKED_OUT = (SAME_SOURCE, "frontier", "same_size")
"""Those that the view foreign_choice works out."""
CHOICES = ("none", *WORKED_OUT, "all")
EARLIER = {"yes": "all", "no": "none"}
"""What addresses that were copied earlier say."""
