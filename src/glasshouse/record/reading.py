"""Reading a run record: its manifest, and its counts by name."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.record.counts import PROVINCES
from glasshouse.record.manifest import Manifest, read_manifest


@dataclass(frozen=True)
class Run:
    """One run record. Counts are ``int64[day, group]``, summed over provinces."""

    folder: Path
    manifest: Manifest

    @cached_property
    def counts(self) -> pa.Table:
        """The counts by province, day and group."""
        return pq.read_table(self.folder / PROVINCES)

    @property
    def days(self) -> int:
        """Days recorded."""
        return self.manifest.days

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of the columns of counts that begin so."""
        return [name for name in self.counts.column_names if name.startswith(prefix)]

    def daily(self, name: str) -> NDArray[np.int64]:
        """Return one column as ``int64[day, group]``; zeros for one the run does not have."""
        if name not in self.counts.column_names:
            return np.zeros((self.days, 3), dtype=np.int64)
        values: NDArray[np.int64] = self.counts.column(name).to_numpy()
        summed: NDArray[np.int64] = values.reshape(-1, self.days, 3).sum(axis=0)
        return summed

    def total(self, name: str) -> NDArray[np.int64]:
        """Return a flow summed over the days, by group."""
        summed: NDArray[np.int64] = self.daily(name).sum(axis=0)
        return summed

    def last(self, name: str) -> NDArray[np.int64]:
        """Return a stock on the last day, by group."""
        last: NDArray[np.int64] = self.daily(name)[-1]
        return last


def open_run(folder: Path) -> Run:
    """Open a finished run, or say why it cannot be read."""
    manifest = read_manifest(folder)
    if manifest.state != "finished":
        raise UserFault(
            [
                Diagnostic(
                    "G503",
                    f"{folder} is not finished: {manifest.days_done} of {manifest.days} days were lived",
                    "its counts are not complete, so nothing is reported from it",
                    "run the regime again with the same seed: the answer will be the same",
                )
            ]
        )
    return Run(folder, manifest)
