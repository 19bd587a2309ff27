"""A life on the terminal: every kind of event in words, 80 columns, nothing of it a claim about anybody real."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from glasshouse.experiment.diary import STANDINGS, Event
from glasshouse.experiment.finding import Found
from glasshouse.experiment.life import KINDS, Life, in_order
from glasshouse.experiment.replay import Citizen
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.report.lifeline import CAVEAT, content_note, life_view
from tests.cli import views
from tests.report.fakes import manifest


def clause(name: str, line: int, title: str = "", **more: Any) -> dict[str, Any]:
    """A clause as events name it."""
    return {"id": name, "title": title, "file": "inputs/regime-strict.yaml", "line": line, **more}


CAMERA = clause("camera", 10, "A camera")
NET = clause("net", 14, "Posts that are read")
POST = {"act": "posts-criticism", "title": "posted criticism", "protects": "freedom of expression"}
LITTER = {"act": "litters", "title": "left litter", "protects": None}
LATE = clause("late", 40, "Late payers", colour="black")
LOANS = clause("no-loan", 50, "No loans", adverse=True)
OF_LITTER = {**LITTER, "sensor": CAMERA, "cause": "somebody_else", "recorded_on": 3}
LOST = {"held": -10.0}
ALL = dict.fromkeys(STANDINGS, -5.0)


def act(outcome: str = "no record", **sensor: Any) -> dict[str, Any]:
    """Facts of an act."""
    sensors = [{"sensor": "camera", "outcome": outcome, **sensor}] if outcome.startswith("laid") else []
    unwatched = outcome == "done where nobody watches"
    return {**LITTER, "unwatched": unwatched, "outcome": outcome, "sensors": sensors, "not_by": []}


def record(source: str, cause: str = "somebody_else", whose: str | None = None, **more: Any) -> dict[str, Any]:
    """Facts of a record."""
    return {**LITTER, "sensor": CAMERA, "cause": cause, "source": source, "whose": whose, **more}


def rule(name: str, line: int, **more: Any) -> dict[str, Any]:
    """What a rule made of a record."""
    return {"rule": clause(name, line), **more}


def consequence(reading: str | None, **row: Any) -> dict[str, Any]:
    """Facts of a consequence."""
    through = [LATE] if reading else []
    return {"consequence": {**LOANS, **row}, "right": "access to credit", "reading": reading, "through": through}


def at(tick: int, time: str) -> dict[str, Any]:
    """The time of day."""
    return {"tick": tick, "time": time}


VOTES = {"ballot": clause("public", 6), "down": 85, "up": 15, "in_error": True}
FRIENDLY = {"by": "s-0-6", "stars": 5, "cause": "nothing", "whose": None}
QUARREL = {"act": "quarrels", "title": "quarrelled with a neighbour", "protects": None}


def ratings(**over: Any) -> dict[str, Any]:
    """Facts of a month of ratings."""
    return {
        "clause": clause("peer-ratings", 34), "count": 3, "mean": 10 / 3,
        "in_error": {"somebody_else": 1, "nothing": 1}, "weighted": {"held": 3.25, "error_free": 4.0},
        "dimension": "behaviour", "points": {"held": -2.5, "error_free": 1.0, "rights_respecting": 1.0}, **over,
    }  # fmt: skip


GIFT = {"act": "gives-money", "title": "gave money", "protects": None}
ANSWERS = (
    Event(7, "legitimacy", {"before": 8, "after": 4, "why": "a sanction in error"}),
    Event(8, "blocked", {"before": 0, "after": 1}),
    Event(8, "motive", {"before": 7, "after": 6, "why": "a price was put on an own act"}),
    Event(8, "acceptance", {"before": 3, "after": 4, "why": "a month more of being watched"}),
    Event(8, "online", {"before": 1, "after": 0}),
    Event(8, "protest", {"others": 12, "on_file": 800, "needs": 9}),
    Event(8, "protest", {"others": 0, "on_file": 800, "needs": 0}),
    Event(8, "gaming", {"before": 0, "after": 3}),
    Event(8, "claimed", {**GIFT, "tick": 64, "time": "after noon"}),
    Event(8, "left-undone", GIFT),
)
"""What being sanctioned, refused, priced and scored did."""

YEARS = (
    Event(2, "phase", {"phase": clause("repeal", 70, "The repeal")}),
    Event(2, "favoured", {"favour": clause("connections", 66)}),
    *(Event(3, kind, facts) for kind, facts in (
        ("birthday", {"age": 18}), ("seat", {"given": True}), ("seat", {"given": False}),
        ("schooled", {"schooling": "senior school"}), ("first-work", {"schooling": "senior school"}), ("retired", {}),
        ("on-file", {"age": 18}), ("file-closed", {"age": 66}), ("inherited", {"amount": 1200}),
        ("wed", {"whom": "s-0-4"}), ("parted", {"whom": "s-0-4"}), ("widowed", {"whom": "s-0-4"}),
        ("death", {"age": 80}),
    )),
)  # fmt: skip
"""What the years and the rule-makers brought: not all of it comes to one person."""

EVENTS: tuple[Event, ...] = (
    Event(0, "act", act()),
    Event(0, "act", act()),
    Event(0, "act", {**act(), **QUARREL, **at(100, "in the evening"), "strikes": "s-0-8"}),
    Event(0, "act", {**act(), **QUARREL, **at(60, "towards noon"), "strikes": None}),
    Event(0, "record", {**record("own-act", "true"), **at(40, "early in the morning")}),
    Event(0, "lessons", {"sensor": CAMERA, "days": 21, "scans": 11760, "marks": 5, "mean": 0.5, "mean_recorded": 4 / 3,
                         "above": 9, "below": 1, "behaviours_mistaken": 3, "moods_mistaken": 5}),
    Event(0, "scan", {"on": 0, "done": "reads", "recorded": "drifts-off", "felt": "neutral", "read": "sad"}),
    Event(0, "scan", {"on": 0, "done": "reads", "recorded": "reads", "felt": "neutral", "read": "sad"}),
    Event(0, "record", {**record("class", "true"), "on": 0, "mark": 4, "mark_recorded": 3}),
    Event(0, "record", {**record("class", "nothing"), "on": 0, "mark": 1, "mark_recorded": 3}),
    Event(1, "struck", {"by": "s-0-5", "acts": 1, "done_on": 0}),
    Event(1, "struck", {"by": "s-0-4", "acts": 2, "done_on": 0}),
    Event(1, "record", {**record("absence", "true"), "months": 6}, [rule("absence-points", 27)]),
    Event(1, "trust", {"before": 4, "after": 3, "why": "dealings were broken", "counted": 3,
                       "struck_by": [{"by": "s-0-5", "acts": 1, "done_on": 0},
                                     {"by": "s-0-4", "acts": 2, "done_on": 0}]}),
    Event(1, "trust", {"before": 3, "after": 2, "why": "somebody informed", "through": [CAMERA]}),
    Event(2, "trust", {"before": 2, "after": 3, "why": "a month of dealings without a breach"}),
    Event(2, "ratings", ratings()),
    Event(2, "rating", FRIENDLY),
    Event(2, "rating", {**FRIENDLY, "stars": 1, "cause": "somebody_else", "whose": "s-0-3"}),
    Event(2, "rating", {**FRIENDLY, "stars": 4, "cause": "true"}),
    Event(2, "ratings", ratings(count=1, mean=5.0, in_error={"somebody_else": 0, "nothing": 0}, points=ALL)),
    Event(4, "record", {**record("district", whose="s-0-8"), "votes": VOTES}, [
        rule("voted-on", 30, dimension="behaviour", points={"held": -52.5}, voted=-42.5),
        rule("shunning", 32, needed=80, carried=True, asks_for="late"),
    ]),
    Event(4, "list-entry", {"list": LATE, "reading": "in error", "ground": {
        "rule": clause("shunning", 32), "cause": "somebody_else", "votes": {**VOTES, "needed": 80}}}),
    Event(5, "record-counts", {**OF_LITTER, "cause": "nothing", "votes": {**VOTES, "down": 40, "up": 60}}, [
        rule("shunning", 32, needed=80, carried=False),
    ]),
    Event(1, "act", {**POST, "unwatched": False, "outcome": None,
                     "sensors": [{"sensor": "net", "outcome": "recorded"}]}),
    Event(1, "record", {**POST, "sensor": NET, "cause": "true", "source": "own-act", "whose": None},
          [rule("post-points", 20, dimension="behaviour", points={"held": -20.0, "error_free": -20.0})]),
    Event(2, "act", act("laid on somebody else", whom="s-0-8")),
    Event(2, "act", act("laid on somebody else", whom=None)),
    Event(2, "act", act("laid on somebody in another district")),
    Event(2, "record", record("own-act", "double"), [rule("litter-points", 24, dimension="behaviour", points=ALL)]),
    Event(3, "record", record("district", whose="s-0-8"), [
        rule("litter-points", 24, dimension="behaviour", points=LOST, asks_for="late"),
        rule("litter-fine", 28, fine_paid=50, fine_owed=20, drops_to=400.0, capped=["held"]),
    ]),
    Event(3, "list-entry", {"list": LATE, "reading": "in error",
                            "ground": {"rule": clause("litter-points", 24), "cause": "somebody_else"}}),
    Event(3, "tier", {"before": clause("high", 31), "after": clause("low", 30), "fell": True,
                      "standings": {"held": "low", "error_free": "high", "rights_respecting": "high"}}),
    Event(3, "consequence", consequence("in error")),
    Event(3, "fear", {"before": 0, "after": 4, "why": "a sanction of one's own"}),
    Event(3, "learnt", {"before": "nothing", "after": "own_standing", "why": "a sanction of one's own"}),
    Event(3, "certainty", {"family": "the street", "before": 4, "after": 5, "why": "what came of today's acts"}),
    Event(4, "record", record("elsewhere")),
    Event(4, "record", record("gate")),
    Event(4, "record", record("wanted", "true")),
    Event(4, "record", {**record("nothing", "nothing"), **POST, "sensor": NET, "counts_after_weeks": 2}),
    Event(4, "turned-away", {"sensor": CAMERA}),
    Event(5, "record-counts", {**OF_LITTER, "cause": "nothing"}, [
        rule("post-points", 20, dimension="behaviour", points=LOST),
    ]),
    Event(5, "wish", {"wish": "loan", "title": "take a loan", "result": "refused", "reading": "in error",
                      "through": [LOANS]}),
    Event(5, "wish", {"wish": "flat", "title": "rent a flat", "result": "granted", "waived": True, "dearer": True,
                      "through": [clause("first", 54, "Loans first")]}),
    Event(5, "wish", {"wish": "flat", "title": "rent a flat", "result": "granted", "through": []}),
    Event(5, "wish", {"wish": "flat", "title": "rent a flat", "result": "unaffordable", "through": []}),
    Event(5, "list-extended", {"list": LATE, "until_day": 70}),
    Event(5, "near-ones", {"points": {"held": -1.5, "error_free": 0.0}}),
    Event(5, "scorecard", {"clause": clause("card", 26, "A learned card"), "dimension": "history", "points": ALL}),
    Event(6, "withheld", {**POST, "displaced": False}),
    Event(6, "withheld", {**POST, "displaced": True}),
    Event(6, "act", act("done where nobody watches")),
    Event(6, "tie", {"friend": "s-0-9", "dropped": True}),
    Event(6, "tie", {"friend": "s-0-9", "dropped": False}),
    Event(6, "appeal", {**OF_LITTER, "in_error": True, "decided_from_day": 9}),
    Event(7, "list-entry", {"list": LATE, "reading": "by the rules", "ground": {"tier": clause("low", 30)}}),
    Event(7, "list-entry", {"list": LATE, "reading": "against a right", "ground": {"lists": [clause("other", 44)]}}),
    Event(7, "consequence-read", consequence("by the rules")),
    Event(8, "work", {"before": "post", "after": "none"}),
    *ANSWERS,
    *YEARS,
    Event(8, "term-over", {**OF_LITTER, "points_back": {"error_free": 5.0, "rights_respecting": 5.0}}),
    Event(8, "record-struck", {**OF_LITTER, "why": "its term was over", "points_back": ALL}),
    Event(9, "appeal-decided", {**OF_LITTER, "won": True, "remedy": clause("appeal", 60),
                                 "points_back": {"held": 10.0}}),
    Event(9, "appeal-decided", {**OF_LITTER, "won": False, "remedy": clause("appeal", 60)}),
    Event(9, "appeal-lapsed", {}),
    Event(9, "opt-out", {"refuses": True, "remedy": clause("no-cameras", 62)}),
    Event(9, "opt-out", {"refuses": False, "remedy": clause("no-cameras", 62)}),
    Event(9, "place", {"what": "seat", "won": True}),
    Event(9, "place", {"what": "flat", "won": False}),
    Event(9, "detained", {"begins": True}),
    Event(9, "detained", {"begins": False}),
    Event(9, "leaked", {"begins": True}),
    Event(9, "list-exit", {"list": LATE, "why": "an appeal was won and restored in full"}),
    Event(9, "consequence-ends", consequence(None)),
    Event(9, "consequence", consequence("by the rules", adverse=False, title="Loans first", id="first")),
)  # fmt: skip


def made(events: tuple[Event, ...] = EVENTS, **over: Any) -> Life:
    """Ten days of a life that was written by hand."""
    series = np.zeros((10, len(PANEL_COLUMNS)), dtype=np.int64)
    names = [name for name, _, _ in PANEL_COLUMNS]
    for k, name in enumerate(STANDINGS):
        series[:, names.index(f"score_{name}")] = 16 * (650 - 10 * np.arange(10) * (k == 0))
    series[3:9, names.index("under_held")] = 1
    series[7:9, names.index("under_error_free")] = series[8, names.index("under_rights_respecting")] = 1
    series[3:, names.index("fear")] = 4
    series[:, names.index("trust")] = 3
    scores = tuple(dict(zip(STANDINGS, (row[:3] / 16).tolist(), strict=True)) for row in series)
    whole = manifest(days=10, **over)
    return Life(whole, Citizen(7, 0, 7), 0, 9, True, True, in_order(list(events), 0), series, scores)


def test_every_kind_is_among_the_samples() -> None:
    assert {event.kind for event in EVENTS} == set(KINDS)


def test_a_life() -> None:
    found = Found("s-0-7", "in-error-longest", "days under a sanction in error", 4, "days", "the 9 of the panel")
    views.hold("explain", views.printed(life_view(replace(made(), found=found))))


def test_a_life_in_full() -> None:
    views.hold("explain-full", views.printed(life_view(made(), full=True)))


def test_a_life_of_which_nobody_keeps_records() -> None:
    child = replace(made(()), on_file=False, scores=(None,) * 10)
    text = views.printed(life_view(child))
    views.hold("explain-nobody", text)
    assert "Content note" not in text


def test_status_and_caveat_stand_in_every_life() -> None:
    for status in ("documented", "disputed", "fiction", "baseline"):
        text = " ".join(views.printed(life_view(made((), status=status))).split())
        assert f"[{status}] [synthetic]" in text and CAVEAT in text


@pytest.mark.parametrize(
    ("files", "noted"),
    [(["dossier.yaml", "ordinary-law.yaml"], True), (["mine.yaml", "targeted-tracking.yaml"], True),
     (["as-told.yaml"], False), (["dossier-light.yaml"], False)],
)  # fmt: skip
def test_regimes_that_open_with_a_note(files: list[str], noted: bool) -> None:
    regime = {"name": "r", "title": "The r file", "sha256": "r" * 64, "files": files}
    assert bool(content_note(made((), regime=regime))) == noted


def test_a_protected_act_without_a_record_is_no_reason_for_a_note() -> None:
    unseen = Event(0, "act", {**POST, "unwatched": False, "outcome": None, "sensors": []})
    assert content_note(made((unseen,))) == ""
    assert content_note(made((replace(unseen, facts={**unseen.facts, "sensors": [{"outcome": "recorded"}]}),)))
