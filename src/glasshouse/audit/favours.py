"""Who gains by favour and who loses by it: places, queues, prices, matches; and what is done to persons (C3 to C17).

Most of it adds up to nothing: a place that favour gives one is a place that it takes from another, and a minute skipped
is a minute waited. So no line of these is a benefit by itself, and none is summed with another.
"""

from dataclasses import dataclass

import numpy as np

from glasshouse.audit.measures import Classes, classes, groups_of, person_days, whole
from glasshouse.audit.rates import TEN_THOUSAND, Rate, in_person_years, in_ten_thousand
from glasshouse.audit.spread import Interval, of_ratio
from glasshouse.model.tables import TIERS
from glasshouse.record.naming import CLASSES, FAVOURS, HEARD
from glasshouse.record.reading import Run

TENTHS, HUNDRED = 10, 100


@dataclass(frozen=True)
class Mean:
    """A sum of minutes, money or people over ``of`` of something, said ``per`` so many of it; no share, and no odds."""

    total: int
    of: int
    per: int
    seeds: tuple["Mean", ...] = ()

    @property
    def value(self) -> float | None:
        """The mean; None where there is nothing to divide by.

        >>> Mean(90, 60, 100).value, Mean(0, 0, 100).value
        (150.0, None)
        """
        return self.total * self.per / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """The interval of the mean over seeds; None with one seed."""
        found = of_ratio([(one.total, one.of) for one in self.seeds])
        return found and found.times(self.per)


@dataclass(frozen=True)
class Places:
    """One scarce thing: of those who applied, who won by favour, and what favour moved from one to another.

    ``moved`` counts places won by those to whom a lot alone would not have given one; as many others lost theirs.
    """

    id: str
    title: str
    refused: Classes
    closed: Rate
    put_first: Rate
    by_lot: Rate
    put_behind: Rate
    moved: Rate


@dataclass(frozen=True)
class Line:
    """One queue in one group, everybody first: minutes waited, skipped, and waited so that others do not."""

    id: str
    title: str
    group: str
    waited: Mean
    skipped: Mean
    added: Mean


@dataclass(frozen=True)
class Price:
    """What is bought at a price of one's own: how often it was dearer, or cheaper."""

    id: str
    title: str
    dearer: Rate
    cheaper: Rate


@dataclass(frozen=True)
class Matches:
    """Who meets somebody, by favour, and how often both stand in the same tier (M12)."""

    put_first: Rate
    by_lot: Rate
    put_behind: Rate
    same_tier: Rate
    by_chance: float | None
    """The share that would be of one tier if those who met had met anybody of them, in 10 000."""


@dataclass(frozen=True)
class Detention:
    """C11: counted, and no part of any benefit's denominator."""

    in_error: Rate
    against_right: Rate
    by_rules: Rate
    unheard: Rate
    kin_left: Mean
    income_lost: Mean


@dataclass(frozen=True)
class Favours:
    """Everything of this module; parts that a run has nothing of are empty, or None."""

    places: list[Places]
    lines: list[Line]
    prices: list[Price]
    surcharges: Mean
    discounts: Mean
    matches: Matches | None
    detention: Detention | None
    leaked: Rate


def favours(run: Run) -> Favours:
    """Return who gains and who loses by favour."""
    people = person_days(run, "citizens") // max(run.days, 1)
    return Favours(
        places=places(run),
        lines=lines(run),
        prices=prices(run),
        surcharges=Mean(flow(run, "surcharges"), people, HUNDRED),
        discounts=Mean(flow(run, "discounts"), people, HUNDRED),
        matches=matches(run),
        detention=detention(run),
        leaked=in_person_years(flow(run, "leaked.files"), person_days(run), "files leaked"),
    )


def flow(run: Run, name: str) -> int:
    """Return a flow over all days and groups; nothing where the record has no such column."""
    return int(run.total(name).sum())


def shares(run: Run, wish: str) -> dict[str, Rate]:
    """Return by favour how many of those who applied won."""
    found = {}
    for favour in FAVOURS:
        won, lost = (flow(run, f"{block}.{wish}.{favour}") for block in ("places_won", "places_lost"))
        found[favour] = in_ten_thousand(won, won + lost, "applications", "places won")
    return found


