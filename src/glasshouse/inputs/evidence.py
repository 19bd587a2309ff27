"""The evidence: the published figures that the entries of input files cite by key."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from glasshouse.inputs.library import DATA

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class FigureRow:
    """One published figure; `value` stays text, since it may be a range, a bound or a list.

    `confidence`: `seen`, read in public text, or `verify`, recalled and not checked. `role`: `input`,
    `target`, `holdout` or `context`.
    """

    key: str
    value: str
    unit: str
    year: str
    region: str
    source: str
    url: str
    confidence: str
    role: str


@lru_cache(maxsize=1)
def figures() -> dict[str, FigureRow]:
    """Every figure by its key.

    >>> figures()["sesame.score_min"].value
    '350'
    """
    with (DATA / "evidence" / "figures.csv").open(encoding="utf-8", newline="") as stream:
        rows = [FigureRow(**row) for row in csv.DictReader(stream)]
    found = {row.key: row for row in rows}
    assert len(found) == len(rows), "a key of the evidence is used twice"
    return found


def cited(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every evidence key that a file cites under `source`, and where.

    >>> list(cited({"urban": {"value": 0.6, "source": ["a", "b"]}}))
    [(('urban', 'source', 0), 'a'), (('urban', 'source', 1), 'b')]
    """
    if isinstance(data, dict):
        for key, child in data.items():
            if key == "source" and isinstance(child, str):
                yield (*loc, key), child
            elif key == "source" and isinstance(child, list):
                yield from (((*loc, key, k), word) for k, word in enumerate(child))
            else:
                yield from cited(child, (*loc, key))
    elif isinstance(data, list):
        for k, child in enumerate(data):
            yield from cited(child, (*loc, k))
