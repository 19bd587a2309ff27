"""Writing a run record while the run goes on: nothing half-written is ever taken for whole.

The folder is claimed and has a manifest that says `running`; counts stream into Parquet files; the last act is the
manifest that says `finished`. A kill at any moment leaves a plainly unfinished record: what its files look like does
not matter, since nobody reads them before the manifest.
What cannot be written yet waits on disk: memory grows neither with days nor with districts (but for the frames, ten
bytes a district and cycle).
"""

import threading
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.cases import Cases, top_cases
from glasshouse.record.claim import DISK_FAULTS as DISK_FAULTS
from glasshouse.record.claim import claim
from glasshouse.record.claim import unwritten as unwritten
from glasshouse.record.counts import GRAINS, ROWS, CountsWriter, of_cycle
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


class Recorder:
    """Takes counts and rows as the run goes on (the engine's sink) and leaves the record.

    ``cycle`` and ``look`` are called from the threads that live the districts, each district by one thread at a time.
    """

    def __init__(self, folder: Path, manifest: Manifest, ground: Ground) -> None:
        """Claim the folder and open the files; a disk that takes no more even then is the user's to mend."""
        self.folder, self.manifest, self.ground = folder, manifest, ground
        self.claim = claim(folder)
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
        self.log.say("begun", regime=manifest.regime.name, citizens=manifest.citizens, days=manifest.days,
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
        kept = counts[:, :, self.provinces.positions].reshape(len(counts), -1)
        cycle = of_cycle(counts)[:, self.districts.positions].reshape(1, -1)
        few = counts[:, :, self.district_days.positions].sum(axis=1)
        summed = counts.sum(axis=(0, 1))
        with self.lock:
            slot = self.slots.get(number)
            if slot is None:
                slot = self.slots[number] = self.free.pop() if self.free else len(self.slots)
            self.by_province.add(int(self.ground.province_of[number]), first, kept)
            self.by_cycle.put(slot, first // DAYS_PER_CYCLE, cycle)
            self.by_day.put(slot, first, few)
            self.summed += summed
        self.frames.take_counts(number, first + len(counts), counts[-1])

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
        final = manifest.model_copy(update={"files": files_of(self.folder), "record_bytes": bytes_of(self.folder)})
        write_manifest(self.folder, final)
        self.claim.release()
        return final

    def discard(self) -> None:
        """Remove the working space."""
        for spool in (self.by_province, self.by_cycle, self.by_day):
            spool.discard()
        (self.folder / ASIDE).rmdir()

    def abandon(self, why: str) -> None:
        """Leave the record plainly unfinished; where not even that can be written, it still says `running`."""
        with suppress(OSError):
            self.discard()
        for writer in (self.provinces, self.districts, self.district_days):
            writer.give_up()
        with suppress(OSError):
            self.log.say("abandoned", why=why)
        with suppress(OSError):
            write_manifest(self.folder, self.manifest.model_copy(update={"state": "interrupted"}))
        self.claim.release()

    def totals(self) -> dict[str, int]:
        """Return the sum of every flow over provinces, days and groups, by name."""
        return {
            name: int(self.summed[position])
            for name, position, block in columns(self.manifest.legend)
            if not block.stock
        }
