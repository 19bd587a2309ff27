"""A small world with everything left open: all counts, everybody's row, and the tables that it was lived by.

Nothing is recorded. Its files are shipped ones changed in memory, so that what is known beforehand can be held against
the engine as it runs in this version.
"""

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.experiment import Files, Setting
from glasshouse.engine.run import World
from glasshouse.experiment.counted import Counted, Sums, live
from glasshouse.inputs import library
from glasshouse.inputs.clause import Strict
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import Read
from glasshouse.record.rows import Sight

Rows = NDArray[np.uint32]
M = TypeVar("M", bound=Strict)
PLACE, CONDUCT, NOTHING = "cn-2020", "default", "bare"


@dataclass(frozen=True)
class Opened(Counted):
    """A world that was lived: its counts, the row of every citizen at the end, and its tables."""

    rows: Rows = field(default_factory=lambda: np.zeros((0, 0), dtype=np.uint32))
    tables: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    lived_by: Read[Conduct] | None = None

    @property
    def conduct(self) -> Conduct:
        """Return the conduct that it was lived by."""
        assert self.lived_by is not None
        return self.lived_by.value

    def sum(self, name: str) -> int:
        """Return a flow over all days and groups."""
        return int(self.total(name).sum())

    def end(self, name: str) -> int:
        """Return a stock of the last day over all groups."""
        return int(self.last(name).sum())

    def column(self, place: int) -> NDArray[np.int64]:
        """Return one state column of everybody, district after district; ``place`` is of `glasshouse.model.state`."""
        assert not place & 64, "signed columns are not read here"
        bits, shift, word = place & 63, (place >> 8) & 31, place >> 16
        found: NDArray[np.int64] = (self.rows[:, word].astype(np.int64) >> shift) & ((1 << bits) - 1)
        return found


class Everything(Sums):
    """A sink that adds up the counts and keeps everybody's last row."""

    def __init__(self, days: int) -> None:
        """Begin with nothing."""
        super().__init__(days)
        self.days = days
        self.kept: dict[int, Rows] = {}

    def look(self, number: int, last: int, sight: Sight) -> None:
        """Keep the rows of a district after its last day."""
        if last == self.days:
            with self.lock:
                self.kept[number] = sight.rows.copy()

    def rows(self) -> Rows:
        """Return everybody's row, district after district."""
        return np.concatenate([self.kept[number] for number in sorted(self.kept)])


def open_world(files: Files, setting: Setting, kind: type[World] = World) -> Opened:
    """Live a world of one seed and return all of it; ``kind`` is how days are lived."""
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    sink = Everything(setting.days)
    lived = live(files, compiled, setting, sink, kind)
    return Opened(lived.folder, lived.manifest, (), lived.cube, sink.rows(), compiled.tables, files.conduct)


def shipped(regime: str = NOTHING, place: str = PLACE, conduct: str = CONDUCT) -> Files:
    """Return shipped files by name."""
    return Files(library.load_place(place), library.load_conduct(conduct), library.load_regime(regime))


def changed(read: Read[M], **fields: Any) -> Read[M]:
    """Return a file with some of its fields replaced, checked again by the grammar; its places stay the file's."""
    data = read.value.model_dump(by_alias=True)
    data.update(fields)
    return replace(read, value=type(read.value).model_validate(data))
