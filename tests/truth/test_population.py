"""The synthetic population: published marginals come out, ties are what they claim, anybody can be computed alone."""

import numpy as np
import pytest

from glasshouse.engine.backends import python_backend
from glasshouse.engine.districts import take_off
from glasshouse.model import birth, state, ties, traits
from glasshouse.model import district as at
from glasshouse.model import tables as room
from tests import worlds

FOUR_SIGMA = 4.0


@pytest.fixture(scope="module")
def city() -> worlds.Lived:
    """Give birth to 100 000 citizens of `cn-2020` and let one day pass without any authority."""
    return worlds.live(worlds.place("cn-2020"), worlds.conduct(), worlds.regime("bare"), 100_000, 1)


def close(found: float, expected: float, n: int, clusters: float = 1.0) -> bool:
    """Return whether a share is within four standard errors, the sample counting as n / clusters."""
    return bool(abs(found - expected) <= FOUR_SIGMA * np.sqrt(expected * (1 - expected) * clusters / n))


def test_ages_have_the_published_shares_to_a_tenth_of_a_percent(city: worlds.Lived) -> None:
    age = city.column(state.AGE)
    for band in worlds.place("cn-2020").ages:
        share = ((age >= band.first) & (age <= band.last)).mean()
        assert abs(share - band.share) < 0.001


def test_residence_sex_groups_schooling_and_the_internet_have_the_published_shares(
    city: worlds.Lived,
) -> None:
    place = worlds.place("cn-2020")
    age, n = city.column(state.AGE), city.plan.citizens
    blocks = n / int(city.compiled.tables[room.TEMPLATE_SIZE])
    assert abs(city.column(state.URBAN).mean() - place.urban.value) <= 1.0 / blocks
    men = 1.0 - city.column(state.WOMAN).mean()
    assert close(men, place.men_per_100_women.value / (100 + place.men_per_100_women.value), n)
    group = city.column(state.GROUP)
    for k, share in enumerate((place.groups.M, place.groups.N1, place.groups.N2)):
        assert close((group == k).mean(), share, n, clusters=6)
    education = city.column(state.EDUCATION)
    assert close((education == 3).mean(), place.education.college, n)
    assert close((education == 2).mean(), place.education.senior_secondary, n)
    assert close((education == 1).mean(), place.education.junior_secondary, n)
    assert close(city.column(state.INTERNET).mean(), place.internet.value, n)
    assert close((city.column(state.SECTOR)[age >= 15] > 0).mean(), place.employed.value, n)


def test_sectors_of_those_who_work_have_the_published_shares(city: worlds.Lived) -> None:
    sector = city.column(state.SECTOR)
    at_work = sector[sector > 0]
    for k, name in enumerate(("primary", "secondary", "tertiary"), start=1):
        assert abs((at_work == k).mean() - worlds.place("cn-2020").sectors.shares[name]) < 0.01


def test_fifths_of_income_are_fifths_and_town_earns_more_as_published(city: worlds.Lived) -> None:
    fifth, urban = city.column(state.FIFTH), city.column(state.URBAN)
    place = worlds.place("cn-2020")
    for k in range(5):
        assert close((fifth == k).mean(), 0.2, city.plan.citizens, clusters=8)
    means = [np.array(place.incomes.fifths)[fifth[urban == where]].mean() for where in (0, 1)]
    published = place.incomes.urban_mean / place.incomes.rural_mean
    assert abs(means[1] / means[0] / published - 1.0) < 0.05


def test_household_sizes_are_as_stated(city: worlds.Lived) -> None:
    """Households of one block have the published sizes, but for the few singles that fill the block up."""
    place, tables = worlds.place("cn-2020"), city.compiled.tables
    size = int(tables[room.TEMPLATE_SIZE])
    heads = {int(tables[room.HOUSE_HEAD + k]) for k in range(size)}
    sizes = [int(tables[room.HOUSE_SIZE + head]) for head in heads]
    assert sum(sizes) == size
    for row in place.households:
        assert abs(sizes.count(row.size) / len(sizes) - row.share) < 0.01


def test_conduct_factors_are_sixteenths_that_correlate_as_generality_says(city: worlds.Lived) -> None:
    levels = [city.column(state.beside(state.CONDUCT, domain)) for domain in range(5)]
    for level in levels:
        assert np.abs(np.bincount(level, minlength=16) / len(level) - 1 / 16).max() < 0.004
    found = np.asarray(np.corrcoef(levels))[np.triu_indices(5, 1)]
    assert np.abs(found - worlds.conduct().generality.value).max() < 0.02


