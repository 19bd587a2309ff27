"""The records that lie below a folder, and what one of them is: for a list of runs and for a look at one."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.record.claim import is_claimed
from glasshouse.record.manifest import MANIFEST, Manifest, read_manifest
from glasshouse.record.size import members, parts_of

State = Literal["finished", "running", "interrupted", "unfinished", "unreadable"]


@dataclass(frozen=True)
class Entry:
    """One record: where it is, what its manifest says (None where it cannot be read, with the reason), its bytes."""

    folder: Path
    manifest: Manifest | None
    fault: Diagnostic | None
    bytes: int

    @property
    def state(self) -> State:
        """How far it got. `unfinished` is a run that was killed before it could say so."""
        if self.manifest is None:
            return "unreadable"
        if self.manifest.state != "running":
            return self.manifest.state
        return "running" if is_claimed(self.folder) else "unfinished"


def entry_of(folder: Path) -> Entry:
    """Return a record; one that cannot be read is an entry too."""
    size = bytes_in(folder)
    try:
        return Entry(folder, read_manifest(folder), None, size)
    except UserFault as fault:
        return Entry(folder, None, fault.diagnostics[0], size)


def records(root: Path) -> list[Entry]:
    """Return the records in and below a folder, newest first, those that cannot be read last.

    A folder with a manifest is one record, whatever lies in it: the seeds of a run of several are no rows of
    their own. Hidden folders, which hold what other tools keep, are not looked into. A folder that is not there
    raises UserFault.
    """
    if not root.is_dir():
        raise UserFault(
            [
                Diagnostic(
                    "G506",
                    f"there is no folder {root}",
                    "records are looked for in and below one folder",
                    "give a folder that holds records, or none for `runs` in this one",
                )
            ]
        )
    found: list[Entry] = []
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if MANIFEST in files:
            folders.clear()
            found.append(entry_of(Path(place)))
    return sorted(found, key=lambda row: (row.manifest.started if row.manifest else "", str(row.folder)), reverse=True)


def record(folder: Path) -> Entry:
    """Return one record, finished or not; a folder that holds none raises UserFault with the nearest that does."""
    return Entry(folder, manifest_of(folder), None, bytes_in(folder))


def manifest_of(folder: Path) -> Manifest:
    """Read the manifest of a record; where there is none, the fault names the record that may be meant."""
    try:
        return read_manifest(folder)
    except UserFault as raised:
        fault = raised.diagnostics[0]
        raise UserFault([amended(folder, fault) if fault.code == "G500" else fault]) from raised


def amended(folder: Path, fault: Diagnostic) -> Diagnostic:
    """Return the fault of a folder that is no record with the record that may be meant: in it, or called alike."""
    around = folder if folder.is_dir() else folder.parent
    found = [row.folder for row in records(around)] if around.is_dir() else []
    called = {name: path for path in reversed(found) for name in path.relative_to(around).parts}
    close = nearest(folder.name, called)
    if close is not None:
        return replace(fault, remedy=f"did you mean {called[close]}?")
    if folder.is_dir() and found:
        return replace(fault, remedy=f"did you mean {found[0]}?")
    return fault


@dataclass(frozen=True)
class Kept:
    """A file of a record, or a Zarr folder taken as one, with its bytes."""

    path: str
    bytes: int


def files_in(folder: Path) -> list[Kept]:
    """Return the files of a record as they lie there now; a run that goes on may take one away meanwhile."""
    return [Kept(part.relative_to(folder).as_posix(), sum(map(size_of, members(part)))) for part in parts_of(folder)]


def bytes_in(folder: Path) -> int:
    """Return the bytes of a record as they lie there now."""
    return sum(kept.bytes for kept in files_in(folder))


def size_of(path: Path) -> int:
    """Return the bytes of a file, none where it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def row_of(entry: Entry) -> dict[str, Any]:
    """Return what a list says of a record, as plain data."""
    row: dict[str, Any] = {"run": str(entry.folder), "state": entry.state, "bytes": entry.bytes, "synthetic": True}
    manifest = entry.manifest
    if manifest is None:
        assert entry.fault is not None
        return {**row, "why": entry.fault.what}
    return {
        **row,
        "regime": manifest.regime.name,
        "title": manifest.regime.title,
        "status": manifest.status,
        "place": manifest.place.name,
        "conduct": manifest.conduct.name,
        "citizens": manifest.citizens,
        "days": manifest.days,
        "days_done": manifest.days_done,
        "seeds": list(manifest.seeds),
        "seeds_done": seeds_done(manifest),
        "digest": manifest.digest,
        "started": manifest.started,
    }


def seeds_done(manifest: Manifest) -> int:
    """Return how many seeds of a run were lived to the end."""
    if manifest.replicates:
        return sum(one.digest is not None for one in manifest.replicates)
    return int(manifest.state == "finished")


def description_of(entry: Entry) -> dict[str, Any]:
    """Return all there is to say of a record without opening its counts, as plain data."""
    manifest = entry.manifest
    assert manifest is not None
    return {
        **row_of(entry),
        "version": manifest.version,
        "format": manifest.format,
        "ended": manifest.ended,
        "seconds": manifest.seconds.model_dump(),
        "districts": manifest.districts,
        "kernel_sha256": manifest.kernel_sha256,
        "tables_sha256": manifest.tables_sha256,
        "inputs": [
            {"kind": kind, "name": file.name, "title": file.title, "sha256": file.sha256, "files": file.files}
            for kind, file in (("regime", manifest.regime), ("place", manifest.place), ("conduct", manifest.conduct))
        ],
        "overflows": manifest.overflows,
        "files": [{"path": kept.path, "bytes": kept.bytes} for kept in files_in(entry.folder)],
    }
