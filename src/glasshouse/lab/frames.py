"""A day in binary form, and the file that keeps the days of a run so that they can be seen again (docs/lab.md).

Kept days are packed one after another: a small head, then a zlib stream. Most of what is known of most citizens is the
same the day after, so a day's layers are kept as what differs from those of a key day, which is at most ``KEY_DAYS``
back. Whoever reads finds whole days only: one that was being written when its process ended is passed over.
"""

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.lab.bodies import LAYERS

MAGIC, PACKED = b"GHF1", b"GHP1"
HEAD = struct.Struct("<4sIIBBBBH6B")
PACKED_HEAD = struct.Struct("<4sIII")
"""Magic, day, key day, bytes of the stream."""
NONE = 255
SOUGHT, LAST = 1, 2
KEY_DAYS = 16
FAST = 1
Layers = NDArray[np.uint8]


@dataclass(frozen=True)
class Frame:
    """One day as the page sees it: histogram and figures by group, and every layer."""

    day: int
    histogram: NDArray[np.int64]
    figures: NDArray[np.int64]
    layers: Layers
    is_last: bool = False

    def encoded(self, layers: Sequence[int], *, sought: bool = False) -> bytes:
        """Return the frame in binary form with some of its layers, by number."""
        return self.head(layers, sought=sought) + b"".join(self.layers[number].tobytes() for number in layers)

    def head(self, layers: Sequence[int], *, sought: bool = False) -> bytes:
        """Return everything but the layers."""
        groups, bins = self.histogram.shape
        numbers = [*layers, *([NONE] * (len(LAYERS) - len(layers)))]
        flags = SOUGHT * sought | LAST * self.is_last
        head = HEAD.pack(MAGIC, self.day, self.layers.shape[1], groups, bins, len(layers), flags,
                         self.figures.shape[1], *numbers)  # fmt: skip
        return head + self.histogram.astype("<u4").tobytes() + self.figures.astype("<f8").tobytes()


def decoded(content: bytes) -> Frame:
    """Return a frame from its binary form, which holds every layer."""
    _, day, citizens, groups, bins, count, flags, width, *_ = HEAD.unpack_from(content)
    start = HEAD.size
    histogram = np.frombuffer(content, "<u4", groups * bins, start).reshape(groups, bins).astype(np.int64)
    start += 4 * groups * bins
    figures = np.frombuffer(content, "<f8", groups * width, start).reshape(groups, width).astype(np.int64)
    start += 8 * groups * width
    layers = np.frombuffer(content, np.uint8, count * citizens, start).reshape(count, citizens)
    return Frame(day, histogram, figures, layers, bool(flags & LAST))


EVERY_LAYER = range(len(LAYERS))


class Keeper:
    """Writes the days of a run into a file, up to an allowance; called by one thread."""

    def __init__(self, path: Path, allowance: int) -> None:
        """Begin a file, or go on with one that is there."""
        self.path, self.allowance = path, allowance
        path.parent.mkdir(parents=True, exist_ok=True)
        self.key: Frame | None = None
        self.file: Any = path.open("ab")
        self.bytes = self.file.tell()
        self.full = False

    def keep(self, frame: Frame) -> None:
        """Keep a day if there is room for it; from the first that finds none on, the newest alone is there."""
        if self.full:
            self.replace_newest(frame)
            return
        if self.key is None or frame.day - self.key.day >= KEY_DAYS:
            self.key = frame
        content = packed(frame, self.key)
        self.full = self.bytes + len(content) > self.allowance
        if not self.full:
            self.file.write(content)
            self.file.flush()
            self.bytes += len(content)
        else:
            self.replace_newest(frame)

    def replace_newest(self, frame: Frame) -> None:
        """Put a day in the place of the newest, so that a reader sees one or the other and never half."""
        aside = self.path.with_suffix(".writing")
        aside.write_bytes(packed(frame, frame))
        os.replace(aside, newest_of(self.path))

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def newest_of(path: Path) -> Path:
    """Return where the newest day is once the file of a run is full."""
    return path.with_suffix(".newest")


def packed(frame: Frame, key: Frame) -> bytes:
    """Return a day as it is kept, its layers as what differs from those of the key day."""
    layers = frame.layers if key is frame else frame.layers ^ key.layers
    stream = zlib.compress(frame.head(EVERY_LAYER) + layers.tobytes(), FAST)
    return PACKED_HEAD.pack(PACKED, frame.day, key.day, len(stream)) + stream


@dataclass(frozen=True)
class Entry:
    """Where a kept day lies in its file."""

    day: int
    key: int
    start: int
    size: int


class Album:
    """Reads the days that are kept of a run, while they are being written or later."""

    def __init__(self, path: Path) -> None:
        """Look at a file, which may not be there yet."""
        self.path = path
        self.entries: dict[int, Entry] = {}
        self.read = 0
        self.key: Frame | None = None

    def refresh(self) -> None:
        """Find the days that were added; a run that is cancelled meanwhile takes its file along."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            for entry in entries(file, self.read):
                self.entries[entry.day] = entry
                self.read = entry.start + entry.size

    @property
    def bytes(self) -> int:
        """Bytes of the file."""
        with suppress(FileNotFoundError):
            return self.path.stat().st_size
        return 0

    def spans(self) -> list[tuple[int, int]]:
        """Return the days that are kept, as spans with both ends in them."""
        found: list[tuple[int, int]] = []
        for day in sorted(self.entries):
            if found and found[-1][1] == day - 1:
                found[-1] = (found[-1][0], day)
            else:
                found.append((day, day))
        return found

    def frame(self, day: int) -> Frame | None:
        """Return a kept day, or None."""
        if day not in self.entries:
            self.refresh()
        entry = self.entries.get(day)
        if entry is None:
            return self._newest(day)
        frame = self._unpacked(entry)
        if entry.key == entry.day:
            self.key = frame
            return frame
        key = self.key if self.key is not None and self.key.day == entry.key else self.frame(entry.key)
        assert key is not None, "a day is kept after its key day"
        return Frame(frame.day, frame.histogram, frame.figures, frame.layers ^ key.layers, frame.is_last)

    def _newest(self, day: int) -> Frame | None:
        """Return a day that is not kept, if it is the newest."""
        path = newest_of(self.path)
        if not path.is_file():
            return None
        content = path.read_bytes()
        if PACKED_HEAD.unpack_from(content)[1] != day:
            return None
        return decoded(zlib.decompress(content[PACKED_HEAD.size :]))

    def _unpacked(self, entry: Entry) -> Frame:
        with self.path.open("rb") as file:
            file.seek(entry.start)
            return decoded(zlib.decompress(file.read(entry.size)))


def entries(file: Any, start: int) -> Iterator[Entry]:
    """Yield the whole days of a file from a place on."""
    end = file.seek(0, 2)
    while start + PACKED_HEAD.size <= end:
        file.seek(start)
        magic, day, key, size = PACKED_HEAD.unpack(file.read(PACKED_HEAD.size))
        start += PACKED_HEAD.size
        if magic != PACKED or start + size > end:
            return
        yield Entry(day, key, start, size)
        start += size
