"""Trust among strangers (R12) against closed forms: who is struck, the steady state, informers, both ways, off."""

import math
from typing import Any

import numpy as np

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds

CITY, DAYS = 40_000, 360
ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}


def conduct(**trust: Any) -> Any:
    """The default conduct with some fields of trust replaced."""
    base = worlds.conduct()
    return worlds.changed(base, trust={**base.trust.model_dump(by_alias=True), **trust})


def lived(regime: Any, citizens: int = CITY, days: int = DAYS, **trust: Any) -> worlds.Lived:
    return worlds.live(worlds.place("cn-2020"), conduct(**trust), regime, citizens, days)


def levels(world: worlds.Lived, day: int) -> float:
    """Mean level of trust of adults on one day."""
    row = world.counts[day].sum(axis=0)
    return float(row[count.TRUST_SUM] / row[count.ADULTS])


def test_every_act_against_another_strikes_one_resident_the_day_after() -> None:
    world = lived(worlds.regime(), citizens=2_000, days=60)
    others = [act.slot for act in worlds.conduct().acts if act.victim == "other"]
    daily = world.by_district.sum(axis=2)
    done = sum(daily[:, :-1, count.DONE + slot] for slot in others)
    struck = daily[:, 1:, count.STRUCK_FLOW]
    assert struck.sum() > 100
    assert (struck <= done).all()
    # The reflection has one or two fixed points, or none: those who stand there strike nobody.
    assert done.sum() - struck.sum() <= 3


def test_how_often_people_are_struck_under_ordinary_law_is_what_the_conduct_file_says() -> None:
    world = lived(worlds.regime("ordinary-law"))
    monthly = world.flow(count.STRUCK_FLOW)[0] * 30 / (CITY * DAYS)
    said = worlds.conduct().trust.struck_per_month
    assert abs(monthly - said) < 4 * math.sqrt(said * 30 / (CITY * DAYS)) + 0.003


def test_trust_begins_in_the_steady_state_of_ordinary_law() -> None:
    world = lived(worlds.regime("ordinary-law"))
    trust = worlds.conduct().trust
    falls = trust.rises_per_month * trust.falls_to_rises
    down, up = 1 - math.exp(-trust.struck_per_month * falls), math.exp(-trust.struck_per_month) * trust.rises_per_month
    ratio = down / up
    means = [
        sum(k * ratio**k for k in range(top + 1)) / sum(ratio**k for k in range(top + 1)) for top in range(8)
    ]  # a ladder down from the disposition, cut off at the lowest level
    expected = sum(
        math.comb(7, top) * trust.disposition**top * (1 - trust.disposition) ** (7 - top) * (top - means[top])
        for top in range(8)
    )
    adults = int(world.stock(count.ADULTS)[0])
    error = 1.5 / math.sqrt(adults)
    assert abs(levels(world, 0) - expected) < 4 * error
    assert abs(levels(world, DAYS - 1) - expected) < 4 * error


def test_stocks_are_what_is_written() -> None:
    world = lived(worlds.regime(), citizens=2_000, days=90)
    grown = (world.column(state.AGE) >= 18) & (world.column(state.DEAD) == 0)
    level = world.column(state.TRUST)[grown]
    assert world.stock(count.ADULTS)[0] == grown.sum()
    assert world.stock(count.TRUST_SUM)[0] == level.sum()
    assert world.stock(count.TRUSTING)[0] == (level >= 4).sum()
    assert (world.column(state.TRUST) <= world.column(state.DISPOSITION)).all()


def test_without_strength_trust_stays_and_nothing_else_moves() -> None:
    """Off is off: everything but trust is as it would be, bit for bit."""
    on = lived(worlds.regime(), citizens=3_000, days=90)
    off = lived(worlds.regime(), citizens=3_000, days=90, strength=0.0)
    assert (off.column(state.TRUST) == off.column(state.DISPOSITION)).all()
    still = worlds.live(worlds.still("cn-2020"), conduct(strength=0.0), worlds.regime(), 3_000, 90)
    assert levels(still, 0) == levels(still, 89), "where the adults are the same"
    assert not np.array_equal(on.column(state.TRUST), off.column(state.TRUST))
    for name, field in state.FIELDS.items():
        if name not in ("trust", "kind"):
            assert np.array_equal(on.column(field), off.column(field)), name
    moved = {count.TRUST_SUM, count.TRUSTING, count.CHANGES}
    same = [column for column in range(count.COLUMNS) if column not in moved]
    assert np.array_equal(on.counts[:, :, same], off.counts[:, :, same])


def snitching(of: float) -> Any:
    """A regime that does nothing but let neighbours report, at random, so many times a year."""
    neighbours = {
        **ASSUMED, "id": "neighbours", "kind": "neighbours", "title": "Neighbours who report", "sees": ["litters"],
        "coverage": {"urban": 0.0, "rural": 0.0}, "hit": 0.0, "invented_per_year": of,
    }  # fmt: skip
    told = {**ASSUMED, "id": "announced", "reach": 1.0}
    return worlds.changed(worlds.regime("bare"), sensors=[neighbours], announced=told)


def test_a_regime_can_lower_trust_by_informers_and_raise_it_by_fewer_broken_dealings() -> None:
    """Two-sided: each of the two ways works, and each can be without the other."""
    quiet, reported = lived(snitching(0.0)), lived(snitching(6.0))
    assert levels(reported, DAYS - 1) < levels(quiet, DAYS - 1) - 0.2
    honest = worlds.conduct()
    acts = [dict(act, rate_per_year={"urban": 0.0, "rural": 0.0}) if act["victim"] == "other" else act
            for act in worlds.entries(honest.acts)]  # fmt: skip
    better = worlds.live(
        worlds.place("cn-2020"), worlds.changed(honest, acts=acts), worlds.regime("ordinary-law"), CITY, DAYS
    )
    usual = lived(worlds.regime("ordinary-law"))
    assert levels(better, DAYS - 1) > levels(usual, DAYS - 1) + 0.05


def test_a_camera_is_no_informer() -> None:
    camera = worlds.entries(snitching(1.0).sensors)
    camera[0]["kind"] = "face-camera"
    filmed = lived(worlds.changed(snitching(1.0), sensors=camera), citizens=3_000, days=120)
    alone = lived(snitching(0.0), citizens=3_000, days=120)
    assert np.array_equal(filmed.column(state.TRUST), alone.column(state.TRUST))
