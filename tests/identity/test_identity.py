"""One digest, whatever the threads, shards, order, backend or panel (DESIGN section 8, level 4)."""

from typing import Any

import pytest
from hypothesis import given, settings

import glasshouse.engine.districts as districts
from tests import worlds
from tests.strategies import worlds as any_worlds


@pytest.fixture
def three_sentinels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three of the seven districts be sentinels, so that the others run on what those said."""
    monkeypatch.setattr(districts, "SENTINELS", 3)


def digest(regime: str, place: str = "village", **how: Any) -> str:
    """Return the digest of seven small districts."""
    how = {"citizens": 3600, "days": 65, "district_size": 514, **how}
    return worlds.live(worlds.place(place), worlds.conduct(), worlds.regime(regime), **how).digest


@pytest.mark.usefixtures("three_sentinels")
@pytest.mark.parametrize("regime", ["as-told", "ordinary-law", "bare", "nosedive", "classroom"])
def test_threads_shards_order_and_panel_do_not_change_the_answer(regime: str) -> None:
    expected = digest(regime)
    for how in (
        {"threads": 2},
        {"shards": 7},
        {"threads": 2, "shards": 7},
        {"order": "day"},
        {"order": "day", "threads": 2, "shards": 3},
        {"panel": ((0, 3), (4, 17), (6, 2))},
    ):
        assert expected == digest(regime, **how), how


@pytest.mark.usefixtures("three_sentinels")
def test_another_seed_and_another_regime_are_another_answer() -> None:
    assert len({digest("as-told"), digest("as-told", seed=2), digest("ordinary-law")}) == 3


@pytest.mark.parametrize("regime", ["as-told", "safeguarded", "bare", "nosedive", "majority-rule", "classroom"])
def test_python_and_cpu_are_one(regime: str) -> None:
    how: dict[str, Any] = {"citizens": 1040, "days": 35, "district_size": 520}
    assert digest(regime, backend="python", **how) == digest(regime, **how)


def test_python_and_cpu_are_one_on_the_stated_size() -> None:
    """The size named in the issue: 1 000 citizens, 60 days."""
    how: dict[str, Any] = {"citizens": 1000, "days": 60, "district_size": 1000}
    assert digest("as-told", "cn-2020", backend="python", **how) == digest("as-told", "cn-2020", **how)


@given(world=any_worlds())
@settings(max_examples=4)
def test_python_and_cpu_are_one_on_generated_worlds(world: Any) -> None:
    place, conduct, regime, seed = world.place, world.conduct, world.regime, world.seed
    how = {"citizens": 1000, "days": 40, "district_size": 500, "seed": seed}
    one, other = (worlds.live(place, conduct, regime, backend=backend, **how) for backend in ("python", "cpu"))
    assert one.digest == other.digest, worlds.columns_that_differ(one, other)


@given(world=any_worlds())
@settings(max_examples=6)
def test_shards_and_order_do_not_matter_on_generated_worlds(world: Any) -> None:
    place, conduct, regime, seed = world.place, world.conduct, world.regime, world.seed
    how = {"citizens": 3600, "days": 65, "district_size": 514, "seed": seed}
    expected = worlds.live(place, conduct, regime, **how)
    assert expected.digest == worlds.live(place, conduct, regime, threads=2, shards=7, order="day", **how).digest
