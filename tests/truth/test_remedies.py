"""Remedies and safeguards against closed forms: what is thrown out, room, halts, refusals, suspension, repair."""

from typing import Any

import numpy as np
import pytest

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model import tables as room
from glasshouse.model.standing import consequences_mask, lists_mask, suspended_lists
from tests import worlds

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
TRUE, IN_ERROR = 0, 1
HELD, ERROR_FREE, RIGHTS = range(3)
EXPIRY = {**ASSUMED, "id": "expiry", "kind": "expiry", "mode": "automatic"}
APPEAL = {
    **ASSUMED, "id": "appeal", "kind": "appeal", "decision_weeks": 8, "success_in_error": 0.5, "success_true": 0.1,
    "restores": 1.0,
}  # fmt: skip


def examination(**says: Any) -> dict[str, Any]:
    """Return an examination, of everything and finding nothing where nothing is said."""
    return {**ASSUMED, "id": "hearing", "kind": "examination", "by": "hearing", "in_error": 0.0, **says}


def regime(*remedies: dict[str, Any], **fields: Any) -> Regime:
    """Return the shipped regime with these remedies alone."""
    made: Regime = worlds.changed(worlds.regime("as-told"), remedies=[EXPIRY, *remedies], **fields)
    return made


def taking(**says: Any) -> Conduct:
    """Return the shipped conduct with other take-up of remedies."""
    base = worlds.conduct()
    made: Conduct = worlds.changed(base, remedies=worlds.changed(base.remedies, **says).model_dump())
    return made


def live(a_regime: Regime, citizens: int = 8000, days: int = 120, a_conduct: Conduct | None = None) -> worlds.Lived:
    return worlds.live(worlds.place("cn-2020"), a_conduct or worlds.conduct(), a_regime, citizens, days)


def test_what_is_looked_at_is_thrown_out_at_the_declared_shares() -> None:
    lived = live(regime(examination(in_error=0.6, could_not_help=0.3, otherwise_true=0.3)))
    looked, thrown = lived.flow(count.EXAMINED, 2), lived.flow(count.THROWN_OUT, 2)
    for truth, share in ((TRUE, 0.3), (IN_ERROR, 0.6)):
        assert looked[truth] > 150
        spread = (share * (1 - share) * looked[truth]) ** 0.5
        assert abs(thrown[truth] - share * looked[truth]) < 4 * spread


def test_what_one_could_not_help_is_thrown_out_apart_from_the_rest() -> None:
    late = [rule for rule in worlds.entries(worlds.regime().rules) if rule["id"] in ("late-bill", "jaywalk-points")]
    for rule in late:
        rule["list"] = None
    assert {act.id: act.cause for act in worlds.conduct().acts if act.id in ("pays-bill-late", "jaywalk")} == {
        "pays-bill-late": "cannot", "jaywalk": "will",
    }  # fmt: skip
    helped = live(regime(examination(could_not_help=1.0), rules=late, lists=[], consequences=[]))
    looked, thrown = helped.flow(count.EXAMINED, 2)[TRUE], helped.flow(count.THROWN_OUT, 2)[TRUE]
    start = count.RECORDED + 4 * helped.act("pays-bill-late")
    assert 0 < thrown < looked
    assert thrown == helped.flow(start)[0]


def test_an_examination_that_finds_nothing_changes_nothing_but_its_own_count() -> None:
    without, within = live(regime()), live(regime(examination()))
    assert np.array_equal(
        np.concatenate([flight.citizens for flight in without.flights]),
        np.concatenate([flight.citizens for flight in within.flights]),
    )
    own = np.zeros(count.COLUMNS, dtype=bool)
    own[count.EXAMINED : count.EXAMINED + 2] = True
    # Whoever is detained after an examination was heard: as many as were detained without it.
    own[count.DETENTIONS : count.DETENTIONS + 2] = True
    assert np.array_equal(without.counts[:, :, ~own], within.counts[:, :, ~own])
    assert without.flow(count.DETENTIONS, 2).tolist() == within.flow(count.DETENTIONS, 2).tolist()[::-1]
    assert within.flow(count.EXAMINED, 2).min() > 0
    assert within.flow(count.THROWN_OUT, 2).max() == 0


