"""What brings a sanction, and whether it would be there without: the over-determined cases, apart (science 1.1).

A ground is a list that one is on, or one's grade, where it brings the sanction by itself. A day on which several do is
**over-determined**: to take one of them away would change nothing. As any of them suffices, each has the same Shapley
share of the day, one part in as many as there are. Records are not told apart here: a list that two records would each
have led to is one ground, so that of records there are more such days than these.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.rates import Rate, in_ten_thousand
from glasshouse.diagnostics import UserFault
from glasshouse.inputs.regime import Regime
from glasshouse.record.kept import read_kept
from glasshouse.record.manifest import Legend
from glasshouse.record.naming import CLASSES
from glasshouse.record.panel import Column, panel_of
from glasshouse.record.reading import Run

GRADE = "grade"
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """One ground of one sanction, in one class: person-days of the panel on which it would do alone.

    On ``alone`` of them there is no other; ``shared`` has a part of each day for each of its grounds.
    """

    consequence: str
    id: str
    reading: str
    days: int
    alone: int
    shared: float


def grounds(run: Run, regime: Regime) -> list[Ground]:
    """Return the grounds of every sanction by class, of a run of one seed and the regime that its record keeps.

    Nothing is told of a regime whose rules change in time, since the panel does not say which were in force; days on
    which a list is suspended by an appeal are left out, since the panel does not say which list.
    """
    panel = panel_of(run.folder)
    if panel is None or "pending" not in panel or regime.phases:
        return []
    suspends = any(remedy.kind == "appeal" and remedy.suspends for remedy in regime.remedies)
    looked_at = panel["pending"] == 0 if suspends else np.ones_like(panel["tier"], dtype=bool)
    found = []
    for k, row in enumerate(run.manifest.legend.consequences):
        if row.adverse:
            ways = ways_to(row.id, regime, panel, run.manifest.legend)
            for reading, there in by_class(k, panel).items():
                found += told(row.id, reading, [(name, way & there & looked_at) for name, way in ways.items()])
    return found


def ways_to(name: str, regime: Regime, panel: dict[str, Column], legend: Legend) -> dict[str, Flags]:
    """Return who is on which ground for a sanction on which day: the grade, and lists by their ids."""
    clause = next(one for one in regime.consequences if one.id == name)
    tiers = [tier.id for tier in legend.tiers]
    ways: dict[str, Flags] = {}
    on_file = panel["scored"] == 1
    if clause.below is not None:
        ways[GRADE] = (panel["tier"] < tiers.index(clause.below)) & on_file
    if clause.above is not None:
        ways[GRADE] = (panel["tier"] >= tiers.index(clause.above)) & on_file
    for entry, row in enumerate(legend.lists):
        if row.id in clause.lists:
            ways[row.id] = (panel["lists"] >> entry) & 1 == 1
    return ways


def by_class(k: int, panel: dict[str, Column]) -> dict[str, Flags]:
    """Return who is under sanction ``k`` on which day, by class."""
    held, error_free, rights = (
        (panel[f"under_{name}"] >> k) & 1 == 1 for name in ("held", "error_free", "rights_respecting")
    )
    return dict(
        zip(CLASSES, (held & ~error_free, held & error_free & ~rights, held & rights & error_free), strict=True)
    )


def told(consequence: str, reading: str, ways: list[tuple[str, Flags]]) -> list[Ground]:
    """Return the grounds that there are, with their days, days alone, and Shapley shares.

    >>> one, both = np.array([True, True, False]), np.array([True, False, False])
    >>> [(row.id, row.days, row.alone, row.shared) for row in told("no-loan", "by_rules", [("a", one), ("b", both)])]
    [('a', 2, 1, 1.5), ('b', 1, 0, 0.5)]
    """
    number = np.sum([way for _, way in ways], axis=0, dtype=np.int64) if ways else np.zeros(0, dtype=np.int64)
    part = 1.0 / np.maximum(number, 1)
    return [
        Ground(consequence, name, reading, int(way.sum()), int((way & (number == 1)).sum()), float(part[way].sum()))
        for name, way in ways
        if way.any()
    ]


def determined(run: Run) -> Rate:
    """Return how many days of the panel under a sanction have more than one ground, each sanction by itself.

    Of a record whose regime cannot be read today there are none.
    """
    try:
        rows = grounds(run.first, regime_of(run))
    except UserFault:
        rows = []
    days, alone = round(sum(row.shared for row in rows)), sum(row.alone for row in rows)
    return in_ten_thousand(days - alone, days, "days of the panel under a sanction", "over-determined")


def regime_of(run: Run) -> Regime:
    """Return the regime that a record keeps."""
    return read_kept(run.first.folder, "regime", run.manifest.regime, Regime).value
