"""What districts learn of each other: false matches sent elsewhere arrive at the same rate."""

from typing import Any

import numpy as np

import glasshouse.engine.districts as districts
from glasshouse.model import columns as count
from tests import worlds

FOUR_SIGMA = 4.0


def straying_regime() -> Any:
    """Return a regime whose cameras take everybody for somebody elsewhere."""
    regime = worlds.regime()
    sensors = []
    for row in worlds.entries(regime.sensors):
        match = row["false_match"]
        row["invented_per_year"] = 0.0
        if match is not None:
            row["hit"] = 0.0
            row["false_match"] = {
                **match,
                "per_comparison": 1.0,
                "local": 0.0,
                "by_group": {"M": 1, "N1": 1, "N2": 1},
            }
        sensors.append(row)
    return worlds.changed(regime, sensors=sensors)


def test_as_many_false_matches_arrive_as_were_sent_in_the_cycle_before() -> None:
    world = worlds.live(
        worlds.place("cn-2020"),
        worlds.conduct(),
        straying_regime(),
        16_000,
        90,
        district_size=2000,
    )
    causes = world.counts[:, :, count.RECORDED : count.RECORDED + 128].sum(axis=1).reshape(90, 32, 4)
    for cycle in (1, 2):
        sent = world.counts[30 * (cycle - 1) : 30 * cycle, :, count.SENT_AFAR : count.SENT_AFAR + 32].sum()
        arrived = causes[30 * cycle : 30 * (cycle + 1), :, 1].sum()
        assert sent > 500
        assert abs(int(arrived) - int(sent)) < FOUR_SIGMA * np.sqrt(sent), (cycle, sent, arrived)
    assert causes[:30, :, 1].sum() == 0


def test_sentinels_are_a_stratified_sample_that_the_seed_decides() -> None:
    plan = districts.plan_of(1, 31 * 20 * 1000, 1000, 31)
    chosen = plan.sentinels()
    assert len(chosen) == districts.SENTINELS == len(set(chosen))
    by_province = np.bincount([plan.province(d) for d in chosen], minlength=31)
    assert set(by_province) <= {4, 5}
    assert chosen != districts.plan_of(2, 31 * 20 * 1000, 1000, 31).sentinels()


def test_ids_and_counts_of_a_country_fit() -> None:
    """Sizes past 2^31 and 2^32 are planned without allocating anything."""
    plan = districts.plan_of(1, 14_000_000_000, 100_000, 31)
    assert sum(plan.size(d) for d in range(0, plan.districts, 1000)) == 140 * 100_000
    assert plan.districts == 140_000 and plan.province(plan.districts - 1) == 30
