"""How things went over time: standing, lists in and out, rights, silence, fear, money, trust; by period or by day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from glasshouse.audit.measures import WHOLE, Classes, Days, groups_of, person_days, score_bins
from glasshouse.audit.rates import MONTH, TEN_THOUSAND, Rate
from glasshouse.record.naming import CLASSES
from glasshouse.record.reading import Run

WEEK, YEAR = 7, 365


@dataclass(frozen=True)
class Course:
    """A count at each of some points, days or periods, and what it is among: ``id`` says of what or of whom.

    Of several seeds the counts are of all of them together, and ``seeds`` has the same course of each.
    """

    id: str
    title: str
    over: tuple[int, ...]
    under: tuple[int, ...]
    per: int = TEN_THOUSAND
    seeds: tuple["Course", ...] = ()

    def rate(self, k: int) -> Rate:
        """Return the rate at one point, with the same of each seed.

        >>> Course("M", "M", (1, 2), (10, 10)).rate(1).value
        2000.0
        """
        seeds = tuple(Rate(one.over[k], one.under[k], self.per, "") for one in self.seeds)
        return Rate(self.over[k], self.under[k], self.per, "", seeds=seeds)

    @property
    def values(self) -> list[float | None]:
        """The figure at each point; None where there is nothing to divide by."""
        return [n * self.per / d if d > 0 else None for n, d in zip(self.over, self.under, strict=True)]


@dataclass(frozen=True)
class Line:
    """A mean or a share for each day, to be set against a baseline's; None where nobody is there."""

    id: str
    values: tuple[float | None, ...]
    seeds: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Flow:
    """Entries to lists of one colour in one period by class, and exits; ``id`` is the first day.

    All are per 10 000 persons old enough for records and 30 days, so that a longer last period reads alike.
    """

    id: str
    first_day: int
    last_day: int
    in_error: Rate
    against_right: Rate
    by_rules: Rate
    entries: Rate
    exits: Rate


@dataclass(frozen=True)
class RightRow:
    """One right or chance: person-days of sanctions and of rewards that touch it, by class.

    Somebody under two sanctions that touch the same right on one day is counted twice. ``among`` are the
    person-days of all who are old enough for records, ``people`` how many these are at one time.
    """

    right: str
    lost: Classes
    gained: Classes
    among: int = 0
    people: int = 0
    seeds: tuple["RightRow", ...] = ()


@dataclass(frozen=True)
class Courses:
    """Everything that a run tells over time. ``sanctioned`` has the three classes and then all of them."""

    sanctioned: list[Course]
    tiers: list[Course]
    spread: list[Course]
    blacklists: list[Flow]
    honours: list[Flow]
    rights: list[RightRow]
    silence: list[Course]
    fear: list[Course]
    money: list[Line]
    baseline_money: list[Line]
    trust: list[Line]
    baseline_trust: list[Line]


def courses_of(run: Run, base: Run | None = None) -> Courses:
    """Return how everything went in a run, and money and trust in its baseline."""
    return Courses(
        sanctioned=sanctioned(run),
        tiers=tiers(run),
        spread=spread(run),
        blacklists=list_flows(run, "black"),
        honours=list_flows(run, "red"),
        rights=rights(run),
        silence=silence(run),
        fear=fear(run),
        money=money(run),
        baseline_money=money(base) if base else [],
        trust=trust(run),
        baseline_trust=trust(base) if base else [],
    )


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


def stock(run: Run, name: str, at: Sequence[int] = (0, 1, 2)) -> tuple[int, ...]:
    """Return a stock of some groups on each day."""
    return tuple(run.daily(name)[:, list(at)].sum(axis=1).tolist())


def sanctioned(run: Run) -> list[Course]:
    """Return those under a sanction day by day among those old enough for records: by class, then all."""
    among = stock(run, "scored")
    parts = [stock(run, f"sanctioned.{which}") for which in CLASSES]
    whole = tuple(sum(each) for each in zip(*parts, strict=True))
    return [Course(name, name, part, among) for name, part in zip((*CLASSES, "all"), [*parts, whole], strict=True)]


def tiers(run: Run) -> list[Course]:
    """Return who held each tier day by day, from the highest; nothing without a score."""
    if not run.manifest.scored:
        return []
    among = stock(run, "scored")
    graded = reversed(run.manifest.legend.tiers)
    return [Course(tier.id, tier.title, stock(run, f"tier.{tier.id}"), among) for tier in graded]


def spread(run: Run) -> list[Course]:
    """Return the histogram of scores on the first day and on the last, a point for each bin; none without a score."""
    first, last = score_bins(run)
    if not first:
        return []
    days = {"first": first, "last": last}
    return [Course(name, name, part, (sum(part),) * len(part)) for name, part in days.items()]


