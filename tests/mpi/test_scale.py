"""The page on scale: its commands exist, and its table is what the script makes of a kept file."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from benches import scale
from glasshouse.cli.commands import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?<![`-])glasshouse ([a-z]+)((?: [^\n#|]*)?)$", PAGE, re.MULTILINE)


def test_the_commands_of_the_page_exist_with_their_options() -> None:
    group: Any = typer.main.get_command(app)
    assert len(COMMANDS) >= 5
    for name, rest in COMMANDS:
        options = {word for param in group.commands[name].params for word in param.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, (name, rest)


def test_the_table_of_the_page_is_computed_from_a_kept_file() -> None:
    [file] = re.findall(r"`(benches/[\w.-]+\.json)`", PAGE)
    done = subprocess.run(
        [sys.executable, "-m", "benches.scale", file], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, table = done.stdout.strip().split("\n\n")
    assert table in PAGE
    assert said in " ".join(PAGE.split())


@pytest.mark.parametrize(("nodes", "less"), [(100, 1.0), (200, 0.55)])
def test_living_takes_half_as_long_on_twice_as_many_nodes(nodes: int, less: float) -> None:
    one = scale.Measured(10**6, 60, 100.0, 118)
    apart = [
        float(dict(scale.table(one, 10**10, 365, count, 32, 1e9))["all others, apart"].split()[0].replace("_", ""))
        for count in (100, nodes)
    ]
    assert apart[1] <= apart[0] * less
