"""M16: what a score foretells. Of two people, does the lower score belong to the one who will break a rule?

Glasshouse has no variable for what a score claims to stand for. It has conduct, so a claim can be tried: do score, own
past and income on one day rank those who went on to an act with a victim in one domain of life below those who did not
(science 1.6)? The figure is the area under the receiver operating characteristic (Hanley and McNeil 1982): the chance
that of one of each the one who went on stands worse; one half is a coin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.spread import Interval, Z, mean_over, of_mean
from glasshouse.record.panel import Column, panel_of
from glasshouse.record.reading import Run

DOMAINS = ("money", "street", "home", "work", "expression")
ANY, HELPED = "any", "helped"
"""Acts of all domains together; and these without what one could not help (ability removed)."""
YEAR, WRAP = 365, 16
LEAST = 10
"""With fewer of either kind in the panel nothing is said: the figure would be of a few people's luck."""
Values = Column


@dataclass(frozen=True)
class Area:
    """An area under the curve between so many who went on and so many who did not; None where they are too few."""

    value: float | None
    went_on: int = 0
    others: int = 0
    seeds: tuple["Area", ...] = ()

    @property
    def of_all(self) -> float | None:
        """The area, or the mean over seeds that have one."""
        return mean_over([one.value for one in self.seeds], self.value)

    @property
    def people(self) -> tuple[int, int]:
        """How many went on and how many did not, of all seeds together."""
        parts = self.seeds or (self,)
        return sum(one.went_on for one in parts), sum(one.others for one in parts)

    @property
    def interval(self) -> Interval | None:
        """Chance alone: over seeds, or within one run by Hanley and McNeil's standard error."""
        if self.seeds:
            return of_mean([one.value for one in self.seeds])
        if self.value is None:
            return None
        a, n, m = self.value, self.went_on, self.others
        ranked, pairs = a / (2 - a), 2 * a * a / (1 + a)
        variance = (a * (1 - a) + (n - 1) * (ranked - a * a) + (m - 1) * (pairs - a * a)) / (n * m)
        half = Z * sqrt(max(variance, 0.0))
        return Interval(max(a - half, 0.0), min(a + half, 1.0))


@dataclass(frozen=True)
class Foresight:
    """One domain of life: by whom the score, the own past and income would rank those who went on to a breach.

    ``first`` is the day on which they are ranked, and ``days`` is how long they are then looked at.
    """

    id: str
    first: int
    days: int
    score: Area
    past: Area
    income: Area


def foresight(run: Run) -> list[Foresight]:
    """Return what the score foretells by domain; nothing without a score, or without a panel that tells of breaches.

    A run of two years or more is halved after its first year, and a shorter one in the middle. Of several seeds the
    rows are of the first, and the same of each seed beside it.
    """
    panel = panel_of(run.first.folder)
    if not run.manifest.scored or panel is None or "unable" not in panel:
        return []
    days = len(panel["unable"])
    first = YEAR if days >= 2 * YEAR else days // 2
    if first == 0:
        return []
    end = min(first + YEAR, days)
    known = panel["scored"][first - 1] == 1
    score, income = (panel[name][first - 1][known] for name in ("score_held", "income"))
    found = []
    for name, acts in by_domain(panel, known):
        before, after = acts[:first].sum(axis=0), acts[first:end].sum(axis=0)
        went_on = after > 0
        found.append(
            Foresight(name, first, end - first, area(-score, went_on), area(before, went_on), area(-income, went_on))
        )
    return found


def by_domain(panel: dict[str, Values], known: NDArray[np.bool_]) -> Iterable[tuple[str, Values]]:
    """Yield the acts with a victim of each day: all, all but those that one could not help, and by domain.

    Where all that could not be helped was of one domain, that domain too is told without it.
    """
    daily = {name: per_day(panel[name])[:, known] for name in (*(f"breach_{each}" for each in DOMAINS), "unable")}
    every = np.sum([daily[f"breach_{each}"] for each in DOMAINS], axis=0)
    yield ANY, every
    yield HELPED, every - daily["unable"]
    for each in DOMAINS:
        yield each, daily[f"breach_{each}"]
        helped = daily[f"breach_{each}"] - daily["unable"]
        if daily["unable"].any() and helped.min() >= 0:
            yield f"{each}_{HELPED}", helped


def per_day(counted: Values) -> Values:
    """Return how many a day from what is counted on modulo 16.

    >>> per_day(np.array([[15], [15], [1]], dtype=np.int32)).ravel().tolist()
    [15, 0, 2]
    """
    steps: Values = np.diff(counted, axis=0, prepend=0) % WRAP
    return steps


def area(worse: Values, went_on: NDArray[np.bool_]) -> Area:
    """Return the chance that one who went on is worse than one who did not, ties counting half.

    >>> few = area(np.array([1, 2], dtype=np.int32), np.array([True, False])); few.value is None
    True
    >>> area(np.arange(40, dtype=np.int32), np.arange(40) >= 20).value
    1.0
    """
    from sklearn.metrics import roc_auc_score

    ill, well = int(went_on.sum()), int((~went_on).sum())
    if min(ill, well) < LEAST:
        return Area(None, ill, well)
    return Area(float(roc_auc_score(went_on, worse)), ill, well)
