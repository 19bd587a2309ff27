"""The counts as Parquet: province x day x group; district x 30 days x group; district x day for a few columns."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from glasshouse.model import columns as count
from glasshouse.record.manifest import Legend
from glasshouse.record.naming import columns

Cube = NDArray[np.int64]
"""int64[where, when, group, column]"""

PROVINCES = "counts/province-day-group.parquet"
DISTRICTS = "counts/district-cycle-group.parquet"
DISTRICT_DAYS = "counts/district-day.parquet"
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


def field(name: str, meaning: str, unit: str) -> pa.Field:
    """Return a key column."""
    return pa.field(name, pa.int32(), nullable=False, metadata={"unit": unit, "meaning": meaning})


class CountsWriter:
    """Writes one grain, some places at a time, so that a country never lies in memory at once."""

    def __init__(self, folder: Path, legend: Legend, grain: Grain) -> None:
        """Open the file for writing."""
        self.grain = grain
        self.schema, self.kept = schema_of(legend, grain)
        path = folder / grain.file
        path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = pq.ParquetWriter(
            path,
            self.schema,
            compression="zstd",
            use_dictionary=False,
            column_encoding=dict.fromkeys(self.schema.names, "DELTA_BINARY_PACKED"),
            write_statistics=True,
        )

    def write(self, first: int, cube: Cube) -> None:
        """Write the counts of the places ``first``, ``first + 1``, ...; ``cube[where, when, group, column]``."""
        by_group = self.grain.file != DISTRICT_DAYS
        if not by_group:
            cube = cube.sum(axis=2, keepdims=True)
        places, times, groups, _ = cube.shape
        where, when, group = np.meshgrid(
            np.arange(first, first + places), np.arange(times), np.arange(groups), indexing="ij"
        )
        arrays = [where.ravel(), when.ravel()] + ([group.ravel()] if by_group else [])
        data = [pa.array(values.astype(np.int32)) for values in arrays]
        flat = cube.reshape(-1, cube.shape[-1])
        data += [pa.array(np.ascontiguousarray(flat[:, position])) for _, position in self.kept]
        self.writer.write_table(pa.Table.from_arrays(data, schema=self.schema))

    def close(self) -> None:
        """Finish the file: without this it has no footer and no reader takes it for whole."""
        self.writer.close()


def by_cycle(days: Cube) -> Cube:
    """Return counts by cycle of 30 days: flows summed, stocks as on the last day.

    >>> by_cycle(np.ones((1, 45, 1, count.COLUMNS), np.int64))[0, :, 0, [0, count.STOCKS]].tolist()
    [[1, 1], [30, 15]]
    """
    starts = list(range(0, days.shape[1], 30))
    ends = [min(start + 30, days.shape[1]) for start in starts]
    summed = np.stack([days[:, a:b].sum(axis=1) for a, b in zip(starts, ends, strict=True)], axis=1)
    for k, end in enumerate(ends):
        summed[:, k, :, : count.STOCKS] = days[:, end - 1, :, : count.STOCKS]
    return summed
