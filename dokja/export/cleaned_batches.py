"""Batches of rows without forbidden signs, whatever a store of another version or made by hand holds."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pyarrow as pa

from dokja.export.child import mapped
from dokja.records import signs


def cleaned(batches: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """The batches; only columns with such a sign are written anew."""
    for batch in batches:
        yield pa.RecordBatch.from_arrays([without(one) for one in batch.columns], schema=batch.schema)


def without(array: pa.Array) -> pa.Array:
    """A column, also of lists and structs, with every text cleaned."""
    if not is_odd(array):
        return array
    return pa.array(mapped(array.to_pylist(), signs.cleaned), type=array.type)


def is_odd(array: pa.Array) -> bool:
    """Whether any text in a column, also in its lists and structs, has a forbidden sign."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return is_odd(array.dictionary)
    if pa.types.is_struct(kind):
        return any(map(is_odd, array.flatten()))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return is_odd(array.flatten())
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)):
        return False
    texts = pl.Series(pl.from_arrow(array), dtype=pl.String)
    return bool(texts.str.contains(signs.PATTERN).any())
