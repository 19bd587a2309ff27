"""What a regime costs, what it games, where its harm comes from, and what a district lived again tells."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from glasshouse import api
from glasshouse.audit.rights import tables
from glasshouse.audit.rights.contexts import Ways, by_files, unrelated_harm
from glasshouse.audit.rights.costs import costs
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.measured import gaming
from glasshouse.audit.rights.near import near_ones
from glasshouse.audit.rights.rows import Subject
from glasshouse.audit.whole import audit_of
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.relived import District
from glasshouse.inputs import library
from glasshouse.inputs.shipped import DATA
from glasshouse.record.reading import Run
from glasshouse.report.again import again

SETTING = Setting(1000, 90, 1, panel=1000)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A society under a regime in which much of a score is near ones' standing, all of whom are in the panel."""
    folder = tmp_path_factory.mktemp("burdens")
    file = folder / "near.yaml"
    text = (DATA / "regimes" / "as-told.yaml").read_text("utf-8")
    for was, now in (("tier: 12\n", "tier: 400\n"), ("most: 30\n", "most: 400\n"), ("weight: 0.35\n", "weight: 0.0\n"),
                     ("weight: 0.05\n", "weight: 0.4\n")):  # fmt: skip
        assert text.count(was) == 1
        text = text.replace(was, now)
    file.write_text(text)
    return api.run(api.load(str(file), "village"), SETTING, folder / "near")


def subject(run: Run) -> Subject:
    """What is measured."""
    facts = RegimeFacts(library.load_regime("as-told"), library.load_conduct("default").value)
    return Subject(run, audit_of(run), facts)


def test_time_is_minutes_times_what_was_counted(told: Run) -> None:
    found = {row["what"]: row for row in costs(subject(told))}
    records = sum(int(told.total(name).sum()) for name in told.names("recorded."))
    appeals = sum(int(told.total(name).sum()) for name in told.names("appealed."))
    years = int(told.daily("scored").sum()) / 365
    [minutes] = [one for one in tables.costs().items if one.id == "record"]
    [hearing] = [one for one in tables.costs().items if one.id == "appeal"]
    expected = 10_000 * (minutes.minutes * records + hearing.minutes * appeals) / 60 / years
    row = found["time of the authority"]
    assert row["figure"] == pytest.approx(expected)
    least, most = row["assumption"]
    assert least < expected < most
    fines = found["fines paid by citizens"]
    assert fines["numerator"] == int(told.total("fines").sum()) > 0


def test_the_gap_is_what_the_score_gained_less_what_was_done(told: Run) -> None:
    gap, gained, done = (row["numerator"] for row in gaming(subject(told)))
    assert gap == gained - done


@dataclass(frozen=True)
class Filed:
    """A file of one day, made up."""

    under: int
    lists: int
    tier: int
    rules: tuple[tuple[int, int], ...]


def test_a_day_is_laid_to_what_stood_on_file() -> None:
    """Of one sanction each of two rules takes points, one of related life and one of unrelated; the tier brings it."""
    facts = RegimeFacts(library.load_regime("as-told"), library.load_conduct("default").value)
    ways = Ways(facts)
    sanction = next(view for view in facts.sanctions if view.row.below is not None and not view.row.lists and {
        crosses for (rule, k), crosses in ways.crossings.items() if k == view.position and rule in ways.lowering
    } == {True, False})  # fmt: skip
    one, other = (
        next(rule for (rule, k), crosses in ways.crossings.items()
             if k == sanction.position and crosses is wanted and rule in ways.lowering)
        for wanted in (True, False)
    )  # fmt: skip
    severity, bit = ways.severity(sanction), 1 << sanction.position
    for rules, least, most in (
        (((one, -30), (other, -10)), 0.75, 0.75),
        (((one, -30),), 1, 1),
        (((other, -1), (other, -1)), 0, 0),
        ((), 0, 1),
    ):
        low, high, harm = by_files(facts, [Filed(bit, 0, 0, rules)])
        assert (low, high, harm) == pytest.approx((least * severity, most * severity, severity))


