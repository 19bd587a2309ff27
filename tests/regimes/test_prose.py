"""Regimes given as prose are written without new code, and say what the grammar could not say."""

import re
from pathlib import Path

import pytest

from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import live
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.inspecting import check_file

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "docs" / "examples"
WRITTEN = [*sorted(EXAMPLES.glob("*.yaml")), *sorted((HERE / "prose").glob("*.yaml"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_it_has_the_description_its_source_and_no_fault(path: Path) -> None:
    text = path.read_text("utf-8")
    assert 'The description: "' in text and "evidence key" in text and "What the grammar could not say:" in text
    named = set(re.findall(r"[a-z_0-9]+(?:\.[a-z_0-9]+)+(?=[,;:.)\s])", text.split("\nregime:")[0]))
    assert named & set(figures()), "the description says where it is from"
    assert check_file(str(path)) == []


@pytest.mark.parametrize(
    ("name", "column"),
    [("face-van", "passed.face-van"), ("ride-rating", "tier.removed"), ("averaged-debts", "entries.debtors.in_error"),
     ("driver-points", "tier.noted"), ("bars-shared-list", "refused.shop.by_rules"),
     ("no-fly-unruly", "entries.barred-for-words.by_rules")],
)  # fmt: skip
def test_it_does_something(name: str, column: str) -> None:
    path = next(path for path in WRITTEN if path.stem == name)
    files = Files(library.load_place("village"), library.load_conduct("default"), library.load_regime(path))
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    run = live(files, compiled, Setting(3000, 90, 1, panel=0))
    assert int(run.total(column).sum()) > 0
