"""The panel: every day of the sampled citizens, as Zarr that opens in xarray with names, units and meanings.

Levels are coded: an array of codes says in ``flag_values`` or ``flag_masks`` and ``flag_meanings`` (as the CF
conventions have it) what its codes stand for in this run.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import zarr
from numpy.typing import NDArray

from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.manifest import Legend
from glasshouse.record.naming import AWARENESS, JOBS
from glasshouse.record.zarrs import named, open_group, write_array

PANEL = "panel.zarr"
NOTE = "computed citizens, sampled by their number; nobody real"
CHUNK_DAYS, CHUNK_CITIZENS = 128, 512
Panel = NDArray[np.int64]
Column = NDArray[np.signedinteger[Any]]
"""One column, ``[day, citizen]``: of 64 bits where it is a mask of consequences, else of 32."""
WIDE = frozenset({"under_held", "under_error_free", "under_rights_respecting"})
NAMES = tuple(name for name, _, _ in PANEL_COLUMNS)


def write_panel(folder: Path, ids: NDArray[np.int64], values: Panel, legend: Legend) -> None:
    """Write ``values[day, citizen, column]`` as one array per column; ids read ``s-<district>-<number>``."""
    root = open_group(folder / PANEL, NOTE)
    days, people, _ = values.shape
    names = named([f"s-{district}-{number}" for district, number in ids])
    write_array(root, "citizen", names, ("citizen",), "id", "synthetic citizen: s-district-number")
    write_array(root, "day", np.arange(days, dtype=np.int32), ("day",), "day", "day of the run, 0 the first")
    coded = codes(legend)
    for k, (name, unit, meaning) in enumerate(PANEL_COLUMNS):
        data = np.ascontiguousarray(values[:, :, k]).astype(np.int64 if name in WIDE else np.int32)
        chunks = (min(days, CHUNK_DAYS), min(people, CHUNK_CITIZENS))
        write_array(root, name, data, ("day", "citizen"), unit, meaning, chunks, **coded.get(name, {}))


def codes(legend: Legend) -> dict[str, dict[str, Any]]:
    """Return what the codes of the coded columns stand for in a run, as attributes."""
    under = masks([row.id for row in legend.consequences])
    return {
        "tier": levels([row.id for row in legend.tiers]),
        "awareness": levels(list(AWARENESS)),
        "job": levels(list(JOBS)),
        "lists": masks([row.id for row in legend.lists]),
        **dict.fromkeys(sorted(WIDE), under),
    }


def levels(names: list[str]) -> dict[str, Any]:
    """Return the attributes of a column of levels.

    >>> levels(["none", "ordinary"])
    {'flag_values': [0, 1], 'flag_meanings': 'none ordinary'}
    """
    return {"flag_values": list(range(len(names))), "flag_meanings": " ".join(names)}


def masks(names: list[str]) -> dict[str, Any]:
    """Return the attributes of a column of bits.

    >>> masks(["trips", "loans"])
    {'flag_masks': [1, 2], 'flag_meanings': 'trips loans'}
    """
    return {"flag_masks": [1 << k for k in range(len(names))], "flag_meanings": " ".join(names)}


def read_panel(folder: Path, names: Collection[str] = NAMES) -> tuple[list[str], dict[str, Column]]:
    """Return the sampled citizens' ids and columns, ``[day, citizen]``; a record of old may lack some."""
    root = zarr.open_group(folder / PANEL, mode="r")
    ids = [str(name) for name in np.asarray(root["citizen"])]
    return ids, {name: np.asarray(root[name]) for name in names if name in root}


def panel_of(folder: Path) -> dict[str, Column] | None:
    """Return the columns of a record's panel, or None where nobody was sampled."""
    if not (folder / PANEL).is_dir():
        return None
    return read_panel(folder)[1]


def sampled(folder: Path) -> list[str]:
    """Return the ids of the sampled citizens, in the order of the panel."""
    if not (folder / PANEL).is_dir():
        return []
    return [str(name) for name in np.asarray(zarr.open_group(folder / PANEL, mode="r")["citizen"])]


def read_some(folder: Path, places: Sequence[int]) -> NDArray[np.int64]:
    """Return what the panel has of some of its citizens, by their places in it, int64[citizen, day, column].

    Only the chunks that hold them are read, and each once: a panel may be large.
    """
    root = zarr.open_group(folder / PANEL, mode="r")
    arrays: list[Any] = [root[name] for name, _, _ in PANEL_COLUMNS]
    found = [np.asarray(array.oindex[:, np.asarray(places)], dtype=np.int64) for array in arrays]
    return np.stack(found, axis=2).transpose(1, 0, 2)
