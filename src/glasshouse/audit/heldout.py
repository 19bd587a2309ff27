"""What the model says of figures that it is held against: measures of a world of which everybody's row is at hand.

The figures, the side and the room that each has stand in `data/validation/`, written down beforehand; a measure here
is a function of one lived world, under the name that those files use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND
from glasshouse.audit.rights.survey import BOLDEST, misstated
from glasshouse.audit.rights.unequal import gini
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.validation import Holdout
from glasshouse.model import state
from glasshouse.model import tables as room
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.manifest import Manifest

PARTNERED = (1, 2)
"""Roles of the two of a couple (`glasshouse.model.tables`)."""
MONTHS, TENS, AGED, GROWN = 12, 10, 65, 15
FARMING = 1
"""The primary sector."""
SCHOOL_YEARS = np.array([6.0, 9.0, 12.0, 16.0])
"""Years of schooling of the four levels: primary, junior and senior secondary, college."""
FAR_OFF, SIXTEENTHS, OF_256 = 100, 16, 8
"""A score is far off by so many points; dimensions are kept in sixteenths of a point, their weights in 1/256."""
ADULT, HEARD, KNOWS_RULES = 18, 1, 3
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]


class World(Protocol):
    """A world that was lived, with everybody's row and the tables that it was lived by."""

    @property
    def manifest(self) -> Manifest:
        """Return what the world was."""

    @property
    def tables(self) -> Counts:
        """Return the tables that it was lived by."""

    @property
    def conduct(self) -> Conduct:
        """Return the conduct that it was lived by."""

    def column(self, place: int) -> Counts:
        """Return one state column of everybody."""

    def names(self, prefix: str = "") -> list[str]:
        """Return the names of columns of counts that begin so."""

    def daily(self, name: str) -> Counts:
        """Return one column of counts by day and group."""

    def last(self, name: str) -> Counts:
        """Return a stock of the last day by group."""


@dataclass(frozen=True)
class Measured:
    """A hold-out and the model's value in each seed."""

    holdout: Holdout
    values: tuple[float, ...]

    @property
    def value(self) -> float:
        """The mean over seeds."""
        return sum(self.values) / len(self.values)

    @property
    def near(self) -> bool:
        """Whether the model's value is as near to the published one as was asked for beforehand."""
        low, high = self.holdout.within.around(self.holdout.published.value)
        return low <= self.value <= high

    @property
    def on_its_side(self) -> bool | None:
        """Whether it lies on the side named beforehand; None where none was."""
        return None if self.holdout.side is None else self.holdout.side.holds(self.value)

    @property
    def agrees(self) -> bool:
        """Whether it is near, and on its side where one was named."""
        return self.near and self.on_its_side is not False


def share_aged_65(world: World) -> float:
    """Return the share of people aged 65 and over."""
    return float((world.column(state.AGE) >= AGED).mean())


def share_with_partner(world: World) -> float:
    """Return the share with a spouse in the household among those aged 15 and over."""
    grown = world.column(state.AGE) >= GROWN
    return float(np.isin(in_layout(world, room.ROLE), PARTNERED)[grown].mean())


def in_layout(world: World, start: int) -> Counts:
    """Return what the layout of a block says of everybody's place in it; the world is one district."""
    assert world.manifest.districts == 1
    size = int(world.tables[room.TEMPLATE_SIZE])
    found: Counts = world.tables[start : start + size][np.arange(world.manifest.citizens) % size]
    return found


def households(world: World) -> Counts:
    """Return the number of everybody's household."""
    place = np.arange(world.manifest.citizens)
    head = place - place % int(world.tables[room.TEMPLATE_SIZE]) + in_layout(world, room.HOUSE_HEAD)
    found: Counts = np.unique(head, return_inverse=True)[1]
    return found


def income_per_head(world: World) -> NDArray[np.float64]:
    """Return everybody's income a year: what the members of the household bring home, shared among all of them."""
    household = households(world)
    sums = np.bincount(household, weights=world.column(state.INCOME).astype(np.float64))
    each: NDArray[np.float64] = (sums / np.bincount(household))[household] * (TENS * MONTHS)
    return each


def gini_of_income(world: World) -> float:
    """Return the Gini index of income per head."""
    return gini(income_per_head(world)) or 0.0


def median_income(world: World) -> float:
    """Return the median of income per head and year."""
    return float(np.median(income_per_head(world)))


def share_of_coupled_households(world: World) -> float:
    """Return the share of households with a couple in them."""
    coupled = np.isin(in_layout(world, room.ROLE), PARTNERED)
    return float((np.bincount(households(world), weights=coupled) > 0).mean())


def share_of_rural_users(world: World) -> float:
    """Return the share of people who use the Internet and live in the country."""
    return float(((world.column(state.INTERNET) == 1) & (world.column(state.URBAN) == 0)).mean())


def return_to_schooling(world: World) -> float:
    """Return the slope of the logarithm of earnings by years of schooling, of those who earn something."""
    earned = world.column(state.INCOME)
    earning = (world.column(state.SECTOR) > 0) & (earned > 0)
    years = SCHOOL_YEARS[world.column(state.EDUCATION)[earning]]
    return float(np.polyfit(years, np.log(earned[earning]), 1)[0])


