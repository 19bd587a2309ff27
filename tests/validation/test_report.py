"""What `validate` prints: four blocks and what nothing identifies, failures and marks in sight, in 80 columns."""

import json
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.experiment import validating
from glasshouse.experiment.calibrating import Fitted
from glasshouse.experiment.validating import Validated
from glasshouse.experiment.verifying import Check
from glasshouse.inputs import library, validation
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.parameters import parameters_of
from glasshouse.report.experiments import Finding
from glasshouse.report.validation import found

CONDUCT = library.load_conduct("default")
HEADINGS = ["1. Verification", "2. Fitted", "3. Held out", "4. Tried by others", "What nothing identifies"]


@cache
def validated() -> Validated:
    """What a run might have found: a form that fails, a target out of reach, hold-outs that agree but for one."""
    known = {one.name: one for one in parameters_of(CONDUCT, library.load_place("cn-2020"))}
    first, second = validation.targets().targets
    fitted = (
        Fitted(first, known[first.moves], -0.06, 0.8, -0.13, 5),
        Fitted(second, known[second.moves], -0.06, known[second.moves].high, -0.1, 3),
    )
    checks = (Check("a", "One", "a form", 150_000.0, 149_000.0, 151_000.0, 149_500.0),
              Check("b", "Two", "none", 0.0, 0.0, 0.0, 3.0))  # fmt: skip
    held: dict[str, tuple[float, ...]] = {
        one.id: (one.published.value, one.published.value * 0.999) for one in validation.holdouts()
    }
    held["flights-beside-trains"] = (0.3, 0.4)
    return Validated(CONDUCT, checks, fitted, held)


@pytest.fixture(scope="module")
def finding() -> Finding:
    """The same as a finding."""
    return found(validated())


def text_of(finding: Finding) -> str:
    """A finding as a terminal of 80 columns shows it."""
    console = Console(width=80, file=StringIO())
    console.print(finding.view)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def words_of(finding: Finding) -> str:
    """The same on one line."""
    return " ".join(text_of(finding).split())


def test_there_are_four_blocks_and_what_nothing_identifies(finding: Finding) -> None:
    assert [one.heading for one in finding.results] == HEADINGS
    assert max(len(line) for line in text_of(finding).splitlines()) <= 80
    text = words_of(finding)
    assert "1 form of 2 holds" in text
    assert "149 500" in text and "150 000 ±1 000" in text and "Nothing yet" in text


def test_what_was_named_for_an_earlier_freeze_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from glasshouse.report import validation as report

    monkeypatch.setattr(report, "is_frozen", lambda conduct: True)
    finding, last = found(validated()), validation.freeze().tag
    fresh = [one.id for one in validation.holdouts() if one.freeze == last and one.seen is None]
    assert len(fresh) < sum(one.freeze == last for one in validation.holdouts()), "one was run, and its world mended"
    assert [one["id"] for one in finding.data["holdouts"] if not one["seen"]] == fresh
    old, text = len(validation.holdouts()) - len(fresh), words_of(finding)
    assert f"Of {len(fresh)} hold-outs named for {last}, {len(fresh)} agree." in text
    assert f"Of {old} hold-outs seen before, {old - 1} agree." in text


def test_failures_are_in_sight(finding: Finding) -> None:
    text = words_of(finding)
    assert "wrong side" in text and "Out of reach" in text
    assert [one["holds"] for one in finding.data["verification"]] == [True, False]
    assert [one["id"] for one in finding.data["holdouts"] if not one["agrees"]] == ["flights-beside-trains"]


def test_marks_are_seen_wherever_a_figure_is(finding: Finding) -> None:
    compared = [one.published for one in validation.holdouts()] + [
        one.published for one in validation.targets().targets
    ]
    recalled = [one for one in compared if one.verify]
    named = [key for pair in validation.pairs() for key in pair.figures if figures()[key].confidence == "verify"]
    assert recalled and named
    text, page = text_of(finding), finding.page()
    assert text.count("[verify]") == page.count("[verify]") == len(recalled) + len(named)


def test_what_went_in_or_was_fitted_to_is_no_agreement(finding: Finding) -> None:
    for one in finding.data["holdouts"]:
        held = [figure for figure in one["published"]["figures"] if figure["role"] != "input"]
        assert held and {figure["role"] for figure in held} == {"holdout"}
    assert all("agrees" not in one for one in finding.data["fitted"]["targets"])
    assert finding.data["fitted"]["parameters_moved"] == 2 and finding.data["fitted"]["adopted"] == 0


def test_a_changed_conduct_has_seen_every_holdout() -> None:
    data = {**CONDUCT.data, "generality": {**CONDUCT.data["generality"], "value": 0.3}}
    finding = found(replace(validated(), conduct=replace(CONDUCT, data=data)))
    assert finding.data["seen"] is True and all(one["seen"] for one in finding.data["holdouts"])
    assert "hold-outs no more" in words_of(finding)


def test_a_finding_of_others_is_shown_as_they_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from glasshouse.report import validation as report

    told = validation.Finding(
        id="one", title="A finding", by="A reader", day=validation.freeze().day, freeze="freeze-1", expected="a fall",
        found="a rise", agrees=False,
    )  # fmt: skip
    monkeypatch.setattr(report, "tried", lambda: [told])
    text = words_of(found(validated()))
    assert "A finding" in text and "A reader" in text and "Nothing yet" not in text


def test_the_command_prints_one_object_and_writes_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(validating, "validate", lambda *_: validated())
    page = tmp_path / "validation.html"
    assert guarded(lambda: app(["validate", "--json", "--page", str(page)])) == 0
    data = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert data["conduct"] == "default" and data["page"] == str(page)
    text = page.read_text("utf-8")
    assert "(synthetic): Glasshouse" in text and all(heading in text for heading in HEADINGS)


def test_an_unknown_conduct_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: app(["validate", "--conduct", "defaut"])) == 2
    assert "did you mean `default`" in capsys.readouterr().err
