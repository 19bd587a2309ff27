"""The page about `explain`: its commands and its example are run, its criteria are those that there are."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.finding import NAMES
from glasshouse.record.reading import Run

DOCUMENT = Path(__file__).parents[2] / "docs" / "explain.md"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A town in which every criterion that the page uses has a case."""
    setting = Setting(6000, 190, 5, district_size=3000, panel=3000)
    return api.run(api.load("as-told", "cn-2020"), setting, tmp_path_factory.mktemp("runs") / "r")


def fenced(kind: str) -> list[str]:
    """The examples of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_command_of_the_page_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [line for part in fenced("sh") for line in part.splitlines()]
    assert len(commands) >= 6
    for command in commands:
        words = shlex.split(command.replace("RUN", str(run.folder)))[1:]
        code = guarded(lambda words=words: app(words))
        captured = capsys.readouterr()
        assert code == 0, captured.err
        assert "synthetic" in captured.out and "\x1b" not in captured.out
        if "--json" not in words:
            assert max(map(len, captured.out.splitlines())) <= 80 or "--out" in words
    assert (tmp_path / "life.html").is_file()


def test_the_examples_of_the_page_run(run: Run) -> None:
    parts = fenced("python")
    assert parts
    for part in parts:
        exec(compile(part, str(DOCUMENT), "exec"), {"RUN": run.folder})


def test_the_page_names_every_criterion() -> None:
    table = DOCUMENT.read_text(encoding="utf-8").partition("## Whom")[2].partition("## Why")[0]
    named = [name for name in re.findall(r"`([a-z][a-z-]+)`", table) if name != "cases"]
    assert sorted(named) == sorted(NAMES)
