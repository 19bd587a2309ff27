"""Phases do what they say on their days and nothing before; stocks stay what rows say; order matters nowhere."""

from typing import Any

import numpy as np
import pytest

import glasshouse.engine.districts as districts
from glasshouse.engine.exchange import discovered, on_file
from glasshouse.engine.phasing import Phasing, redealt
from glasshouse.inputs.checks import check_alone
from glasshouse.inputs.compiling.stages import ONE
from glasshouse.inputs.library import load_regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model.counting import class_of, gravest
from glasshouse.model.standing import composite, consequences_mask, lists_mask
from glasshouse.model.tables import ACTS, ADVERSE, CONSEQUENCES, LEGITIMACY_START, LISTS
from tests import worlds
from tests.governance.phased import EVERY_KIND, HOW, ORDINARY, REPEAL, everything, live, phase, phased


def timeline(lived: worlds.Lived) -> Phasing:
    """When each phase began in each district."""
    assert lived.compiled.stages is not None
    found = Phasing(lived.compiled.stages, lived.plan)
    found.hear(list(lived.exchange))
    return found


@pytest.fixture(scope="module")
def all_kinds() -> worlds.Lived:
    return live(everything())


def test_every_kind_of_phase_began(all_kinds: worlds.Lived) -> None:
    found = timeline(all_kinds)
    assert (found.begins < HOW["days"]).any(axis=1).all(), "a phase never began, and the tests below say nothing of it"
    assert any((one != ONE).any() for one in found.attention[1:]) and any(one != ONE for one in found.efforts)
    left = found.ends[0]
    assert sorted(left.tolist()) == [8, 14, 21]


@pytest.mark.parametrize(
    "how", [{"threads": 2}, {"shards": 3}, {"order": "day", "threads": 2}, {"panel": ((0, 3), (2, 17))}]
)
def test_no_order_of_execution_changes_the_answer(all_kinds: worlds.Lived, how: dict[str, Any]) -> None:
    assert live(everything(), **how).digest == all_kinds.digest


def test_districts_that_do_not_speak_live_on_what_the_sentinels_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(districts, "SENTINELS", 1)
    assert live(everything(), days=35).digest == live(everything(), order="day", shards=2, days=35).digest


def test_python_and_cpu_are_one_in_phases() -> None:
    short: dict[str, Any] = {"citizens": 520, "days": 35, "district_size": 520}
    assert live(everything(), backend="python", **short).digest == live(everything(), **short).digest


