"""The page on writing a regime: its file has no fault, its commands run, and what it quotes is what is printed."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs.citing import ROLES
from glasshouse.report.regimes import STATUS

TEXT = (Path(__file__).parents[2] / "docs" / "regimes.md").read_text("utf-8")


def block(language: str) -> str:
    """Return the one block of a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the regime of the page, in which one is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-town.yaml").write_text(block("yaml"), "utf-8")
    return tmp_path


def test_the_commands_of_the_page_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [shlex.split(line) for line in block("sh").splitlines()]
    assert [words[1] for words in lines] == ["check", "diff", "run", "run", "report"]
    for _, *words in lines:
        code = guarded(lambda words=words: app(words))
        captured = capsys.readouterr()
        assert (code, captured.err) == (0, ""), words
        if words[0] == "diff":
            at = 0
            for line in filter(None, block("text").splitlines()):
                at = captured.out.find(line, at)
                assert at >= 0, line
    assert (folder / "mine" / "report.html").is_file()


def test_the_commands_in_the_text_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = re.findall(r"`glasshouse ((?:show|new|evidence) [^`]+)`", TEXT)
    assert [words.split()[0] for words in found] == ["show", "evidence", "new"]
    for words in found:
        assert guarded(lambda words=words: app(shlex.split(words))) == 0, words
    capsys.readouterr()


def test_every_status_and_role_is_on_the_page() -> None:
    assert set(re.findall(r"^\| `([a-z]+)` \|", TEXT, re.MULTILINE)) == set(STATUS)
    assert all(f"`{role}`" in TEXT for role in ROLES)