def test_conduct_does_not_depend_on_group(city: worlds.Lived) -> None:
    group = city.column(state.GROUP)
    for domain in range(5):
        level = city.column(state.beside(state.CONDUCT, domain))
        means = [level[group == k].mean() for k in range(3)]
        errors = [level.std() / np.sqrt((group == k).sum()) for k in range(3)]
        assert max(means) - min(means) < FOUR_SIGMA * max(errors) * 1.5


def test_any_citizen_can_be_computed_alone(city: worlds.Lived) -> None:
    """Ten citizens born alone, each in an empty district, are those of the city."""
    whole = city.flights[0]
    for i in (0, 1, 999, 1000, 31_415, 50_000, 77_777, 99_000, 99_998, 99_999):
        alone = take_off(city.plan, 0)
        birth.be_born(i, alone.citizens, city.compiled.tables, alone.district)
        for name in (
            "age",
            "woman",
            "urban",
            "group",
            "education",
            "fifth",
            "income",
            "strength",
            "sociability",
            "sector",
        ):
            field = state.FIELDS[name]
            assert state.get(alone.citizens, i, field) == state.get(whole.citizens, i, field), name


@pytest.fixture(scope="module")
def village() -> worlds.Lived:
    """Give birth to two districts of a village by the plain functions."""
    return worlds.live(
        worlds.place("village"),
        worlds.conduct(),
        worlds.regime("bare"),
        1700,
        1,
        district_size=850,
        backend="python",
    )


def notes() -> np.ndarray:
    """Return a citizen's notes, on which the kernel keeps what a block's pairings hang on."""
    return np.zeros(at.TODAY, dtype=np.int64)


def test_symmetric_ties_are_symmetric(village: worlds.Lived) -> None:
    tables = village.compiled.tables
    for flight in village.flights:
        rows, district, today = flight.citizens, flight.district, notes()
        for i in range(len(rows)):
            for slot in range(ties.FRIEND_SLOTS):
                j = ties.friend(i, slot, rows, tables, district, today)
                assert j == -1 or (j != i and ties.friend(j, slot, rows, tables, district, today) == i)
            for slot in range(ties.WORKMATE_SLOTS):
                j = ties.workmate(i, slot, rows, tables, district, today)
                assert j == -1 or ties.workmate(j, slot, rows, tables, district, today) == i
            for slot in range(ties.CLASS_SLOTS):
                j = ties.classmate(i, slot, rows, tables, district, today)
                assert j == -1 or ties.classmate(j, slot, rows, tables, district, today) == i
            j = ties.lookalike(i, rows, district)
            assert j == -1 or state.get(rows, j, state.GROUP) == state.get(rows, i, state.GROUP)


def test_friendships_differ_between_people_cluster_and_are_among_peers(village: worlds.Lived) -> None:
    tables, flight = village.compiled.tables, village.flights[0]
    rows, district, today = flight.citizens, flight.district, notes()
    friends = [
        {j for slot in range(6) if (j := ties.friend(i, slot, rows, tables, district, today)) >= 0}
        for i in range(len(rows))
    ]
    degrees = np.array([len(found) for found in friends])
    assert 2.0 < degrees.mean() < 5.0
    assert degrees.min() <= 1
    assert degrees.max() == 6
    closed = pairs = 0
    for mine in friends:
        for a in mine:
            closed += len(friends[a] & mine)
            pairs += len(mine) - 1
    assert closed / pairs > 0.2, "friends of friends are friends far more often than by chance"
    age = np.array([state.get(rows, i, state.AGE) for i in range(len(rows))])
    gaps = [abs(int(age[i]) - int(age[j])) for i, mine in enumerate(friends) for j in mine]
    strangers = np.abs(age[:, None] - age[None, :]).mean()
    assert np.mean(gaps) < 0.8 * strangers


def test_households_share_a_group_and_couples_are_near_in_age(village: worlds.Lived) -> None:
    tables, flight = village.compiled.tables, village.flights[0]
    gaps = []
    for i in range(len(flight.citizens)):
        head = traits.household_head(i, tables)
        for column in (state.GROUP, state.FIFTH, state.URBAN):
            assert state.get(flight.citizens, i, column) == state.get(flight.citizens, head, column)
        if int(tables[room.ROLE + i % int(tables[room.TEMPLATE_SIZE])]) == 2:
            gaps.append(
                abs(traits.age_years(i, tables, flight.district) - traits.age_years(head, tables, flight.district))
            )
    assert np.median(gaps) <= 5
    assert python_backend().name == "python"
