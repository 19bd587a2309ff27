"""The records that lie below a folder, and what one of them is: for a list of runs and for a look at one."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.record.manifest import MANIFEST, Manifest, read_manifest
from glasshouse.record.size import members, parts_of

State = Literal["finished", "interrupted", "unfinished", "unreadable"]


@dataclass(frozen=True)
class Entry:
    """One record: where it is, what its manifest says (None where it cannot be read, with the reason), its bytes."""

    folder: Path
    manifest: Manifest | None
    fault: Diagnostic | None
    bytes: int

    @property
    def state(self) -> State:
        """How far it got. `unfinished` is a run that goes on, or was killed before it could say so."""
        if self.manifest is None:
            return "unreadable"
        return "unfinished" if self.manifest.state == "running" else self.manifest.state


def entry_of(folder: Path) -> Entry:
    """Return a record; one that cannot be read is an entry too."""
    size = sum(part.bytes for part in files_in(folder))
    try:
        return Entry(folder, read_manifest(folder), None, size)
    except UserFault as fault:
        return Entry(folder, None, fault.diagnostics[0], size)


def records(root: Path) -> list[Entry]:
    """Return the records in and below a folder, newest first, those that cannot be read last.

    A folder with a manifest is one record, whatever lies in it: the seeds of a run of several are no rows of
    their own. A folder that is not there raises UserFault.
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
        folders.sort()
        if MANIFEST in files:
            folders.clear()
            found.append(entry_of(Path(place)))
    return sorted(found, key=lambda row: (row.manifest.started if row.manifest else "", str(row.folder)), reverse=True)


def record(folder: Path) -> Entry:
    """Return one record, finished or not; a folder that holds none raises UserFault with the nearest that does."""
    if (folder / MANIFEST).is_file():
        entry = entry_of(folder)
        if entry.fault is not None:
            raise UserFault([entry.fault])
        return entry
    around = folder if folder.is_dir() else folder.parent
    names = [str(row.folder) for row in records(around)] if around.is_dir() else []
    close = nearest(str(folder), names) or (names[0] if names else None)
    raise UserFault(
        [
            Diagnostic(
                "G500",
                f"{folder} is not a run record",
                f"there is no {MANIFEST} in it" if folder.is_dir() else "there is no such folder",
                f"did you mean {close}?" if close else "see `glasshouse runs` for the records that there are",
            )
        ]
    )


@dataclass(frozen=True)
class Kept:
    """A file of a record, or a Zarr folder taken as one, with its bytes."""

    path: str
    bytes: int


def files_in(folder: Path) -> list[Kept]:
    """Return the files of a record as they lie there now."""
    return [
        Kept(part.relative_to(folder).as_posix(), sum(path.stat().st_size for path in members(part)))
        for part in parts_of(folder)
    ]


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
        "digest": manifest.digest,
        "started": manifest.started,
    }


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
