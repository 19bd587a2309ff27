"""The page on consequences: its regime is clean and runs, its table is worked out, and no clause is left out."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from glasshouse.inputs import library
from glasshouse.inputs.consequence import Consequence, Leak, Wish
from tests.inputs.pages import DocumentPage

PAGE = DocumentPage("consequences.md")


def test_minutes_of_a_queue_are_moved_and_not_made() -> None:
    half, visitors, expected = 3, 10, []
    for favoured in (0, 1, 2, 5):
        others = visitors - favoured
        skips, waits = (half * others, half * favoured) if favoured else (0, 0)
        expected.append([favoured, skips, waits, favoured * skips, others * waits])
    assert PAGE.table("go first") == expected


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    regime = library.load_regime(str(PAGE.save(tmp_path, "favoured-town.yaml"))).value
    assert regime.leaks is not None and len(regime.consequences) == 5
    monkeypatch.chdir(tmp_path)
    assert PAGE.verbs() == ["check", "run", "query"]
    [answer] = PAGE.answers(capsys)
    assert "clinic" in answer and "skipped" in answer


@pytest.mark.parametrize("model", [Consequence, Leak, Wish])
def test_every_field_of_the_grammar_is_on_the_page(model: type[BaseModel]) -> None:
    assert PAGE.untold(model) == set()
