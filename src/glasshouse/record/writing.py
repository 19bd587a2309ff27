"""Writing a run record while the run goes on: nothing half-written is ever taken for whole.

The folder is claimed and has a manifest that says `running`; counts stream into Parquet files; the last act is the
manifest that says `finished`. A kill at any moment leaves a plainly unfinished record: what its files look like does
not matter, since nobody reads them before the manifest. A resumed run writes them again from its checkpoint.
What cannot be written yet waits on disk: memory grows neither with days nor with districts (but for the frames, ten
bytes a district and cycle).
"""

from contextlib import suppress
from pathlib import Path

import numpy as np

from glasshouse.model import columns as count
from glasshouse.record import checkpoint
from glasshouse.record.claim import DISK_FAULTS as DISK_FAULTS
from glasshouse.record.claim import Claim, claim
from glasshouse.record.claim import unwritten as unwritten
from glasshouse.record.collecting import Collector, Counts
from glasshouse.record.counts import GRAINS, ROWS, CountsWriter
from glasshouse.record.crate import write_crate
from glasshouse.record.ground import Ground
from glasshouse.record.log import Log
from glasshouse.record.manifest import Manifest, write_manifest
from glasshouse.record.naming import columns
from glasshouse.record.panel import Panel, write_panel
from glasshouse.record.size import EXCHANGE, INPUTS, TABLES, bytes_of, files_of

ASIDE = "aside"
"""Working space of a run in progress; gone when the record is finished or given up."""


class Recorder(Collector):
    """Takes counts and rows as the run goes on and leaves the record."""

    def __init__(self, folder: Path, manifest: Manifest, ground: Ground, mine: Claim | None = None) -> None:
        """Claim the folder and open the files; a disk that takes no more even then is the user's to mend.

        With ``mine``, the claim of a resumed run, the folder is taken as it is and its log goes on.
        """
        super().__init__(manifest, ground)
        self.folder = folder
        self.claim = mine or claim(folder)
        self.stage = "resumed" if mine else "begun"
        try:
            self.open()
        except OSError as error:
            self.claim.release()
            if error.errno in DISK_FAULTS:
                raise unwritten(folder, error) from error
            raise

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
        self.open_spools(folder / ASIDE)

    def inputs(self, texts: dict[str, bytes]) -> None:
        """Keep the input files as they were, and the tables made of them."""
        kept = self.folder / INPUTS
        kept.mkdir(exist_ok=True)
        for name, text in texts.items():
            (kept / name).write_bytes(text)
        np.save(self.folder / TABLES, self.ground.tables)

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

    def finish(self, manifest: Manifest, sampled: Counts, panel: Panel, exchange: Counts) -> Manifest:
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
        self.close_spools()
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
