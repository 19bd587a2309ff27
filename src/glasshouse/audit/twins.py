"""Twins: the same people with the same luck under two regimes, and how their lives differ (science 1.3 and 1.5).

Differences are of the second run less the first, and are the total effect: everybody lives under the one regime or the
other. Differences of counts hold everybody. Distributions are of the panel, whose citizens are the same in both, and
all of them were alive on day 0. How many have more and how many have less depends on how luck is shared between the
worlds; so these counts are there only beside the same counts of a **placebo twin** (the first run with one act of one
citizen changed), and beside bounds that need no pairing of the two worlds at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.comparing import Speech, speech
from glasshouse.audit.measures import POINT, classes, groups_of, person_days, total
from glasshouse.audit.rates import Rate, difference_of, in_person_years, in_ten_thousand, paired
from glasshouse.audit.seedwise import with_seeds
from glasshouse.audit.spread import Interval
from glasshouse.inputs.consequence import FREE_OF_MONEY
from glasshouse.model.response import FEARFUL_LEVEL
from glasshouse.record.naming import CLASSES
from glasshouse.record.panel import PANEL, Column, read_panel
from glasshouse.record.reading import Run

QUANTILES = (5, 25, 50, 75, 95)
"""In hundredths; each is a value that some sampled citizen has."""
NO_PANEL = "nobody was sampled in one of the runs, so there are no lives to set side by side"
OTHER_PANEL = "the sampled citizens of the two runs are others, so no life can be set beside itself"
CHANGED = "s-0-"
"""How the ids begin of those in the district in which the placebo twin begins."""
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Effect:
    """A measure in the second run (``here``), the first (``there``) and its placebo twin, of everybody or a group."""

    id: str
    title: str
    group: str
    here: Rate
    there: Rate
    placebo: Rate | None = None

    @property
    def difference(self) -> float | None:
        """The second less the first, in their unit; None where either has nothing to divide by."""
        return difference_of(self.here, self.there)

    @property
    def interval(self) -> Interval | None:
        """The chance interval of the difference over paired seeds; None with one seed."""
        return paired(self.here, self.there)

    @property
    def noise(self) -> float | None:
        """The placebo twin less the first run: what one changed act of one citizen comes to; None without one."""
        return None if self.placebo is None else difference_of(self.placebo, self.there)


@dataclass(frozen=True)
class Moved:
    """How many of the same citizens have more in the second world, how many less, and how many the same."""

    more: int
    less: int
    same: int


@dataclass(frozen=True)
class Bounds:
    """The least and the most that can have more, and less, whoever in one world is whoever in the other."""

    more: tuple[int, int]
    less: tuple[int, int]


@dataclass(frozen=True)
class Shift:
    """One quantity of the sampled citizens in both worlds: their quantiles, and who has more of it and who less.

    ``moved``, ``placebo`` and ``bounds`` are there together or not at all.
    """

    id: str
    title: str
    unit: str
    persons: int
    there: tuple[float, ...]
    here: tuple[float, ...]
    moved: Moved | None = None
    placebo: Moved | None = None
    bounds: Bounds | None = None

    @property
    def apart(self) -> tuple[float, ...]:
        """The differences of the quantiles, which are not the quantiles of the differences."""
        return tuple(b - a for a, b in zip(self.there, self.here, strict=True))


@dataclass(frozen=True)
class Twins:
    """All that two twins show. ``unsampled`` says why there are no lives, if there are none."""

    same: bool
    effects: list[Effect]
    speech: list[Speech]
    sampled: int
    shifts: list[Shift]
    unsampled: str
    left_out: list[str]
    placebo: bool
    near_placebo: int
    """How many of the sampled live in the districts in which the placebo twin began."""


def twins_of(one: Run, other: Run, placebo: Run | None = None) -> Twins:
    """Compare two runs of the same people, seed by seed where there are several (``record.pairing.twins``)."""
    noises = placebo.replicates() if placebo else repeat(None)
    worlds = list(zip(one.replicates(), other.replicates(), noises, strict=False))
    lives, unsampled = lives_of([run for run in (one, other, placebo) if run is not None])
    without = left_out(one, other)
    return Twins(
        same=one.manifest.digest == other.manifest.digest,
        effects=with_seeds(effects(other, one, placebo), [effects(b, a, p) for a, b, p in worlds]),
        speech=with_seeds(speech(other, one), [speech(b, a) for a, b, _ in worlds]),
        sampled=len(lives[0].ids) if lives else 0,
        shifts=list(shifts(without, *lives)) if lives else [],
        unsampled=unsampled,
        left_out=without,
        placebo=placebo is not None,
        near_placebo=sum(name.startswith(CHANGED) for name in lives[0].ids) if lives else 0,
    )


# -- everybody: the counts


def effects(here: Run, there: Run, placebo: Run | None = None) -> list[Effect]:
    """Return the difference of each headline measure, everybody first and then group by group."""
    found = []
    for name, at in groups_of(here):
        ours, theirs, noise = headlines(here, at), headlines(there, at), headlines(placebo, at) if placebo else {}
        found += [Effect(key, TITLES[key], name, ours[key], theirs[key], noise.get(key)) for key in TITLES]
    return found


TITLES = {
    "sanction-days": "Days under a sanction",
    "in-error": "of them in error",
    "against-a-right": "of them against a right",
    "refusals": "Refusals by a sanction",
    "fear": "Days in fear",
    "trust": "Days of trust in strangers",
    "money": "Cash and savings at the end",
    "victims": "Acts with a victim",
}


def headlines(run: Run, at: Sequence[int]) -> dict[str, Rate]:
    """Return the headline measures of some groups."""
    old_enough, everybody = person_days(run, at=at), person_days(run, "citizens", at)
    days = classes(run, "sanctioned", at)
    # Queues and services are lived only under regimes that touch them: two worlds share the attempts at all others.
    shared = [wish.id for wish in run.manifest.legend.wishes if wish.kind not in FREE_OF_MONEY]
    refused = sum(total(run.daily(f"refused.{wish}.{which}"), at) for wish in shared for which in CLASSES)
    wished = sum(total(run.daily(f"wished.{wish}"), at) for wish in shared)
    harmful = [act for act in run.manifest.legend.acts if act and act.protects is None and act.victim != "none"]
    adults, trusting = (total(run.daily(name), at) for name in ("adults", "trusting"))
    money, citizens = (int(run.last(name)[list(at)].sum()) for name in ("money_sum", "citizens"))
    return {
        "sanction-days": in_ten_thousand(days.all, old_enough, "person-days", "sanction-days"),
        "in-error": in_ten_thousand(days.in_error, old_enough, "person-days", "sanction-days in error"),
        "against-a-right": in_ten_thousand(days.against_right, old_enough, "person-days", "against a right"),
        "refusals": in_ten_thousand(refused, wished, "attempts", "refusals"),
        "fear": in_ten_thousand(total(run.daily("fearful"), at), old_enough, "person-days", "days in fear"),
        "trust": in_ten_thousand(trusting, adults, "person-days of adults", "days of trust"),
        "money": Rate(money, citizens, 1, "citizens", run.manifest.currency),
        "victims": in_person_years(sum(total(run.daily(f"done.{a.id}"), at) for a in harmful), everybody, "acts done"),
    }


# -- the sampled: their lives


@dataclass(frozen=True)
class Quantity:
    """What is looked at of each life: ``values`` in whole numbers, of which ``scale`` make one ``unit``."""

    id: str
    title: str
    unit: str
    scale: int
    values: Whole


@dataclass(frozen=True)
class Lives:
    """The sampled citizens of a run, of all seeds together, and the quantities that the record has of them."""

    ids: tuple[str, ...]
    scored: NDArray[np.bool_]
    quantities: dict[str, Quantity]


def lives_of(runs: Sequence[Run]) -> tuple[list[Lives], str]:
    """Return the lives of each run, of the same citizens in the same order; or none, and why."""
    seeds = [list(run.replicates()) or [run] for run in runs]
    if not all((one.folder / PANEL).is_dir() and one.manifest.panel > 0 for parts in seeds for one in parts):
        return [], NO_PANEL
    lives = [reduce(joined, map(of_panel, parts)) for parts in seeds]
    if any(one.ids != lives[0].ids for one in lives):
        return [], OTHER_PANEL
    return lives, ""


def joined(one: Lives, other: Lives) -> Lives:
    """Return the lives of two seeds as those of one sample."""
    together = {
        key: Quantity(row.id, row.title, row.unit, row.scale, np.append(row.values, other.quantities[key].values))
        for key, row in one.quantities.items()
    }
    return Lives(one.ids + other.ids, np.append(one.scored, other.scored), together)


def of_panel(run: Run) -> Lives:
    """Return the lives of one seed; its columns are read a few at a time, since a panel may be large."""
    ids, found = read_panel(run.folder, ["scored"])
    scored = found["scored"][-1] == 1
    return Lives(tuple(ids), scored, {row.id: row for row in quantities_of(run)})


STOCKS = (
    ("score_held", "score", "Score", "points", POINT),
    ("tier", "tier", "Tier", "0 the lowest", 1),
    ("money", "money", "Money", "money", 1),
    ("trust", "trust", "Trust", "levels of 7", 1),
)
"""Column of the panel, id, title, unit, and how many of the column's make one of the unit."""


