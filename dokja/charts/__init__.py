"""Pictures: each module draws one kind of chart from a frame and computes no comparison."""

from altair.utils.schemapi import disable_debug_mode

# Checking every chart against the Vega-Lite schema takes longer than all the rest of a rerun; the tests do it.
disable_debug_mode()
