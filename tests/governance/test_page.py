"""The page on who makes the rules: its file is right, its commands run, and it names every field."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from glasshouse.inputs.budget import Budget
from glasshouse.inputs.favour import Entered, Favour, Treatment
from glasshouse.inputs.phasing import Attention, Change, Occasion, Partner, Phase, Reform, Revelation, Spread, Target
from tests.inputs.pages import DocumentPage

PAGE = DocumentPage("governance.md")


@pytest.mark.parametrize(
    "model",
    [
        Phase,
        Change,
        Occasion,
        Spread,
        Reform,
        Partner,
        Revelation,
        Attention,
        Target,
        Favour,
        Entered,
        Treatment,
        Budget,
    ],
)
def test_every_field_is_told(model: type[BaseModel]) -> None:
    assert {name for name in PAGE.untold(model) if f"`{name}`" not in PAGE.text} <= {"title", "act"}


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    PAGE.save(tmp_path, "tried-and-repealed.yaml")
    assert PAGE.verbs() == ["check", "run", "query"]
    [answer] = PAGE.answers(capsys)
    assert "legitimacy" in answer
