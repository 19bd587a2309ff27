"""A world lived for its counts alone: no folder, no panel, and a run that can be measured like any other.

Experiments live thousands of small worlds and keep a few figures of each; writing a record takes longer than such a
world does. The days are the engine's, so the counts are those that a record of the same world has.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.districts import plan_of
from glasshouse.engine.experiment import Files, Setting, first_manifest, made_ready, task_of
from glasshouse.engine.run import World
from glasshouse.inputs.compiling import Compiled
from glasshouse.model import columns as count
from glasshouse.record.naming import columns
from glasshouse.record.reading import Run
from glasshouse.record.rows import Sight

Cube = NDArray[np.int64]
"""int64[day, group, column]"""
NOBODY: NDArray[np.int64] = np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True)
class Counted(Run):
    """A run whose counts are in memory; it has no folder that could be read."""

    cube: Cube | None = None

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each column of the counts lies."""
        return {name: position for name, position, _ in columns(self.manifest.legend)}

    def daily(self, name: str) -> Cube:
        """Return one column as ``int64[day, group]``; zeros for one that the run does not have."""
        assert self.cube is not None
        if name not in self.positions:
            return np.zeros(self.cube.shape[:2], dtype=np.int64)
        found: Cube = self.cube[:, :, self.positions[name]]
        return found


class Sums:
    """A sink that adds up the counts of all districts."""

    def __init__(self, days: int) -> None:
        """Begin with nothing counted."""
        self.cube: Cube = np.zeros((days, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
        self.lock = Lock()

    def cycle(self, number: int, first: int, counts: Cube) -> None:
        """Add a district's counts of some days."""
        with self.lock:
            self.cube[first : first + len(counts)] += counts

    def look(self, number: int, last: int, sight: Sight) -> None:
        """Keep nothing of anybody."""

    def landed(self, number: int) -> None:
        """Keep nothing of a district."""


def live(
    files: Files, compiled: Compiled, setting: Setting, sums: Sums | None = None, kind: type[World] = World
) -> Counted:
    """Live one world of one seed and return its counts; ``compiled`` are the tables of ``files``.

    ``sums`` takes the counts, where more is to be kept of them; ``kind`` is how days are lived.
    """
    place = files.place.value
    backend, _ = made_ready(setting.backend)
    size = setting.district_size or round(place.district_size.value)
    plan = plan_of(setting.seed, setting.citizens, size, round(place.provinces.value))
    setting = replace(setting, panel=0)
    manifest = first_manifest(files, setting, compiled, plan, 0)
    sums = Sums(setting.days) if sums is None else sums
    task = task_of(compiled, plan, setting, NOBODY)
    outcome = kind(task, backend, manifest.threads, sums, lambda done: None).live()
    update = {"state": "finished", "days_done": setting.days, "digest": outcome.digest}
    return Counted(Path(), manifest.model_copy(update=update), (), sums.cube)
