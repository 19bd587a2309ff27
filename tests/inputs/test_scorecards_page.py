"""The page on scorecards: its regime is clean, learns something in its run, and no key of the grammar is left out."""

from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel

from glasshouse.inputs.scorecard import Characteristic, Scorecard
from glasshouse.model.tables import FITTED
from tests.inputs.pages import DocumentPage

PAGE = DocumentPage("scorecards.md")


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    PAGE.save(tmp_path, "learning-town.yaml")
    monkeypatch.chdir(tmp_path)
    assert PAGE.verbs() == ["check", "run", "query"]
    [answer] = PAGE.answers(capsys)
    assert "none-none" in answer and "one-none" in answer and "[fiction]" in answer
    said = np.load(tmp_path / "runs" / "learning-town" / "exchange.npy")
    assert said[-1, -FITTED:].any()


@pytest.mark.parametrize("model", [Scorecard, Characteristic])
def test_every_field_of_the_grammar_is_on_the_page(model: type[BaseModel]) -> None:
    assert PAGE.untold(model) == set()
