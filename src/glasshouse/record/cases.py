"""The top cases: by each criterion, the citizens whom a regime wronged, burdened or frightened most.

State is let go as districts finish, so what `explain` would look for is looked for then, on a district's rows after
the last day. Criteria read what was done to people and whether it was true; none reads what they think or can be seen
doing, and a case is an id and a figure, never a profile. Ties are broken by named luck, so neither threads nor shards
nor the order of districts can choose.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import district_keys, draw, stream
from glasshouse.model import tables as room
from glasshouse.model.state import (
    ERROR_FREE,
    EVER_AGAINST_RIGHT,
    EVER_IN_ERROR,
    EVER_REFUSED,
    FEAR,
    HELD,
    RIGHTS,
)
from glasshouse.record.rows import (
    Figures,
    Rows,
    Tables,
    column,
    consequences,
    lists,
    near_rows,
    ones,
    points_differ,
    records_in_error,
    scores,
)

CASES = "cases.json"
KEPT = 20
"""Cases kept by criterion, in a district as in the country: all of the country's may live in one district."""

Case = tuple[int, int, int, int]
"""Minus the figure, the luck that breaks ties, the district, the citizen's number in it: least comes first."""


class Standing:
    """What the criteria look at: a district's rows, each part worked out once."""

    def __init__(self, rows: Rows, tables: Tables) -> None:
        """Look at the rows of one district."""
        self.rows, self.tables = rows, tables

    @cached_property
    def sanctions(self) -> tuple[Figures, Figures]:
        """Sanctions held now that are in error, and those against a right (how many), of everybody."""
        adverse = self.tables[room.ADVERSE]
        held, error_free, rights = consequences(self.rows, (HELD, ERROR_FREE, RIGHTS), self.tables)
        held &= adverse
        return ones(held & ~error_free), ones(held & error_free & ~rights)

    @cached_property
    def gap(self) -> Figures:
        """Points x 16 by which the held score lies under the error-free one; 0 where it does not."""
        found = np.zeros(len(self.rows), dtype=np.int64)
        some = np.flatnonzero(points_differ(self.rows, HELD, ERROR_FREE))
        rows = self.rows[some]
        found[some] = np.maximum(scores(rows, ERROR_FREE, self.tables) - scores(rows, HELD, self.tables), 0)
        return found

    @cached_property
    def black_lists(self) -> Figures:
        """Black lists held now (how many)."""
        return ones(lists(self.rows, HELD) & self.tables[room.BLACK_LISTS])


@dataclass(frozen=True)
class Criterion:
    """One question of whom to look at: its figure is 0 for those who are no case."""

    id: str
    unit: str
    meaning: str
    figures: Callable[[Standing], Figures]


CRITERIA: tuple[Criterion, ...] = (
    Criterion("sanctioned-in-error", "sanctions", "sanctions on the last day that error-free standing would not bring",
              lambda s: s.sanctions[0]),
    Criterion("sanctioned-against-right", "sanctions",
              "sanctions on the last day that only rights-respecting standing would not bring",
              lambda s: s.sanctions[1]),
    Criterion("ever-in-error", "flag", "was sanctioned in error on some day",
              lambda s: column(s.rows, EVER_IN_ERROR)),
    Criterion("ever-against-right", "flag", "was sanctioned against a right on some day",
              lambda s: column(s.rows, EVER_AGAINST_RIGHT)),
    Criterion("ever-refused", "flag", "was refused something by a sanction on some day",
              lambda s: column(s.rows, EVER_REFUSED)),
    Criterion("score-gap", "points/16", "how far errors press the score held under the error-free one",
              lambda s: s.gap),
    Criterion("black-lists", "lists", "black lists on the last day", lambda s: s.black_lists),
    Criterion("records-in-error", "records", "records on file that are of somebody else, of nothing, or double",
              lambda s: records_in_error(s.rows)),
    Criterion("fear", "levels", "level of fear on the last day, of 15", lambda s: column(s.rows, FEAR)),
)  # fmt: skip
"""In the order of the file."""
STREAMS = tuple(stream(f"case:{criterion.id}") for criterion in CRITERIA)


def top_cases(seed: int, district: int, rows: Rows, tables: Tables) -> list[list[Case]]:
    """Return a district's first cases by each criterion."""
    keys = district_keys(seed, district)
    by_run = [
        [criterion.figures(standing) for criterion in CRITERIA]
        for standing in (Standing(some, tables) for some in near_rows(rows))
    ]
    return [
        first_cases(np.concatenate(figures), keys, named, district)
        for figures, named in zip(zip(*by_run, strict=True), STREAMS, strict=True)
    ]


def first_cases(figures: Figures, keys: tuple[int, int], named: int, district: int) -> list[Case]:
    """Return the cases with the largest figures above 0, by luck among equals.

    >>> [(-minus, number) for minus, _, _, number in first_cases(np.array([0, 3, 9, 3]), (1, 2), 3, district=0)]
    [(9, 2), (3, 1), (3, 3)]
    """
    some = np.flatnonzero(figures > 0)
    if len(some) > KEPT:
        least = np.partition(figures[some], len(some) - KEPT)[len(some) - KEPT]
        some = some[figures[some] >= least]
    lucks: NDArray[np.uint64] = np.asarray(draw(*keys, named, some.astype(np.uint64)))  # type: ignore[arg-type]
    order = np.lexsort((some, lucks, -figures[some]))[:KEPT]
    return [(-int(figures[i]), int(luck), district, int(i)) for i, luck in zip(some[order], lucks[order], strict=True)]


class Cases:
    """The first cases of all districts seen so far, by criterion."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[list[Case]] = [[] for _ in CRITERIA]

    def take(self, found: list[list[Case]]) -> None:
        """Take a district's cases; the order of districts does not matter."""
        self.found = [sorted(mine + theirs)[:KEPT] for mine, theirs in zip(self.found, found, strict=True)]

    def as_rows(self) -> NDArray[np.int64]:
        """Return the cases so far for a checkpoint: ``int64[case, (criterion, *Case)]``."""
        rows = [(k, *case) for k, found in enumerate(self.found) for case in found]
        return np.array(rows, dtype=np.int64).reshape(-1, 5)

    def from_rows(self, rows: NDArray[np.int64]) -> None:
        """Take the cases out of a checkpoint.

        >>> cases = Cases(); cases.from_rows(np.array([[1, -7, 99, 0, 5]])); cases.as_rows().tolist()
        [[1, -7, 99, 0, 5]]
        """
        for criterion, minus, luck, district, number in rows.tolist():
            self.found[criterion].append((minus, luck, district, number))

    def write(self, folder: Path) -> None:
        """Write the cases of a record."""
        criteria = [
            {"id": criterion.id, "unit": criterion.unit, "meaning": criterion.meaning,
             "cases": [{"citizen": f"s-{district}-{number}", "figure": -minus} for minus, _, district, number in rows]}
            for criterion, rows in zip(CRITERIA, self.found, strict=True)
        ]  # fmt: skip
        note = "computed citizens, on the last day, by what was done to them; equals are in an order drawn by lot"
        whole = {"synthetic": True, "note": note, "criteria": criteria}
        (folder / CASES).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def read_cases(folder: Path) -> dict[str, list[tuple[str, int]]]:
    """Return the cases of a record by criterion, first ones first; none in records of format 1."""
    path = folder / CASES
    if not path.is_file():
        return {}
    whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {row["id"]: [(case["citizen"], int(case["figure"])) for case in row["cases"]] for row in whole["criteria"]}
