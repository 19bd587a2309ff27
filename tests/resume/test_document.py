"""The page about resuming: its commands are run, and its figures are those of the code."""

import re
import shlex
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.engine import checkpoint, restoring
from glasshouse.record import size
from tests.resume.interrupted import after_checkpoint

PAGE = (Path(__file__).parents[2] / "docs" / "resume.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, citizens=1028)
    monkeypatch.chdir(tmp_path)
    commands = [line for part in re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S) for line in part.splitlines()]
    assert len(commands) == 3
    for command in commands:
        words = shlex.split(command.replace("RUN", str(folder)))[1:]
        assert guarded(lambda words=words: app(words)) == 0
        out = capsys.readouterr().out
        assert "synthetic" in out or "finished" in out
        if words[0] == "resume":
            assert "resumed from checkpoint 1" in out.replace("\n", " ")


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    assert (checkpoint.SECONDS, checkpoint.SHARE, size.PACKED) == (60.0, 1 / 50, 0.15)
    assert (restoring.LEAST, restoring.ONE_IN) == (4, 50)
