"""What a life says is true: whose act a record is of, who is found and by what, what is said first."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr

from glasshouse import api
from glasshouse.cli import completing
from glasshouse.engine.backends import cpu_backend
from glasshouse.engine.districts import empty_cube
from glasshouse.engine.experiment import Setting
from glasshouse.engine.placebo import born
from glasshouse.engine.tracing import Traced, Tracing
from glasshouse.experiment.clauses import clauses_of
from glasshouse.experiment.diary import Page
from glasshouse.experiment.finding import NAMES, SEARCHES, find
from glasshouse.experiment.life import KINDS, Life, Writer, data_of, live
from glasshouse.experiment.replay import Source, citizen_of, first_of, replay
from glasshouse.experiment.seen import BOX_FULL
from glasshouse.model import columns as count
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.record.cases import CRITERIA
from glasshouse.record.panel import read_panel
from glasshouse.record.reading import Run
from glasshouse.report.lifeline import content_note
from glasshouse.report.telling import TOLD, told

MISTAKES = """\
regime: only-mistakes
title: A camera that only ever finds somebody else
status: fiction
describes: Every crossing on red is laid on another who lives in the same district, for a test.
sensors:
  - id: camera
    kind: face-camera
    title: A camera that is always wrong
    sees: [jaywalk]
    coverage: {urban: 1.0, rural: 1.0}
    hit: 0.0
    false_match: {per_comparison: 0.01, gallery: 50, local: 1.0}
    assumption: {why: made up for a test, range: [0, 1]}
score:
  id: score
  assumption: {why: made up for a test, range: [0, 1]}
  least: 0
  most: 1000
  start: 500
  dimensions:
    - {id: behaviour, dimension: behaviour, weight: 1.0, assumption: {why: made up for a test, range: [0, 1]}}
rules:
  - id: crossing
    act: jaywalk
    dimension: behaviour
    points: {urban: -10, rural: -10}
    assumption: {why: made up for a test, range: [-10, 0]}
"""


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, dict[int, Writer]]:
    """A village under a camera that is always wrong, and the diaries of all who live there."""
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "only-mistakes.yaml").write_text(MISTAKES)
    files = api.load(str(folder / "only-mistakes.yaml"), "village")
    run = api.run(files, Setting(500, 16, 1, district_size=500, panel=0), folder / "r")
    diaries = diaries_of(run)
    for day in replay(Source(run), 0, cpu_backend(), 16, dict(diaries)):
        for diary in diaries.values():
            diary.close(day.flight)
    return run, diaries


def diaries_of(run: Run) -> dict[int, Writer]:
    """Empty diaries of all who live in that village."""
    source, clauses = Source(run), clauses_of(run.folder, run.manifest)
    pages = [Page(source.resident(0, k), run.manifest.legend, clauses, source.tables) for k in range(500)]
    return {page.citizen.local: Writer(page) for page in pages}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Three districts of a small city for half a year."""
    setting = Setting(9000, 190, 2, district_size=3000, panel=3000)
    return api.run(api.load("as-told", "cn-2020"), setting, tmp_path_factory.mktemp("city") / "r")


LIVES: dict[tuple[Path, str, str | None], Life] = {}


def life_of(run: Run, citizen: str, criterion: str | None = None) -> Life:
    """The life of a citizen of a run, lived once."""
    key = run.folder, citizen, criterion
    if key not in LIVES:
        LIVES[key] = lived(run, citizen, criterion)
    return LIVES[key]


def lived(run: Run, citizen: str, criterion: str | None) -> Life:
    """The life of a citizen of a run, found by a criterion where one is given."""
    source = Source(run)
    found = find(run, criterion) if criterion else None
    return live(source, citizen_of(source.plan, citizen), cpu_backend(), lambda *_: None, None, found)


def test_a_false_record_names_whose_act_it_was(mistakes: tuple[Run, dict[int, Writer]]) -> None:
    """Both sides of a mistake agree: who did it the day before, and on whom it was laid."""
    run, diaries = mistakes
    laid, records = set(), set()
    for number, diary in diaries.items():
        for event in diary.page.events:
            if event.kind == "act":
                laid |= {
                    (f"s-0-{number}", row["whom"], event.day + 1, event.facts["act"])
                    for row in event.facts["sensors"] if str(row["whom"]).startswith("s-")
                }  # fmt: skip
            if event.kind == "record":
                assert event.facts["cause"] == "somebody_else" and event.facts["source"] == "district"
                records.add((event.facts["whose"], f"s-0-{number}", event.day, event.facts["act"]))
    assert laid == records and len(records) > 50
    assert all(whose != victim for whose, victim, _, _ in records)
    assert len(records) == run.total("recorded_by.camera.somebody_else").sum()


