"""Measures on a run whose counts were worked out by hand."""

import dataclasses
import json
from dataclasses import replace
from typing import Any

import pytest

from glasshouse.audit import comparing, ledger, lives, measures
from glasshouse.audit.rates import Rate, in_person_years
from glasshouse.audit.spread import wilson
from glasshouse.audit.whole import as_data, audit_of
from glasshouse.record.manifest import InputFile
from tests.report.fakes import baseline, fake, same, village


def test_shares_of_sanction_days_have_sanction_days_below() -> None:
    whole, m, n1, n2 = measures.sanctions(village())
    # 10 + 5 + 10 a day over 3 days.
    assert whole.days == measures.Classes(30, 15, 30)
    assert (whole.in_error.numerator, whole.in_error.denominator) == (30, 75)
    assert whole.in_error.value == 4000.0
    assert whole.against_right.value == 2000.0
    assert [row.group for row in (m, n1, n2)] == ["M", "N1", "N2"]
    assert (n2.in_error.value, n2.against_right.value) == (10_000.0, 0.0)
    assert whole.burden.value == 75 * 10_000 / (740 * 3)


def test_persons_in_error_are_counted_once_per_person_year() -> None:
    row = measures.sanctions(village())[0].persons_in_error
    assert (row.numerator, row.denominator) == (10, 2220)
    assert row.value == pytest.approx(10 / (2220 / 365) * 10_000)
    interval = row.interval
    assert interval is not None
    # Ten of 740 people, not ten of 2 220 independent days.
    low, high = wilson(10, 740)
    assert interval.low == pytest.approx(low * 740 * row.per / 2220, abs=0.1)
    assert interval.high == pytest.approx(high * 740 * row.per / 2220, abs=0.1)


def test_intervals_count_people_and_not_days() -> None:
    a_year = measures.sanctions(village(days=365))[0].in_error
    a_day = measures.sanctions(village(days=1))[0].in_error
    assert a_year.value == a_day.value
    assert a_year.interval == a_day.interval


def test_zero_denominators_give_nothing() -> None:
    whole = measures.sanctions(fake())[0]
    assert whole.in_error.value is None
    assert whole.in_error.interval is None
    assert whole.persons_in_error.value is None
    assert measures.scores(fake())[0].held == (None, None, None)
    assert in_person_years(0, 0, "persons", once=True).interval is None


def test_groups_without_anybody_have_no_row() -> None:
    run = fake({"scored": same(3, 5, 0, 0)})
    assert [name for name, _ in measures.groups_of(run)] == ["everybody", "M"]


def test_lists_keep_class_and_cause_apart() -> None:
    row = measures.lists(village())[0]
    assert row.entries == measures.Classes(3, 0, 9)
    assert (row.causes["true"], row.causes["nothing"]) == (9, 3)
    assert (row.on_it.numerator, row.on_it.denominator) == (8, 740)


def test_means_and_tiers_end_with_the_score() -> None:
    whole = measures.scores(village())[0]
    assert whole.held[0] == pytest.approx((600 * 650 + 100 * 640 + 40 * 630) / 740)
    low, high = measures.tiers(village())
    assert (low.last.numerator, high.last.numerator) == (20, 720)
    assert measures.tiers(baseline()) == []
    assert measures.scores(baseline()) == []


def test_speech_is_measured_against_the_baseline() -> None:
    rows = comparing.speech(village(), baseline())
    whole = rows[0]
    assert (whole.done, whole.done_baseline, whole.silenced) == (270, 306, 30)
    assert whole.ratio == pytest.approx(270 / 306)
    assert whole.fall == pytest.approx(1 - 270 / 306)
    assert rows[1].group == "M"
    assert rows[1].ratio == pytest.approx(0.9)
    assert comparing.speech(village(), None)[0].ratio is None


def test_what_nobody_means_to_do_has_not_fallen_silent() -> None:
    row = comparing.Speech("a", "An act", "everybody", 0, 50, 100, 100, withheld=0, displaced=0, ratios_only=False)
    assert row.ratio is None and row.fall is None
    assert replace(row, withheld=50).ratio == 0.0


