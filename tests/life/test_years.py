"""Years that pass: who dies, who grows up, what they leave, and that no standing enters any of it."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from glasshouse.audit.rights.generations import persistence
from glasshouse.audit.rights.sample import Sample
from glasshouse.diagnostics import UserFault
from glasshouse.engine.bounds import MOST_DAYS, check_setting
from glasshouse.engine.experiment import Setting
from glasshouse.inputs.place import Place
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model import tables as room
from tests import worlds

YEAR = 365
SIGMAS = 4.5
"""A bound that chance passes once in a hundred thousand tries."""
LIFE = ("age", "age_group", "dead")
GOODS = (
    "money",
    "debt",
    "deposit",
    "arrears",
    "job",
    "scored",
    "fear",
    "struck",
    "pending",
    "inbox",
    "slot_0",
    "record_0",
)


def mortal(**deaths: float) -> Place:
    """A village in which people die otherwise."""
    data = worlds.place().model_dump(by_alias=True)
    data["deaths"].update(deaths)
    return Place.model_validate(data)


@cache
def lived(regime: str, years: int, citizens: int = 2000) -> worlds.Lived:
    """Some years of a village in which more die than in the shipped one."""
    place = mortal(least=20)
    return worlds.live(place, worlds.conduct(), worlds.regime(regime), citizens, years * YEAR + 1, district_size=1000)


def column(world: worlds.Lived, name: str) -> Any:
    """A state column by name."""
    return world.column(state.FIELDS[name])


def test_nobody_is_lost_and_no_money_either() -> None:
    world = lived("as-told", 3)
    died = world.counts[:, :, count.DEATHS : count.DEATHS + 6].sum(axis=2).cumsum(axis=0)
    living = world.counts[:, :, count.CITIZENS]
    assert (living + died == (living + died)[0]).all() and died[-1].sum() > 100
    assert (world.counts[:, :, count.AGED : count.AGED + 6].sum(axis=2) == living).all()
    assert column(world, "dead").sum() == died[-1].sum()
    flows = [world.counts[1:, :, list(block)].sum(axis=2) for block in (count.MONEY_SOURCES, count.MONEY_SINKS)]
    assert (np.diff(world.counts[:, :, count.MONEY_SUM], axis=0) == flows[0] - flows[1]).all()
    assert world.flow(count.BEQUEATHED).sum() == world.flow(count.INHERITED).sum() > 0
    assert world.flow(count.ESCHEATED).sum() > 0 and world.flow(count.WRITTEN_OFF).sum() > 0


def test_every_stock_is_what_the_living_are() -> None:
    world = lived("as-told", 3)
    alive, scored = column(world, "dead") == 0, column(world, "scored") == 1
    age = column(world, "age")
    assert world.stock(count.CITIZENS).sum() == alive.sum()
    assert world.stock(count.SCORED_STOCK).sum() == scored.sum() == (alive & (age >= 18)).sum()
    assert world.stock(count.ADULTS).sum() == (alive & (age >= 18)).sum()
    assert world.stock(count.MONEY_SUM).sum() == column(world, "money").sum()
    assert world.stock(count.DEBT_SUM).sum() == column(world, "debt").sum()
    assert world.stock(count.FEAR_SUM).sum() == column(world, "fear").sum()
    assert world.stock(count.TIER_STOCK, 8).sum() == scored.sum()
    working = alive & (age >= 18) & (age < 60) & (column(world, "income") > 0)
    jobs = np.bincount(column(world, "job")[working], minlength=3)
    assert world.stock(count.JOB_STOCK, 3).tolist() == jobs.tolist()


def test_the_dead_hold_nothing_and_are_visited_no_more() -> None:
    world = lived("as-told", 3)
    dead = column(world, "dead") == 1
    assert all(not column(world, name)[dead].any() for name in GOODS)
    hot = np.concatenate([flight.hot for flight in world.flights])
    assert (hot[dead] == room.NEVER_VISITED).all() and (hot[~dead] != room.NEVER_VISITED).all()


def test_life_and_death_are_the_same_in_every_world() -> None:
    """Science 1.3: no standing enters them."""
    scored, ordinary = lived("as-told", 3), lived("ordinary-law", 3)
    assert all((column(scored, name) == column(ordinary, name)).all() for name in LIFE)
    assert (column(scored, "money") != column(ordinary, "money")).any()


def test_in_a_place_without_deaths_nobody_grows_older() -> None:
    data = worlds.place().model_dump(by_alias=True) | {"deaths": None}
    world, begun = (
        worlds.live(Place.model_validate(data), worlds.conduct(), worlds.regime(), 1000, days) for days in (400, 1)
    )
    assert all((column(world, name) == column(begun, name)).all() for name in LIFE)
    assert world.flow(count.DEATHS, 6).sum() == 0 == column(world, "dead").sum()


def test_as_many_die_as_the_place_says() -> None:
    """The yearly chance of each, half a year older, is how many are expected; the root of that bounds them."""
    place = worlds.place()
    assert place.deaths is not None
    world = worlds.live(place, worlds.conduct(), worlds.regime("bare"), 10_000, YEAR, district_size=5000)
    begun = column(worlds.live(place, worlds.conduct(), worlds.regime("bare"), 10_000, 1, district_size=5000), "age")
    yearly = (place.deaths.least + place.deaths.at_60 * 2 ** ((begun + 0.5 - 60) / place.deaths.doubles_years)) / 1000
    expected = yearly.sum()
    assert abs(world.flow(count.DEATHS, 6).sum() - expected) < SIGMAS * expected**0.5 + 0.02 * expected


def test_everybody_has_a_birthday_in_a_year() -> None:
    place = mortal(at_60=0, least=0)
    begun, later = (
        column(worlds.live(place, worlds.conduct(), worlds.regime("bare"), 1000, days), "age")
        for days in (1, 2 * YEAR + 30)
    )
    gained = later - begun
    assert set(gained.tolist()) <= {2, 3} and (gained == 2).mean() > 0.8


def test_a_file_is_opened_and_closed_by_age() -> None:
    world = lived("classroom", 2, 1000)
    age, alive = column(world, "age"), column(world, "dead") == 0
    assert ((column(world, "scored") == 1) == (alive & (age >= 6) & (age <= 17))).all()
    assert world.flow(count.CAME_ON_FILE).sum() > 0 < world.flow(count.LEFT_FILE).sum()
    closed = (age > 17) & alive
    assert not column(world, "record_0")[closed].any() and not column(world, "tier_0")[closed].any()


@cache
def grown(seed: int) -> tuple[Any, Any, worlds.Lived]:
    """Twenty years in which half of those who grow up begin in their parents' fifth, and the others by luck."""
    up = worlds.conduct().upbringing
    assert up is not None
    planted = up.model_dump() | {"from_parents": 0.5, "from_schooling": 0.0}
    wishes = [wish for wish in worlds.entries(worlds.conduct().wishes) if wish["kind"] != "seat"]
    conduct = worlds.changed(worlds.conduct(), upbringing=planted, wishes=wishes)
    begun, world = (
        worlds.live(worlds.place(), conduct, worlds.regime("bare"), 4000, days, seed=seed, district_size=4000)
        for days in (1, 20 * YEAR)
    )
    return column(begun, "age"), column(begun, "fifth"), world


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_planted_slope_between_generations_is_found(seed: int) -> None:
    age, fifth, world = grown(seed)
    panel = {
        "age": np.array([age, column(world, "age")]), "dead": np.array([age * 0, column(world, "dead")]),
        "fifth": np.array([fifth, column(world, "fifth")]), "brings": np.array([age, column(world, "income")]),
    }  # fmt: skip
    incomes = (1.0, 2.0, 3.0, 4.0, 5.0)
    slope, elasticity = persistence(Sample(panel, 0, (), (), {}, 0, False, incomes))
    assert slope.among > 400 and slope.interval is not None and slope.value is not None
    # Those of fifteen to seventeen who worked on day 0 have their household's income: three in a hundred, slope 1.
    error = ((1 - 0.5**2) / slope.among) ** 0.5
    assert abs(slope.value - 0.5) < SIGMAS * error + 0.03
    assert slope.interval.high - slope.value == pytest.approx(1.96 * error, rel=0.25)
    assert elasticity.value is not None and elasticity.value > 0