def quantities_of(run: Run) -> Iterator[Quantity]:
    """Yield what is looked at of each life: at the end, as a mean over the days, or in days."""
    manifest, days = run.manifest, run.days
    for column, key, title, unit, scale in STOCKS:
        told = manifest.scored or key not in GRADED
        values = read_panel(run.folder, [column])[1].get(column) if told else None
        if values is None:
            continue
        unit = manifest.currency if unit == "money" else unit
        yield Quantity(key, f"{title} at the end", unit, scale, values[-1].astype(np.int64))
        yield Quantity(
            f"{key}-mean", f"{title}, mean over days", unit, scale * days, values.sum(axis=0, dtype=np.int64)
        )
    adverse = sum(1 << k for k, row in enumerate(manifest.legend.consequences) if row.adverse)
    masks = read_panel(run.folder, MASKS)[1]
    for key, title, under in zip(SANCTION_DAYS, SANCTION_TITLES, by_class(masks, adverse), strict=True):
        yield Quantity(key, title, "days", 1, under.sum(axis=0, dtype=np.int64))
    fear = read_panel(run.folder, ["fear"])[1]["fear"]
    yield Quantity("fear", "Days in fear", "days", 1, (fear >= FEARFUL_LEVEL).sum(axis=0, dtype=np.int64))