def test_a_list_is_laid_to_the_rules_that_lead_to_it() -> None:
    facts = RegimeFacts(library.load_regime("as-told"), library.load_conduct("default").value)
    ways = Ways(facts)
    for view in facts.sanctions:
        for name in view.row.lists:
            entry = ways.lists[name]
            leading = {rule for rule, lists in ways.leads.items() if entry in lists}
            for rule in leading:
                if (rule, view.position) in ways.crossings:
                    ends = ways.unrelated(Filed(1 << view.position, 1 << entry, 7, ((rule, -5),)), view)
                    assert ends == (float(ways.crossings[rule, view.position]),) * 2


def test_harm_of_unrelated_life_lies_between_its_ends(told: Run) -> None:
    least, most = (row["figure"] for row in unrelated_harm(subject(told)))
    found = again(told, subject(told).facts)["M23"]
    by_file, unsaid = (row["figure"] for row in found)
    assert 0 <= least <= most <= 100 and 0 <= by_file <= by_file + unsaid <= most + 1e-9
    assert by_file > 0


def test_a_file_that_calls_all_of_life_related_has_no_unrelated_harm(told: Run) -> None:
    one = subject(told)
    cells = [{"between": list(cell.between), "relation": "statute", "why": "For a test."}
             for cell in tables.relatedness().cells]  # fmt: skip
    governance = type(one.facts.governance).model_validate({"relatedness": cells})
    one.facts.governance = governance
    assert unrelated_harm(one)[0]["figure"] == 0


def test_a_district_lived_again_is_the_record_and_near_ones_weigh(told: Run) -> None:
    found = District(told).relive()
    held = np.zeros(0) if found.changed is None else np.array([found.changed.people, found.changed.minority])
    assert held.min() > 0 and found.changed is not None and 0 <= found.changed.other_tier <= found.changed.people
    spilled = found.spilled
    assert sum(spilled.days.values()) > 0 and {**spilled.without, **spilled.instead}
    assert found.files and all(one.under for one in found.files)
    assert found.ties and any(not tie.dropped for tie in found.ties)


def test_where_no_rule_looks_at_anybody_nothing_changes_with_the_group(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    run = api.run(api.load("bare", "village"), SETTING, tmp_path_factory.mktemp("again") / "bare")
    facts = RegimeFacts(library.load_regime("bare"), library.load_conduct("default").value)
    found = again(run, facts)
    assert [row["figure"] for row in found["M7"][:2]] == [0, 0]
    assert all(row["figure"] is None for row in found["M22"][:4]) and found["M22"][4]["figure"] == 0
    assert "M23" not in found


CLOSED = """
regime: closed-school
title: A school closed to the children of nearly everybody
status: fiction
describes: Made up for a test. Every adult stands below the cut, and nobody under eighteen is on file.
score:
  id: points
  least: 0
  most: 1000
  start: 500
  from_age: 18
  dimensions: [{id: one, dimension: behaviour, weight: 1, assumption: {why: For a test., range: [1, 1]}}]
  assumption: {why: For a test., range: [500, 500]}
tiers:
  - {id: low, title: low, from: 0, assumption: {why: For a test., range: [0, 0]}}
  - {id: high, title: high, from: 900, assumption: {why: For a test., range: [900, 900]}}
consequences:
  - {id: school, title: No favoured school, wish: senior-school, effect: refuse, below: high,
     assumption: {why: For a test., range: [1, 1]}}
"""


def test_a_child_bears_what_is_set_on_the_adults_at_home(tmp_path: Path) -> None:
    """Where all adults stand too low, every try is refused by the rules and every child's day is one of harm."""
    file = tmp_path / "closed.yaml"
    file.write_text(CLOSED)
    run = api.run(api.load(str(file), "village"), SETTING, tmp_path / "run")
    facts = RegimeFacts(library.load_regime(str(file)), library.load_conduct("default").value)
    schooling = District(run).relive().schooling
    in_error, against, by_rules = schooling.closed
    assert in_error == against == 0 < by_rules == schooling.days
    rows = {row["what"]: row for row in [*again(run, facts)["M22"], *near_ones(Subject(run, audit_of(run), facts))]}
    tries = rows["children\u2019s tries for a seat at school that were refused for an adult\u2019s standing"]
    assert tries["numerator"] == tries["denominator"] > 0
    borne = rows["harm to children whose seat at school an adult\u2019s standing closes"]["figure"]
    adult_days = int(run.total("under.school.by_rules").sum())
    assert borne == pytest.approx(100 * by_rules / (by_rules + adult_days))
