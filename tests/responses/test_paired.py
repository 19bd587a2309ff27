"""Paired worlds: each response changes what it should and nothing else; off, it is the world without it."""

from typing import Any

import numpy as np
import pytest

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds
from tests.responses import paired

OWN: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "grievance": (
        {"odds_ratio": 1.0, "blocked": 1.01},
        {"legitimacy", "blocked"},
        {"legitimacy", "disaffected", "blocked", "changes"},
    ),
    "own_motive": ({"most": 0.0, "falls": 1.0}, {"motive"}, {"motive", "changes"}),
    "gaming": ({"odds_ratio": 1.0, "gamers": 1.0, "near": 1.0}, {"gaming"}, {"gaming", "changes"}),
}
"""For each response: how it is felt without moving an act; the columns and counts that it has to itself."""


@pytest.mark.parametrize("name", paired.RESPONSES)
def test_off_is_the_world_without_it(name: str) -> None:
    without, off = paired.lived(paired.conduct()), paired.lived(paired.conduct(**{name: {"strength": 0.0}}))
    assert paired.moved(without, off) == (set(), set()) and without.digest == off.digest


@pytest.mark.parametrize("name", OWN)
def test_what_is_felt_and_moves_no_act_moves_nothing_else(name: str) -> None:
    fields, columns, blocks = OWN[name]
    silent = [{**act, "earns": 0} for act in worlds.entries(worlds.conduct().acts)]
    without = paired.lived(paired.noticed(paired.conduct(), acts=silent))
    felt = paired.lived(paired.noticed(paired.conduct(**{name: fields}), acts=silent))
    assert paired.moved(without, felt) == (columns, blocks)


def test_stocks_are_what_is_written() -> None:
    responses: dict[str, Any] = {
        "grievance": {}, "own_motive": {"falls": 1.0}, "gaming": {"gamers": 0.5}, "withdrawal": {"per_year": 1.0},
        "habituation": {"levels_per_year": 1.0},
    }  # fmt: skip
    fierce = paired.conduct(**responses)
    world = paired.lived(paired.noticed(fierce))
    known = paired.on_file(world)
    for block, field in (
        (count.LEGITIMACY_SUM, state.LEGITIMACY), (count.MOTIVE_SUM, state.MOTIVE),
        (count.ACCEPTANCE_SUM, state.ACCEPTANCE), (count.BLOCKED_STOCK, state.BLOCKED),
    ):  # fmt: skip
        assert world.stock(block)[0] == world.column(field)[known].sum()
    grievance = worlds.conduct().grievance
    assert grievance is not None
    assert world.stock(count.DISAFFECTED)[0] == (world.column(state.LEGITIMACY)[known] < grievance.start).sum() > 50
    assert world.stock(count.GAMERS_STOCK)[0] == (world.column(state.GAMING) > 0).sum() > 50
    assert world.stock(count.OFFLINE)[0] > 100 and world.stock(count.BLOCKED_STOCK)[0] > 0


def errors_only() -> Any:
    """As told, where every record is in error: punished are those who did nothing."""
    regime = worlds.regime()
    sensors = [{**row, "hit": 0.0, "invented_per_year": 4.0} for row in worlds.entries(regime.sensors)]
    return worlds.changed(regime, sensors=sensors)


OFFENCES = ("jaywalk", "traffic-offence", "fare-evasion", "litters", "drunk-driving", "ignores-judgment")


def roomy(a_conduct: Any) -> Any:
    """A conduct whose offences have room for the fiercest responses."""
    acts = [{**act, "headroom": 3.0} if act["gravity"] else act for act in worlds.entries(a_conduct.acts)]
    return paired.noticed(a_conduct, acts=acts)


def test_wrongly_punished_people_offend_more_and_as_much_where_the_effect_is_nil() -> None:
    """R7, both ways: inside its range the response may raise offences, or leave them as they are."""
    how: dict[str, Any] = {"citizens": 20_000, "days": 180, "regime": errors_only()}
    mild = paired.lived(roomy(paired.conduct(grievance={"odds_ratio": 1.0, "blocked": 1.0})), **how)
    fierce = paired.lived(roomy(paired.conduct(grievance={"odds_ratio": 0.95, "blocked": 1.0})), **how)
    without = paired.lived(roomy(paired.conduct()), **how)
    assert paired.done(mild, *OFFENCES) == paired.done(without, *OFFENCES)
    few, many = paired.done(mild, *OFFENCES), paired.done(fierce, *OFFENCES)
    assert many - few > 4 * np.sqrt(many), (few, many)


