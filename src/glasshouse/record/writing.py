"""Writing a run record while the run goes on: nothing half-written is ever taken for whole.

The folder is made with a manifest that says `running`; counts stream into Parquet files that have no footer until they
are closed; the last act is the manifest that says `finished`. A kill at any moment leaves a plainly unfinished record.
"""

import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.model import columns as count
from glasshouse.record.counts import GRAINS, CountsWriter
from glasshouse.record.manifest import MANIFEST, Manifest, read_manifest, write_manifest
from glasshouse.record.naming import columns
from glasshouse.record.panel import write_panel

Counts = NDArray[np.int64]


def claim(folder: Path) -> None:
    """Make the folder of a new record; an unfinished record of ours is cleared, anything else is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MANIFEST).is_file() or read_manifest(folder).state == "finished":
            raise UserFault(
                [
                    Diagnostic(
                        "G401",
                        f"{folder} is in use",
                        "a record is never overwritten: it holds a finished run or files that are not ours",
                        "give another folder with --out, or remove this one yourself",
                    )
                ]
            )
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserFault(
            [
                Diagnostic(
                    "G403",
                    f"{folder} cannot be made",
                    str(error.strerror or error),
                    "give a folder that you may write to with --out",
                )
            ]
        ) from error


class Recorder:
    """Takes counts as the run goes on (the engine's sink) and leaves the record."""

    def __init__(self, folder: Path, manifest: Manifest, province_of: NDArray[np.int64]) -> None:
        """Claim the folder and open the files; ``province_of[district]``."""
        claim(folder)
        self.folder, self.manifest, self.province_of = folder, manifest, province_of
        write_manifest(folder, manifest)
        self.provinces, self.districts, self.district_days = (
            CountsWriter(folder, manifest.legend, grain) for grain in GRAINS
        )
        shape = (manifest.provinces, manifest.days, count.GROUP_COUNT, count.COLUMNS)
        self.by_province = np.zeros(shape, dtype=np.int64)
        few = [position for _, position in self.district_days.kept]
        self.few = np.array(few, dtype=np.int64)
        self.cycle_rows: dict[int, list[Counts]] = {}
        self.day_rows: dict[int, list[Counts]] = {}

    def inputs(self, texts: dict[str, bytes], tables: NDArray[np.int64]) -> None:
        """Keep the input files as they were, and the tables made of them."""
        kept = self.folder / "inputs"
        kept.mkdir(exist_ok=True)
        for name, text in texts.items():
            (kept / name).write_bytes(text)
        np.save(self.folder / "tables.npy", tables)

    def cycle(self, number: int, first: int, counts: Counts) -> None:
        """Take a district's counts of some days, in whole cycles."""
        self.by_province[self.province_of[number], first : first + len(counts)] += counts
        for start in range(0, len(counts), 30):
            days = counts[start : start + 30]
            summed = days.sum(axis=0)
            summed[:, : count.STOCKS] = days[-1, :, : count.STOCKS]
            self.cycle_rows.setdefault(number, []).append(summed)
        self.day_rows.setdefault(number, []).append(counts[:, :, self.few].sum(axis=1))

    def landed(self, number: int) -> None:
        """Write a finished district's rows."""
        cycles = np.stack(self.cycle_rows.pop(number))
        self.districts.write(number, cycles[np.newaxis])
        days = np.concatenate(self.day_rows.pop(number))
        wide = np.zeros((1, len(days), 1, count.COLUMNS), dtype=np.int64)
        wide[0, :, 0, self.few] = days.T
        self.district_days.write(number, wide)

    def finish(self, manifest: Manifest, sampled: Counts, panel: Counts, exchange: Counts) -> None:
        """Write what is left; the manifest that says `finished` comes last."""
        for province in range(manifest.provinces):
            self.provinces.write(province, self.by_province[province : province + 1])
        for writer in (self.provinces, self.districts, self.district_days):
            writer.close()
        if len(sampled):
            write_panel(self.folder, sampled, panel)
        np.save(self.folder / "exchange.npy", exchange)
        write_manifest(self.folder, manifest)

    def abandon(self) -> None:
        """Leave the record plainly unfinished (the run was interrupted)."""
        write_manifest(self.folder, self.manifest.model_copy(update={"state": "interrupted"}))

    def totals(self) -> dict[str, int]:
        """Return the sum of every flow over provinces, days and groups, by name."""
        summed = self.by_province.sum(axis=(0, 1, 2))
        return {
            name: int(summed[position]) for name, position, block in columns(self.manifest.legend) if not block.stock
        }
