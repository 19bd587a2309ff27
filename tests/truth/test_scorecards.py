"""A learned scorecard (S5) against coefficients that were planted, and what errors and gaps of sensors do to it."""

from math import log
from typing import Any

import numpy as np
import pytest

from glasshouse.engine import scorecards
from glasshouse.engine.exchange import CARD_FROM, CELLS_FROM, cells_of
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model import tables as room
from tests import worlds
from tests.learning import learning, watcher

HALVES = 20 * 16
FACTOR = 20 / log(2)


def cell(*attributes: int) -> int:
    """The number of a cell."""
    return sum(has * room.ATTRIBUTES**kind for kind, has in enumerate(attributes))


def planted(intercept: float, weights: list[tuple[float, float]], people: int) -> np.ndarray[Any, Any]:
    """Counts that have exactly these log-odds, but for what rounding to whole people does."""
    cells = np.zeros((room.CARD_CELLS, 2), dtype=np.int64)
    for k in range(room.CARD_CELLS):
        has = [k // room.ATTRIBUTES**kind % room.ATTRIBUTES for kind in range(room.CHARACTERISTICS)]
        odds = intercept + sum((0.0, *weights[kind])[n] for kind, n in enumerate(has))
        cells[k] = round(people / (1 + np.exp(odds))), round(people / (1 + np.exp(-odds)))
    return cells


def test_planted_coefficients_come_back_as_whole_points() -> None:
    weights = [(0.7, 1.2), (-0.4, -0.9), (0.0, 2.0)]
    cells = planted(-2.0, weights, 10_000_000)
    found = scorecards.fit(cells, HALVES)
    assert found is not None
    everybody = log(cells[:, 1].sum() / cells[:, 0].sum())
    expected = [round(FACTOR * (everybody + 2.0))]
    for one, more in weights:
        expected += [0, round(-FACTOR * one), round(-FACTOR * more)]
    assert found[:-1].tolist() == [16 * points for points in expected]
    assert found[-1] == round(256 * everybody)


def test_one_characteristic_alone_is_a_table_of_two_by_two() -> None:
    """Log-odds of a saturated table are those of its cells; the ridge of one moves them by less than half a point."""
    cells = np.zeros((room.CARD_CELLS, 2), dtype=np.int64)
    cells[cell(0)], cells[cell(1)] = (80_000, 20_000), (30_000, 30_000)
    found = scorecards.fit(cells, HALVES)
    assert found is not None
    assert found[2] == -16 * round(FACTOR * log(4)) == -16 * 40
    assert found[3:-1].tolist() == [0] * 7


def test_what_never_happened_has_no_points_and_too_few_breaches_fit_nothing() -> None:
    cells = np.zeros((room.CARD_CELLS, 2), dtype=np.int64)
    cells[0], cells[1] = (1000, 9), (50, 0)
    assert scorecards.fit(cells, HALVES) is None
    cells[0, 1] = 10
    found = scorecards.fit(cells, HALVES)
    assert found is not None and not found[4:-1].any()


def lived(regime: Any, days: int = 180, **how: Any) -> worlds.Lived:
    """A city in which nobody comes on file or leaves it."""
    return worlds.live(worlds.still("cn-2020"), worlds.conduct(), regime, 6000, days, **{"district_size": 1500, **how})


@pytest.fixture(scope="module")
def clean() -> worlds.Lived:
    """Sensors that invent nothing."""
    return lived(learning())


def card_of(world: worlds.Lived) -> list[int]:
    """The last card, in points."""
    return [int(value) // 16 for value in world.exchange[-1][CARD_FROM:-1]]


def test_the_table_counts_everybody_on_file_once_a_month_from_the_end_of_the_first_term(clean: worlds.Lived) -> None:
    counted = clean.counts[:, :, count.TABULATED : count.TABULATED + 2 * room.CARD_CELLS].sum(axis=(1, 2))
    assert not counted[:28].any()
    on_file = int(clean.stock(count.SCORED_STOCK)[0])
    assert [int(counted[first : first + 30].sum()) for first in range(30, 180, 30)] == [on_file] * 5
    said = sum(cells_of(vector) for vector in clean.exchange)
    summed = clean.flow(count.TABULATED, 2 * room.CARD_CELLS)
    assert np.array_equal(np.asarray(said).ravel(), summed)


def test_before_the_first_fit_everybody_stands_at_the_start() -> None:
    early = lived(learning(refit_months=2), 60)
    assert not early.exchange[0][CARD_FROM:].any() and early.exchange[1][CARD_FROM:].any()
    assert set(early.column(state.half(state.POINTS, 3)).tolist()) == {500 * 16}


def test_people_who_have_more_on_file_stand_lower_and_without_errors_the_three_standings_agree(
    clean: worlds.Lived,
) -> None:
    points = card_of(clean)
    assert points[0] > 0 > max(points[2], points[3]), "those with two on file and those with more are few"
    held, error_free, rights = (
        clean.column(state.half(state.POINTS, track * state.DIMENSION_COUNT + 3)) for track in range(state.TRACKS)
    )
    assert np.array_equal(held, error_free) and np.array_equal(held, rights) and len(set(held.tolist())) > 5


def test_false_records_in_and_the_error_goes_up(clean: worlds.Lived) -> None:
    """Invented records wash the card out, and put people where their own acts would not: more, the more there are."""
    worlds_by_rate = [clean, *(lived(learning(watcher(invented_per_year=rate))) for rate in (0.5, 2.0))]
    weights = [abs(card_of(world)[2]) for world in worlds_by_rate]
    assert weights[0] > weights[1] > weights[2] > 0
    wrong = [int(world.stock(count.SANCTIONED)[0]) for world in worlds_by_rate]
    assert wrong[0] == 0 < wrong[1] < wrong[2]
    apart = [
        np.abs(world.column(state.half(state.POINTS, 3)) - world.column(state.half(state.POINTS, 7))).mean()
        for world in worlds_by_rate
    ]
    assert apart[0] == 0 < apart[1] < apart[2]


def test_who_is_watched_more_is_foretold_worse_for_the_same_conduct(clean: worlds.Lived) -> None:
    """Conduct knows no group. A sensor that covers minorities less has fewer records of them, and they stand higher."""
    gap = lived(learning(watcher(exposure={"M": 1.0, "N1": 0.3, "N2": 0.3})))
    names = count.TABULATED, 2 * room.CARD_CELLS

    def share(world: worlds.Lived, groups: list[int]) -> float:
        cells = world.counts[:, groups, names[0] : sum(names)].sum(axis=(0, 1)).reshape(-1, 2)
        return float(cells[:, 1].sum() / cells.sum())

    assert share(clean, [1, 2]) == pytest.approx(share(clean, [0]), rel=0.15)
    assert share(gap, [1, 2]) < 0.6 * share(gap, [0])
    group, points = gap.column(state.GROUP), gap.column(state.half(state.POINTS, 3))
    on_file = gap.column(state.SCORED) == 1
    assert points[on_file & (group > 0)].mean() > points[on_file & (group == 0)].mean() + 16


def test_a_card_is_told_to_districts_and_stays_until_the_next_fit() -> None:
    world = lived(learning(refit_months=2), 150)
    cards = [vector[CARD_FROM:].tolist() for vector in world.exchange]
    assert cards[1] == cards[2] != cards[3] == cards[4]
    told = {tuple(flight.district[at.SCORECARD : at.SCORECARD + room.CARD].tolist()) for flight in world.flights}
    assert told == {tuple(cards[-1][:-1])}
    assert (world.exchange[:, CELLS_FROM:CARD_FROM].sum(axis=1) > 0).tolist() == [True] * 5