def test_what_finds_the_post_box_full_falls_on_nobody(mistakes: tuple[Run, dict[int, Writer]]) -> None:
    """Each act that the box had no room for is told so by who did it, and what others met with is the rest."""
    run, _ = mistakes
    source, backend = Source(run), cpu_backend()
    flight = born(source.plan, 0, source.tables, backend)
    flight.box = flight.box[:3]
    diaries = diaries_of(run)
    traced = tuple(Traced(number, diary) for number, diary in diaries.items())
    tracing, counts = Tracing(flight, source.tables, backend.district_days, traced), empty_cube(1)
    posts, turned_back = next(block for block in count.COUNTS if block.name == "overflows").start + 2, 0
    for day in range(16):
        tracing.live(day, counts)
        turned_back += counts[0][:, posts].sum()
        for diary in diaries.values():
            diary.close(flight)
    events = [event for diary in diaries.values() for event in diary.page.events]
    acts = [event.facts for event in events if event.kind == "act"]
    struck = [facts["strikes"] for facts in acts if facts.get("strikes") is not None]
    laid = [row["whom"] for facts in acts for row in facts["sensors"] if row["whom"] is not None]
    assert struck.count(BOX_FULL) > 10 and laid.count(BOX_FULL) > 10
    # What is left are the few who wished that day for a place of which there are not enough.
    assert 0 <= turned_back - struck.count(BOX_FULL) - laid.count(BOX_FULL) < 10
    suffered = sum(event.facts["acts"] for event in events if event.kind == "struck")
    assert suffered == sum(whom.startswith("s-") for whom in struck) > 0
    records = sum(1 for event in events if event.kind == "record")
    assert records == sum(whom.startswith("s-") for whom in laid) > 0


def test_a_false_record_costs_the_standing_held_alone(mistakes: tuple[Run, dict[int, Writer]]) -> None:
    run, diaries = mistakes
    effects = [e for diary in diaries.values() for event in diary.page.events for e in event.effects]
    assert effects and all(effect["points"] == {"held": -10.0} for effect in effects)
    line = 1 + MISTAKES.splitlines().index("  - id: crossing")
    where = {(effect["rule"]["file"], effect["rule"]["line"]) for effect in effects}
    assert where == {("inputs/regime-only-mistakes.yaml", line)}
    text = (run.folder / "inputs" / "regime-only-mistakes.yaml").read_text().splitlines()
    assert "id: crossing" in text[line - 1]


def test_acts_of_all_lives_are_those_of_the_run(mistakes: tuple[Run, dict[int, Writer]]) -> None:
    run, diaries = mistakes
    events = [event for diary in diaries.values() for event in diary.page.events]
    crossed = sum(1 for event in events if event.kind == "act" and event.facts["act"] == "jaywalk")
    assert crossed == run.total("done.jaywalk").sum() > 50


@cache
def bits(mask: int) -> frozenset[int]:
    """The consequences of a mask: few masks recur day after day."""
    return frozenset(n for n in range(24) if mask >> n & 1)


@pytest.mark.parametrize("search", SEARCHES, ids=lambda search: search.id)
def test_who_is_found_in_the_panel_has_the_most_days(city: Run, search: Any) -> None:
    """Each criterion worked out again from its words, citizen by citizen and day by day."""
    panel = zarr.open_group(city.folder / "panel.zarr", mode="r")
    ids = [str(name) for name in np.asarray(panel["citizen"])]
    adverse = {k for k, row in enumerate(city.manifest.legend.consequences) if row.adverse}
    held, clean, rights = (np.asarray(panel[f"under_{name}"]) for name in ("held", "error_free", "rights_respecting"))
    knows = np.asarray(panel["awareness"]).max(axis=0)
    score = {name: np.asarray(panel[f"score_{name}"]) for name in ("held", "error_free")}

    def holds(day: int, k: int) -> bool:
        now, others, third = (bits(int(mask[day, k])) for mask in (held, clean, rights))
        wrong = now & adverse - others
        return {
            "in-error-longest": bool(wrong),
            "against-right-longest": bool((now & adverse & others) - third) and not wrong,
            "never-noticed": bool(wrong) and knows[k] < 2,
            "helped-most": bool(now - adverse) and not now & adverse,
            "lowered-in-error-longest": score["held"][day, k] < score["error_free"][day, k],
            "raised-in-error-longest": score["held"][day, k] > score["error_free"][day, k],
        }[search.id]

    days = [0] * len(ids)
    for day, k in np.argwhere((held != 0) | (score["held"] != score["error_free"])):
        days[k] += holds(int(day), int(k))
    found = find(city, search.id)
    assert found.figure == max(days) > 0 and days[ids.index(found.citizen)] == max(days)