def farm_earnings(world: World) -> float:
    """Return what those in farming earn for each unit of money that workers earn on average."""
    sector, earned = world.column(state.SECTOR), world.column(state.INCOME)
    return float(earned[sector == FARMING].mean() / earned[sector > 0].mean())


def share_out_of_work(world: World) -> float:
    """Return the share without work among those of working age who had some at birth, on the last day."""
    none, *working = (int(world.last(f"job.{kind}").sum()) for kind in ("none", "ordinary", "post"))
    return none / (none + sum(working))


def listings_a_year(world: World) -> float:
    """Return entries on the court's list per 10 000 people and year."""
    return total(world, "entries.judgment-defaulters.") * TEN_THOUSAND * DAYS_OF_A_YEAR / total(world, "citizens")


def flights_to_trains(world: World) -> float:
    """Return the flights refused for each fast train refused."""
    trains = total(world, "refused.fast-train.")
    return total(world, "refused.flight.") / trains if trains else float("inf")


def on_file(world: World) -> Flags:
    """Return who is alive and on the authority's file."""
    found: Flags = (world.column(state.SCORED) == 1) & (world.column(state.DEAD) == 0)
    return found


def score_in(world: World, track: int) -> Counts:
    """Return everybody's score in one standing, in sixteenths of a point, but for the part of identity."""
    first = state.whole(state.POINTS, 2 * track)
    weights = world.tables[room.WEIGHT : room.WEIGHT + state.DIMENSION_COUNT]
    weighted = sum(int(weight) * world.column(state.half(first, k)) for k, weight in enumerate(weights))
    found: Counts = np.asarray(weighted) >> OF_256
    return found


def share_100_points_off(world: World) -> float:
    """Return the share of those on file whose score is at least 100 points from what it is without records in error."""
    off = np.abs(score_in(world, state.HELD) - score_in(world, state.ERROR_FREE)) >= FAR_OFF * SIXTEENTHS
    return float(off[on_file(world)].mean())


def court_exits_a_year(world: World) -> float:
    """Return exits from the court's list in the last year, per 10 000 people and year."""
    days = round(DAYS_OF_A_YEAR)
    left = int(world.daily("exits.judgment-defaulters")[-days:].sum())
    return left * TEN_THOUSAND * days / int(world.daily("citizens")[-days:].sum())


def share_of_loans_behind(world: World) -> float:
    """Return the instalments missed in the last month for each loan that is still to repay."""
    missed = int(world.daily("done.misses-instalment")[-DAYS_PER_CYCLE:].sum())
    return missed / int((world.column(state.DEBT) > 0).sum())


def share_behind_with_bills(world: World) -> float:
    """Return the share behind with bills or fines among those of 18 and over who have an income."""
    paying = (world.column(state.AGE) >= ADULT) & (world.column(state.INCOME) > 0) & (world.column(state.DEAD) == 0)
    return float((world.column(state.ARREARS) > 0)[paying].mean())


def approval_gap_of_the_informed(world: World) -> float:
    """Return approval, as said to an interviewer, of those who know the rules less that of those who have only heard.

    To approve is to be for the authority in private and to think no less of it than under ordinary law; some others say
    that they do (`glasshouse.audit.rights.survey`). Private opinion and boldness hang on nothing else here, so a mean
    over their levels stands for each citizen's.
    """
    entry = world.conduct.falsification
    assert entry is not None
    fear = world.column(state.FEAR).astype(np.float64)
    levels = [np.full(len(fear), level / BOLDEST) for level in range(BOLDEST + 1)]
    misstates = np.mean(
        [misstated(entry.interviewer, entry, fear, bold, entry.private_support) for bold in levels], axis=0
    )
    content = world.column(state.LEGITIMACY) >= int(world.tables[room.LEGITIMACY_START])
    approve = entry.private_support * content
    said = approve + (1.0 - approve) * misstates
    aware, known = world.column(state.AWARENESS), on_file(world)
    return float(said[known & (aware == KNOWS_RULES)].mean() - said[known & (aware == HEARD)].mean())


def total(world: World, prefix: str) -> int:
    """Return the sum over days and groups of all columns of counts that begin so."""
    return sum(int(world.daily(name).sum()) for name in world.names(prefix))


MEASURES: dict[str, Callable[[World], float]] = {
    "share-aged-65": share_aged_65,
    "share-with-partner": share_with_partner,
    "gini-of-income": gini_of_income,
    "median-income": median_income,
    "share-of-coupled-households": share_of_coupled_households,
    "share-of-rural-users": share_of_rural_users,
    "return-to-schooling": return_to_schooling,
    "farm-earnings": farm_earnings,
    "share-out-of-work": share_out_of_work,
    "listings-a-year": listings_a_year,
    "flights-to-trains": flights_to_trains,
    "share-100-points-off": share_100_points_off,
    "court-exits-a-year": court_exits_a_year,
    "share-of-loans-behind": share_of_loans_behind,
    "share-behind-with-bills": share_behind_with_bills,
    "approval-gap-of-the-informed": approval_gap_of_the_informed,
}
"""Measures of one world, by the names in `data/validation/holdouts.yaml`."""
