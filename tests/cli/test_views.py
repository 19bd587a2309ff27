"""Every view of the terminal as a snapshot of 80 columns, without colour; and what sets colour on and off."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from glasshouse.cli import guarded, runs
from glasshouse.cli.commands import FIRST, app
from glasshouse.cli.progress import Line
from glasshouse.report.terminal import summary
from tests.cli import views
from tests.report.fakes import baseline, fake, village

ROW: dict[str, Any] = {
    "run": "runs/main-100000x365-seed1/as-told", "state": "finished", "bytes": 2_034_567, "synthetic": True,
    "regime": "as-told", "title": "One score that decides everything, as the press told it of China",
    "status": "disputed", "place": "cn-2020", "conduct": "default", "citizens": 100_000, "days": 365,
    "days_done": 365, "seeds": [1], "seeds_done": 1, "digest": "d" * 64, "started": "2026-11-23T00:40:09+00:00",
}  # fmt: skip
ROWS: list[dict[str, Any]] = [
    ROW,
    {**ROW, "run": "runs/bare-1400000000x9125-seeds1-8", "regime": "bare", "status": "baseline", "seeds": [1, 2, 3],
     "citizens": 1_400_000_000, "days": 9125, "bytes": 48_200_000_000},
    {**ROW, "run": "/a/folder/that/lies/very/deep/in/a/machine/with/long/names/for/its/folders/as-told-village",
     "state": "unfinished", "days_done": 30, "place": "village", "bytes": 12},
    {"run": "runs/torn", "state": "unreadable", "bytes": 1500, "synthetic": True,
     "why": "the manifest of runs/torn cannot be read"},
]  # fmt: skip
FOUND: dict[str, Any] = {
    **ROW, "version": "0.1.0", "format": 2, "ended": "2026-11-23T00:40:12+00:00",
    "seconds": {"compile": 0.0, "build": 0.1, "days": 2.4, "total": 3.0}, "districts": 1,
    "kernel_sha256": "a" * 64, "tables_sha256": "b" * 64,
    "inputs": [
        {"kind": "regime", "name": "as-told", "title": "t", "sha256": "1" * 64,
         "files": ["as-told.yaml", "ordinary-law.yaml"]},
        {"kind": "place", "name": "cn-2020", "title": "t", "sha256": "2" * 64, "files": ["cn-2020.yaml"]},
        {"kind": "conduct", "name": "default", "title": "t", "sha256": "3" * 64, "files": ["default.yaml"]},
    ],
    "overflows": {"records": 124_269, "list_slots": 10, "post_box": 0},
    "files": [{"path": "counts/province-day-group.parquet", "bytes": 558_416}, {"path": "manifest.json", "bytes": 11}],
}  # fmt: skip


def called(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints, errors after the rest."""
    guarded(lambda: app(list(words)))
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys) == FIRST + "\n"
    views.hold("first", FIRST)


@pytest.mark.parametrize("kind", ["regimes", "places", "conduct", "acts", "sensors", "consequences", "rights"])
def test_lists(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    text = called(capsys, "list", kind)
    assert max(len(line) for line in text.splitlines()) <= 80
    if kind in ("regimes", "places", "conduct"):
        views.hold(f"list-{kind}", text)


def test_shelf() -> None:
    views.hold("runs", views.printed(runs.shelf(ROWS)))


def test_one_record() -> None:
    parts = (runs.facts(FOUND), runs.inputs(FOUND), runs.files(FOUND))
    views.hold("show", "".join(views.printed(part) for part in parts))


@pytest.mark.parametrize(
    ("name", "pair"),
    [("summary", (village(days=30), baseline(days=30))), ("summary-alone", (village(), None)),
     ("summary-nobody", (fake(), None))],
)  # fmt: skip
def test_summary(name: str, pair: Any) -> None:
    views.hold(name, views.printed(summary(*pair)))


def test_seeds_are_one_row_each() -> None:
    files = [{"path": f"seeds/{seed}/{name}", "bytes": 700} for seed in (1, 2, 10) for name in ("a", "b/c")]
    text = views.printed(runs.files({"files": [*files, {"path": "manifest.json", "bytes": 5}]}))
    assert text.count("a record of its own") == 3 and text.count("1.4 kB") == 3 and "b/c" not in text


def test_a_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    views.hold("fault", called(capsys, "runs", "nowhere") + called(capsys, "show", "nowhere"))


def test_a_view_that_is_too_wide_or_coloured_is_caught() -> None:
    for text in ("x" * 81, "\x1b[1mbold\x1b[0m"):
        with pytest.raises(AssertionError):
            views.hold("first", text)


def shown(force: bool, quiet: bool = False) -> str:
    """What the progress line writes to a terminal of 80 columns, or to a pipe."""
    console = Console(file=io.StringIO(), force_terminal=force, width=80, legacy_windows=False)
    with Line(quiet, console) as line:
        for done in range(0, 11):
            line.say("days", done * 36_500_000, 365_000_000)
            if line.shown:
                line.progress.refresh()
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_progress_says_how_fast_and_how_long_still() -> None:
    text = shown(force=True)
    assert "living the days" in text and "citizen-days/s" in text and "50 %" in text


def test_progress_stays_out_of_pipes_and_of_quiet() -> None:
    assert shown(force=False) == ""
    assert shown(force=True, quiet=True) == ""


HELP = "from glasshouse.cli import main; import sys; sys.argv[1:] = {words}; main()"


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["show", "--help"], ["list", "regimes"]])
def test_a_pipe_gets_no_colour_and_80_columns(words: list[str]) -> None:
    program = HELP.format(words=words)
    clean = {"PATH": "", "TERM": "xterm-256color", "HOME": "/nonexistent"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=clean)
    assert "\x1b" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def test_no_color_is_heeded_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    def text() -> str:
        console = Console(file=io.StringIO(), force_terminal=True, width=80)
        console.print(summary(village(), None))
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[33m" in text(), "the sample: yellow marks the status on a terminal"
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[33m" not in text()