def test_expression_in_one_place_has_ratios_only() -> None:
    place = InputFile(name="mine", title="t", sha256="p" * 64, files=["mine.yaml", "cn-2020.yaml"])
    run = village(place=place)
    audit = audit_of(run, baseline(place=place))
    assert audit.speech[0].ratios_only
    printed = as_data(audit)["speech"]
    assert printed[0] == {"id": "posts-criticism", "group": "everybody", "ratio": pytest.approx(270 / 306)}
    assert not comparing.speech(village(), None)[0].ratios_only


def test_the_ledger_says_worse_where_it_is_worse() -> None:
    lines = {line.id: line for line in ledger.ledger(village(days=30), baseline(days=30))}
    assert lines["victim-public"].verdict == "worse"
    assert lines["victim-public"].change == pytest.approx(1.0)
    assert lines["victim-other"].verdict == "no clear difference"
    assert lines["volunteers"].verdict == "no clear difference"
    assert "posts-criticism" not in lines


def test_the_ledger_can_say_better() -> None:
    swapped = {line.id: line for line in ledger.ledger(baseline(days=30), village(days=30))}
    assert swapped["victim-public"].verdict == "better"


def test_a_small_difference_is_not_called_clear() -> None:
    few = {line.id: line for line in ledger.ledger(village(days=3), fake({"citizens": same(3, 800, 150, 50),
           "done.pays-bill-late": same(3, 8, 0, 0)}))}  # fmt: skip
    assert few["pays-bill-late"].verdict == "no clear difference"


def test_what_one_gains_another_loses() -> None:
    assert ledger.posts(village()) == ledger.Posts(by_lot=3, put_first=6, lost=18, refused=0, left=0)
    # 12 of 30 flats waived; 1 800 lodged for the other 18, so 100 each.
    assert ledger.deposits(village()) == ledger.Deposits(12, 30, 1200, "CNY")
    assert ledger.posts(fake()) is None
    assert ledger.deposits(fake()) is None


def test_refusals_and_appeals() -> None:
    loan, flat = lives.refusals(village())
    assert (loan.refused, loan.attempts) == (measures.Classes(9, 0, 6), 150)
    assert loan.rate.value == 1000.0
    assert flat.rate.value == 0.0
    row = lives.appeals(village())
    assert (row.filed_in_error, row.won_in_error, row.filed_true, row.won_true) == (3, 3, 6, 0)
    # 2 invented quarrels and 2 posts laid on others a day.
    assert (row.taken_up.numerator, row.taken_up.denominator) == (3, 12)


def test_how_well_protected_acts_are_found_is_given_nowhere() -> None:
    rows = {row.id: row for row in lives.false_records(village())}
    assert rows["posts-criticism"].of_records is None
    assert rows["posts-criticism"].false == 6
    quarrels = rows["quarrels"].of_records
    assert quarrels is not None
    assert quarrels.value == 2000.0
    assert "recorded" not in {field.name for field in dataclasses.fields(comparing.Speech)}


def test_fear_and_awareness() -> None:
    whole = lives.moods(village())[0]
    assert (whole.fear.numerator, whole.fear.denominator) == (27, 2220)
    assert whole.aware.value == 5000.0


@pytest.mark.parametrize("over", [{"citizens": 2000}, {"district_size": 500}, {"kernel_sha256": "x" * 64}])
def test_runs_that_are_no_pair_are_not_compared(over: dict[str, Any]) -> None:
    audit = audit_of(village(), baseline(**over))
    assert audit.unfit
    assert not audit.compared
    assert all(line.verdict == "not compared" for line in audit.ledger)


def test_another_seed_is_compared_and_said() -> None:
    audit = audit_of(village(), baseline(seed=2))
    assert audit.compared
    assert not audit.same_luck


def test_an_audit_is_plain_data() -> None:
    text = json.dumps(as_data(audit_of(village(), baseline())))
    assert '"synthetic": true' in text
    assert json.loads(text)["sanctions"][0]["in_error"]["denominator"] == 75


@pytest.mark.parametrize(("hits", "trials"), [(0, 0), (0, 5), (5, 5), (1, 1_000_000)])
def test_wilson_stays_within_bounds(hits: int, trials: int) -> None:
    low, high = wilson(hits, trials)
    assert 0.0 <= low <= high <= 1.0


def test_a_rate_of_one_day_and_one_person() -> None:
    assert Rate(1, 1, 10_000, "days").value == 10_000
