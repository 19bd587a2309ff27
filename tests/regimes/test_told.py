"""Told against recorded: claims cite figures and clauses that are there, and say no more than the evidence."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from glasshouse import api
from glasshouse.audit.claimed import PER, figures_of, value
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.coalitions import Worth
from glasshouse.experiment.counted import live
from glasshouse.inputs import library
from glasshouse.inputs.claims import Claim, Figure, Reading, claims
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.describing import describe
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.regime import Regime
from glasshouse.report import recorded
from glasshouse.report.experiments import Finding
from tests.cli.views import printed
from tests.tidy import rules

README = (rules.SOURCE / "data" / "evidence" / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Finding:
    """All claims over a small village."""
    keep = tmp_path_factory.mktemp("values")
    return api.told(Setting(1000, 30, 1, panel=0), "village", seeds=2, keep=keep)


def named(regime: Regime, measure: str) -> set[str]:
    """The clauses that a measure can be of."""
    gates = {one.id for one in regime.sensors if one.gate}
    known: dict[str, set[str]] = {
        "entered": {one.id for one in regime.lists},
        "under": {one.id for one in regime.consequences},
        "refused": {one.id for one in library.load_conduct("default").value.wishes},
        "tier": {one.id for one in regime.tiers},
        "false": {one.id for one in regime.sensors},
        "minutes": gates,
        "minutes_in_error": gates,
        "aware": {"heard"},
    }
    return known[measure]


def test_every_claim_of_the_readme_is_there() -> None:
    rows = README.split("| told | on record |")[1].split("\n\n")[0].strip().splitlines()[1:]
    assert len(claims()) == len(rows) == len({claim.id for claim in claims()})


def test_claims_cite_figures_that_are_there() -> None:
    cited = [key for claim in claims() for key in claim.keys]
    assert [key for key in cited if key not in figures()] == []


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_claim_speaks_of_clauses_that_are_there(claim: Claim) -> None:
    for name, ids in claim.clauses.items():
        known = recorded.clauses(describe(library.load_regime(name)))
        assert set(ids) <= set(known), name
    for figure in claim.figures:
        for name, reading in figure.of.items():
            measure, clause = reading.key.split()
            assert measure in PER and clause in named(library.load_regime(name).value, measure), (figure.what, name)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_where_the_model_is_silent_it_says_so(claim: Claim) -> None:
    said = any(words in claim.would_need for words in ("no figure", "nothing in it", "not the number"))
    assert said == (not claim.figures)


def test_a_figure_is_read_at_one_place() -> None:
    with pytest.raises(ValidationError, match="exactly one key"):
        Reading(entered="a", under="b")
    with pytest.raises(ValidationError, match="exactly one key"):
        Reading()


def test_no_reading_is_of_how_well_a_sensor_finds() -> None:
    assert set(Reading.model_fields) == set(PER)
    assert not {"seen", "hit", "yield", "true", "recorded"} & set(PER)


def test_figures_are_those_of_the_run() -> None:
    files = Files(library.load_place("village"), library.load_conduct("default"), library.load_regime("as-told"))
    run = live(
        files,
        compile_tables(files.place.value, files.conduct.value, files.regime.value),
        Setting(3000, 90, 1, panel=0),
    )
    read = figures_of(run)
    entries = sum(int(run.total(f"entries.late-payers.{each}").sum()) for each in run_classes())
    assert entries > 0 and read["entered late-payers"][0] == entries
    days = int(run.daily("scored").sum())
    assert value("entered late-payers", read) == pytest.approx(entries * 3_650_000 / days)
    tenths = int(run.total("gate_tenths.metro-lanes").sum())
    assert value("minutes metro-lanes", read) == pytest.approx(tenths / 10 / (days / 365))


def run_classes() -> tuple[str, str, str]:
    """The three classes of a sanction, as columns call them."""
    return "in_error", "against_right", "by_rules"


def test_it_says_what_is_on_record_and_what_would_have_to_be_true(found: Finding) -> None:
    text = printed(found.view)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= 80
    flat = " ".join(text.split())
    for words in ("mostly about firms", "No figure here is evidence", "For it to be so:", "no such clause"):
        assert words in flat, words
    assert "[disputed]" in flat and "[documented]" in flat
    assert "No total of a country is printed" in flat and "spc.grounds" in flat


def test_what_was_recalled_is_marked() -> None:
    unchecked = Claim.model_validate(
        {"id": "a", "told": "Something told.", "verdict": "unproven", "on_record": "Something on record.",
         "keys": ["fico.mean", "rongcheng.start"], "would_need": "The model has no figure."}
    )  # fmt: skip
    assert recorded.cited(unchecked) == ["fico.mean [verify]", "rongcheng.start"]


def test_the_data_have_every_claim_with_the_status_of_each_regime(found: Finding) -> None:
    data: dict[str, Any] = json.loads(json.dumps(found.data))
    assert [one["id"] for one in data["claims"]] == [claim.id for claim in claims()]
    assert data["synthetic"] is True and data["regimes"]["as-told"]["status"] == "disputed"
    assert {row["status"] for row in found.rows} <= {"documented", "disputed"}
    first = data["claims"][0]
    assert first["evidence"][0]["key"] == "sesame.score_min" and "350" in first["evidence"][0]["value"]
    assert first["clauses"]["as-told"][0]["line"] > 0
    # One row a seed for each figure under each regime.
    assert len(found.rows) == 2 * sum(len(figure.of) for claim in claims() for figure in claim.figures)


def test_the_page_is_one_file_with_its_status(found: Finding) -> None:
    page = found.page()
    assert page.count("<section") == len(claims()) + 3 and "disputed" in page
    assert "http://" not in page.replace("http://www.w3.org", "") and "<script" not in page


def test_a_world_that_failed_leaves_its_figures_empty() -> None:
    figure = Figure(what="Something that is counted", of={"as-told": Reading(entered="a")})
    broken = {"as-told": Worth(failure="G000 broken")}
    assert recorded.cell(figure, "as-told", broken) == "\u2013"
    assert recorded.cell(figure, "sesame", broken) == recorded.ABSENT


def test_no_seed_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert guarded(lambda: app(["told", "--place", "village", "--seeds", "0"])) == 2
    assert "G400" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(UserFault, match="did you mean `village`"):
        api.told(Setting(1000, 30, 1), "vilage")
