"""What others do to somebody and say of them: told from both sides alike, and summed to the counts of the run."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from glasshouse import api
from glasshouse.engine.backends import cpu_backend
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.clauses import clauses_of
from glasshouse.experiment.diary import Event, Page
from glasshouse.experiment.life import Writer, in_order
from glasshouse.experiment.replay import Source, replay
from glasshouse.experiment.seen import part_of_day
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.reading import Run
from glasshouse.report.telling import told

SQUARE = """\
regime: square
title: A square in which everything is said of everybody
status: fiction
describes: Stars, votes, informers and silence at rates that bring all of them within months, for a test.
announced: {id: told, reach: 1.0, assumption: {why: made up for a test, range: [0, 1]}}
ballot: {id: public, voters: 100, assumption: {why: made up for a test, range: [10, 127]}}
sensors:
  - {id: windows, kind: neighbours, title: Neighbours at their windows, hit: 0.9, invented_per_year: 0.3,
     sees: [unpleasant-encounter, quarrels-with-neighbour], coverage: {urban: 1.0, rural: 1.0},
     assumption: {why: made up for a test, range: [0, 1]}}
  - {id: silence, kind: absence, title: Files without entries, sees: [leaves-no-trace], absence: {months: 2},
     coverage: {urban: 1.0, rural: 1.0}, hit: 0.5, assumption: {why: made up for a test, range: [0, 1]}}
score:
  id: stars
  least: 0
  most: 500
  start: 400
  peers: {id: peer-ratings, dimension: behaviour, rate_per_month: 0.3, weight_per_tier: 0.5, mistaken: 0.2,
    assumption: {why: made up for a test, range: [0.05, 1]}}
  dimensions:
    - {id: behaviour, dimension: behaviour, weight: 1, assumption: {why: made up for a test, range: [1, 1]}}
  assumption: {why: made up for a test, range: [300, 450]}
tiers:
  - {id: low, title: low, from: 0, assumption: {why: made up for a test, range: [0, 0]}}
  - {id: high, title: high, from: 400, assumption: {why: made up for a test, range: [300, 480]}}
rules:
  - {id: manners, act: unpleasant-encounter, dimension: behaviour, vote: {down: -0.5, needed: 60}, list: shunned,
     assumption: {why: made up for a test, range: [-5, 0]}}
  - {id: quiet, act: leaves-no-trace, dimension: behaviour, points: {urban: -5, rural: -5},
     assumption: {why: made up for a test, range: [-10, 0]}}
lists:
  - {id: shunned, title: The shunned, colour: black, term_weeks: 8,
     assumption: {why: made up for a test, range: [1, 52]}}
consequences:
  - {id: no-flats, title: No flats, wish: flat, effect: refuse, lists: [shunned],
     assumption: {why: made up for a test, range: [1, 1]}}
