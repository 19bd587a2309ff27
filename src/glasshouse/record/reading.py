"""Reading a run record: its manifest, and its counts by name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.record.counts import PROVINCES
from glasshouse.record.manifest import Manifest, Replicate, digest_of, read_manifest
from glasshouse.record.shelf import manifest_of, seeds_done

KEYS = ("province", "day", "group")


@dataclass(frozen=True)
class Run:
    """One run record. Counts are ``int64[day, group]``, summed over provinces, and over seeds where there are several.

    ``openers`` open the record of each seed of a run of several. They are opened one at a time and let go, so that
    reading takes the memory of one seed.
    """

    folder: Path
    manifest: Manifest
    openers: tuple[Callable[[], "Run"], ...] = ()

    def replicates(self) -> Iterator["Run"]:
        """Open one seed's record after the other; nothing where the run has one seed."""
        for opener in self.openers:
            yield opener()

    @property
    def first(self) -> "Run":
        """The run itself, or of several seeds the first: what they share lies there."""
        return self.openers[0]() if self.openers else self

    @cached_property
    def counts(self) -> pa.Table:
        """The counts by province, day and group; of several seeds their sums by day and group."""
        if self.openers:
            return together(self.replicates())
        try:
            return pq.read_table(self.folder / PROVINCES)
        except FileNotFoundError as error:
            raise damaged(self.folder, f"{PROVINCES} is missing") from error
        except (OSError, pa.ArrowException) as error:
            raise damaged(self.folder, f"{PROVINCES}: {str(error).splitlines()[0]}") from error

    @property
    def days(self) -> int:
        """Days recorded."""
        return self.manifest.days

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of the columns of counts that begin so."""
        return [name for name in self.positions if name.startswith(prefix)]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each column of the counts lies (asking the table for a name looks through all of them)."""
        return {name: k for k, name in enumerate(self.counts.column_names)}

    def daily(self, name: str) -> NDArray[np.int64]:
        """Return one column as ``int64[day, group]``; zeros for one the run does not have."""
        if name not in self.positions:
            return np.zeros((self.days, 3), dtype=np.int64)
        values: NDArray[np.int64] = self.counts.column(self.positions[name]).to_numpy()
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


def together(runs: Iterable[Run]) -> pa.Table:
    """Return the sums of all counts over provinces and runs, by day and group."""
    sums: dict[str, NDArray[np.int64]] = {}
    for run in runs:
        for name in run.names():
            if name not in KEYS:
                daily = run.daily(name).reshape(-1)
                sums[name] = sums[name] + daily if name in sums else daily
    return pa.table(sums)


def damaged(folder: Path, why: str) -> UserFault:
    """Return the fault of a record whose files are not as a run leaves them."""
    what = f"the counts of {folder} cannot be read"
    return UserFault([Diagnostic("G502", what, why, "the record is damaged: run the regime again")])


def open_run(folder: Path) -> Run:
    """Open a finished run, of one seed or several, or say why it cannot be read."""
    manifest = manifest_of(folder)
    if manifest.state != "finished":
        raise UserFault(
            [
                Diagnostic(
                    "G503",
                    f"{folder} is not finished: {seeds_done(manifest)} of {len(manifest.replicates)} seeds were lived"
                    if manifest.replicates
                    else f"{folder} is not finished: {manifest.days_done} of {manifest.days} days were lived",
                    "its counts are not complete, so nothing is reported from it",
                    f"go on with it, the answer will be the same: glasshouse resume {folder}",
                )
            ]
        )
    for one in manifest.replicates:
        check_replicate(folder, one)
    if manifest.replicates and digest_of(manifest.replicates) != manifest.digest:
        raise mixed(folder, "the digest of the whole is not the digest over those of its seeds")
    return Run(folder, manifest, tuple(partial(open_run, folder / one.folder) for one in manifest.replicates))


def check_replicate(folder: Path, one: Replicate) -> None:
    """Refuse a seed's record that is missing, unfinished or another than the one that was written."""
    try:
        manifest = read_manifest(folder / one.folder)
    except UserFault as fault:
        raise mixed(folder, f"{one.folder}: {fault.diagnostics[0].what}") from fault
    if (manifest.state, manifest.seed, manifest.digest) != ("finished", one.seed, one.digest):
        raise mixed(folder, f"{one.folder} is not the record that the manifest of the whole names")


def mixed(folder: Path, why: str) -> UserFault:
    """Return the fault of a run of several seeds whose parts do not belong together."""
    return UserFault(
        [
            Diagnostic(
                "G505",
                f"{folder} is not whole: a record of one of its seeds is missing or was replaced",
                why,
                "run the regime again with the same seeds: the answer will be the same",
            )
        ]
    )
