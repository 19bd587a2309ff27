"""The counts as Parquet: province x day x group; district x 30 days x group; district x day for a few columns."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.record.manifest import Legend
from glasshouse.record.naming import columns

Cube = NDArray[np.int64]
"""int64[.., group, column]"""

PROVINCES = "counts/province-day-group.parquet"
DISTRICTS = "counts/district-cycle-group.parquet"
DISTRICT_DAYS = "counts/district-day.parquet"
KEYS = ("province", "district", "cycle", "day", "group")
ROWS = 4096
"""Rows of a row group at most, where one place has no more. Fewer make a long footer, more take memory to write."""
FEW = ("citizens", "scored", "score_sum.held", "sanctioned.in_error", "sanctioned.against_right",
       "sanctioned.by_rules", "fear_sum", "money_sum")  # fmt: skip
"""The columns kept by district and day: eight at most."""


@dataclass(frozen=True)
class Grain:
    """One table of counts: its file and the names of its first two keys."""

    file: str
    where: str
    when: str


GRAINS = (
    Grain(PROVINCES, "province", "day"),
    Grain(DISTRICTS, "district", "cycle"),
    Grain(DISTRICT_DAYS, "district", "day"),
)


def schema_of(legend: Legend, grain: Grain) -> tuple[pa.Schema, list[tuple[str, int]]]:
    """Return the schema of a grain, each column with its unit and meaning, and where its figures lie."""
    fields = [field(grain.where, "synthetic place", "number"), field(grain.when, "0 is the first", "number")]
    by_group = grain.file != DISTRICT_DAYS
    if by_group:
        fields.append(field("group", "0 M, 1 N1, 2 N2", "number"))
    kept = [(name, position, block) for name, position, block in columns(legend) if by_group or name in FEW]
    for name, _, block in kept:
        fields.append(
            pa.field(
                name,
                pa.int64(),
                nullable=False,
                metadata={"unit": block.unit, "meaning": block.meaning, "stock": str(block.stock).lower()},
            )
        )
    return (
        pa.schema(fields, metadata={"synthetic": "true", "note": "computed citizens; no real person is counted"}),
        [(name, position) for name, position, _ in kept],
    )


def positions_of(legend: Legend, grain: Grain) -> NDArray[np.int64]:
    """Return where the figures of a grain lie among the counts' columns."""
    _, kept = schema_of(legend, grain)
    return np.array([position for _, position in kept], dtype=np.int64)


def field(name: str, meaning: str, unit: str) -> pa.Field:
    """Return a key column."""
    return pa.field(name, pa.int32(), nullable=False, metadata={"unit": unit, "meaning": meaning})


def open_parquet(file: Any, schema: pa.Schema) -> pq.ParquetWriter:
    """Return a writer of counts, with the encodings that were measured to be smallest (docs/record.md).

    The bytes of a figure lie apart (byte stream split), so that the many high bytes that are zero vanish; keys rise
    steadily and are written as differences. Least and most are kept for keys alone, by which queries choose.
    """
    keys = [name for name in schema.names if name in KEYS]
    encodings = {name: "DELTA_BINARY_PACKED" if name in keys else "BYTE_STREAM_SPLIT" for name in schema.names}
    return pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        compression_level=3,
        use_dictionary=False,
        column_encoding=encodings,
        write_statistics=keys,
    )


def table_of(rows: NDArray[np.int64], schema: pa.Schema) -> pa.Table:
    """Return ``rows[row, column]`` as a table of a schema of integers.

    Buffers are handed over as they are: ``pa.array`` would import pandas, where it is installed, and take a second.
    """
    data = []
    for k, column in enumerate(schema):
        kind = np.int32 if column.type == pa.int32() else np.int64
        values = np.ascontiguousarray(rows[:, k], dtype=kind)
        data.append(pa.Array.from_buffers(column.type, len(values), [None, pa.py_buffer(values)]))
    return pa.Table.from_arrays(data, schema=schema)


class CountsWriter:
    """Writes one grain, some places at a time, so that a country never lies in memory at once."""

    def __init__(self, folder: Path, legend: Legend, grain: Grain) -> None:
        """Open the file for writing."""
        self.grain = grain
        self.schema, _ = schema_of(legend, grain)
        self.path = folder / grain.file
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = open_parquet(self.path, self.schema)
        self.waiting: list[NDArray[np.int64]] = []

    def write(self, where: int, first: int, figures: NDArray[np.int64]) -> None:
        """Take the rows of place ``where`` from time ``first`` on: ``figures[when, (group,) kept column]``.

        Rows wait until no more fit into a row group.
        """
        times, groups = figures.shape[0], figures.shape[1] if figures.ndim == 3 else 1
        keys = [np.full(times * groups, where), np.repeat(np.arange(first, first + times), groups)]
        if figures.ndim == 3:
            keys.append(np.tile(np.arange(groups), times))
        if sum(map(len, self.waiting)) + times * groups > ROWS:
            self.flush()
        self.waiting.append(np.column_stack([*keys, figures.reshape(times * groups, -1)]))

    def flush(self) -> None:
        """Write the waiting rows as one row group."""
        if not self.waiting:
            return
        rows = np.concatenate(self.waiting)
        self.waiting.clear()
        self.writer.write_table(table_of(rows, self.schema))

    def close(self) -> None:
        """Finish the file: without this its last rows and its footer are missing."""
        self.flush()
        self.writer.close()

    def give_up(self) -> None:
        """Close and remove the file: it would look whole, since closing it writes a footer."""
        self.waiting.clear()
        with suppress(OSError, pa.ArrowException):
            self.writer.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def of_cycle(days: Cube) -> Cube:
    """Return the counts of a cycle, ``int64[group, column]``, from its days': flows summed, stocks as on the last day.

    >>> days = np.ones((15, 1, count.COLUMNS), np.int64) * np.arange(15)[:, None, None]
    >>> of_cycle(days)[0, [0, count.STOCKS]].tolist()
    [14, 105]
    """
    summed: Cube = days.sum(axis=0)
    summed[:, : count.STOCKS] = days[-1, :, : count.STOCKS]
    return summed
