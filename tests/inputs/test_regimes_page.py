"""The page on writing a regime: its file has no fault, its commands run, and what it quotes is what is printed."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs.citing import ROLES
from glasshouse.report.regimes import STATUS
from tests.inputs.pages import DocumentPage

PAGE = DocumentPage("regimes.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the regime of the page, in which one is."""
    monkeypatch.chdir(tmp_path)
    PAGE.save(tmp_path, "my-town.yaml")
    return tmp_path


def test_the_commands_of_the_page_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert PAGE.verbs() == ["check", "diff", "run", "run", "report", "run"]
    for words in PAGE.commands():
        code = guarded(lambda words=words: app(words))
        captured = capsys.readouterr()
        assert (code, captured.err) == (0, ""), words
        if words[0] == "diff":
            at = 0
            for line in filter(None, PAGE.block("text").splitlines()):
                at = captured.out.find(line, at)
                assert at >= 0, line
    assert (folder / "mine" / "report.html").is_file()


def test_the_commands_in_the_text_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = re.findall(r"`glasshouse ((?:show|new|evidence) [^`]+)`", PAGE.text)
    assert [words.split()[0] for words in found] == ["show", "evidence", "new", "new"]
    for words in found:
        assert guarded(lambda words=words: app(shlex.split(words))) == 0, words
    capsys.readouterr()


def test_every_status_and_role_is_on_the_page() -> None:
    assert set(re.findall(r"^\| `([a-z]+)` \|", PAGE.text, re.MULTILINE)) == set(STATUS)
    assert all(f"`{role}`" in PAGE.text for role in ROLES)