@pytest.mark.parametrize("criterion", [row.id for row in CRITERIA])
def test_who_is_found_among_the_cases_is_one_in_truth(city: Run, criterion: str) -> None:
    found = find(city, criterion)
    life = life_of(city, found.citizen, criterion)
    adverse = sum(1 << k for k, row in enumerate(city.manifest.legend.consequences) if row.adverse)
    last = {name: int(life.column(name)[-1]) for name, _, _ in PANEL_COLUMNS}
    wrong = last["under_held"] & adverse & ~last["under_error_free"]
    right = last["under_held"] & adverse & last["under_error_free"] & ~last["under_rights_respecting"]
    ever = {"in error": 0, "against a right": 0}
    for event in life.of("consequence", "consequence-read"):
        if event.facts["consequence"]["adverse"] and event.facts["reading"] in ever:
            ever[event.facts["reading"]] = 1
    figures = {
        "sanctioned-in-error": wrong.bit_count(),
        "sanctioned-against-right": right.bit_count(),
        "ever-in-error": ever["in error"],
        "ever-against-right": ever["against a right"],
        "ever-refused": int(any(event.facts["result"] == "refused" for event in life.of("wish"))),
        "score-gap": last["score_error_free"] - last["score_held"],
        "black-lists": sum(
            1 for k, row in enumerate(city.manifest.legend.lists) if row.colour == "black" and last["lists"] >> k & 1
        ),
        "fear": last["fear"],
    }
    assert found.figure > 0 and found.figure == figures.get(criterion, found.figure)


def test_the_tab_key_knows_every_criterion() -> None:
    assert completing.criteria("") == list(NAMES) and completing.criteria("never") == ["never-noticed"]


def test_every_kind_of_event_has_words_and_an_order() -> None:
    assert sorted(KINDS) == sorted(TOLD)


def test_many_lives_are_told_whole(city: Run) -> None:
    """Each event has its sentence, and a life is one object of JSON."""
    kinds = set()
    for criterion in NAMES:
        life = life_of(city, find(city, criterion).citizen, criterion)
        for event in life.events:
            kinds.add(event.kind)
            text = told(event, "CNY")
            assert text and "None" not in text and "  " not in text, text
        data = json.loads(json.dumps(data_of(life)))
        assert data["synthetic"] is True and data["status"] == "disputed" and len(data["events"]) == len(life.events)
    assert kinds >= {"act", "record", "list-entry", "consequence", "wish", "fear", "learnt", "tier"}


def test_a_life_with_protected_acts_that_were_watched_opens_with_a_note(city: Run) -> None:
    warned = life_of(city, find(city, "sanctioned-against-right").citizen)
    assert content_note(warned).startswith("Content note: this life contains protected acts")
    source = Source(city)
    children = [
        life for life in (life_of(city, str(k)) for k in range(60)) if not life.on_file and not life.of("record")
    ]
    notes = {bool(life.of("lessons")): content_note(life) for life in children}
    assert notes[False] == "" and source.manifest.regime.name == "as-told"
    assert (
        set(notes) == {False}
        or notes[True] == "Content note: this life contains a child who is watched and marked in class."
    )


def test_which_sensors_miss_a_protected_act_is_in_no_life(city: Run) -> None:
    life = life_of(city, find(city, "ever-against-right").citizen)
    acts = life.of("act")
    assert any(event.facts["protects"] for event in acts)
    assert all(("not_by" in event.facts) <= (event.facts["protects"] is None) for event in acts)
    watched = [event for event in acts if not event.facts["unwatched"]]
    assert {event.facts["outcome"] for event in watched if event.facts["protects"]} == {None}
    assert {"recorded", "no record"} <= {event.facts["outcome"] for event in watched if not event.facts["protects"]}


def test_numbers_and_ids_are_one_way_of_counting(city: Run) -> None:
    plan = Source(city).plan
    for number in (0, 1, 2999, 3000, 5999, 8999):
        citizen = citizen_of(plan, str(number))
        assert citizen_of(plan, citizen.id) == citizen
        assert first_of(plan, citizen.district) + citizen.local == number


def test_a_scorecard_says_what_it_made_of_a_score(tmp_path: Path) -> None:
    """One learned dimension is the whole score there: what the life says moved is what the panel has moved."""
    setting = Setting(1000, 185, 1, threads=1, panel=9)
    run = api.run(api.load("learned-scorecard", "village"), setting, tmp_path / "run")
    ids, panel = read_panel(run.folder, ["scored"])
    life = api.explain(run.folder, ids[int(np.argmax(panel["scored"][-1]))]).life
    scores = life.series[:, NAMES_OF_PANEL.index("score_held")]
    found = [event for event in life.events if event.kind == "scorecard"]
    assert found and all(event.day >= 180 for event in found), "the first fit is a term and two quarters on"
    for event in found:
        assert event.facts["points"]["held"] * 16 == scores[event.day] - scores[event.day - 1]
        assert "The scorecard was read anew" in told(event, "CNY")


NAMES_OF_PANEL = [name for name, _, _ in PANEL_COLUMNS]