def test_the_pyramid_after_twenty_years_is_what_survival_leaves() -> None:
    """Worked out from the ages of day 0 and the yearly hazards, without the model's months."""
    age, _, world = grown(1)
    deaths = worlds.place().deaths
    assert deaths is not None
    alive = np.ones(len(age))
    for year in range(20):
        rising = 2 ** ((np.minimum(age + year + 0.5, 100) - 60) / deaths.doubles_years)
        alive *= 1 - (deaths.least + deaths.at_60 * rising) / 1000
    now, living = column(world, "age"), column(world, "dead") == 0
    assert now[living].min() >= 19
    for low, high in ((20, 30), (30, 45), (45, 60), (60, 75), (75, 120)):
        band = (age + 20 >= low) & (age + 20 < high)
        expected, spread = alive[band].sum(), (alive * (1 - alive))[band].sum() ** 0.5
        assert abs(living[band].sum() - expected) < SIGMAS * spread + 0.02 * band.sum(), (low, high)


def test_seats_and_college_are_given_in_their_shares() -> None:
    age, _, world = grown(1)
    given, none = world.flow(count.SEATS, 2)
    share = worlds.place().seats
    assert share is not None
    spread = (share.value * (1 - share.value) / (given + none)) ** 0.5
    assert abs(given / (given + none) - share.value) < SIGMAS * spread
    pupils = (age < 2) & (column(world, "dead") == 0)
    assert set(column(world, "education")[pupils].tolist()) <= {1, 2} and not column(world, "education")[age < 0].any()
    schooled = column(world, "education")[(age < 15) & (column(world, "age") >= 22) & (column(world, "dead") == 0)]
    assert set(schooled.tolist()) == {1, 2, 3}


