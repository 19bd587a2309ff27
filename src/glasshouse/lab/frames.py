"""A day in binary form, and the file that keeps the days of a run so that they can be seen again (docs/lab.md).

Most of what is known of most citizens is the same the day after, so a layer is kept as what differs from the day
before, packed by itself; every ``KEY_DAYS`` there is a key day, which stands alone. Whoever reads unpacks only the
layers that are asked for, and finds whole days only: one that was being written when its process ended is passed over.
"""

import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from glasshouse.lab.bodies import LAYERS

MAGIC, PACKED = b"GHF1", b"GHP2"
HEAD = struct.Struct("<4sIIBBBBH6B")
PACKED_HEAD = struct.Struct(f"<4sIII{1 + len(LAYERS)}I")
"""Magic, day, key day, citizens; then the bytes of the head and those of each packed layer."""
NONE = 255
SOUGHT, LAST = 1, 2
KEY_DAYS = 16
CODEC = pa.Codec("zstd", compression_level=1)
"""Unpacks a day of a million citizens in milliseconds; zlib took eight times as long."""
LayerBytes = NDArray[np.uint8]
EVERY_LAYER = range(len(LAYERS))


@dataclass(frozen=True)
class Frame:
    """One day as the page sees it: histogram and figures by group, and layers by their numbers."""

    day: int
    citizens: int
    histogram: NDArray[np.int64]
    figures: NDArray[np.int64]
    layers: Mapping[int, LayerBytes]
    is_last: bool = False

    def encoded(self, layers: Sequence[int], *, sought: bool = False) -> bytes:
        """Return the frame in binary form with some of its layers, by number."""
        return b"".join([self.head(layers, sought=sought), *(self.layers[number].tobytes() for number in layers)])

    def head(self, layers: Sequence[int], *, sought: bool = False) -> bytes:
        """Return everything but the layers."""
        groups, bins = self.histogram.shape
        numbers = [*layers, *([NONE] * (len(LAYERS) - len(layers)))]
        flags = SOUGHT * sought | LAST * self.is_last
        head = HEAD.pack(MAGIC, self.day, self.citizens, groups, bins, len(layers), flags, self.figures.shape[1],
                         *numbers)  # fmt: skip
        return head + self.histogram.astype("<u4").tobytes() + self.figures.astype("<f8").tobytes()


def frame_of(day: Any, days: int) -> Frame:
    """Return a day that was watched, of so many, as a frame."""
    layers = dict(enumerate(day.layers))
    return Frame(day.number, len(layers[0]), day.histogram, day.figures, layers, day.number == days - 1)


def headed(content: bytes) -> Frame:
    """Return a frame without layers from its head in binary form."""
    _, day, citizens, groups, bins, _, flags, width, *_ = HEAD.unpack_from(content)
    start = HEAD.size
    histogram = np.frombuffer(content, "<u4", groups * bins, start).reshape(groups, bins).astype(np.int64)
    start += 4 * groups * bins
    figures = np.frombuffer(content, "<f8", groups * width, start).reshape(groups, width).astype(np.int64)
    return Frame(day, citizens, histogram, figures, {}, bool(flags & LAST))


class Keeper:
    """Writes the days of a run into a file, up to an allowance; called by one thread."""

    def __init__(self, path: Path, allowance: int) -> None:
        """Begin a file, or go on behind the last whole day of one that is there."""
        self.path, self.allowance = path, allowance
        path.parent.mkdir(parents=True, exist_ok=True)
        self.key_day = 0
        self.before: Frame | None = None
        self.room = np.empty(0, np.uint8)
        self.file: IO[bytes] = path.open("a+b")
        self.bytes = max((entry.end for entry in entries(self.file, 0)), default=0)
        self.file.truncate(self.bytes)
        self.full = False

    def keep(self, frame: Frame) -> None:
        """Keep a day if there is room for it; from the first that finds none on, the newest alone is there."""
        if self.full:
            self.replace_newest(frame)
            return
        if self.before is None or frame.day - self.key_day >= KEY_DAYS:
            self.key_day, self.before = frame.day, None
        if len(self.room) != frame.citizens:
            self.room = np.empty(frame.citizens, np.uint8)
        content = packed(frame, self.before, self.key_day, self.room)
        self.full = self.bytes + len(content) > self.allowance
        if self.full:
            self.replace_newest(frame)
            return
        self.file.write(content)
        self.file.flush()
        self.bytes += len(content)
        self.before = frame

    def replace_newest(self, frame: Frame) -> None:
        """Put a day in the place of the newest, so that a reader sees one or the other and never half."""
        aside = self.path.with_suffix(".writing")
        aside.write_bytes(packed(frame, None, frame.day))
        os.replace(aside, newest_of(self.path))

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def newest_of(path: Path) -> Path:
    """Return where the newest day is once the file of a run is full."""
    return path.with_suffix(".newest")


