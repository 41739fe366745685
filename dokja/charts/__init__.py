"""Pictures: each module draws one kind of chart from a frame and computes no comparison."""
