"""Writing a run record while the run goes on: nothing half-written is ever taken for whole.

The folder is claimed and has a manifest that says `running`; counts stream into Parquet files; the last act is the
manifest that says `finished`. A kill at any moment leaves a plainly unfinished record: what its files look like does
not matter, since nobody reads them before the manifest. A resumed run writes them again from its checkpoint.
What cannot be written yet waits on disk: memory grows neither with days nor with districts (but for the frames, ten
bytes a district and cycle).
"""

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record import checkpoint
from glasshouse.record.cases import Cases, top_cases
from glasshouse.record.claim import DISK_FAULTS as DISK_FAULTS
from glasshouse.record.claim import Claim, claim
from glasshouse.record.claim import unwritten as unwritten
from glasshouse.record.counts import GRAINS, ROWS, CountsWriter, of_cycle
from glasshouse.record.crate import write_crate
from glasshouse.record.frames import Frames, frame_count
from glasshouse.record.ground import Ground
from glasshouse.record.log import Log
from glasshouse.record.manifest import Manifest, write_manifest
from glasshouse.record.naming import columns
from glasshouse.record.panel import write_panel
from glasshouse.record.rows import Rows
from glasshouse.record.size import EXCHANGE, INPUTS, TABLES, bytes_of, files_of
from glasshouse.record.spool import Spool

Counts = NDArray[np.int64]
ASIDE = "aside"
"""Working space of a run in progress; gone when the record is finished or given up."""


@dataclass(frozen=True)
class Taken:
    """What is taken of a district's counts of one cycle: by day for its province, by cycle, and a few by day.

    Each is ``int64[time, figure]``.
    """

    province_days: Counts
    cycle: Counts
    days: Counts


