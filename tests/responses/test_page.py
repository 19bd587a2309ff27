"""The page on responses: its commands run, and it tells every section and field of those that may be left out."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.responses import Falsification, Gaming, Grievance, Habituation, OwnMotive, Protest, Withdrawal
from tests.inputs.pages import DocumentPage

PAGE = DocumentPage("responses.md")
OPTIONAL = {"grievance", "protest", "own_motive", "gaming", "withdrawal", "habituation", "falsification"}


@pytest.mark.parametrize("model", [Falsification, Gaming, Grievance, Habituation, OwnMotive, Protest, Withdrawal])
def test_every_field_is_told(model: type[BaseModel]) -> None:
    assert not PAGE.untold(model)


def test_every_section_of_the_table_is_one_of_the_conduct_file() -> None:
    sections = set(re.findall(r"^\| R\d+ \| `([a-z_]+)` \|", PAGE.text, re.MULTILINE))
    assert sections <= set(Conduct.model_fields) and sections >= OPTIONAL


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert PAGE.verbs() == ["run", "query", "query"]
    [*_, answer, protest] = PAGE.answers(capsys)
    assert "legitimacy" in answer and "blocked" in answer and "month" in protest
