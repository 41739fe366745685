"""Charts: each module draws one kind of chart from a frame and makes no comparisons itself."""

from altair.utils.schemapi import disable_debug_mode

# Validating every chart against the Vega-Lite schema takes longer than the rest of a rerun; the tests do it instead.
disable_debug_mode()
