"""The page on reports: its commands run in their order, and its tables are those of the code."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import CATALOGUE
from glasshouse.report.brief.histories import PARTS
from tests.brief.conftest import Told

DOCUMENT = Path(__file__).parents[2] / "docs" / "audit-report.md"


def text() -> str:
    """The page."""
    return DOCUMENT.read_text("utf-8")


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"```sh\n(.*?)```", text(), re.DOTALL)
    for line in block.splitlines():
        _, *words = shlex.split(line, comments=True)
        code = guarded(lambda words=words: app(words))
        captured = capsys.readouterr()
        assert code == 0, (words, captured.err)
    there = {path.relative_to(tmp_path / "runs").as_posix() for path in (tmp_path / "runs").rglob("*.[hp][td][mf]*")}
    assert there == {"report/audit.html", "report/audit.pdf", "page.html", "paper.pdf"}


def test_the_chapters_are_those_of_a_report(disputed: Told) -> None:
    told = re.findall(r"^\| (\d .+?) \|", text(), re.MULTILINE)
    chapters = [chapter.heading for chapter in disputed.document.chapters if not chapter.annex]
    assert [row for row in told if not row.startswith("1 |")][: len(chapters)] == [
        f"{number} {heading}" for number, heading in enumerate(chapters, 1)
    ]


def test_the_criteria_are_those_of_the_code() -> None:
    told = re.findall(r"^\| \d \| (.+?) \|$", text(), re.MULTILINE)
    assert [tuple(word.strip("` ") for word in row.split(",")) for row in told] == list(PARTS)


def test_the_codes_are_there() -> None:
    assert set(re.findall(r"\| (G\d+) \|", text())) == {"G502", "G543", "G544"} <= set(CATALOGUE)
