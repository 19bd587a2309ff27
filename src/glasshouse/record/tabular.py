"""What a view is: its columns with units and meanings, how they may be summed, and what it is made of."""

from dataclasses import dataclass
from typing import Literal

from glasshouse.record.counts import Grain
from glasshouse.record.naming import Over

Kind = Literal["key", "label", "stock", "flow", "derived"]
"""What a column is. A stock is a state at the end of a day: summed over days, person-days. A flow may be summed."""


@dataclass(frozen=True)
class Column:
    """A column of a view: its name, unit, meaning, and how it may be summed."""

    name: str
    unit: str
    meaning: str
    kind: Kind


@dataclass(frozen=True)
class Family:
    """Views over one kind of thing. ``long`` names the column that holds the inner labels; without it they are columns.

    ``denominator`` says that each row also carries how many are old enough for records.
    """

    name: str
    meaning: str
    over: Over = ""
    long: str = ""
    inner: tuple[str, ...] = ()
    denominator: bool = False


@dataclass(frozen=True)
class View:
    """One view: what a row is, its columns, and what it is made of (no family and no grain: of the manifest)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    family: Family | None = None
    grain: Grain | None = None

    def names(self) -> list[str]:
        """Return the names of the columns, in order."""
        return [column.name for column in self.columns]


KEYS: dict[str, Column] = {
    "seed": Column("seed", "number", "the seed of the run: with several, group by it or divide by their number", "key"),
    "province": Column("province", "number", "province of the synthetic place", "key"),
    "district": Column("district", "number", "district: 500 synthetic people at least", "key"),
    "day": Column("day", "day", "0 is the first", "key"),
    "cycle": Column("cycle", "30 days", "0 the first; flows are sums, stocks are as of its last day", "key"),
    "group_name": Column("group_name", "word", "M the majority, N1 and N2 the others", "key"),
}