def test_more_than_twenty_five_years_are_refused() -> None:
    check_setting(Setting(1000, MOST_DAYS, 1))
    with pytest.raises(UserFault, match="25 years"):
        check_setting(Setting(1000, MOST_DAYS + 1, 1))


def test_partners_are_pairs_and_none_is_made_or_lost() -> None:
    """Whose husband or wife one is has oneself; a wedding is of two, and so is a parting; a death leaves one."""
    world = lived("as-told", 3)
    start = 0
    for flight in world.flights:
        rows = range(len(flight.citizens))
        spouse = [state.get(flight.citizens, i, state.SPOUSE) - 1 for i in rows]
        dead = [state.get(flight.citizens, i, state.DEAD) for i in rows]
        assert all(spouse[spouse[i]] == i != spouse[i] and not dead[i] for i in rows if spouse[i] >= 0)
        start += sum(one >= 0 for one in spouse)
    married = world.counts[:, :, count.MARRIED_STOCK].sum(axis=1)
    assert married[-1] == start > 100 and (married % 2 == 0).all()
    wed, parted, widowed = (world.counts[:, :, block].sum(axis=1) for block in (count.WED, count.PARTED, count.WIDOWED))
    assert (wed % 2 == 0).all() and (parted % 2 == 0).all() and wed.sum() > 0 < parted.sum()
    # A death ends a marriage of two: the one who is left is counted as widowed, the one who died is in no stock.
    assert (married[1:] - married[:-1] == (wed - parted - 2 * widowed)[1:]).all()