def test_one_that_finds_every_error_leaves_nobody_sanctioned_in_error() -> None:
    shipped = worlds.regime()
    assert shipped.score is not None
    taken = [one for one in worlds.entries(shipped.rules) if one["points"] is None or one["points"]["urban"] < 0]
    alone = worlds.changed(shipped.score, pulls=[]).model_dump()
    kept = {one["list"] for one in taken}
    lists = [one for one in worlds.entries(shipped.lists) if one["id"] in kept or one["below"] or one["above"]]
    names = {one["id"] for one in lists}
    for one in lists:
        one["through"] = [name for name in one["through"] if name in names]
    rows = worlds.entries(shipped.consequences)
    for row in rows:
        row["lists"] = [name for name in row["lists"] if name in names]
    fields = {"rules": taken, "score": alone, "lists": lists, "consequences": rows}
    wrong, right = live(regime(**fields)), live(regime(examination(in_error=1.0), **fields))
    assert wrong.flow(count.SANCTIONED)[0] > 0
    assert right.flow(count.SANCTIONED)[0] == 0
    assert right.flow(count.THROWN_OUT, 2)[IN_ERROR] > 100
    for k in range(state.DIMENSION_COUNT):
        held, free = (right.column(state.half(state.POINTS, t * state.DIMENSION_COUNT + k)) for t in (HELD, ERROR_FREE))
        assert np.array_equal(held, free)


def test_room_for_so_many_a_month_is_what_is_looked_at_in_the_long_run() -> None:
    wide, narrow = live(regime(examination()), days=180), live(regime(examination(per_1000_a_month=4.0)), days=180)
    arrived = wide.counts[60:, :, count.EXAMINED : count.EXAMINED + 2].sum()
    looked = narrow.counts[60:, :, count.EXAMINED : count.EXAMINED + 2].sum()
    expected = 4.0 / 1000 * 8000 * 4
    assert arrived > 4 * expected
    assert abs(looked / expected - 1) < 0.2


def test_a_reviewer_who_leans_on_the_score_finds_less_where_it_is_low() -> None:
    anchored = regime(examination(in_error=0.8, anchoring=0.5))
    tables = worlds.live(worlds.place(), worlds.conduct(), anchored, 500, 1).compiled.tables
    top = len(anchored.tiers) - 1
    row = tables[room.EXAMINATION_FINDS : room.EXAMINATION_FINDS + room.TIERS] / 2.0**32
    assert row[: top + 1].tolist() == pytest.approx([0.8 * (1 - 0.5 * (top - k) / top) for k in range(top + 1)])


def test_a_sensor_over_its_allowance_records_nothing_while_it_is_halted() -> None:
    oversight = {**ASSUMED, "id": "board", "kind": "oversight", "allowed": 0.0, "from_records": 1, "halt_weeks": 5}
    lived = live(regime(examination(in_error=1.0), oversight), citizens=20_000, days=66)
    halted = lived.counts[:, 0, count.HALTED]
    assert halted[:30].sum() == 0
    assert halted[30] > 0
    for k, sensor in enumerate(worlds.regime().sensors):
        made = lived.counts[:, :, count.RECORDED_BY + 4 * k : count.RECORDED_BY + 4 * k + 4].sum(axis=(1, 2))
        # Halted on day 30 until the week of day 30 is five weeks past: 30 // 7 + 5 = 9, which begins on day 63. What
        # others of yesterday left in the post, and absence, are no longer a matter of what the sensor sees.
        silent = made[31:63].sum() == 0
        if sensor.false_match is None and sensor.absence is None and sensor.invented_per_year > 0.01:
            assert silent, sensor.id
            assert made[:30].sum() > 0
    assert lived.counts[30:63, :, count.RECORDED : count.RECORDED + 4 * room.ACTS].sum() < 0.9 * (
        lived.counts[:30, :, count.RECORDED : count.RECORDED + 4 * room.ACTS].sum()
    )


def test_who_finds_no_errors_halts_nothing() -> None:
    oversight = {**ASSUMED, "id": "board", "kind": "oversight", "allowed": 0.0, "from_records": 1, "halt_weeks": 5}
    lived = live(regime(examination(), oversight), days=66)
    assert lived.flow(count.HALTED)[0] == 0