def test_who_is_refused_lawful_ways_turns_to_unlawful_ones() -> None:
    how: dict[str, Any] = {"citizens": 20_000, "days": 180}
    base, regime = worlds.conduct(), worlds.regime()
    wishes = [{**wish, "per_month": [0.5] * 5} for wish in worlds.entries(base.wishes)]
    refused = {**paired.ASSUMED, "id": "no-loans", "title": "No loans", "wish": "loan", "effect": "refuse"}
    how["regime"] = worlds.changed(regime, consequences=[{**refused, "below": regime.tiers[-1].id}])
    odds = {factor: paired.conduct(grievance={"odds_ratio": 1.0, "blocked": factor}) for factor in (1.0, 1.5)}
    open_, shut = (paired.lived(roomy(worlds.changed(one, wishes=wishes)), **how) for one in odds.values())
    assert open_.stock(count.BLOCKED_STOCK)[0] == 0 and shut.stock(count.BLOCKED_STOCK)[0] > 5_000
    few, many = paired.done(open_, "works-off-the-books"), paired.done(shut, "works-off-the-books")
    assert many - few > 3 * np.sqrt(many), (few, many)


def test_a_price_lowers_good_deeds_that_are_paid_for() -> None:
    how: dict[str, Any] = {"citizens": 20_000, "days": 240}
    deeds = ("volunteers", "gives-money", "cares-for-parents")
    base = roomy(paired.conduct(own_motive={"most": 0.0, "falls": 1.0}))
    crowded = roomy(paired.conduct(own_motive={"most": 0.5, "falls": 1.0}))
    many, few = (paired.done(paired.lived(one, **how), *deeds) for one in (base, crowded))
    assert many - few > 3 * np.sqrt(many), (many, few)


def test_whoever_is_offline_does_nothing_online() -> None:
    online = [act.id for act in worlds.conduct().acts if act.online]
    gone = paired.noticed(paired.conduct(withdrawal={"per_year": 1.0, "fear": 4.0, "work": 1.0, "back_per_month": 0.0}))
    away, here = (paired.lived(one, days=300, still=True) for one in (gone, paired.noticed(paired.conduct())))
    users = here.column(state.INTERNET) == 1
    left = users & (away.column(state.INTERNET) == 0)
    assert left.sum() == away.stock(count.OFFLINE)[0] > 0.3 * users.sum()
    assert not (away.column(state.INTERNET)[~users]).any()
    last = slice(-90, None)
    acts = [count.DONE + away.act(name) for name in online]
    assert away.counts[last][:, :, acts].sum() < 0.8 * here.counts[last][:, :, acts].sum()
    assert away.column(state.MONEY).sum() < here.column(state.MONEY).sum(), "it has a price"


def test_people_grow_used_to_it_only_where_the_scenario_says_so() -> None:
    scenarios: list[dict[str, Any]] = [{"habituation": {"levels_per_year": 1.0, "dulls": 0.5}}, {"habituation": {}}, {}]
    used, not_used, without = (
        paired.lived(paired.noticed(paired.conduct(**one)), days=300, still=True) for one in scenarios
    )
    assert not_used.digest == without.digest
    gained = used.column(state.ACCEPTANCE) - without.column(state.ACCEPTANCE)
    aware = paired.on_file(used)
    assert gained.min() == 0 and not gained[~aware].any()
    most = 7 - without.column(state.ACCEPTANCE)[aware]
    assert (
        abs(gained[aware & (without.column(state.ACCEPTANCE) < 4)].mean() - 300 / 365) < 0.1
        and (gained[aware] <= most).all()
    )
    assert used.stock(count.FEAR_SUM)[0] < without.stock(count.FEAR_SUM)[0]
