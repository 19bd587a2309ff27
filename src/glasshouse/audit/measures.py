"""Standing and sanctions: who was scored, graded, listed and sanctioned, and in which class (M1, M2)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand
from glasshouse.record.naming import CLASSES, ENTRY_CAUSES
from glasshouse.record.reading import Run

Days = NDArray[np.int64]
"""``int64[day, group]``"""

WHOLE = "everybody"
OLD_ENOUGH = "persons old enough for records"
POINT = 16
"""Scores are held in sixteenths of a point."""


@dataclass(frozen=True)
class Classes:
    """A number in each of the three classes, never summed into one verdict."""

    in_error: int
    against_right: int
    by_rules: int

    @property
    def all(self) -> int:
        """All three together."""
        return self.in_error + self.against_right + self.by_rules


@dataclass(frozen=True)
class Sanctions:
    """Sanction-days of one group or of everybody, and persons ever in error or against a right."""

    group: str
    scored_days: int
    scored: int
    days: Classes
    in_error: Rate
    against_right: Rate
    by_rules: Rate
    burden: Rate
    burden_in_error: Rate
    burden_against_right: Rate
    persons_in_error: Rate
    persons_against_right: Rate
    now: Rate


@dataclass(frozen=True)
class ConsequenceRow:
    """One consequence: person-days under it by class, and among those old enough for records."""

    id: str
    title: str
    adverse: bool
    right: str
    days: Classes
    in_error: Rate
    against_right: Rate
    burden: Rate
    seeds: tuple["ConsequenceRow", ...] = ()


@dataclass(frozen=True)
class ListRow:
    """One list: entries by class at entry and by cause of the record, exits, and who is on it at the end.

    Entries are told in 10 000 of them (``in_error``) and in 10 000 person-years (``entered``), as all errors are.
    """

    id: str
    title: str
    colour: str
    entries: Classes
    in_error: Rate
    against_right: Rate
    causes: dict[str, int]
    exits: int
    stock: Classes
    on_it: Rate
    entered: Rate
    left: Rate
    seeds: tuple["ListRow", ...] = ()


@dataclass(frozen=True)
class TierRow:
    """One tier: how many held it at the end of the first and of the last day."""

    id: str
    title: str
    first: Rate
    last: Rate


@dataclass(frozen=True)
class Score:
    """Mean score in points by day: as held, and as the same rules give it without the errors."""

    group: str
    held: tuple[float | None, ...]
    error_free: tuple[float | None, ...]
    rights_respecting: tuple[float | None, ...]
    seeds: tuple["Score", ...] = ()


def groups_of(run: Run) -> list[tuple[str, list[int]]]:
    """Return everybody, then each group with anybody in it, with the positions of the counts.

    A group that nobody old enough for records is in has no rates and no line.
    """
    names = run.manifest.legend.groups
    peopled = run.daily("scored").sum(axis=0)
    found = [(name, [k]) for k, name in enumerate(names) if k < len(peopled) and int(peopled[k]) > 0]
    return [(WHOLE, list(range(len(peopled)))), *found]


def total(days: Days, at: Sequence[int]) -> int:
    """Sum counts over the days and some groups."""
    return int(days[:, list(at)].sum())


def classes(run: Run, name: str, at: Sequence[int]) -> Classes:
    """Return the sums of the three columns ``name.<class>``."""
    return Classes(*(total(run.daily(f"{name}.{which}"), at) for which in CLASSES))


def last_classes(run: Run, name: str, at: Sequence[int]) -> Classes:
    """Return the three columns ``name.<class>`` on the last day."""
    return Classes(*(int(run.last(f"{name}.{which}")[list(at)].sum()) for which in CLASSES))


def whole(run: Run) -> list[int]:
    """Return the positions of all groups."""
    return list(range(run.daily("citizens").shape[1]))


def person_days(run: Run, name: str = "scored", at: Sequence[int] | None = None) -> int:
    """Return the person-days of a stock: of those old enough for records, or of all `citizens`."""
    return total(run.daily(name), whole(run) if at is None else at)


def sanctions(run: Run) -> list[Sanctions]:
    """Return sanction-days by class and persons by group, everybody first (M1 and M2)."""
    return [sanctions_of(run, name, at) for name, at in groups_of(run)]


def sanctions_of(run: Run, name: str, at: Sequence[int]) -> Sanctions:
    """Return the sanctions of one group.

    For intervals a share of sanction-days counts the mean number under sanction at one time, since the
    days of one person hang together.
    """
    days = classes(run, "sanctioned", at)
    scored_days = person_days(run, at=at)
    people = round(scored_days / max(run.days, 1))
    at_once = max(round(days.all / max(run.days, 1)), 1) if days.all else 0
    ever_wrong, ever_right = (int(run.last(f"ever.{key}")[list(at)].sum()) for key in CLASSES[:2])
    under = last_classes(run, "sanctioned", at).all
    on_last_day = int(run.last("scored")[list(at)].sum())

    def share(part: int, what: str) -> Rate:
        return in_ten_thousand(part, days.all, "sanction-days", what, at_once)

    def burden(part: int, what: str) -> Rate:
        return in_ten_thousand(part, scored_days, "person-days", what, people)

    return Sanctions(
        group=name,
        scored_days=scored_days,
        scored=on_last_day,
        days=days,
        in_error=share(days.in_error, "sanction-days in error"),
        against_right=share(days.against_right, "sanction-days against a right"),
        by_rules=share(days.by_rules, "sanction-days by the rules"),
        burden=burden(days.all, "sanction-days"),
        burden_in_error=burden(days.in_error, "sanction-days in error"),
        burden_against_right=burden(days.against_right, "sanction-days against a right"),
        persons_in_error=in_person_years(ever_wrong, scored_days, "persons", people, once=True),
        persons_against_right=in_person_years(ever_right, scored_days, "persons", people, once=True),
        now=in_ten_thousand(under, on_last_day, OLD_ENOUGH, "persons under a sanction"),
    )


def consequences(run: Run) -> list[ConsequenceRow]:
    """Return who was under which consequence, rewards and sanctions alike, by class."""
    everybody = whole(run)
    scored_days = person_days(run)
    people = round(scored_days / max(run.days, 1))
    rows = []
    for entry in run.manifest.legend.consequences:
        days = classes(run, f"under.{entry.id}", everybody)
        at_once = max(round(days.all / max(run.days, 1)), 1) if days.all else 0
        rows.append(
            ConsequenceRow(
                id=entry.id,
                title=entry.title,
                adverse=entry.adverse,
                right=entry.right,
                days=days,
                in_error=in_ten_thousand(days.in_error, days.all, "person-days", "in error", at_once),
                against_right=in_ten_thousand(days.against_right, days.all, "person-days", "against a right", at_once),
                burden=in_ten_thousand(days.all, scored_days, "person-days", "person-days under it", people),
            )
        )
    return rows


def lists(run: Run) -> list[ListRow]:
    """Return every list with its entries, their causes, exits and stock."""
    everybody = whole(run)
    scored, days = int(run.last("scored").sum()), person_days(run)
    rows = []
    for entry in run.manifest.legend.lists:
        entries = classes(run, f"entries.{entry.id}", everybody)
        stock = last_classes(run, f"listed.{entry.id}", everybody)
        exits = int(run.total(f"exits.{entry.id}").sum())
        rows.append(
            ListRow(
                id=entry.id,
                title=entry.title,
                colour=entry.colour,
                entries=entries,
                in_error=in_ten_thousand(entries.in_error, entries.all, "entries", "entries in error"),
                against_right=in_ten_thousand(entries.against_right, entries.all, "entries", "entries against a right"),
                causes={cause: int(run.total(f"entry_cause.{entry.id}.{cause}").sum()) for cause in ENTRY_CAUSES},
                exits=exits,
                stock=stock,
                on_it=in_ten_thousand(stock.all, scored, OLD_ENOUGH, "persons on it"),
                entered=in_person_years(entries.all, days, "entries"),
                left=in_person_years(exits, days, "exits"),
            )
        )
    return rows


def tiers(run: Run) -> list[TierRow]:
    """Return who held which tier at the end of the first and the last day; none without a score."""
    if not run.manifest.scored:
        return []
    first, last = int(run.daily("scored")[0].sum()), int(run.last("scored").sum())
    return [
        TierRow(
            id=tier.id,
            title=tier.title,
            first=in_ten_thousand(int(run.daily(f"tier.{tier.id}")[0].sum()), first, OLD_ENOUGH),
            last=in_ten_thousand(int(run.last(f"tier.{tier.id}").sum()), last, OLD_ENOUGH),
        )
        for tier in run.manifest.legend.tiers
    ]


def scores(run: Run) -> list[Score]:
    """Return mean scores by day and group; nothing where there is no score."""
    if not run.manifest.scored:
        return []
    scored = run.daily("scored")
    rows = []
    for name, at in groups_of(run):
        held, free, respecting = (means(run.daily(f"score_sum.{each}"), scored, at) for each in STANDINGS_SHOWN)
        rows.append(Score(name, held, free, respecting))
    return rows


STANDINGS_SHOWN = ("held", "error_free", "rights_respecting")


def means(sums: Days, scored: Days, at: Sequence[int]) -> tuple[float | None, ...]:
    """Return the mean in points for each day, None where nobody is there.

    >>> means(np.array([[32, 0], [0, 0]]), np.array([[2, 0], [0, 0]]), [0, 1])
    (1.0, None)
    """
    over, under = sums[:, list(at)].sum(axis=1), scored[:, list(at)].sum(axis=1)
    return tuple(int(a) / (POINT * int(b)) if int(b) > 0 else None for a, b in zip(over, under, strict=True))


def score_bins(run: Run) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the histogram of held scores on the first and the last day; empty without a score."""
    if not run.manifest.scored:
        return (), ()
    bins = [run.daily(f"score_bin.{k}").sum(axis=1) for k in range(64)]
    return tuple(int(b[0]) for b in bins), tuple(int(b[-1]) for b in bins)