def packed(frame: Frame, before: Frame | None, key_day: int, room: LayerBytes | None = None) -> bytes:
    """Return a day as it is kept: its layers as what differs from the day before, or whole where there is none.

    ``room`` holds a byte a citizen for what differs: in memory that is at hand already that takes a third of the time.
    """
    parts = [frame.head(EVERY_LAYER)]
    for number in EVERY_LAYER:
        layer = frame.layers[number]
        told = np.bitwise_xor(layer, before.layers[number], out=room) if before else layer
        parts.append(CODEC.compress(told, asbytes=True))
    head = PACKED_HEAD.pack(PACKED, frame.day, key_day, frame.citizens, *(len(part) for part in parts))
    return b"".join([head, *parts])


@dataclass(frozen=True)
class Entry:
    """Where a kept day lies in its file: where its head and its layers begin, and where the last one ends."""

    day: int
    key_day: int
    citizens: int
    starts: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where the next day begins."""
        return self.starts[-1]

    def part(self, file: IO[bytes], number: int) -> bytes:
        """Return a part of the day as it lies there."""
        file.seek(self.starts[number])
        return file.read(self.starts[number + 1] - self.starts[number])

    def head(self, file: IO[bytes]) -> Frame:
        """Return the day without layers."""
        return headed(self.part(file, 0))

    def layer(self, file: IO[bytes], number: int) -> LayerBytes:
        """Return a layer as it is kept."""
        content = CODEC.decompress(self.part(file, 1 + number), self.citizens, asbytes=True)
        return np.frombuffer(content, np.uint8)


class Album:
    """Reads the days that are kept of a run, while they are being written or later."""

    def __init__(self, path: Path) -> None:
        """Look at a file, which may not be there yet."""
        self.path = path
        self.entries: dict[int, Entry] = {}
        self.read = 0
        self.last_seen: dict[int, tuple[int, LayerBytes]] = {}
        """Of each layer the day that was unpacked last: the day after it is one step from there."""

    def refresh(self) -> None:
        """Find the days that were added; a run that is cancelled meanwhile takes its file along."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            for entry in entries(file, self.read):
                self.entries[entry.day] = entry
                self.read = entry.end

    @property
    def size(self) -> int:
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

    def frame(self, day: int, layers: Sequence[int] = EVERY_LAYER) -> Frame | None:
        """Return a kept day with some of its layers, or None."""
        if day not in self.entries:
            self.refresh()
        entry = self.entries.get(day)
        if entry is None:
            return self._newest(day, layers)
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            return with_layers(entry.head(file), {number: self._layer(file, entry, number) for number in layers})
        return None

    def _layer(self, file: IO[bytes], entry: Entry, number: int) -> LayerBytes:
        """Return a layer of a day, from the day that was unpacked last where that is on the way, else from its key."""
        at, found = self.last_seen.get(number, (-1, None))
        if found is None or not entry.key_day <= at <= entry.day:
            at, found = entry.key_day, self.entries[entry.key_day].layer(file, number)
        for day in range(at + 1, entry.day + 1):
            found = found ^ self.entries[day].layer(file, number)
        self.last_seen[number] = entry.day, found
        return found

    def _newest(self, day: int, layers: Sequence[int]) -> Frame | None:
        """Return a day that is not kept, if it is the newest."""
        with suppress(FileNotFoundError), newest_of(self.path).open("rb") as file:
            for entry in entries(file, 0):
                if entry.day == day:
                    return with_layers(entry.head(file), {number: entry.layer(file, number) for number in layers})
        return None


def with_layers(frame: Frame, layers: Mapping[int, LayerBytes]) -> Frame:
    """Return a frame with its layers."""
    return Frame(frame.day, frame.citizens, frame.histogram, frame.figures, layers, frame.is_last)


def entries(file: IO[Any], start: int) -> Iterator[Entry]:
    """Yield the whole days of a file from a place on."""
    end = file.seek(0, 2)
    while start + PACKED_HEAD.size <= end:
        file.seek(start)
        magic, day, key_day, citizens, *sizes = PACKED_HEAD.unpack(file.read(PACKED_HEAD.size))
        starts = [start + PACKED_HEAD.size]
        for size in sizes:
            starts.append(starts[-1] + size)
        if magic != PACKED or starts[-1] > end:
            return
        yield Entry(day, key_day, citizens, tuple(starts))
        start = starts[-1]
