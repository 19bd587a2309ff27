"""The panel of one seed as measures look at it: sampled citizens, what they did, and what they were under.

Figures of it are of sampled citizens and say of how many. Of several seeds the same is worked out in each, so that
chance is told by the seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.foresight import DOMAINS, per_day
from glasshouse.audit.spread import Interval, of_mean
from glasshouse.model import tables as room
from glasshouse.record.panel import Column, panel_of
from glasshouse.record.reading import Run
from glasshouse.record.size import TABLES

LEAST = 20
"""With fewer people or spells nothing is said: the figure would be of a few people's luck."""
PANEL = "of the panel"
HUNDRED = 100
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Panel = Mapping[str, Column]


@dataclass(frozen=True)
class Figure:
    """One figure of the panel: None where too few are in it, or, of a median, where less than half has ended.

    ``among`` is how many people or spells it is of, ``counted`` what these are, and ``hits`` is
    how many of them a share counts. ``assumption`` has its two ends over the range of an assumption, and ``within`` is
    what chance leaves of a figure that is fitted to those of one seed.
    """

    id: str
    what: str
    value: float | None
    unit: str
    among: int
    counted: str
    hits: int | None = None
    assumption: tuple[float, float] | None = None
    seeds: tuple[Figure, ...] = ()
    within: Interval | None = None

    @property
    def of_all(self) -> float | None:
        """The figure, or the mean over seeds where all of them have one."""
        values = [one.value for one in self.seeds]
        known = [value for value in values if value is not None]
        if not values:
            return self.value
        return sum(known) / len(known) if len(known) == len(values) else None

    @property
    def interval(self) -> Interval | None:
        """What chance leaves over seeds; with one seed, what it leaves of a fitted figure, else None."""
        return of_mean([one.value for one in self.seeds]) if self.seeds else self.within

    @property
    def of(self) -> int:
        """How many it is of, in all seeds together."""
        return sum(one.among for one in self.seeds) if self.seeds else self.among

    @property
    def counts(self) -> str:
        """How many of how many a share is, or how many another figure is of."""
        if self.hits is None:
            return str(self.of)
        return f"{sum(one.hits or 0 for one in self.seeds) if self.seeds else self.hits} of {self.of}"


def share(name: str, what: str, flags: Flags, counted: str = PANEL) -> Figure:
    """Return how many in 100 of some people or spells; None of fewer than ``LEAST``.

    >>> share("a", "of them", np.arange(40) < 10).value, share("a", "of them", np.ones(3, dtype=bool)).value
    (25.0, None)
    """
    value = HUNDRED * float(flags.mean()) if len(flags) >= LEAST else None
    return Figure(name, what, value, "in 100", len(flags), counted, int(flags.sum()))


@dataclass(frozen=True)
class Sample:
    """The panel of one seed; ``weights`` say how severe each consequence is, and 0 of one that takes nothing.

    ``groups`` names the groups, and ``gravity`` says how grave an act of each domain of conduct is, as a mean.
    """

    panel: Panel
    adverse: int
    weights: tuple[int, ...]
    groups: tuple[str, ...]
    gravity: Mapping[str, float]
    tiers: int
    scored: bool
    incomes: tuple[float, ...] = ()
    """Mean income of the five fifths, where the record says."""

    def has(self, *names: str) -> bool:
        """Whether the record has these columns; one of an older version may lack some."""
        return all(name in self.panel for name in names)

    @cached_property
    def known(self) -> Flags:
        """Who is old enough for records on the last day; everybody of a record that does not say."""
        if not self.has("scored"):
            return np.ones(self.panel["under_held"].shape[1], dtype=bool)
        flags: Flags = self.panel["scored"][-1] == 1
        return flags

    @cached_property
    def under(self) -> Flags:
        """Who is under a sanction, ``[day, citizen]``."""
        flags: Flags = (self.panel["under_held"] & self.adverse) != 0
        return flags

    @cached_property
    def wrong(self) -> Flags:
        """Who is under a sanction in error, ``[day, citizen]``."""
        flags: Flags = (self.panel["under_held"] & ~self.panel["under_error_free"] & self.adverse) != 0
        return flags

    @cached_property
    def daily(self) -> dict[str, Column]:
        """Acts with a victim by domain of conduct, ``[day, citizen]``."""
        return {each: per_day(self.panel[f"breach_{each}"]) for each in DOMAINS}

    @cached_property
    def acts(self) -> Whole:
        """All acts with a victim of each, of those old enough for records."""
        found: Whole = np.sum([each.sum(axis=0) for each in self.daily.values()], axis=0, dtype=np.int64)
        return found[self.known]

    @cached_property
    def ever(self) -> Flags:
        """Who was ever under a sanction, of those old enough for records."""
        flags: Flags = np.any(self.under, axis=0)
        return flags[self.known]

    @cached_property
    def group(self) -> Whole:
        """The group of each who is old enough for records."""
        return self.last("group").astype(np.int64)

    def last(self, name: str) -> Column:
        """Return a column on the last day, of those old enough for records."""
        column: Column = self.panel[name][-1]
        return column[self.known]

    def by_group(self) -> Iterator[tuple[str, Flags]]:
        """Yield each group that has anybody in it, with who of those old enough for records is in it."""
        for k, name in enumerate(self.groups):
            mine = self.group == k
            if mine.any():
                yield name, mine


def sample_of(run: Run, severity: Mapping[str, int], gravity: Mapping[str, float]) -> Sample | None:
    """Return the panel of a run of one seed, or None where nobody was sampled."""
    panel = panel_of(run.folder)
    if panel is None or not panel["under_held"].size or "unable" not in panel:
        return None
    legend = run.manifest.legend
    adverse = sum(1 << k for k, row in enumerate(legend.consequences) if row.adverse)
    weights = tuple(severity.get(row.id, 0) * row.adverse for row in legend.consequences)
    names, tiers = tuple(legend.groups), len(legend.tiers)
    incomes = tuple(np.load(run.folder / TABLES)[room.INCOME_FIFTH : room.INCOME_FIFTH + 5].tolist())
    return Sample(panel, adverse, weights, names, gravity, tiers, run.manifest.scored, incomes)
