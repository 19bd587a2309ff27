"""The command line as tests call it: in this process, with what it says caught."""

import shlex
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Call the command line; return exit code, standard output and standard error."""
    code = guarded(lambda: app(list(words)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def call_keeping(capsys: pytest.CaptureFixture[str], kept: Path, words: str) -> tuple[int, str, str]:
    """Call a command over many worlds, whose figures are kept in a folder."""
    return call(capsys, *shlex.split(words), "--keep", str(kept))