class Recorder:
    """Takes counts and rows as the run goes on (the engine's sink) and leaves the record.

    ``cycle`` and ``look`` are called from the threads that live the districts, each district by one thread at a time.
    """

    def __init__(self, folder: Path, manifest: Manifest, ground: Ground, mine: Claim | None = None) -> None:
        """Claim the folder and open the files; a disk that takes no more even then is the user's to mend.

        With ``mine``, the claim of a resumed run, the folder is taken as it is and its log goes on.
        """
        self.folder, self.manifest, self.ground = folder, manifest, ground
        self.claim = mine or claim(folder)
        self.stage = "resumed" if mine else "begun"
        try:
            self.open()
        except OSError as error:
            self.claim.release()
            if error.errno in DISK_FAULTS:
                raise unwritten(folder, error) from error
            raise
        self.slots: dict[int, int] = {}
        self.free: list[int] = []
        self.frames = Frames(manifest.legend, ground, manifest.days)
        self.cases = Cases()
        self.summed = np.zeros(count.COLUMNS, dtype=np.int64)
        self.lock = threading.Lock()

    def open(self) -> None:
        """Write the manifest that says `running`, and open what is written as the run goes on."""
        folder, manifest = self.folder, self.manifest
        write_manifest(folder, manifest)
        self.log = Log(folder)
        self.log.say(self.stage, regime=manifest.regime.name, citizens=manifest.citizens, days=manifest.days,
                     seed=manifest.seed, record_bytes_expected=manifest.record_bytes_expected)  # fmt: skip
        self.provinces, self.districts, self.district_days = (
            CountsWriter(folder, manifest.legend, grain) for grain in GRAINS
        )
        width = count.GROUP_COUNT * len(self.provinces.positions)
        aside = folder / ASIDE
        self.by_province = Spool(aside / "province-days", manifest.days, width)
        self.by_cycle = Spool(aside / "district-cycles", frame_count(manifest.days), width)
        self.by_day = Spool(aside / "district-days", manifest.days, len(self.district_days.positions))

    def inputs(self, texts: dict[str, bytes]) -> None:
        """Keep the input files as they were, and the tables made of them."""
        kept = self.folder / INPUTS
        kept.mkdir(exist_ok=True)
        for name, text in texts.items():
            (kept / name).write_bytes(text)
        np.save(self.folder / TABLES, self.ground.tables)

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
            counts[:, :, self.provinces.positions].reshape(len(counts), -1),
            of_cycle(counts)[:, self.districts.positions].reshape(1, -1),
            counts[:, :, self.district_days.positions].sum(axis=1),
        )

    def slot_of(self, number: int) -> int:
        """Return where a district's rows wait, a place of its own where it has none yet; the lock is held."""
        slot = self.slots.get(number)
        if slot is None:
            slot = self.slots[number] = self.free.pop() if self.free else len(self.slots)
        return slot

    def waiting(self, number: int, cycles: int, days: int) -> tuple[Counts, Counts]:
        """Return the first rows by cycle and by day of a district that has not landed: for a checkpoint."""
        with self.lock:
            slot = self.slots[number]
            return self.by_cycle.read(slot, 0, cycles), self.by_day.read(slot, 0, days)

    def restore(self, number: int, cycles: Counts, days: Counts) -> None:
        """Take the first rows of a district out of a checkpoint, as if it had lived; frames and sums follow."""
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
        counts[:, :, self.districts.positions] = cycles.reshape(len(cycles), count.GROUP_COUNT, -1)
        return counts

    def look(self, number: int, last: int, rows: Rows) -> None:
        """Look at a district's rows at the end of a cycle, before day ``last``, while they are there."""
        if number in self.frames.first_block:
            self.frames.take_rows(number, last, rows)
        if last == self.manifest.days:
            found = top_cases(self.manifest.seed, number, rows, self.ground.tables)
            with self.lock:
                self.cases.take(found)

    def landed(self, number: int) -> None:
        """Write a finished district's rows, and its province's where it is the last of it; called in order."""
        groups = count.GROUP_COUNT
        with self.lock:
            slot = self.slots.pop(number)
            self.free.append(slot)
            cycles = self.by_cycle.read(slot, 0, self.by_cycle.rows)
            days = self.by_day.read(slot, 0, self.by_day.rows)
        self.districts.write(number, 0, cycles.reshape(len(cycles), groups, -1))
        self.district_days.write(number, 0, days)
        if self.ground.is_last_of_province(number):
            province, step = int(self.ground.province_of[number]), ROWS // (4 * groups)
            for first in range(0, self.manifest.days, step):
                with self.lock:
                    figures = self.by_province.read(province, first, min(first + step, self.manifest.days))
                self.provinces.write(province, first, figures.reshape(len(figures), groups, -1))
            self.log.say("province", province=province, districts_done=number + 1)

    def finish(self, manifest: Manifest, sampled: Counts, panel: Counts, exchange: Counts) -> Manifest:
        """Write what is left and return the final manifest; it says `finished` and is written last."""
        for writer in (self.provinces, self.districts, self.district_days):
            writer.close()
        self.discard()
        if len(sampled):
            write_panel(self.folder, sampled, panel, manifest.legend)
        np.save(self.folder / EXCHANGE, exchange)
        self.frames.write(self.folder)
        self.cases.write(self.folder)
        self.log.say("finished", digest=manifest.digest, **manifest.seconds.model_dump())
        final = manifest.model_copy(update={"files": files_of(self.folder)})
        write_crate(self.folder, final)
        final = final.model_copy(update={"record_bytes": bytes_of(self.folder)})
        write_manifest(self.folder, final)
        # Not before: killed in between, all that was lived would be lost.
        checkpoint.discard(self.folder)
        self.claim.release()
        return final

    def discard(self) -> None:
        """Remove the working space."""
        for spool in (self.by_province, self.by_cycle, self.by_day):
            spool.discard()
        (self.folder / ASIDE).rmdir()

    def abandon(self, why: str) -> None:
        """Leave the record plainly unfinished; where not even that can be written, it still says `running`.

        Its inputs and checkpoints stay, to be resumed from.
        """
        with suppress(OSError):
            self.discard()
        for writer in (self.provinces, self.districts, self.district_days):
            writer.give_up()
        with suppress(OSError):
            self.log.say("abandoned", why=why)
        with suppress(OSError):
            write_manifest(self.folder, self.manifest.model_copy(update={"state": "interrupted"}))
        self.claim.release()

    def lived(self, days_done: int) -> None:
        """Say in the manifest how far a run can be resumed from."""
        self.manifest = self.manifest.model_copy(update={"days_done": days_done})
        write_manifest(self.folder, self.manifest)

    def totals(self) -> dict[str, int]:
        """Return the sum of every flow over provinces, days and groups, by name."""
        return {
            name: int(self.summed[position])
            for name, position, block in columns(self.manifest.legend)
            if not block.stock
        }