def fear(run: Run) -> list[Course]:
    """Return those in fear day by day among those old enough for records, by group."""
    return [Course(name, name, stock(run, "fearful", at), stock(run, "scored", at)) for name, at in groups_of(run)]


def list_flows(run: Run, colour: str) -> list[Flow]:
    """Return entries and exits of all lists of a colour (`black` or `red`), period by period.

    Nothing where there is no such list, or nobody old enough for records.
    """
    ids = [row.id for row in run.manifest.legend.lists if row.colour == colour]
    spans, everybody = periods(run.days), groups_of(run)[0][1]
    days = summed(run.daily("scored"), everybody, spans)
    if not ids or not any(days):
        return []
    zero = np.zeros((run.days, len(everybody)), dtype=np.int64)
    parts = [
        summed(sum((run.daily(f"entries.{key}.{which}") for key in ids), zero), everybody, spans) for which in CLASSES
    ]
    exits = summed(sum((run.daily(f"exits.{key}") for key in ids), zero), everybody, spans)
    found = []
    for k, (first, end) in enumerate(spans):
        wrong, right, ruled, every, off = (
            Rate(count, days[k], TEN_THOUSAND * MONTH, "person-days")
            for count in (*(part[k] for part in parts), sum(part[k] for part in parts), exits[k])
        )
        found.append(Flow(str(first + 1), first + 1, end, wrong, right, ruled, every, off))
    return found


def silence(run: Run) -> list[Course]:
    """Return, by group and period, acts protected by a right not done for fear, among those that were meant.

    Meant are those done and those kept back; what was done out of sight instead is done. Nothing where no act
    is protected or none was meant. It is a ratio, so it may be printed everywhere.
    """
    ids = [act.id for act in run.manifest.legend.acts if act is not None and act.protects is not None]
    spans = periods(run.days)
    found = []
    for group, at in groups_of(run) if ids else []:
        done, withheld, displaced = (
            [sum(parts) for parts in zip(*(summed(run.daily(f"{what}.{key}"), at, spans) for key in ids), strict=True)]
            for what in ("done", "withheld", "displaced")
        )
        meant = tuple(a + b - c for a, b, c in zip(done, withheld, displaced, strict=True))
        if any(meant):
            found.append(Course(group, group, tuple(b - c for b, c in zip(withheld, displaced, strict=True)), meant))
    return found


def money(run: Run) -> list[Line]:
    """Return mean cash and savings per citizen by group and day, in whole units of the place's money."""
    return shares(run, "money_sum", "citizens", 1)


def trust(run: Run) -> list[Line]:
    """Return adults who trust strangers (level 4 of 7 or above) in 10 000, by group and day (M28, as it is)."""
    return shares(run, "trusting", "adults", TEN_THOUSAND) if run.names("trusting") else []


def shares(run: Run, over: str, under: str, per: int) -> list[Line]:
    """Return one stock per so many of another, by group and day."""
    found = []
    for group, at in groups_of(run):
        parts, people = stock(run, over, at), stock(run, under, at)
        if sum(people) > 0:
            found.append(Line(group, tuple(a * per / b if b > 0 else None for a, b in zip(parts, people, strict=True))))
    return found


def rights(run: Run) -> list[RightRow]:
    """Return every right that a consequence of the regime touches, the most lost first."""
    lost: dict[str, list[int]] = {}
    gained: dict[str, list[int]] = {}
    for entry in run.manifest.legend.consequences:
        side = lost if entry.adverse else gained
        parts = [int(run.daily(f"under.{entry.id}.{which}").sum()) for which in CLASSES]
        side[entry.right] = [a + b for a, b in zip(side.get(entry.right, [0, 0, 0]), parts, strict=True)]
    among = person_days(run)
    rows = [
        RightRow(
            name,
            Classes(*lost.get(name, [0, 0, 0])),
            Classes(*gained.get(name, [0, 0, 0])),
            among,
            round(among / run.days),
        )
        for name in dict.fromkeys([*lost, *gained])
    ]
    return sorted(rows, key=lambda row: -row.lost.all)


def everybodys(rows: Sequence[Course]) -> Course | None:
    """Return everybody's course, if there is one."""
    return next((row for row in rows if row.id == WHOLE), None)


UNHELD = {
    "trusting": "trust in one another",
    "legitimacy": "trust in the authority",
    "acceptance": "acceptance of the regime",
    "stance": "what people say in public against what they think",
    "protest": "protest",
    "detained": "detention",
}
"""What the design asks for, by the count that will hold it, and how it is said."""


def unheld(run: Run) -> list[str]:
    """Return what this version of the model does not hold, so that a page can say so."""
    return [said for count, said in UNHELD.items() if not run.names(count)]
