"""Zarr as records use it: every array with named dimensions, a unit and a description, so that xarray opens it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

# Whoever asks a record of its counts does not wait for it.
if TYPE_CHECKING:
    import zarr


def open_group(path: Path, note: str) -> "zarr.Group":
    """Begin a group that says what it is."""
    import zarr

    root = zarr.open_group(path, mode="w")
    root.attrs.update({"synthetic": True, "note": note})
    return root


def write_array(
    root: "zarr.Group",
    name: str,
    values: NDArray[Any],
    dimensions: tuple[str, ...],
    unit: str,
    meaning: str,
    chunks: tuple[int, ...] | None = None,
    **more: Any,
) -> None:
    """Write one array with its dimensions, unit and meaning; ``more`` are further attributes.

    What is there of each day and citizen is kept citizen by citizen: a life changes seldom, so it packs into half.
    """
    from zarr.codecs import TransposeCodec

    kind: Any = str if values.dtype == np.dtype(object) else values.dtype
    shape = tuple(max(size, 1) for size in chunks or values.shape)
    turned = [TransposeCodec(order=(1, 0))] if dimensions == ("day", "citizen") else []
    array = root.create_array(
        name, shape=values.shape, dtype=kind, chunks=shape, dimension_names=dimensions, filters=turned
    )
    array[...] = values
    array.attrs.update({"units": unit, "description": meaning, "synthetic": True, **more})


def named(names: list[str]) -> NDArray[Any]:
    """Return names as an array that Zarr keeps as texts."""
    return np.array(names, dtype=object)
