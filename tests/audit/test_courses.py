"""How things went over time, worked out by hand."""

import pytest

from glasshouse.audit import courses
from glasshouse.audit.measures import Classes
from glasshouse.audit.whole import audit_of
from tests.report.fakes import Counts, fake, same, village, villages


def test_periods_take_every_day_once() -> None:
    for days in (1, 2, 13, 14, 20, 59, 60, 61, 365, 1095, 1096, 9125):
        spans = courses.periods(days)
        assert [day for first, end in spans for day in range(first, end)] == list(range(days)), days


def test_entries_and_exits_are_per_10_000_and_30_days() -> None:
    counts: Counts = {
        "scored": same(60, 500, 0, 0),
        "citizens": same(60, 500, 0, 0),
        "entries.late.in_error": [[1, 0, 0]] * 5 + [[0, 0, 0]] * 55,
        "entries.late.by_rules": [[0, 0, 0]] * 30 + [[2, 0, 0]] * 30,
        "exits.late": [[0, 0, 0]] * 59 + [[3, 0, 0]],
        "entries.models.by_rules": same(60, 9, 0, 0),
    }
    flows = courses.list_flows(fake(counts, days=60), "black")
    assert [(flow.first_day, flow.last_day) for flow in flows] == [(1, 30), (31, 60)]
    # 5 entries among 500 people in 30 days are 100 in 10 000; 60 are 1 200; 3 exits are 60.
    assert [flow.in_error.value for flow in flows] == [100.0, 0.0]
    assert [flow.by_rules.value for flow in flows] == [0.0, 1200.0]
    assert [flow.entries.value for flow in flows] == [100.0, 1200.0]
    assert [flow.exits.value for flow in flows] == [0.0, 60.0]


def test_a_longer_last_period_reads_like_the_others() -> None:
    even: Counts = {"scored": same(85, 100, 0, 0), "citizens": same(85, 100, 0, 0), "exits.late": same(85, 1, 0, 0)}
    flows = courses.list_flows(fake(even, days=85), "black")
    assert [flow.exits.value for flow in flows] == pytest.approx([3000.0, 3000.0])


def test_no_list_and_nobody_give_no_flows() -> None:
    assert courses.list_flows(fake(), "black") == []
    bare = village().manifest.legend.model_copy(update={"lists": []})
    lone: Counts = {"scored": same(3, 5, 0, 0), "citizens": same(3, 5, 0, 0)}
    assert courses.list_flows(fake(lone, legend=bare), "black") == []


def test_silence_is_a_share_of_what_was_meant() -> None:
    # Everybody: done 90 a day, withheld 13, displaced 3, so 100 were meant and 10 not done at all.
    found = {row.id: row.values for row in courses.silence(village())}
    assert found["everybody"] == pytest.approx([1000.0] * 3)
    assert found["N2"] == pytest.approx([5000.0] * 3), "done 1, withheld 1"
    assert courses.silence(fake()) == []


def test_money_is_a_mean_of_all_citizens() -> None:
    found = {line.id: line.values for line in courses.money(village())}
    assert found["everybody"] == pytest.approx([9.5] * 3)
    assert found["N2"] == pytest.approx([6.0] * 3)
    assert courses.money(fake()) == []


def test_rights_are_summed_over_their_consequences() -> None:
    (row,) = courses.rights(village())
    assert row.right == "access to credit"
    assert row.lost == Classes(30, 0, 30)
    assert row.gained == Classes(3, 0, 0)


def test_sanctions_tiers_and_fear_day_by_day() -> None:
    run = village()
    # 740 old enough for records: 10 in error, 5 against a right, 10 by the rules.
    assert [row.over[0] for row in courses.sanctioned(run)] == [10, 5, 10, 25]
    assert {row.under for row in courses.sanctioned(run)} == {(740, 740, 740)}
    assert [(row.title, row.over[-1]) for row in courses.tiers(run)] == [("high", 720), ("low", 20)]
    assert {row.id: row.over[0] for row in courses.fear(run)} == {"everybody": 9, "M": 6, "N1": 2, "N2": 1}
    first, last = courses.spread(run)
    assert (first.over[30], first.over[31], first.under[0]) == (700, 40, 740)
    assert first.over == last.over
    assert courses.tiers(fake(scored=False)) == courses.spread(fake(scored=False)) == []


def test_a_course_of_seeds_is_that_of_all_of_them() -> None:
    audit = audit_of(villages(8))
    whole = audit.courses.sanctioned[-1]
    assert len(whole.seeds) == 8
    rate = whole.rate(0)
    assert (rate.numerator, rate.denominator) == (228, 5920)
    assert sum(one.numerator for one in rate.seeds) == 228
    assert rate.interval is not None and rate.value is not None
    assert rate.interval.low < rate.value < rate.interval.high


def test_what_the_model_does_not_hold_follows_the_columns() -> None:
    held = {"trusting", "legitimacy", "acceptance", "protest"}
    assert courses.unheld(village()) == [said for name, said in courses.UNHELD.items() if name not in held]