GRADED = ("score", "tier")
MASKS = ("under_held", "under_error_free", "under_rights_respecting")
SANCTION_DAYS = ("sanction-days", *(f"sanction-days-{name.replace('_', '-')}" for name in CLASSES))
SANCTION_TITLES = ("Days under a sanction", "of them in error", "of them against a right", "of them by the rules")


def by_class(masks: dict[str, Column], adverse: int) -> list[NDArray[np.bool_]]:
    """Return the days under any sanction and those of each class, by the gravest there is, as `day, citizen`.

    >>> day = {name: np.array([[held]], np.int32) for name, held in zip(MASKS, (3, 3, 1))}
    >>> [bool(each[0, 0]) for each in by_class(day, 3)], [bool(each[0, 0]) for each in by_class(day, 4)]
    ([True, False, True, False], [False, False, False, False])
    """
    held = masks[MASKS[0]] & adverse
    in_error = (held & ~masks[MASKS[1]]) != 0
    against = ~in_error & ((held & ~masks[MASKS[2]]) != 0)
    return [held != 0, in_error, against, (held != 0) & ~in_error & ~against]


def left_out(one: Run, other: Run) -> list[str]:
    """Return which of score and tier the two regimes do not have in common: another scale, or none."""
    a, b = one.manifest, other.manifest
    scales = [(run.scored, run.score_least, run.score_most) for run in (a, b)]
    tiers = [[row.id for row in run.legend.tiers] if run.scored else [] for run in (a, b)]
    return ["score"] * (scales[0] != scales[1]) + ["tier"] * (tiers[0] != tiers[1])