def places(run: Run) -> list[Places]:
    """Return every scarce thing that somebody applied for."""
    found = []
    for wish in run.manifest.legend.wishes:
        by_favour, refused = shares(run, wish.id), classes(run, f"refused.{wish.id}", whole(run))
        if all(rate.denominator == 0 for rate in by_favour.values()):
            continue
        won = sum(rate.numerator for rate in by_favour.values())
        found.append(
            Places(
                wish.id,
                wish.title,
                refused,
                in_ten_thousand(refused.all, flow(run, f"wished.{wish.id}"), "attempts", "closed by standing"),
                **by_favour,
                moved=in_ten_thousand(flow(run, f"places_moved.{wish.id}"), won, "places", "moved by favour"),
            )
        )
    return found


def lines(run: Run) -> list[Line]:
    """Return every queue, by group, everybody first."""
    found = []
    for wish in run.manifest.legend.wishes:
        if wish.kind != "queue":
            continue
        for name, at in groups_of(run):
            visits = sum(int(run.total(f"queued.{wish.id}.{favour}")[at].sum()) for favour in FAVOURS)
            waited, skipped, added = (
                Mean(int(run.total(f"{block}.{wish.id}")[at].sum()), TENTHS * visits, HUNDRED)
                for block in ("waited", "wait_skipped", "wait_added")
            )
            if visits > 0:
                found.append(Line(wish.id, wish.title, name, waited, skipped, added))
    return found


def prices(run: Run) -> list[Price]:
    """Return what was bought dearer or cheaper than others buy it."""
    found = []
    for wish in run.manifest.legend.wishes:
        dearer, cheaper = (
            in_ten_thousand(flow(run, f"{how}.{wish.id}"), flow(run, f"granted.{wish.id}"), "purchases", how)
            for how in ("dearer", "cheaper")
        )
        if dearer.numerator + cheaper.numerator > 0:
            found.append(Price(wish.id, wish.title, dearer, cheaper))
    return found


def matches(run: Run) -> Matches | None:
    """Return who met whom; None where nobody sought anybody."""
    wish = next((row for row in run.manifest.legend.wishes if row.kind == "match"), None)
    by_favour = shares(run, wish.id) if wish is not None else {}
    if all(rate.denominator == 0 for rate in by_favour.values()):
        return None
    tiers = range(TIERS)
    table = np.array([[flow(run, f"matched.{one}_with_{other}") for other in tiers] for one in tiers])
    met, own = int(table.sum()), table.sum(axis=1)
    same = in_ten_thousand(int(np.trace(table)), met, "people who met somebody", "of the same tier")
    return Matches(
        **by_favour, same_tier=same, by_chance=TEN_THOUSAND * float((own**2).sum()) / met**2 if met else None
    )


def detained_days(run: Run) -> Classes:
    """Return the person-days of detention, by class."""
    names = [row.id for row in run.manifest.legend.consequences if row.detains]
    parts = [classes(run, f"under.{name}", whole(run)) for name in names]
    return Classes(*(sum(getattr(one, which) for one in parts) for which in CLASSES))


def detention(run: Run) -> Detention | None:
    """Return what is counted of detention; None where nothing detains."""
    if not any(row.detains for row in run.manifest.legend.consequences):
        return None
    days, on_file = detained_days(run), person_days(run)
    unheard, heard = (flow(run, f"detentions.{name}") for name in HEARD)
    in_error, against_right, by_rules = (
        in_ten_thousand(getattr(days, which), on_file, "person-days", "detained") for which in CLASSES
    )
    return Detention(
        in_error=in_error,
        against_right=against_right,
        by_rules=by_rules,
        unheard=in_ten_thousand(unheard, unheard + heard, "detentions", "without a hearing"),
        kin_left=Mean(flow(run, "kin_left"), unheard + heard, HUNDRED),
        income_lost=Mean(flow(run, "income_lost"), unheard + heard, HUNDRED),
    )


def free_days(run: Run) -> int:
    """Return the person-days of all citizens, without those of the detained: a benefit's denominator (science 1.10)."""
    return person_days(run, "citizens") - detained_days(run).all