def test_stocks_are_what_the_rows_say_whatever_changed_meanwhile(all_kinds: worlds.Lived) -> None:
    """Counted here citizen by citizen with the plain functions, after swaps, wipes and a revelation."""
    found, last = timeline(all_kinds), HOW["days"] - 1
    for flight in all_kinds.flights:
        tables = found.tables(found.mask(flight.number, last), last)
        expected = np.zeros((count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
        for i in range(len(flight.citizens)):
            if state.get(flight.citizens, i, state.SCORED) == 1:
                count_one(i, flight.citizens, tables, expected)
        stocks = flight.district[at.COUNTS_HERE :].reshape(count.GROUP_COUNT, -1)
        for start, size in SUMMED:
            assert np.array_equal(stocks[:, start : start + size], expected[:, start : start + size]), start


SUMMED = (
    (count.SCORE_SUM, 3), (count.LISTED, 3 * LISTS), (count.UNDER, 3 * CONSEQUENCES), (count.SANCTIONED, 3),
    (count.AWARE, 4), (count.LEGITIMACY_SUM, 1),
)  # fmt: skip


def count_one(i: int, citizens: Any, tables: Any, into: Any) -> None:
    """Add one citizen's part in the stocks that hang on rules."""
    group = state.get(citizens, i, state.GROUP)
    into[group, count.AWARE + state.get(citizens, i, state.AWARENESS)] += 1
    into[group, count.LEGITIMACY_SUM] += state.get(citizens, i, state.LEGITIMACY)
    for track in range(3):
        into[group, count.SCORE_SUM + track] += composite(i, track, citizens, tables)
    masks = [consequences_mask(i, track, citizens, tables) for track in range(3)]
    on = [lists_mask(i, track, citizens) for track in range(3)]
    for start, size, bits in ((count.LISTED, LISTS, on), (count.UNDER, CONSEQUENCES, masks)):
        for k in range(size):
            held = class_of(*[(one >> k) & 1 for one in bits])
            into[group, start + 3 * k + held] += held >= 0
    sanction = gravest(masks[0] & int(tables[ADVERSE]), masks[1], masks[2])
    into[group, count.SANCTIONED + sanction] += sanction >= 0


def test_a_phase_from_the_first_day_on_is_the_regime_with_that_change() -> None:
    regime = worlds.regime("as-told")
    rows = worlds.entries(regime.rules)
    for row in rows:
        if row["id"] == "late-bill":
            row["points"] = {"urban": -90.0, "rural": -70.0}
    changed = phased(phase("now", changes=[{"clause": "late-bill", "to": {"points": {"urban": -90, "rural": -70}}}]))
    assert live(changed).digest == live(worlds.changed(regime, rules=rows)).digest


def test_before_its_day_a_phase_does_nothing_and_after_the_last_day_it_never_does() -> None:
    plain, repealed = live(worlds.regime()), live(phased(REPEAL))
    assert np.array_equal(plain.counts[:40], repealed.counts[:40])
    assert not np.array_equal(plain.counts[40:], repealed.counts[40:])
    assert live(phased({**REPEAL, "from_day": 65})).digest == plain.digest


def test_where_a_phase_is_not_in_force_nobody_lives_otherwise() -> None:
    """Districts are closed until the next exchange."""
    lived, plain = live(phased({**REPEAL, "from_day": 10, "districts": 0.34})), live(worlds.regime())
    [inside] = np.flatnonzero(timeline(lived).begins[0] == 10)
    same = [np.array_equal(lived.by_district[d, :30], plain.by_district[d, :30]) for d in range(3)]
    assert same == [d != inside for d in range(3)]


def test_what_a_repeal_leaves_and_what_it_ends() -> None:
    lived = live(phased(REPEAL), days=75)
    sensors = [sensor.id for sensor in worlds.regime().sensors]
    by = lived.counts[41:, :, count.RECORDED_BY : count.RECORDED_BY + 4 * len(sensors)].sum(axis=(0, 1)).reshape(-1, 4)
    assert {name for name, made in zip(sensors, by.sum(axis=1), strict=True) if made} <= set(ORDINARY)
    adverse = [k for k, row in enumerate(worlds.regime().consequences) if row.adverse and row.id not in ORDINARY]
    under = lived.counts[:, :, count.UNDER :].sum(axis=1)
    assert sum(int(under[39, 3 * k : 3 * k + 3].sum()) for k in adverse) > 0
    assert sum(int(under[40:, 3 * k : 3 * k + 3].sum()) for k in adverse) == 0
    listed = lived.counts[:, :, count.LISTED : count.LISTED + 3 * LISTS].sum(axis=(1, 2))
    assert listed[40] > 0, "places on lists stay to the end of their term"
    fear = lived.counts[:, :, count.FEAR_SUM].sum(axis=1)
    assert 0 < fear[74] < fear[39], "fear stays, and fades by its own half-life"


def test_what_media_say_gives_back_what_a_revelation_took_and_no_more() -> None:
    def told(**doubt: float) -> dict[str, Any]:
        return phase("leak", from_day=31, reveals={"heard": 1, **doubt})

    answer = phase("answer", from_day=32, reveals={"heard": 0, "reassured": 1})
    worlds_told = ([told()], [told(doubt=1)], [told(doubt=1), answer], [told(doubt=1, reassured=1)])
    heard, shaken, calmed, both = (live(phased(*phases), conduct="advocate", days=33) for phases in worlds_told)
    sums = [int(world.stock(count.LEGITIMACY_SUM)[0]) for world in (heard, shaken, calmed, both)]
    on_file = int(heard.stock(count.SCORED_STOCK)[0])
    assert sums[0] - sums[1] > 0.98 * on_file and abs(sums[2] - sums[0]) < 0.02 * on_file
    assert sums[1] < sums[3] < sums[0], "who thought well of it before is in doubt only"
    start = int(calmed.compiled.tables[LEGITIMACY_START])
    known = calmed.column(state.SCORED) == 1
    assert calmed.column(state.LEGITIMACY)[known].max() == start
    assert calmed.stock(count.DISAFFECTED)[0] == (calmed.column(state.LEGITIMACY)[known] < start).sum()


def test_what_is_wiped_is_gone_on_the_eve() -> None:
    lived = live(phased({**REPEAL, "wipes": ["records", "lists", "points"]}), days=41)
    assert not lived.column(state.SLOT).any() and not lived.counts[40, :, count.LISTED : count.LISTED + 93].any()


def test_an_occasion_comes_on_the_day_after_the_first_exchange_with_enough_on_record(shipped: worlds.Lived) -> None:
    rates = [1000 * discovered(said).sum() / on_file(said).sum() for said in shipped.exchange]
    limit = (rates[0] + max(rates[1:3])) / 2
    assert rates[0] < limit, "more is on record later than at first"
    crept = phase("crept", when={"per_1000_a_month": limit}, drops=["appeal"])
    first = next(k for k, rate in enumerate(rates) if rate >= limit)
    lived = live(phased(crept), days=95)
    assert set(timeline(lived).begins[0].tolist()) == {30 * (first + 1)}
    day = 30 * (first + 1)
    assert np.array_equal(lived.counts[:day], shipped.counts[:day])


SHOWN = ("pays-bill-late", "misses-instalment", "litters")
"""Acts whose records show a partner what it would be spared."""


@pytest.fixture(scope="module")
def shipped() -> worlds.Lived:
    return live(worlds.regime(), days=95)


def partner(saves: float, loses: float) -> Any:
    """A platform that joins where that pays it; while it does nobody has a way to appeal."""
    return phase("platform", joins={"recorded": list(SHOWN), "saves": saves, "loses": loses}, drops=["appeal"])


def test_a_partner_joins_where_what_is_shown_is_worth_more_than_users(shipped: worlds.Lived) -> None:
    """By hand: as many records as that in a month, and as many people who think less of the regime."""
    slots = [shipped.act(name) for name in SHOWN]
    months = range(30, 91, 30)
    filed = shipped.counts[:, :, count.RECORDED : count.RECORDED + 4 * ACTS].sum(axis=1).reshape(-1, ACTS, 4)
    records = [int(filed[day - 30 : day, slots].sum()) for day in months]
    resent = [int(shipped.counts[day - 1, :, count.DISAFFECTED].sum()) for day in months]
    assert records[0] > 0 and 0 < resent[0] < resent[1]
    # It just pays at the first exchange, and no longer at the second, when more people resent it.
    loses = records[0] / resent[0] * 0.99
    assert records[1] <= loses * resent[1]
    lived = live(phased(partner(1.0, loses)), days=95)
    found = timeline(lived)
    assert set(found.begins[0].tolist()) == {30} and set(found.ends[0].tolist()) == {60}
    assert np.array_equal(lived.counts[:30], shipped.counts[:30])
    appeals = count.APPEALED_RECORDS
    assert not lived.counts[30:60, :, appeals : appeals + 2].any() and shipped.counts[30:60, :, appeals].any()
    [told] = found.told(list(lived.exchange), 95)
    assert (told.first, told.last, told.districts, told.until) == (30, 30, 3, 60)


def test_a_partner_that_it_does_not_pay_stays_away(shipped: worlds.Lived) -> None:
    assert live(phased(partner(1.0, 1_000_000.0)), days=95).digest == shipped.digest
    greedy = timeline(live(phased(partner(1_000.0, 0.0)), days=95))
    assert set(greedy.begins[0].tolist()) == {30} and greedy.ends[0].min() > 95


def test_adoption_spreads_by_records_and_adopters_and_never_by_acts() -> None:
    """With a chance of one all adopt at the first exchange; what nobody recorded moves nothing."""
    sure = phase("caught-on", from_day=3, districts=0.3, spreads={"chance_a_month": 1}, drops=["appeal"])
    assert sorted(timeline(live(phased(sure))).begins[0].tolist()) == [3, 30, 30]
    slow = phase("caught-on", from_day=3, districts=0.3, drops=["appeal"],
                 spreads={"chance_a_month": 1e-9, "doubles_per_1000": 1e-7})  # fmt: skip
    assert sorted(timeline(live(phased(slow))).begins[0].tolist()) == [3, 30, 30]
    blind = worlds.changed(phased(slow), sensors=[
        {**row, "hit": 0.0, "false_match": None, "hit_lost": 0.0, "impaired": None, "invented_per_year": 0.0,
         "classroom": None, "absence": None, "gate": None} for row in worlds.entries(worlds.regime().sensors)
        if row["gate"] is None and row["absence"] is None and row["classroom"] is None
    ], rules=[])  # fmt: skip
    lived = live(blind)
    assert lived.flow(count.DONE, 64).sum() > 0 and lived.flow(count.RECORDED, 256).sum() == 0
    assert sorted(timeline(lived).begins[0].tolist())[:2] == [3, 1 << 40]


def test_attention_runs_to_where_records_were_and_is_never_more_in_all() -> None:
    """Ensign 2018: two alike places, one watched a little more; each is found what is looked for, and it runs away."""
    people, found = [1000, 1000], []
    attention = np.array([ONE * 11 // 10, ONE * 9 // 10])
    for _ in range(60):
        seen = [int(one * one) // ONE for one in attention.tolist()]
        attention = redealt(attention, seen, people, ONE // 3)
        found.append(attention.tolist())
        assert abs(sum(found[-1]) - 2 * ONE) <= 60 * 2
    assert found[-1][0] > 1.9 * ONE and found[0][0] < found[5][0] < found[-1][0]
    still = np.array([ONE, ONE])
    assert redealt(still, [0, 0], people, ONE).tolist() == [ONE, ONE]
    assert redealt(still, [5, 5], people, ONE).tolist() == [ONE, ONE]


def test_the_order_of_districts_is_random_shared_by_name_and_by_nothing_else() -> None:
    one = phase("one", from_day=5, districts=0.5, order="lot", drops=["appeal"])
    two = phase("two", from_day=9, districts=0.5, order="lot", changes=[{"clause": "expiry", "to": {"strength": 0.5}}])
    small: dict[str, Any] = {"citizens": 3120, "district_size": 260, "days": 10}
    lived = live(phased(one, two), **small)
    begun = timeline(lived).begins < 10
    assert begun.sum(axis=1).tolist() == [6, 6] and np.array_equal(begun[0], begun[1])
    apart = live(phased({**one, "order": None}, {**two, "order": None}), **small)
    mine = timeline(apart).begins < 10
    assert not np.array_equal(mine[0], mine[1])


def test_the_shipped_course_of_events_has_no_fault() -> None:
    assert check_alone(load_regime("as-told-repealed")) == []
    assert len(EVERY_KIND) == 6
