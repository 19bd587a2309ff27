"""What happens within a day, and what happens when nothing does: ticks (W16) and absence (W14)."""

from typing import Any

import numpy as np
import pytest

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds
from tests.truth.test_watching import ASSUMED, points, scored, sensor

START, DROP, GAIN = 2000 * 16, 500 * 16, 100 * 16


def busy(rates: dict[str, float]) -> Any:
    """The default conduct with these acts alone, done alike by everybody, and often."""
    base = worlds.conduct()
    every = {"child": 0.0, "youth": 1.0, "young": 1.0, "middle": 1.0, "older": 1.0, "elder": 1.0}
    acts = []
    for act in worlds.entries(base.acts):
        rate = rates.get(act["id"], 0.0)
        alike = {"by_age": every, "by_sex": {"women": 1.0, "men": 1.0}, "frailty_shape": 50.0} if rate else {}
        acts.append({**act, "rate_per_year": {"urban": rate, "rural": rate}, **alike})
    return worlds.changed(base, acts=acts)


def test_a_day_of_a_fall_and_a_gain_ends_where_their_order_says() -> None:
    """A drop to 500, and 100 gained, on one day: 600 if the drop came first, else 500; each half of the time."""
    both = [sensor("eye", sees=["jaywalk", "litters"], hit=1.0)]
    fall = {**ASSUMED, "id": "fall", "act": "jaywalk", "drop_to": 500}
    regime = worlds.changed(worlds.regime("bare"), sensors=both, score=scored(), rules=[fall, points("litters", 100.0)])
    often = busy({"jaywalk": 60.0, "litters": 60.0})
    world = worlds.live(worlds.place("cn-2020"), often, regime, 60_000, 1)
    ends = world.column(state.half(state.POINTS, 3))  # behaviour, as held
    assert set(ends.tolist()) <= {START, START + GAIN, DROP, DROP + GAIN}
    first, last = int((ends == DROP + GAIN).sum()), int((ends == DROP).sum())
    fallen = first + last
    # Of those who crossed on red, some also littered (p); of these half littered first, and lost the gain.
    p = int(world.flow(count.DONE + world.act("litters"))[0]) / int((world.column(state.AGE) >= 14).sum())
    assert fallen > 5_000
    assert abs(first - fallen * p / 2) < 4 * np.sqrt(fallen * p / 2)


def silent(months: int, **fields: Any) -> dict[str, Any]:
    """A sensor that reads absence."""
    absence = {"kind": "absence", "sees": ["leaves-no-trace"], "absence": {"months": months}}
    return sensor("files", **{**absence, "hit": 1.0, **fields})


def lived(days: int, *sensors: dict[str, Any], **parts: Any) -> worlds.Lived:
    """Some days of a city in which nobody comes on file or leaves it."""
    regime = worlds.changed(worlds.regime("bare"), sensors=list(sensors), **parts)
    return worlds.live(worlds.still("cn-2020"), worlds.conduct(), regime, 6_000, days)


@pytest.mark.parametrize("months", [1, 3])
def test_where_nothing_is_ever_recorded_silence_is_recorded_every_so_many_months(months: int) -> None:
    world = lived(180, silent(months))
    act, on_file = world.act("leaves-no-trace"), int(world.stock(count.SCORED_STOCK)[0])
    assert int(world.flow(count.DONE + act)[0]) == on_file * 6 // months
    assert int(world.flow(count.RECORDED + 4 * act)[0]) == on_file * 6 // months


def test_silence_that_is_not_noticed_is_missed_and_counts_anew() -> None:
    world = lived(90, silent(1, hit=0.25))
    act, on_file = world.act("leaves-no-trace"), int(world.stock(count.SCORED_STOCK)[0])
    found, missed = int(world.flow(count.RECORDED + 4 * act)[0]), int(world.flow(count.MISSED + act)[0])
    assert found + missed == 3 * on_file
    assert abs(found - 0.25 * 3 * on_file) < 4 * np.sqrt(3 * on_file * 0.25 * 0.75)


def test_a_record_of_any_kind_ends_a_silence() -> None:
    """A sensor that invents for everybody, every month, leaves no silence to be read."""
    loud = sensor("loud", hit=0.0, coverage={"urban": 0.0, "rural": 0.0}, invented_per_year=10.0)
    quiet, heard = lived(120, silent(2)), lived(120, silent(2), loud)
    act = heard.act("leaves-no-trace")
    assert int(heard.flow(count.DONE + act)[0]) < 0.3 * int(quiet.flow(count.DONE + act)[0])


def test_points_for_silence_are_left_out_of_rights_respecting_standing_alone() -> None:
    world = lived(60, silent(1), score=scored(), rules=[points("leaves-no-trace", -10.0)])
    held, error_free, rights = (int(world.stock(count.SCORE_SUM + k)[0]) for k in range(3))
    on_file = int(world.stock(count.SCORED_STOCK)[0])
    assert held == error_free == on_file * (START - 2 * 160)
    assert rights == on_file * START


def test_reading_silence_moves_no_other_draw() -> None:
    seen = sensor("eye")
    without, beside = lived(90, seen), lived(90, seen, silent(2))
    for block in (count.DONE, count.RECORDED, count.MISSED):
        for name in ("jaywalk", "litters", "pays-bill-late", "posts-criticism"):
            slot = without.act(name) * (4 if block == count.RECORDED else 1)
            assert (without.counts[:, :, block + slot] == beside.counts[:, :, block + slot]).all(), name
