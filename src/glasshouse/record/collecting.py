"""What a record takes of a run while its days go by: counts and looks, put aside on disk until a district lands.

The record's writer is one collector (``record.writing``). A process that lives a part of the world for another one's
record is the other: it collects, and hands over at the end what it has.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.cases import Cases, top_cases
from glasshouse.record.counts import GRAINS, of_cycle, positions_of
from glasshouse.record.frames import Frames, frame_count
from glasshouse.record.ground import Ground
from glasshouse.record.manifest import Manifest
from glasshouse.record.rows import Sight
from glasshouse.record.spool import Spool

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Taken:
    """What is taken of a district's counts of one cycle: by day for its province, by cycle, and a few by day.

    Each is ``int64[time, figure]``.
    """

    province_days: Counts
    cycle: Counts
    days: Counts


class Collector:
    """Takes counts and rows as the run goes on (the engine's sink).

    ``cycle`` and ``look`` are called from the threads that live the districts, each district by one thread at a time.
    """

    def __init__(self, manifest: Manifest, ground: Ground) -> None:
        """Begin with nothing."""
        self.manifest, self.ground = manifest, ground
        self.kept_by_province, self.kept_by_cycle, self.kept_by_day = (
            positions_of(manifest.legend, grain) for grain in GRAINS
        )
        self.slots: dict[int, int] = {}
        self.free: list[int] = []
        self.frames = Frames(manifest.legend, ground, manifest.days)
        self.cases = Cases()
        self.summed = np.zeros(count.COLUMNS, dtype=np.int64)
        self.lock = threading.Lock()

    def open_spools(self, aside: Path) -> None:
        """Open the working space on disk."""
        days = self.manifest.days
        self.by_province = Spool(aside / "province-days", days, count.GROUP_COUNT * len(self.kept_by_province))
        self.by_cycle = Spool(aside / "district-cycles", frame_count(days), count.GROUP_COUNT * len(self.kept_by_cycle))
        self.by_day = Spool(aside / "district-days", days, len(self.kept_by_day))

    def close_spools(self) -> None:
        """Close and remove the working space."""
        for spool in (self.by_province, self.by_cycle, self.by_day):
            spool.discard()

    def cycle(self, number: int, first: int, counts: Counts) -> None:
        """Take a district's counts of one cycle: ``counts[day - first, group, column]``."""
        taken = self.taken(counts)
        summed = counts.sum(axis=(0, 1))
        with self.lock:
            slot = self.slot_of(number)
            self.by_province.add(int(self.ground.province_of[number]), first, taken.province_days)
            self.by_cycle.put(slot, first // DAYS_PER_CYCLE, taken.cycle)
            self.by_day.put(slot, first, taken.days)
            self.summed += summed
        self.frames.take_counts(number, first + len(counts), counts[-1])

    def taken(self, counts: Counts) -> Taken:
        """Return what is taken of a district's counts of one cycle."""
        return Taken(
            np.take(counts, self.kept_by_province, axis=2).reshape(len(counts), -1),
            np.take(of_cycle(counts), self.kept_by_cycle, axis=1).reshape(1, -1),
            np.take(counts, self.kept_by_day, axis=2).sum(axis=1),
        )

    def slot_of(self, number: int) -> int:
        """Return where a district's rows wait, a place of its own where it has none yet; the lock is held."""
        slot = self.slots.get(number)
        if slot is None:
            slot = self.slots[number] = self.free.pop() if self.free else len(self.slots)
        return slot

    def waiting(self, number: int, cycles: int, days: int) -> tuple[Counts, Counts]:
        """Return the first rows by cycle and by day of a district that has not landed: for whoever puts them aside."""
        with self.lock:
            slot = self.slots[number]
            return self.by_cycle.read(slot, 0, cycles), self.by_day.read(slot, 0, days)

    def restore(self, number: int, cycles: Counts, days: Counts) -> None:
        """Take the first rows of a district that ``waiting`` gave, as if it had lived; frames and sums follow."""
        counts = self.counts_of(cycles)
        with self.lock:
            slot = self.slot_of(number)
            self.by_cycle.put(slot, 0, cycles)
            self.by_day.put(slot, 0, days)
            self.summed += counts.sum(axis=(0, 1))
        for k, last in enumerate(counts):
            self.frames.take_counts(number, min((k + 1) * DAYS_PER_CYCLE, self.manifest.days), last)

    def counts_of(self, cycles: Counts) -> Counts:
        """Return rows by cycle as counts again, ``[cycle, group, column]``; columns without a name are zero."""
        counts = np.zeros((len(cycles), count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
        counts[:, :, self.kept_by_cycle] = cycles.reshape(len(cycles), count.GROUP_COUNT, -1)
        return counts

    def look(self, number: int, last: int, sight: Sight) -> None:
        """Look at a district's rows at the end of a cycle, before day ``last``, while they are there."""
        if number in self.frames.first_block:
            self.frames.take_blocks(number, last, sight.blocks())
        if last == self.manifest.days:
            found = top_cases(self.manifest.seed, number, sight.rows, sight.tables)
            with self.lock:
                self.cases.take(found)

    def landed(self, number: int) -> None:
        """A district is finished: its rows wait until they are asked for."""