def shifts(without: Sequence[str], there: Lives, here: Lives, placebo: Lives | None = None) -> Iterator[Shift]:
    """Yield each quantity that all of the worlds have; of score and tier, among those on file in both.

    Age alone puts one on file, so those of the first are those of its placebo twin.
    """
    graded = there.scored & here.scored
    everybody = np.ones(len(there.ids), dtype=np.bool_)
    for key, row in there.quantities.items():
        other, kind = here.quantities.get(key), key.removesuffix("-mean")
        if other is None or kind in without:
            continue
        who = graded if kind in GRADED else everybody
        noise = None if placebo is None else placebo.quantities[key].values[who]
        if who.any():
            yield shift(row, row.values[who], other.values[who], noise)


def shift(row: Quantity, there: Whole, here: Whole, noise: Whole | None) -> Shift:
    """Return how one quantity of the same citizens differs; with the placebo twin's values, also for how many."""
    counted = (None, None, None) if noise is None else (moved(there, here), moved(there, noise), bounds(there, here))
    before, after = (tuple(value / row.scale for value in quantiles(values)) for values in (there, here))
    return Shift(row.id, row.title, row.unit, len(there), before, after, *counted)


def quantiles(values: Whole) -> tuple[int, ...]:
    """Return the quantiles: each is the least value that so many hundredths do not exceed.

    >>> quantiles(np.arange(1, 101))
    (5, 25, 50, 75, 95)
    """
    found = np.quantile(values, [at / 100 for at in QUANTILES], method="inverted_cdf")
    return tuple(int(value) for value in found)


def moved(there: Whole, here: Whole) -> Moved:
    """Return how many have more here than there, how many less, and how many exactly the same.

    >>> moved(np.array([1, 2, 3]), np.array([2, 2, 1]))
    Moved(more=1, less=1, same=1)
    """
    more, less = int((here > there).sum()), int((here < there).sum())
    return Moved(more, less, len(there) - more - less)


def bounds(there: Whole, here: Whole) -> Bounds:
    """Return how many can have more and less, given how the values lie in each world and not whose they are.

    These are the sharp bounds for two margins (Makarov 1981 [verify]), counted for so many people: with n pairs to be
    made of the values there and the values here, no pairing has more than the most or fewer than the least.

    >>> bounds(np.array([0, 0, 5]), np.array([0, 5, 5]))
    Bounds(more=(1, 2), less=(0, 1))
    """
    return Bounds(ways(there, here), ways(here, there))


def ways(low: Whole, high: Whole) -> tuple[int, int]:
    """Return the least and the most of the pairs in which the one of ``high`` is above the one of ``low``.

    By Hall's theorem the most falls short of all by the largest lack: values of ``low`` from y on that have too few
    of ``high`` above y to go with. The least is what no pairing can keep at or below its partner.
    """
    size, low, high = len(low), np.sort(low), np.sort(high)
    at = np.unique(np.append(low, high))
    low_from, high_from = size - np.searchsorted(low, at), size - np.searchsorted(high, at)
    high_above = size - np.searchsorted(high, at, side="right")
    least = max(int((high_from - low_from).max()), 0)
    most = size - max(int((low_from - high_above).max()), 0)
    return least, most
