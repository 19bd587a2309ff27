"""`glasshouse compare` as a user meets it: the view, the options, and the page about it, whose examples are run."""

import json
import re
import shlex
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.engine.experiment import Setting
from tests.cli import views
from tests.cli.calling import call

DOCUMENT = Path(__file__).parents[2] / "docs" / "compare.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twins under `as-told` and ordinary law, and the placebo twin of the first."""
    root = tmp_path_factory.mktemp("runs")
    for name, regime, placebo in (("A", "as-told", False), ("B", "ordinary-law", False), ("PLACEBO", "as-told", True)):
        api.run(api.load(regime, "village"), Setting(600, 40, 1, panel=200, placebo=placebo), root / name)
    return root


def test_two_worlds_side_by_side(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    code, out, err = call(capsys, "compare", *(str(root / name) for name in "AB"), "--placebo", str(root / "PLACEBO"))
    assert (code, err) == (0, "")
    views.hold("compare", out)


def test_without_a_placebo_it_says_what_to_type(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    code, out, _ = call(capsys, "compare", str(root / "A"), str(root / "B"))
    told = " ".join(out.split())
    assert code == 0 and "Who has more in B" not in out and "noise:" not in out
    assert "is not printed" in told and "--make-placebo" in told and "glasshouse run as-told --placebo" in told


def test_a_record_beside_itself(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    code, out, _ = call(capsys, "compare", str(root / "A"), str(root / "A"))
    assert code == 0 and "every difference is exactly zero" in out


def test_ratios_alone_where_levels_cannot_be_observed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("as-told", "bare"):
        api.run(api.load(name, "cn-2020"), Setting(600, 30, 1, panel=0), tmp_path / name)
    code, out, _ = call(capsys, "compare", str(tmp_path / "as-told"), str(tmp_path / "bare"), "--json")
    found = json.loads(out.splitlines()[-1])
    speech = [row for row in found["speech"] if row["id"] == "posts-criticism"]
    assert code == 0 and speech and all(set(row) <= {"id", "group", "ratio", "interval"} for row in speech)
    assert found["shifts"] == [] and "nobody was sampled" in found["unsampled"]


def test_what_cannot_be_held_is_refused(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    twins = [str(root / name) for name in "AB"]
    assert call(capsys, "compare", "a", "b", "--hold")[0] == 2
    code, out, err = call(capsys, "compare", *twins, "--saturation", "1.5")
    assert (code, out) == (2, "") and "G400" in err
    # There is one district, and nothing can be said of its like.
    code, out, err = call(capsys, "compare", *twins, "--saturation", "0.5")
    assert (code, out) == (2, "") and "G509" in err and "--district-size" in err


def fenced(kind: str) -> list[str]:
    """The examples of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_command_and_example_of_the_page_runs(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    commands = [line for part in fenced("sh") for line in part.splitlines()]
    assert len(commands) >= 6
    for command in commands:
        code, out, err = call(capsys, *shlex.split(command)[1:])
        assert code == 0, err
        assert "synthetic" in out
        assert "--json" in command or max(map(len, out.splitlines())) <= 80, command
    parts = fenced("python")
    assert parts
    for part in parts:
        exec(compile(part, str(DOCUMENT), "exec"), {"A": root / "A", "B": root / "B"})
