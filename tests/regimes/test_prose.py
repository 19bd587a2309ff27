"""Regimes given as prose are written without new code, and say what the grammar could not say."""

from pathlib import Path

import pytest

from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import live
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.inspecting import check_file

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "docs" / "examples" / "face-van.yaml"
WRITTEN = [EXAMPLE, *sorted((HERE / "prose").glob("*.yaml"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_it_has_the_description_its_source_and_no_fault(path: Path) -> None:
    text = path.read_text("utf-8")
    assert 'The description: "' in text and "evidence key" in text and "What the grammar could not say:" in text
    assert check_file(str(path)) == []


@pytest.mark.parametrize(
    ("name", "column"),
    [("face-van", "passed.face-van"), ("ride-rating", "tier.removed"), ("averaged-debts", "entries.debtors.in_error")],
)
def test_it_does_something(name: str, column: str) -> None:
    path = next(path for path in WRITTEN if path.stem == name)
    files = Files(library.load_place("village"), library.load_conduct("default"), library.load_regime(path))
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    run = live(files, compiled, Setting(3000, 90, 1, panel=0))
    assert int(run.total(column).sum()) > 0
