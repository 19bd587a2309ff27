"""The panel: every day of the sampled citizens, as Zarr that opens in xarray with names, units and meanings."""

from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray

from glasshouse.model.panel import PANEL_COLUMNS

PANEL = "panel.zarr"


def write_panel(folder: Path, ids: NDArray[np.int64], values: NDArray[np.int64]) -> None:
    """Write ``values[day, citizen, column]`` as one array per column; ids read ``s-<district>-<number>``."""
    root = zarr.open_group(folder / PANEL, mode="w")
    root.attrs.update({"synthetic": True, "note": "computed citizens, sampled by their number; nobody real"})
    days, people, _ = values.shape
    names = np.array([f"s-{district}-{number}" for district, number in ids], dtype=object)
    axis(root, "citizen", names, "string", "id", "synthetic citizen: s-district-number")
    axis(root, "day", np.arange(days, dtype=np.int32), "int32", "day", "day of the run, 0 the first")
    for k, (name, unit, meaning) in enumerate(PANEL_COLUMNS):
        data = np.ascontiguousarray(values[:, :, k]).astype(np.int32)
        chunk = (max(min(days, 128), 1), max(min(people, 512), 1))
        array = root.create_array(name, shape=data.shape, dtype="int32", chunks=chunk,
                                  dimension_names=["day", "citizen"])  # fmt: skip
        array[...] = data
        array.attrs.update({"units": unit, "description": meaning, "synthetic": True})


def axis(root: zarr.Group, name: str, values: NDArray[Any], dtype: str, unit: str, meaning: str) -> None:
    """Write one coordinate."""
    array = root.create_array(name, shape=values.shape, dtype=dtype, dimension_names=[name])
    array[...] = values
    array.attrs.update({"units": unit, "description": meaning})


def read_panel(folder: Path) -> tuple[list[str], dict[str, NDArray[np.int32]]]:
    """Return the sampled citizens' ids and each column as int32[day, citizen]."""
    root = zarr.open_group(folder / PANEL, mode="r")
    ids = [str(name) for name in np.asarray(root["citizen"])]
    return ids, {name: np.asarray(root[name], dtype=np.int32) for name, _, _ in PANEL_COLUMNS}
