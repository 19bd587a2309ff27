"""`glasshouse audit` as a user meets it: a regime, a file, a record with its figures, and mistakes."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.audit.rights.pack import JURISDICTIONS
from glasshouse.cli import completing, guarded
from glasshouse.cli.commands import app
from glasshouse.engine.experiment import Setting
from tests.cli import views

TODAY = date(2026, 11, 23)


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = guarded(lambda: app(list(words)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def test_the_answer_comes_first_and_names_place_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "audit", "ordinary-law", "--in", "eu", "--on", "2028-01-01", "-q")
    assert code == 0
    assert "As if operated in the European Union on 2028-01-01: by what the file says it would" in flat(out)
    assert flat(out).endswith("This is a reading by machine and no legal advice; the people are synthetic.")


def test_the_view_of_one_place() -> None:
    found = api.audit("ordinary-law", "coe", "2026-11-23", TODAY, "cn-2020", "default")
    views.hold("audit", views.printed(found.view))


def test_json_is_one_line_with_places_and_no_total(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "audit", "as-told", "--on", "2026-11-23", "--json")
    data = json.loads(out)
    assert code == 0 and len(out.splitlines()) == 1
    rules = {rule["id"]: rule for pack in data["packs"] for rule in pack["rules"]}
    assert rules["ICCPR-18/19"]["verdict"] == "violates"
    assert all(set(spot) == {"file", "line", "clause"} for spot in rules["ICCPR-18/19"]["where"])
    assert data["as_if"] == {"in": list(JURISDICTIONS), "on": "2026-11-23"}
    assert not {"total", "score"} & set(data)


def test_without_a_day_it_is_today(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = called(capsys, "audit", "bare", "--json")
    data = json.loads(out)
    assert data["as_if"]["on"] == data["audited_on"]


def test_a_file_of_ones_own_is_named_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "regime: mine\ntitle: Mine\nstatus: fiction\ndescribes: Made up for a test.\nextends: ordinary-law\n"
    Path("mine.yaml").write_text(head + "governance:\n  oversight: {dpia: false, why: None was made.}\n", "utf-8")
    _, out, _ = called(capsys, "audit", "mine.yaml", "--in", "eu", "--json")
    rules = {rule["id"]: rule for pack in json.loads(out)["packs"] for rule in pack["rules"]}
    assert {"file": "mine.yaml", "line": 7, "clause": "governance.oversight.dpia"} in rules["GDPR-35"]["where"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--in", "uk"], "there is no law of 'uk' here"),
        (["--on", "tomorrow"], "is no day"),
    ],
)
def test_mistakes_are_diagnostics(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    code, out, err = called(capsys, "audit", "bare", *words)
    assert (code, out) == (2, "")
    assert re.search(said, err) and "G400" in err


def test_a_misspelt_regime_is_a_diagnostic(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "audit", "as-tol")
    assert code == 2 and "as-told" in err


def test_the_tab_key_knows_the_places() -> None:
    assert completing.laws("") == [*JURISDICTIONS, "all"]


@pytest.mark.parametrize("seeds", [1, 2])
def test_a_record_brings_the_figures_that_rules_ask_for(tmp_path: Path, seeds: int) -> None:
    setting = Setting(1000, 40, 1, None, "cpu", 1, 1, panel=10)
    run = api.run(api.load("as-told", "village"), setting, tmp_path / "run", seeds=seeds)
    found = api.audit(str(run.folder), "us,un", None, TODAY, "cn-2020", "default")
    rules: dict[str, Any] = {rule["id"]: rule for pack in found.data["packs"] for rule in pack["rules"]}
    [groups] = [one for one in rules["ICCPR-2/26"]["measures"] if one["id"] == "M4"]
    assert ["ratio" in row for row in groups["values"][:3]] == [True, True, False]
    counts = groups["values"][2:]
    for under, free in zip(counts[::2], counts[1::2], strict=True):
        assert under["numerator"] + free["numerator"] == under["denominator"] == free["denominator"]
    assert rules["ICCPR-18/19"]["where"][0]["file"].startswith("inputs/regime-as-told.yaml")
    [unknown] = [one for one in rules["ICCPR-18/19"]["measures"] if one["id"] == "M14"]
    assert unknown["values"] == [], "a panel of ten is too small to be asked for an opinion"
    assert "not measured in this run" in flat(views.printed(found.view))


def test_a_record_whose_regime_was_edited_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setting = Setting(1000, 10, 1, None, "cpu", 1, 1, panel=10)
    run = api.run(api.load("ordinary-law", "village"), setting, tmp_path / "run")
    kept = run.folder / "inputs" / "regime-ordinary-law.yaml"
    kept.write_text(kept.read_text("utf-8").replace("fine: 20", "fine: 21", 1), "utf-8")
    code, _, err = called(capsys, "audit", str(run.folder))
    assert code == 2 and "G502" in err
