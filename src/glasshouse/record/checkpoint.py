"""Checkpoints on disk: what a run would need to go on after an interruption, with checksums.

A checkpoint is a folder ``checkpoint/<number>`` in the record: pieces (arrays, packed) and a head that names every
piece it rests on, those of earlier checkpoints included, with its bytes and SHA-256. It is written aside, reaches the
disk, and is renamed; so it is there whole or not at all. The one before it stays until the next, should a disk lie.

Nothing here is read by anything but a resumed run, which believes none of it before it has replayed a sample
(``engine/restoring.py``).
"""

import json
import os
import shutil
from dataclasses import dataclass
from hashlib import sha256
from math import prod
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from glasshouse.record.manifest import Manifest, Part
from glasshouse.record.size import CHECKPOINT, digest_of_file

FORMAT = 1
HEAD, WRITING = "head.json", "writing"
KEPT = 2
"""Checkpoints that stay: the last, and the one before it."""
IDENTITY = ("kernel_sha256", "tables_sha256", "citizens", "days", "seed", "districts", "district_size", "provinces",
            "panel", "placebo")  # fmt: skip
"""What of a manifest says which run a checkpoint is of."""


class Piece(Part):
    """An array of a checkpoint: its file below ``checkpoint/``, and how to read it."""

    file: str
    kind: Literal["uint8", "uint16", "uint32", "int64"]
    shape: list[int]
    bytes: int
    sha256: str


class Head(Part):
    """What a checkpoint says of itself. ``seal`` is the digest of everything else in it."""

    format: int = FORMAT
    synthetic: Literal[True] = True
    number: int
    run: dict[str, str | int | bool]
    """What `IDENTITY` names of the run's manifest."""
    days_done: int
    """Citizen-days lived, per citizen."""
    seconds_build: float
    seconds_days: float
    pieces: dict[str, Piece]
    seal: str = ""

    def sealed(self) -> "Head":
        """Return the head with its seal."""
        return self.model_copy(update={"seal": self.seal_of()})

    def seal_of(self) -> str:
        """Return the digest of everything but the seal."""
        return sha256(json.dumps(self.model_dump(exclude={"seal"}), sort_keys=True).encode()).hexdigest()


def identity_of(manifest: Manifest) -> dict[str, str | int | bool]:
    """Return what tells this run from any other: model, tables, size, seed, and who is sampled."""
    return {name: getattr(manifest, name) for name in IDENTITY}


class Stream:
    """A piece in writing: rows of one shape, packed as they come."""

    def __init__(self, path: Path, kind: str, row: tuple[int, ...]) -> None:
        """Open the file."""
        self.path, self.kind, self.row, self.rows = path, np.dtype(kind), row, 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = pa.output_stream(str(path), compression="zstd")

    def append(self, rows: NDArray[Any]) -> None:
        """Write ``rows[row, ...]``, whose figures must fit the piece's kind of integer."""
        packed = np.ascontiguousarray(rows, dtype=self.kind)
        assert packed.shape[1:] == self.row
        self.file.write(packed.reshape(-1).view(np.uint8).data)
        self.rows += len(rows)

    def close(self, root: Path) -> Piece:
        """Bring the file to the disk and return what the head says of it; ``root`` is the folder in the end."""
        self.file.close()
        reach_disk(self.path)
        return Piece(
            file=f"{root.name}/{self.path.name}",
            kind=str(self.kind),  # type: ignore[arg-type]
            shape=[self.rows, *self.row],
            bytes=self.path.stat().st_size,
            sha256=digest_of_file(self.path),
        )


class Draft:
    """A checkpoint in writing. ``commit`` makes it one; until then it is nothing."""

    def __init__(self, record: Path, number: int) -> None:
        """Begin in the record's folder; what an earlier draft left is removed."""
        self.home = record / CHECKPOINT
        self.folder, self.final, self.number = self.home / WRITING, self.home / f"{number:05}", number
        self.streams: dict[str, Stream] = {}
        shutil.rmtree(self.folder, ignore_errors=True)

    def stream(self, name: str, kind: str, row: tuple[int, ...]) -> Stream:
        """Return the piece of a name to append to, begun where it is new; names are words with `-` and `.`."""
        if name not in self.streams:
            self.streams[name] = Stream(self.folder / f"{name}.zst", kind, row)
        return self.streams[name]

    def put(self, name: str, array: NDArray[Any]) -> None:
        """Write a whole piece."""
        self.stream(name, str(array.dtype), array.shape[1:]).append(array)

    def commit(self, manifest: Manifest, earlier: dict[str, Piece], **facts: Any) -> Head:
        """Bring the pieces and a head over them and ``earlier`` ones to the disk, and make it a checkpoint."""
        pieces = {name: stream.close(self.final) for name, stream in self.streams.items()}
        head = Head(number=self.number, run=identity_of(manifest), pieces=earlier | pieces, **facts).sealed()
        (self.folder / HEAD).write_text(json.dumps(head.model_dump(), indent=1) + "\n", encoding="utf-8")
        reach_disk(self.folder / HEAD)
        reach_disk(self.folder)
        shutil.rmtree(self.final, ignore_errors=True)
        os.rename(self.folder, self.final)
        reach_disk(self.home)
        sweep(self.home)
        return head

    def give_up(self) -> None:
        """Remove what was written."""
        for stream in self.streams.values():
            try:
                stream.file.close()
            except (OSError, pa.ArrowException):  # the disk that took no more takes no last bytes either
                continue
        shutil.rmtree(self.folder, ignore_errors=True)


