"""Tables of a regime in phases: one array for each set of phases that can be in force, made before anybody lives.

They are kept as what differs from the tables of no phase at all, a row for each figure. Behind the rooms of the tables
come, where attention is sent about (G4), the most by which the coverage of each channel may be multiplied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.shelf import Tables
from glasshouse.inputs.phasing import Attention, Phase, Target
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.staging import masks_of, stage
from glasshouse.model import tables as room

ONE = 65536
"""A factor of one on coverage."""
MOST = 1 << 30
"""The most that a factor may be."""
BY = 4
"""A place's most is kept times this; the rest says what moves it, as bits: attention, a target."""
PLACES = room.CHANNELS * 6
"""Channel x residence x group, as the rooms of a channel's thresholds are laid out."""
Rows = NDArray[np.int64]
"""``int64[n, 3]``: set of phases, place, value. A row with place -1 says that a set is there."""


@dataclass(frozen=True)
class Stages:
    """The phases of a regime, and by set of phases its tables and how far attention may rise."""

    phases: tuple[Phase, ...]
    attention: Attention | None
    target: Target | None
    tables: Mapping[int, Tables]
    caps: Mapping[int, NDArray[np.int64]]
    slots: tuple[str, ...]
    """The acts by slot, which an occasion names."""

    def rows(self) -> Rows:
        """Return what is kept of them in a record."""
        base, found = self.tables[0], []
        for mask, tables in self.tables.items():
            places = np.flatnonzero(tables != base)
            capped = np.flatnonzero(self.caps[mask])
            where = np.concatenate([[-1], places, capped + room.SIZE])
            what = np.concatenate([[0], tables[places], self.caps[mask][capped]])
            found.append(np.stack([np.full(len(where), mask), where, what], axis=1))
        return np.concatenate(found).astype(np.int64)


def digest_of(tables: Tables, rows: Rows | None) -> str:
    """Return the digest of tables, with those of other phases where there are any."""
    whole = sha256(tables.tobytes())
    if rows is not None:
        whole.update(rows.tobytes())
    return whole.hexdigest()


def stages_of(regime: Regime, acts: tuple[str, ...], base: Tables, rows: Rows) -> Stages:
    """Return the stages that a record keeps as rows; the reverse of ``Stages.rows``."""
    tables, caps = {}, {}
    for mask in dict.fromkeys(rows[:, 0].tolist()):
        mine = rows[(rows[:, 0] == mask) & (rows[:, 1] >= 0)]
        made, most = base.copy(), np.zeros(PLACES, dtype=np.int64)
        inside = mine[:, 1] < room.SIZE
        made[mine[inside, 1]] = mine[inside, 2]
        most[mine[~inside, 1] - room.SIZE] = mine[~inside, 2]
        made.setflags(write=False)
        tables[mask], caps[mask] = made, most
    return Stages(tuple(regime.phases), regime.attention, regime.target, tables, caps, acts)


def compile_stages(regime: Regime, legend: Legend, made: Callable[[Regime], Tables]) -> Stages | None:
    """Compile every stage of a regime with ``made``; None for one that is the same on all days everywhere."""
    if not regime.phases and regime.attention is None and regime.target is None:
        return None
    standing = {mask: stage(regime, mask) for mask in masks_of(regime.phases)}
    tables = {mask: made(now) for mask, now in standing.items()}
    caps = {mask: caps_of(now, legend) for mask, now in standing.items()}
    return Stages(tuple(regime.phases), regime.attention, regime.target, tables, caps, legend.acts)


def caps_of(regime: Regime, legend: Legend) -> NDArray[np.int64]:
    """Return by how much, x 65536, the coverage of each channel may be multiplied: up to all that happens."""
    found = np.zeros(PLACES, dtype=np.int64)
    sensors = {sensor.id: sensor for sensor in regime.sensors}
    for k, channel in enumerate(legend.channels):
        by = moved_by(regime, channel.sensor)
        sensor = sensors[channel.sensor]
        for residence, coverage in enumerate((sensor.coverage.rural, sensor.coverage.urban)):
            for g, group in enumerate(GROUPS):
                covered = min(coverage * getattr(sensor.exposure, group), 1.0)
                most = min(int(ONE / covered), MOST) if covered > 0.0 and by else 0
                found[k * 6 + residence * 3 + g] = most * BY + by if most else 0
    return found


def moved_by(regime: Regime, sensor: str) -> int:
    """Return what moves a sensor's coverage, as bits: attention, a target."""
    parts = enumerate((regime.attention, regime.target))
    return sum(1 << k for k, part in parts if part is not None and sensor in part.sensors)