def test_those_who_refuse_a_sensor_are_not_seen_by_it_and_who_accepts_most_never_refuses() -> None:
    names = [sensor.id for sensor in worlds.regime().sensors]
    refusing = regime({**ASSUMED, "id": "out", "kind": "opt-out", "sensors": ["platforms"]})
    free, lived = (live(one, a_conduct=taking(refuse=1.0, take_back=0.0)) for one in (regime(), refusing))
    scored, out = lived.column(state.SCORED) == 1, lived.column(state.OPTED_OUT) == 1
    least, most = lived.column(state.ACCEPTANCE) == 0, lived.column(state.ACCEPTANCE) == 7
    aware = lived.column(state.AWARENESS) > 0
    assert (scored & out & most).sum() == 0
    assert (scored & out & least).sum() > 0.8 * (scored & least & aware).sum()
    assert lived.stock(count.OPTED_OUT_STOCK)[0] == out.sum()
    start = count.RECORDED_BY + 4 * names.index("platforms")
    seen, usual = (one.counts[-30:, :, start : start + 4].sum() for one in (lived, free))
    share = out.sum() / scored.sum()
    assert share > 0.1
    assert abs(seen / usual - (1 - share)) < 0.05
    assert (lived.column(state.OPTED_OUT) == 1)[~scored].sum() == 0


def test_a_list_does_nothing_while_its_ground_is_appealed_against() -> None:
    eager = taking(appeal_in_error=1.0, appeal_true=1.0, unnoticed=1.0)
    lived = live(regime({**APPEAL, "suspends": True}), a_conduct=eager, days=120)
    suspended = 0
    for flight in lived.flights:
        for i in range(len(flight.citizens)):
            idle = suspended_lists(i, flight.citizens, lived.compiled.tables)
            held = lists_mask(i, HELD, flight.citizens)
            if idle & held and held & ~idle == 0:
                tier = state.get(flight.citizens, i, state.beside(state.TIER, HELD))
                by_tier = int(lived.compiled.tables[room.TIER_MASK + tier])
                assert consequences_mask(i, HELD, flight.citizens, lived.compiled.tables) == by_tier
                suspended += 1
    assert suspended > 20


def test_repair_is_paid_for_and_money_is_conserved() -> None:
    bought = regime({**ASSUMED, "id": "repair", "kind": "repair", "after_weeks": 4, "fee": 100})
    lived = live(bought, a_conduct=taking(repair=1.0), days=150)
    repaired = lived.flow(count.REPAIRED, 2).sum()
    assert repaired > 50
    assert lived.flow(count.FEES)[0] == 100 * repaired
    moved = sum(lived.flow(one)[0] for one in count.MONEY_SOURCES) - sum(
        lived.flow(one)[0] for one in count.MONEY_SINKS
    )
    first = lived.counts[0]
    opening = first[:, count.MONEY_SUM].sum() - sum(first[:, one].sum() for one in count.MONEY_SOURCES)
    opening += sum(first[:, one].sum() for one in count.MONEY_SINKS)
    assert lived.stock(count.MONEY_SUM)[0] - opening == moved
    worked = regime({**ASSUMED, "id": "repair", "kind": "repair", "after_weeks": 4, "deeds": 14})
    assert live(worked, a_conduct=taking(repair=1.0), days=90).flow(count.REPAIRED, 2).sum() < 0.02 * repaired


def test_a_notice_decides_how_many_appeal() -> None:
    def chances(*remedies: dict[str, Any]) -> list[int]:
        tables = worlds.live(worlds.place(), taking(unnoticed=0.25), regime(*remedies), 500, 1).compiled.tables
        return [int(value) for value in tables[room.APPEAL_CHANCE : room.APPEAL_CHANCE + 8]]

    full = chances(APPEAL, {**ASSUMED, "id": "notice", "kind": "notice", "reach": 1.0})
    none, half = chances(APPEAL), chances(APPEAL, {**ASSUMED, "id": "notice", "kind": "notice", "reach": 0.5})
    assert min(full) > 0
    assert [a / b for a, b in zip(none, full, strict=True)] == pytest.approx([0.25] * 8, rel=1e-6)
    assert [a / b for a, b in zip(half, full, strict=True)] == pytest.approx([0.625] * 8, rel=1e-6)
