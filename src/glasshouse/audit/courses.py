"""How things went over time: lists in and out, silence and money, by period or by day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasshouse.audit.measures import Classes, Days, groups_of, person_days
from glasshouse.record.naming import CLASSES
from glasshouse.record.reading import Run

MONTH, WEEK, YEAR = 30, 7, 365
TEN_THOUSAND = 10_000
Course = tuple[float | None, ...]
"""A figure for each period or day; None where there is nobody to divide by."""


@dataclass(frozen=True)
class Flow:
    """Entries to lists of one colour in one period by class, and exits.

    All are per 10 000 persons old enough for records and 30 days, so that a longer last period reads alike.
    """

    first_day: int
    last_day: int
    in_error: float
    against_right: float
    by_rules: float
    exits: float


def periods(days: int) -> list[tuple[int, int]]:
    """Return the periods of a run as (first day, day after the last): months, or weeks or days of a short run.

    What is left at the end belongs to the last period, since the figures of a few days are mostly chance.

    >>> periods(61), periods(15), periods(1)
    ([(0, 30), (30, 61)], [(0, 7), (7, 15)], [(0, 1)])
    >>> len(periods(365)), len(periods(9125))
    (12, 25)
    """
    length = YEAR if days > 3 * YEAR else MONTH if days >= 2 * MONTH else WEEK if days >= 2 * WEEK else 1
    starts = [length * k for k in range(days // length)]
    return list(zip(starts, [*starts[1:], days], strict=True))


def summed(days: Days, at: Sequence[int], spans: list[tuple[int, int]]) -> list[int]:
    """Return a flow summed over some groups and each period."""
    return [int(days[first:end, list(at)].sum()) for first, end in spans]


def list_flows(run: Run, colour: str) -> list[Flow]:
    """Return entries and exits of all lists of a colour (`black` or `red`), period by period.

    Nothing where there is no such list, or nobody old enough for records.
    """
    ids = [row.id for row in run.manifest.legend.lists if row.colour == colour]
    spans, everybody = periods(run.days), groups_of(run)[0][1]
    person_days = summed(run.daily("scored"), everybody, spans)
    if not ids or not any(person_days):
        return []
    zero = np.zeros((run.days, len(everybody)), dtype=np.int64)
    entries = [
        summed(sum((run.daily(f"entries.{key}.{which}") for key in ids), zero), everybody, spans) for which in CLASSES
    ]
    exits = summed(sum((run.daily(f"exits.{key}") for key in ids), zero), everybody, spans)
    found = []
    for k, (first, end) in enumerate(spans):
        scale = TEN_THOUSAND * MONTH / person_days[k] if person_days[k] else 0.0
        wrong, right, ruled = (each[k] * scale for each in entries)
        found.append(Flow(first + 1, end, wrong, right, ruled, exits[k] * scale))
    return found


def silence(run: Run) -> dict[str, Course]:
    """Return, by group and period, acts protected by a right not done for fear, in 10 000 that were meant.

    Meant are those done and those kept back; what was done out of sight instead is done. Empty where no act
    is protected or none was meant. It is a ratio, so it may be printed everywhere.
    """
    ids = [act.id for act in run.manifest.legend.acts if act is not None and act.protects is not None]
    spans = periods(run.days)
    found: dict[str, Course] = {}
    for group, at in groups_of(run):
        done, withheld, displaced = (
            [sum(parts) for parts in zip(*(summed(run.daily(f"{what}.{key}"), at, spans) for key in ids), strict=True)]
            for what in ("done", "withheld", "displaced")
        )
        meant = [a + b - c for a, b, c in zip(done, withheld, displaced, strict=True)]
        if any(meant):
            found[group] = tuple(
                (b - c) * TEN_THOUSAND / n if n else None for b, c, n in zip(withheld, displaced, meant, strict=True)
            )
    return found


def money(run: Run) -> dict[str, Course]:
    """Return mean cash and savings per citizen by group and day, in whole units of the place's money."""
    held, people = run.daily("money_sum"), run.daily("citizens")
    found: dict[str, Course] = {}
    for group, at in groups_of(run):
        over, under = held[:, list(at)].sum(axis=1), people[:, list(at)].sum(axis=1)
        if int(under.sum()) > 0:
            found[group] = tuple(int(a) / int(b) if int(b) > 0 else None for a, b in zip(over, under, strict=True))
    return found


@dataclass(frozen=True)
class RightRow:
    """One right or chance: person-days of sanctions and of rewards that touch it, by class.

    Somebody under two sanctions that touch the same right on one day is counted twice. ``among`` are the
    person-days of all who are old enough for records.
    """

    right: str
    lost: Classes
    gained: Classes
    among: int = 0
    seeds: tuple["RightRow", ...] = ()


def rights(run: Run) -> list[RightRow]:
    """Return every right that a consequence of the regime touches, the most lost first."""
    lost: dict[str, list[int]] = {}
    gained: dict[str, list[int]] = {}
    for entry in run.manifest.legend.consequences:
        side = lost if entry.adverse else gained
        parts = [int(run.daily(f"under.{entry.id}.{which}").sum()) for which in CLASSES]
        side[entry.right] = [a + b for a, b in zip(side.get(entry.right, [0, 0, 0]), parts, strict=True)]
    names = list(dict.fromkeys([*lost, *gained]))
    rows = [
        RightRow(name, Classes(*lost.get(name, [0, 0, 0])), Classes(*gained.get(name, [0, 0, 0])), person_days(run))
        for name in names
    ]
    return sorted(rows, key=lambda row: -row.lost.all)


UNHELD = {
    "trust": "trust in the authority or in one another",
    "acceptance": "acceptance of the regime",
    "stance": "what people say in public against what they think",
    "grievance": "grievance or protest",
    "detained": "detention",
}
"""What the design asks for, by the count that will hold it, and how it is said."""


def unheld(run: Run) -> list[str]:
    """Return what this version of the model does not hold, so that a page can say so."""
    return [said for count, said in UNHELD.items() if not run.names(count)]
