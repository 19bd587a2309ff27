"""The page on validation: what it quotes is in the files, and what it prints is what is printed."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse import vouching
from glasshouse.audit.heldout import Measured
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs import validation
from glasshouse.report.odd import table
from glasshouse.report.validation import room

TEXT = (Path(__file__).parents[2] / "docs" / "validation.md").read_text("utf-8")


def spaced(text: str) -> str:
    """A text with the spaces between thousands as the page has them."""
    return text.replace("\u202f", " ")


def test_every_holdout_and_target_is_on_the_page_as_it_is_named() -> None:
    for one in validation.holdouts():
        assert f"| {one.title} | {spaced(room(Measured(one, ())))} |" in TEXT, one.id
    for target in validation.targets().targets:
        assert f"| {target.title}; moves {target.moves}," in TEXT
    assert ("\nEmpty. " in TEXT) == (not validation.tried())


def test_what_fails_is_talked_about() -> None:
    failing = re.findall(r"^\| (.+?) \|.*(?:not near|wrong side)", TEXT, re.MULTILINE)
    told = TEXT.split("What fails, and what it says:")[1].split("And what agrees")[0]
    assert len(failing) == told.count("\n* **") > 0


@pytest.mark.slow
def test_the_tables_are_what_comes_out() -> None:
    for result in vouching.validate().results[:3]:
        assert result.table is not None
        assert spaced(table(result.table.head, iter(result.table.rows))) in TEXT, result.heading


@pytest.mark.slow
def test_the_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines():
        assert guarded(lambda line=line: app(shlex.split(line)[1:])) == 0, line
    assert (tmp_path / "validation.html").is_file()
    assert "3 cells of 36 move" in " ".join(capsys.readouterr().out.split())