def reach_disk(path: Path) -> None:
    """Return when a file or folder has reached the disk, where the system can say so."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError:  # not every file system can; the checksums will tell
        pass
    finally:
        os.close(opened)


def numbered(home: Path) -> list[Path]:
    """Return the folders of checkpoints, the newest first."""
    if not home.is_dir():
        return []
    return sorted((path for path in home.iterdir() if path.name.isdigit() and path.is_dir()), reverse=True)


def sweep(home: Path) -> None:
    """Remove the heads of all checkpoints but the last ones, and the pieces on which none of these rests."""
    folders = [folder for folder in numbered(home) if (folder / HEAD).is_file()]
    needed: set[str] = set()
    for folder in folders[:KEPT]:
        needed |= {piece.file for piece in read_head(folder).pieces.values()}
    for folder in folders[KEPT:]:
        (folder / HEAD).unlink()
    for folder in numbered(home):
        for path in folder.iterdir():
            if path.name != HEAD and f"{folder.name}/{path.name}" not in needed:
                path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()


def read_head(folder: Path) -> Head:
    """Return the head of a checkpoint; one that is torn or of another format raises ValueError with the reason."""
    try:
        head = Head.model_validate_json((folder / HEAD).read_bytes())
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error).splitlines()[0]) from error
    if head.format != FORMAT:
        raise ValueError(f"it has format {head.format}, and this version reads {FORMAT}")
    if head.seal != head.seal_of():
        raise ValueError("its head is torn")
    return head


class Reader:
    """Reads the rows of a piece, some after the other; raises ValueError where it is not what is looked for."""

    def __init__(self, home: Path, piece: Piece, kind: str, row: tuple[int, ...]) -> None:
        """Open a piece of rows of this shape and kind of integer."""
        self.piece, self.row, self.kind, self.left = piece, row, np.dtype(kind), piece.shape[0]
        if (piece.kind, tuple(piece.shape[1:])) != (kind, row):
            raise ValueError(f"{piece.file} holds {piece.kind} of {piece.shape}, where rows are {kind} of {list(row)}")
        self.file = pa.input_stream(str(home / piece.file), compression="zstd")

    def take(self, rows: int) -> NDArray[Any]:
        """Return the next so many rows."""
        size = rows * prod(self.row) * self.kind.itemsize
        packed = self.file.read(size) if size else b""
        self.left -= rows
        if len(packed) != size or self.left < 0:
            raise ValueError(f"{self.piece.file} has too few rows")
        return np.frombuffer(packed, dtype=self.kind).reshape(rows, *self.row)

    def rest(self) -> NDArray[Any]:
        """Return all rows that are left."""
        return self.take(self.left)

    def ended(self) -> None:
        """Close the piece, all of whose rows were taken."""
        if self.left:
            raise ValueError(f"{self.piece.file} has too many rows")
        self.file.close()


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint whose checksums hold. What it says is believed by nobody yet."""

    home: Path
    head: Head

    def open(self, name: str, kind: str, row: tuple[int, ...] = ()) -> Reader:
        """Open a piece; one that is missing or of other rows raises ValueError."""
        if name not in self.head.pieces:
            raise ValueError(f"{name} is missing")
        return Reader(self.home, self.head.pieces[name], kind, row)

    def read(self, name: str, kind: str, row: tuple[int, ...] = ()) -> NDArray[Any]:
        """Return a whole piece."""
        return self.open(name, kind, row).rest()

    def check(self) -> None:
        """Compare every piece with its checksum; raise ValueError where one is gone or another."""
        for piece in self.head.pieces.values():
            path = self.home / piece.file
            if Path(piece.file).is_absolute() or path.resolve().parent.parent != self.home.resolve():
                raise ValueError(f"{piece.file} lies outside of the checkpoint")
            try:
                found = digest_of_file(path)
            except OSError as error:
                raise ValueError(f"{piece.file}: {error.strerror}") from error
            if found != piece.sha256:
                raise ValueError(f"{piece.file} is torn: its checksum is another")


def newest(record: Path) -> tuple[Checkpoint | None, list[str]]:
    """Return the newest whole checkpoint of a record, None where there is none, and what is wrong with newer ones."""
    home = record / CHECKPOINT
    wrong: list[str] = []
    for folder in numbered(home):
        if not (folder / HEAD).exists():  # only pieces on which later checkpoints rest
            continue
        try:
            found = Checkpoint(home, read_head(folder))
            found.check()
            return found, wrong
        except ValueError as error:
            wrong.append(f"checkpoint {int(folder.name)} cannot be used: {error}")
    return None, wrong


def adopt(record: Path, checkpoint: Checkpoint | None) -> None:
    """Remove what lies beyond the checkpoint that a run goes on from: torn ones, and all where there is none."""
    last = checkpoint.head.number if checkpoint else -1
    for folder in numbered(record / CHECKPOINT):
        if int(folder.name) > last:
            shutil.rmtree(folder)


def discard(record: Path) -> None:
    """Remove all checkpoints of a record."""
    shutil.rmtree(record / CHECKPOINT, ignore_errors=True)
