"""M29: what a score rewards. Of the differences between people's scores, how much comes of which kind of duty.

A score is a sum of what each kind of source has added to it and of what is not known by source, so its variance is the
sum of their covariances with it: each share is one of these over the variance (the covariance decomposition of a sum).
A share may be negative, where a source makes scores more alike. Means are what one could not help. What has left the
file, and is of several kinds, is not known by source, and neither are ratings and votes; they stand as the rest.

M34, as it is felt: of those under a sanction, how many of one's rights, prices or chances are touched at once.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from glasshouse.audit.spread import Interval, mean_over, of_mean
from glasshouse.record.panel import Column, panel_of
from glasshouse.record.reading import Run

SOURCES = ("others", "public", "obedience", "identity", "means")
REST = "rest"
LEAST = 30
"""Of fewer people on file in the panel nothing is said."""
HUNDRED = 100
Values = Column


class Seeded(Protocol):
    """A figure of one run that each seed of it has too."""

    @property
    def value(self) -> float | None:
        """The figure; None where there is nothing to tell it of."""

    @property
    def seeds(self) -> tuple["Seeded", ...]:
        """The same of each seed."""


class OverSeeds:
    """What is told of a figure over the seeds of a run."""

    @property
    def of_all(self: Seeded) -> float | None:
        """The figure, or the mean over seeds that have one."""
        return mean_over([one.value for one in self.seeds], self.value)

    @property
    def interval(self: Seeded) -> Interval | None:
        """Chance over seeds; of one run none is given."""
        return of_mean([one.value for one in self.seeds]) if self.seeds else None


@dataclass(frozen=True)
class Reward(OverSeeds):
    """The share of the variance of scores in hundredths that a kind of source has; None where scores do not differ."""

    id: str
    value: float | None
    people: int = 0
    seeds: tuple["Reward", ...] = ()


@dataclass(frozen=True)
class Touched(OverSeeds):
    """How many rights, prices or chances a sanctioned person of the panel has touched at once, on average."""

    value: float | None
    days: int = 0
    seeds: tuple["Touched", ...] = ()


def rewards(run: Run) -> list[Reward]:
    """Return the share of each kind of source on the last day; nothing without a score, or without such a panel.

    Of several seeds the rows are of the first, and the same of each seed beside it.
    """
    panel = panel_of(run.first.folder)
    if not run.manifest.scored or panel is None or "source_means" not in panel:
        return []
    known = panel["scored"][-1] == 1
    score = panel["score_held"][-1][known]
    parts = {name: panel[f"source_{name}"][-1][known] for name in SOURCES}
    return [Reward(name, share, len(score)) for name, share in shares(score, parts).items()]


def shares(score: Values, parts: dict[str, Values]) -> dict[str, float | None]:
    """Return each part's share of the variance of a score in hundredths, and that of the rest.

    >>> ten = np.arange(40, dtype=np.int32)
    >>> shares(3 * ten, {"a": ten, "b": 2 * ten})
    {'a': 33.333333333333336, 'b': 66.66666666666667, 'rest': 0.0}
    """
    rest = score.astype(np.int64) - sum(part.astype(np.int64) for part in parts.values())
    all_parts = {**parts, REST: rest}
    if len(score) < LEAST or float(np.var(score)) == 0.0:
        return dict.fromkeys(all_parts)
    centred = score - score.mean()
    return {name: HUNDRED * float(np.mean(part * centred)) / float(np.var(score)) for name, part in all_parts.items()}


def touched(run: Run) -> Touched:
    """Return how many rights, prices or chances are touched at once, over the panel's days under a sanction.

    Two consequences on one wish, such as a dearer loan and a refused one, count once.
    """
    panel = panel_of(run.first.folder)
    sanctions = [(k, row.wish or row.id) for k, row in enumerate(run.manifest.legend.consequences) if row.adverse]
    if panel is None or not sanctions:
        return Touched(None)
    under = panel["under_held"]
    by_wish: dict[str, int] = {}
    for k, wish in sanctions:
        by_wish[wish] = by_wish.get(wish, 0) | (1 << k)
    at_once = np.sum([(under & mask) != 0 for mask in by_wish.values()], axis=0)
    days = int((at_once > 0).sum())
    return Touched(float(at_once.sum()) / days if days else None, days)
