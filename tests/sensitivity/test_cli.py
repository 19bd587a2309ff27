"""`glasshouse sensitivity` as a user meets it: the view, the page, and the document, whose examples are run."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse.audit.objectives import objective
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.experiment.sensitivity import explore
from glasshouse.inputs import library
from glasshouse.inputs.parameters import parameters_of
from glasshouse.report import sensitivity
from tests.attribution import worlds
from tests.cli import views

DOCUMENT = Path(__file__).parents[2] / "docs" / "sensitivity.md"


@pytest.mark.slow
def test_the_command_of_the_document_runs(capsys: pytest.CaptureFixture[str], kept: Path, tmp_path: Path) -> None:
    text, page = DOCUMENT.read_text(encoding="utf-8"), tmp_path / "page.html"
    [command] = re.findall(r"^```sh\nglasshouse (.*?)\n```", text, re.MULTILINE | re.DOTALL)
    code = guarded(lambda: app([*shlex.split(command), "--keep", str(kept), "--page", str(page)]))
    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    said = captured.out.replace(str(page), "page.html")
    assert max(map(len, said.splitlines())) <= 80 and "Not settled by evidence" in captured.out
    told = page.read_text(encoding="utf-8")
    assert "disputed" in told and "synthetic" in told and "<svg" in told and "<script" not in told


def test_the_view_of_a_few_assumptions() -> None:
    known = {one.name: one for one in parameters_of(library.load_conduct("default"), library.load_place("village"))}
    some = [known[name] for name in ("jaywalk", "petitions", "fear")]
    regime = worlds.regime(worlds.chain("a", "flight", {"coverage": {"urban": 1.0, "rural": 1.0}}))
    conduct, design = worlds.unmoved(), worlds.design(2)
    weighed = objective("sanction-days")
    files = worlds.files(regime, conduct), worlds.files(worlds.bare(), conduct)
    explored = explore(*files, some, design, weighed.value, 1, lambda stage, done, of: None, count=2)
    asked = sensitivity.Asked(weighed, regime, worlds.bare(), "village", "default", design, tuple(some), "as typed")
    found = sensitivity.found(asked, explored)
    views.hold("sensitivity", views.printed(found.view))
    assert "<svg" in found.page() and {row["status"] for row in found.rows} == {"fiction"}