"""
DAYS, PEOPLE = 125, 500
Diaries = dict[int, Writer]


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Diaries, np.ndarray[Any, Any]]:
    """A village under the square, the diaries of all who live there, and their panel columns by day."""
    folder = tmp_path_factory.mktemp("square")
    (folder / "square.yaml").write_text(SQUARE)
    run = api.run(api.load(str(folder / "square.yaml"), "village"), Setting(PEOPLE, DAYS, 2, district_size=PEOPLE,
                                                                            panel=0), folder / "r")  # fmt: skip
    source = Source(run)
    clauses = clauses_of(run.folder, run.manifest)
    diaries = {
        k: Writer(Page(source.resident(0, k), run.manifest.legend, clauses, source.tables)) for k in range(PEOPLE)
    }
    series = []
    for day in replay(source, 0, cpu_backend(), DAYS, dict(diaries)):
        series.append(day.observed)
        for diary in diaries.values():
            diary.close(day.flight)
    return run, diaries, np.array(series)


def events(diaries: Diaries, *kinds: str) -> list[tuple[str, Event]]:
    """The events of some kinds, each with whose it is."""
    return [(f"s-0-{k}", e) for k, diary in diaries.items() for e in diary.page.events if e.kind in kinds]


def test_who_strikes_and_who_is_struck_say_the_same(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    dealt: Counter[tuple[str, str, int]] = Counter()
    suffered: Counter[tuple[str, str, int]] = Counter()
    for name, event in events(diaries, "act"):
        if str(event.facts.get("strikes")).startswith("s-"):
            dealt[name, event.facts["strikes"], event.day] += 1
    for name, event in events(diaries, "struck"):
        assert event.facts["done_on"] == event.day - 1
        suffered[event.facts["by"], name, event.facts["done_on"]] += event.facts["acts"]
    assert dealt == suffered and sum(dealt.values()) > 50
    assert sum(dealt.values()) == run.total("struck").sum()
    assert all(doer != victim for doer, victim, _ in dealt)


def test_acts_that_strike_are_those_with_another_for_a_victim(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    against = {row.id for row in run.manifest.legend.acts if row is not None and row.victim == "other"}
    for _, event in events(diaries, "act"):
        assert ("strikes" in event.facts) == (event.facts["act"] in against)
        assert "strikes" not in event.facts or (event.facts["strikes"] is None) == (event.day == DAYS - 1)


def test_every_step_of_trust_is_told_with_its_reason(square: tuple[Run, Diaries, Any]) -> None:
    """The steps follow from the events alone: what the panel would show, and nothing else."""
    _, diaries, series = square
    trust = [name for name, _, _ in PANEL_COLUMNS].index("trust")
    reasons: Counter[str] = Counter()
    for k, diary in diaries.items():
        level = series[0, k, trust]
        steps = [e for e in diary.page.events if e.kind == "trust"]
        for day in range(1, DAYS):
            for event in (e for e in steps if e.day == day):
                assert event.facts["before"] == level and abs(event.facts["after"] - level) == 1
                level = event.facts["after"]
            assert series[day, k, trust] == level
        for event in steps:
            why = event.facts["why"]
            reasons[why] += 1
            assert (event.facts["after"] > event.facts["before"]) == (why == "a month of dealings without a breach")
            if why == "somebody informed":
                assert [row["id"] for row in event.facts["through"]] == ["windows"]
            if why == "dealings were broken":
                month = [e for e in diary.page.events if e.kind == "struck" and event.day - 30 < e.day <= event.day]
                assert event.facts["struck_by"] == [e.facts for e in month]
                assert event.facts["counted"] == sum(e.facts["acts"] for e in month) > 0
    assert len(reasons) == 3 and min(reasons.values()) > 2


def test_ratings_are_those_of_the_run(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    single = [event.facts for _, event in events(diaries, "rating")]
    months = [event.facts for _, event in events(diaries, "ratings")]
    assert len(single) == sum(month["count"] for month in months) == run.total("ratings_given").sum() > 500
    labels = ("no_star", "1_star", "2_stars", "3_stars", "4_stars", "5_stars")
    for stars, label in enumerate(labels):
        assert sum(1 for one in single if one["stars"] == stars) == run.total(f"rated.{label}").sum()
    for cause in ("somebody_else", "nothing"):
        wrong = sum(1 for one in single if one["cause"] == cause)
        assert wrong == sum(month["in_error"][cause] for month in months) == run.total(f"rated_in_error.{cause}").sum()
        assert wrong > 10
    assert all((one["whose"] is None) == (one["cause"] != "somebody_else") for one in single)


def test_a_month_of_ratings_is_the_sum_of_its_ratings(square: tuple[Run, Diaries, Any]) -> None:
    _, diaries, _ = square
    differ = 0
    for diary in diaries.values():
        for month in (e for e in diary.page.events if e.kind == "ratings"):
            ratings = [e.facts for e in diary.page.events if e.kind == "rating" and e.day == month.day]
            assert len(ratings) == month.facts["count"]
            assert month.facts["mean"] == pytest.approx(sum(one["stars"] for one in ratings) / len(ratings))
            assert ("error_free" in month.facts["weighted"]) == any(one["cause"] == "true" for one in ratings)
            points = month.facts["points"]
            differ += points["held"] != points["error_free"]
            if "error_free" not in month.facts["weighted"]:
                assert points["error_free"] == 0
            assert month.facts["clause"]["id"] == "peer-ratings" and month.facts["dimension"] == "behaviour"
    assert differ > 10
    line = SQUARE.splitlines()[month.facts["clause"]["line"] - 1]
    assert line.lstrip().startswith("peers:")


def test_a_rating_in_error_names_whose_encounter_it_was(square: tuple[Run, Diaries, Any]) -> None:
    _, diaries, _ = square
    for name, event in events(diaries, "rating"):
        whose, by = event.facts["whose"], event.facts["by"]
        assert by != name and whose not in (name, by)
        assert whose is None or (whose.startswith("s-0-") and whose in told(event, "CNY"))


def test_votes_are_those_of_the_run_and_bring_the_list(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    voted = [(who, e) for who, e in events(diaries, "record", "record-counts") if "votes" in e.facts]
    for way in ("up", "down"):
        assert sum(e.facts["votes"][way] for _, e in voted) == run.total(f"votes.{way}").sum()
    wrong = [e for _, e in voted if e.facts["votes"]["in_error"]]
    assert 100 * len(wrong) == run.total("votes_in_error").sum() > 0
    assert all((e.facts["cause"] != "true") == e.facts["votes"]["in_error"] for _, e in voted)
    carried = set()
    for who, event in voted:
        [effect] = event.effects
        down = event.facts["votes"]["down"]
        assert effect["needed"] == 60 and effect["carried"] == (down >= 60) == ("asks_for" in effect)
        assert effect.get("voted", 0) == -0.5 * down
        assert set(effect["points"]) == ({"held"} if event.facts["cause"] != "true" else set(effect["points"]))
        if down >= 60:
            carried.add((who, event.day))
    entries = [(who, e) for who, e in events(diaries, "list-entry")]
    assert len(entries) > 5 and {(who, e.day) for who, e in entries} <= carried
    assert all(e.facts["ground"]["votes"]["down"] >= 60 for _, e in entries)


def test_silence_is_told_with_its_months_and_clause(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    silent = [(who, e) for who, e in events(diaries, "record") if e.facts["source"] == "absence"]
    assert len(silent) == run.total("recorded_by.silence.true").sum() > 20
    for who, event in silent:
        assert event.facts["months"] == 2 and event.facts["cause"] == "true"
        line = SQUARE.splitlines()[event.facts["sensor"]["line"] - 1]
        assert "id: silence" in line and "after 2 months without a record" in told(event, "CNY")
        mine = diaries[int(who.rpartition("-")[2])].page.events
        assert not [e for e in mine if e.kind == "record" and event.day - 31 < e.day < event.day]
    assert not [e for _, e in events(diaries, "act") if e.facts["act"] == "leaves-no-trace"]


def test_a_day_is_told_in_the_order_of_its_hours(square: tuple[Run, Diaries, Any]) -> None:
    run, diaries, _ = square
    several = 0
    for _, event in events(diaries, "act"):
        assert 0 <= event.facts["tick"] < 128 and event.facts["time"] == part_of_day(event.facts["tick"])
    for diary in diaries.values():
        days: dict[int, list[Event]] = {}
        for event in in_order(diary.page.events, 0):
            days.setdefault(event.day, []).append(event)
        for today in days.values():
            acts = {e.facts["act"]: e.facts["tick"] for e in today if e.kind == "act"}
            ticks = [e.facts["tick"] for e in today if "tick" in e.facts]
            assert ticks == sorted(ticks)
            several += len(set(ticks)) > 1
            for event in today:
                if event.kind == "record" and event.facts["source"] == "own-act":
                    assert event.facts["tick"] == acts[event.facts["act"]]
            assert "struck" not in [e.kind for e in today][1:]
    assert several > 10
    done = sum(1 for _ in events(diaries, "act"))
    assert done == sum(run.total(f"done.{row.id}").sum() for row in run.manifest.legend.acts
                       if row is not None and row.id != "leaves-no-trace")  # fmt: skip


def test_every_event_has_its_sentence(square: tuple[Run, Diaries, Any]) -> None:
    _, diaries, _ = square
    for diary in diaries.values():
        for event in diary.page.events:
            text = told(event, "CNY")
            assert text and "None" not in text and "  " not in text, text
