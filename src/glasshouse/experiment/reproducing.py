"""A run lived again from what its own record keeps, and its answer compared with the one that the record names.

The input files are those of the record, checked against their digests; so are the tables compiled of them, and the
model's own functions. Where any of these is another, the run is refused and the diagnostic says which. What is compared
is the digest of the run, and then the bytes of every file that follow from it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from glasshouse import __version__
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.advance import Report
from glasshouse.engine.backends import kernel_sha256
from glasshouse.engine.bounds import check_setting
from glasshouse.engine.experiment import Files, run_experiment
from glasshouse.engine.resuming import Means, kept_files
from glasshouse.experiment.replicates import run_replicates
from glasshouse.inputs.compiling import compile_tables
from glasshouse.record.manifest import Manifest, RecordFile
from glasshouse.record.reading import Run, open_run
from glasshouse.record.size import files_of

NAMED = 6
"""Files named at most in a diagnostic."""


@dataclass(frozen=True)
class Reproduced:
    """A run that was reproduced: its digest, how many files have the same bytes, and which are written down otherwise.

    Files can differ where other versions of the libraries wrote them; the figures in them are the same, since the
    digest of the run is over all of them.
    """

    run: str
    digest: str
    seeds: int
    same: int
    otherwise: tuple[str, ...]
    seconds: float
    kept: str

    @property
    def data(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"run": self.run, "reproduced": True, "digest": self.digest, "seeds": self.seeds,
                "files_same": self.same, "files_otherwise": list(self.otherwise), "seconds": self.seconds,
                "kept": self.kept}  # fmt: skip


def reproduce(folder: Path, means: Means, out: Path | None, report: Report) -> Reproduced:
    """Live a finished run again and compare; the new record is let go afterwards, or kept in ``out``.

    Raises UserFault where the record was changed, where another version of the model left it, or where the answer is
    another.
    """
    run = open_run(folder)
    check_version(run)
    records = [*run.replicates()] or [run]
    for one in records:
        check_files(one)
    files = inputs_of(records[0])
    setting = means.of(run.manifest)
    check_setting(setting, len(run.manifest.seeds))
    with tempfile.TemporaryDirectory(prefix="glasshouse-reproduce-") as aside:
        target = out or Path(aside) / "run"
        named = as_they_were(files, Path(aside))
        again = (
            run_replicates(named, setting, len(run.manifest.seeds), target, report)
            if run.manifest.replicates
            else run_experiment(named, setting, target, report)
        )
        return compared(run, records, again, "" if out is None else str(out))


def as_they_were(files: Files, aside: Path) -> Files:
    """Return input files by the names that they had before a record took them in, copied aside."""
    found = {}
    for kind in ("place", "conduct", "regime"):
        read = getattr(files, kind)
        (aside / kind).mkdir()
        copies = [aside / kind / file.name.removeprefix(f"{kind}-") for file in read.files]
        for file, copy in zip(read.files, copies, strict=True):
            copy.write_bytes(file.read_bytes())
        found[kind] = replace(read, files=tuple(copies))
    return Files(**found)


def cannot(folder: Path, why: str, remedy: str) -> UserFault:
    """Return the fault of a run that this version cannot reproduce."""
    return UserFault([Diagnostic("G543", f"{folder} cannot be reproduced by this version", why, remedy)])


def check_version(run: Run) -> None:
    """Refuse a run that another version of the model left: by its name, or by its functions alone."""
    m = run.manifest
    if m.version != __version__:
        why = f"version {m.version} left it, and this is {__version__}"
        raise cannot(run.folder, why, f"reproduce it with Glasshouse {m.version}")
    if m.kernel_sha256 != kernel_sha256():
        why = f"the functions of the model are others: {m.kernel_sha256[:12]} there, {kernel_sha256()[:12]} here"
        raise cannot(run.folder, why, "reproduce it with the sources that left it, or run the regime again")


def inputs_of(run: Run) -> Files:
    """Return the input files that a record of one seed keeps, if they compile to the tables that were run."""
    files = kept_files(run.folder, run.manifest)
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    if compiled.sha256 != run.manifest.tables_sha256:
        raise cannot(run.folder, "its input files compile to other tables by this version, or on this machine",
                     "reproduce it with the sources that left it, or run the regime again")  # fmt: skip
    return files


def check_files(run: Run) -> None:
    """Refuse a record whose files are not those that its manifest lists, and say which."""
    listed, there = digests(run.manifest.files), digests(files_of(run.folder))
    # A record of format 1 lists none, and then there is nothing to hold it to.
    others = [name for name, digest in listed.items() if there.get(name) != digest]
    if others:
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        what = f"{run.folder} is not as it was left: {', '.join(others[:NAMED])}{more}"
        why, remedy = "the digest in the manifest is another", "the record was changed: run the regime again"
        raise UserFault([Diagnostic("G502", what, why, remedy)])


def digests(files: list[RecordFile]) -> dict[str, str]:
    """Return the digest of each file by its path."""
    return {one.path: one.sha256 for one in files}


def compared(run: Run, records: list[Run], again: Run, kept: str) -> Reproduced:
    """Return what came of it, or raise where the answer is another."""
    if again.manifest.digest != run.manifest.digest:
        raise differs(run.manifest, run.folder, again.manifest)
    same, otherwise = 0, []
    for one, other in zip(records, [*again.replicates()] or [again], strict=True):
        listed, made = digests(one.manifest.files), digests(other.manifest.files)
        same += sum(made.get(name) == digest for name, digest in listed.items())
        otherwise += [name for name, digest in listed.items() if made.get(name) != digest]
    return Reproduced(
        str(run.folder), str(run.manifest.digest), len(run.manifest.seeds), same, tuple(dict.fromkeys(otherwise)),
        round(again.manifest.seconds.total, 3), kept,
    )  # fmt: skip


def differs(manifest: Manifest, folder: Path, again: Manifest) -> UserFault:
    """Return the fault of a run whose answer is another, though its inputs, tables and model are the same."""
    why = f"{str(manifest.digest)[:12]} in the manifest, {str(again.digest)[:12]} when it is lived again"
    return UserFault([Diagnostic("G544", f"{folder} was not reproduced", why,
                                 "its size, seed or digest was changed in the manifest, or this is a bug of ours: "
                                 "please report it")])  # fmt: skip
