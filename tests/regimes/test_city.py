"""A city's year under each shipped regime: its page says something everywhere, and its own clauses have events."""

from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.audit.whole import audit_of
from glasshouse.engine.experiment import Setting
from glasshouse.inputs import library
from glasshouse.inputs.regime import Regime
from tests.data.test_pages import sections

NEW = (
    *("sesame", "rongcheng-2014", "rongcheng-2021", "suining-2010", "city-rewards", "bureau-us", "loyalty"),
    "metro-levels",
)
"""The regimes whose own clauses are looked at one by one."""
YEAR = Setting(100_000, 365, 1, panel=100)
SILENT = {"suining-2010": {"licence-refused", "assistance-refused"}}
"""Clauses that a year is too short for: whoever starts with an A in the county needs 400 points off for a D."""


def own(name: str) -> Regime:
    """A regime without what it shares with ordinary law, by id."""
    regime, law = library.load_regime(name).value, library.load_regime("ordinary-law").value
    update = {
        key: [one for one in getattr(regime, key) if one.id not in {other.id for other in getattr(law, key)}]
        for key in ("sensors", "lists", "consequences")
    }
    return regime.model_copy(update=update)


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The baseline that every page is beside."""
    return api.run(api.load("ordinary-law"), YEAR, tmp_path_factory.mktemp("law") / "law").folder


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in library.names("regimes") if name != "ordinary-law"])
def test_a_year_of_a_city_has_no_empty_section(law: Path, tmp_path: Path, name: str) -> None:
    run = api.run(api.load(name), YEAR, tmp_path / name)
    found = sections(api.report(run.folder, law).read_text("utf-8"))
    assert len(found) >= 6 and {title for title, words in found.items() if len(words) < 80} == set()
    if name not in NEW:
        return
    audit, parts = audit_of(run), own(name)
    entered = {row.id: row.entries.all for row in audit.lists}
    under = {row.id: row.days.all for row in audit.consequences}
    refused = {row.id: row.refused.all for row in audit.refusals}
    assert {one.id for one in parts.lists if not entered[one.id]} == set()
    assert {one.id for one in parts.consequences if not under[one.id]} == SILENT.get(name, set())
    loud = [one for one in parts.consequences if one.effect == "refuse" and one.id not in SILENT.get(name, set())]
    assert {one.wish for one in loud if one.wish and not refused[one.wish]} == set()
