"""What a learned scorecard has learned, and whether it foretells alike for all groups (M6, calibration by group).

The scorecard gives a chance of a breach to every file. Of the files that were looked at again after a term, so many had
one, and so many should have had by the card that was in force then. Where a group has fewer than foretold, its people
bear points for breaches that did not come; where a sensor sees one group better, its card may be right about records
and wrong about people, since a breach here is what is on file. No group enters the fit.
"""

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.measures import groups_of
from glasshouse.audit.rates import Rate, in_ten_thousand
from glasshouse.model import tables as room
from glasshouse.quantities import DAYS_PER_CYCLE, POINT_UNIT
from glasshouse.record.naming import OUTCOMES, cells_of
from glasshouse.record.reading import Run
from glasshouse.record.size import EXCHANGE, TABLES

LOGIT_UNIT = 256


@dataclass(frozen=True)
class Card:
    """A scorecard from the day after a fit: points of everybody, and of each characteristic for none, one and more."""

    id: str
    day: int
    everybody: int
    points: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Calibration:
    """One group: files with a breach after a term, and how many in 10 000 should have had one by the card."""

    group: str
    observed: Rate
    foretold: float | None
    seeds: tuple["Calibration", ...] = ()


def cards(run: Run) -> list[Card]:
    """Return the scorecards of a run, each once, from the first fit on; of several seeds, those of the first."""
    if not run.manifest.legend.card:
        return []
    found: list[Card] = []
    for k, fitted in enumerate(fits(run)):
        points = [int(value) // POINT_UNIT for value in fitted[: room.CARD]]
        kinds = [points[1 + room.ATTRIBUTES * k :][: room.ATTRIBUTES] for k in range(len(run.manifest.legend.card))]
        card = Card(f"exchange {k + 1}", DAYS_PER_CYCLE * (k + 1), points[0], tuple(map(tuple, kinds)))
        if fitted.any() and (not found or (card.everybody, card.points) != (found[-1].everybody, found[-1].points)):
            found.append(card)
    return found


def fits(run: Run) -> NDArray[np.int64]:
    """Return what was fitted at each exchange, zeros before the first fit: ``int64[exchange, FITTED]``."""
    said: NDArray[np.int64] = np.load(run.first.folder / EXCHANGE, allow_pickle=False)
    return said[:, -room.FITTED :]


def calibrations(run: Run) -> list[Calibration]:
    """Return everybody, then group by group; nothing without a scorecard, or before its first fit."""
    if not run.manifest.legend.card:
        return []
    found = [calibration(run, name, at) for name, at in groups_of(run)]
    return found if found[0].observed.denominator else []


def calibration(run: Run, group: str, at: list[int]) -> Calibration:
    """Return one group, over the cycles that have a card to be held against; of several seeds, each by its own."""
    parts = [held_against(one, at) for one in (list(run.replicates()) or [run])]
    files, breaches, foretold = (sum(part) for part in zip(*parts, strict=True))
    rate = in_ten_thousand(round(breaches), round(files), "files after a term", "with a breach")
    return Calibration(group, rate, rate.per * foretold / files if files else None)


def held_against(run: Run, at: list[int]) -> tuple[int, int, float]:
    """Return the files of some groups, those with a breach, and how many should have had one; of one seed."""
    fitted, names = fits(run), [name for name in cells_of(len(run.manifest.legend.card)) if name]
    halves = int(np.load(run.folder / TABLES, allow_pickle=False)[room.SCORECARD_HALVES])
    files, breaches, foretold = 0, 0, 0.0
    for cell, name in enumerate(names):
        without, late = (by_cycle(run, f"tabulated.{name}.{outcome}", at) for outcome in OUTCOMES)
        for cycle in range(1, len(without)):
            if fitted[cycle - 1].any():
                people = without[cycle] + late[cycle]
                files, breaches = files + people, breaches + late[cycle]
                foretold += people * chance(fitted[cycle - 1], cell, halves)
    return files, breaches, foretold


def by_cycle(run: Run, name: str, at: list[int]) -> list[int]:
    """Return a flow summed over the days of each cycle, of some groups."""
    daily = run.daily(name)[:, at].sum(axis=1)
    return [int(daily[first : first + DAYS_PER_CYCLE].sum()) for first in range(0, len(daily), DAYS_PER_CYCLE)]


def chance(fitted: NDArray[np.int64], cell: int, halves: int) -> float:
    """Return the chance of a breach that a card gives to a cell; ``halves`` is points x 16 that halve its odds."""
    points = int(fitted[0])
    for kind in range(room.CHARACTERISTICS):
        points += int(fitted[1 + kind * room.ATTRIBUTES + cell % room.ATTRIBUTES])
        cell //= room.ATTRIBUTES
    return 1.0 / (1.0 + exp(points / halves * log(2.0) - int(fitted[-1]) / LOGIT_UNIT))
