"""A learned scorecard is no scorer: it takes a run's own counts, lives in that run, and no file can bring one in."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.engine import scorecards
from glasshouse.engine.exchange import CARD_FROM, CELLS_FROM, VECTOR
from glasshouse.inputs.inspecting import check_file
from glasshouse.inputs.scorecard import Characteristic, Scorecard
from glasshouse.model import tables as room
from tests.boundary.test_boundary import modules

SCORING = {"predict", "predict_proba", "predict_log_proba", "decision_function", "score_samples", "transform"}
CARRYING = {"pickle", "joblib", "skops", "onnx", "skl2onnx", "cloudpickle", "dill", "shelve", "marshal"}


def reaches(text: str, names: set[str]) -> set[str]:
    """What a source text calls, defines or imports of some names."""
    tree = ast.parse(text)
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module.split(".")[0]}
    return found & names


MEASURING = {"sklearn.metrics": None, "sklearn.calibration": {"calibration_curve"}, "sklearn.neighbors": {"KDTree"}}
"""Of the library of statistical learning, what learns nothing: None is all of a module."""


def learns(text: str) -> bool:
    """Whether a source text imports the library of statistical learning, but for what only measures."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "sklearn" for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "sklearn":
            allowed = MEASURING.get(node.module, set())
            if allowed is not None and not {alias.name for alias in node.names} <= allowed:
                return True
    return False


def test_nothing_applies_a_scorecard_to_rows_and_nothing_carries_one_away() -> None:
    assert reaches("model.predict(rows)", SCORING) and reaches("def predict(x): ...", SCORING)
    assert reaches("import joblib", CARRYING) and learns("from sklearn.linear_model import LogisticRegression")
    assert learns("from sklearn.neighbors import KNeighborsClassifier") and learns("import sklearn.metrics")
    assert not learns("from sklearn.neighbors import KDTree")
    texts = {path: path.read_text(encoding="utf-8") for path in modules()}
    assert not {str(path): found for path, text in texts.items() if (found := reaches(text, SCORING | CARRYING))}
    assert {path.name for path, text in texts.items() if learns(text)} == {"scorecards.py"}


@pytest.mark.parametrize(
    "offered",
    [
        np.array([[1.0, 0.0], [0.0, 1.0]]),  # X
        np.zeros((room.CARD_CELLS, 2)),  # the shape of the table, but floats
        np.zeros((1000, 4), dtype=np.int64),  # rows of people
        [[0, 0]] * room.CARD_CELLS,
    ],
    ids=["floats", "float counts", "rows", "a list"],
)
def test_it_is_fitted_on_the_table_of_a_run_and_on_nothing_else(offered: Any) -> None:
    with pytest.raises(TypeError, match="the run's own table of counts"):
        scorecards.fit(offered, 320)


@pytest.mark.parametrize("key", ["points", "weights", "coefficients", "intercept", "file", "model"])
def test_a_regime_file_cannot_bring_points_in(key: str, tmp_path: Path) -> None:
    assert key not in Scorecard.model_fields and key not in Characteristic.model_fields
    shipped = Path(scorecards.__file__).parents[1] / "data" / "regimes" / "learned-scorecard.yaml"
    text = shipped.read_text(encoding="utf-8").replace("refit_months: 3", f"refit_months: 3\n    {key}: [1, 2]")
    (tmp_path / "mine.yaml").write_text(text.replace("regime: learned-scorecard", "regime: mine"), encoding="utf-8")
    try:
        found = check_file(str(tmp_path / "mine.yaml"))
    except UserFault as fault:
        found = list(fault.diagnostics)
    assert any(one.code == "G204" or key in one.what for one in found), found


def test_a_card_that_was_not_fitted_on_its_exchanges_is_known() -> None:
    tables = np.zeros(room.SIZE, dtype=np.int64)
    tables[room.SCORECARD_REFIT], tables[room.SCORECARD_HALVES] = 1, 320
    said = np.zeros(VECTOR, dtype=np.int64)
    said[CELLS_FROM:][:4] = 900, 100, 100, 100
    fitted = scorecards.with_scorecard([], said, tables)
    assert fitted[CARD_FROM:].any() and scorecards.is_fitted([fitted], tables)
    forged = fitted.copy()
    forged[CARD_FROM + 2] += 32
    assert not scorecards.is_fitted([forged], tables)
    assert not scorecards.is_fitted([fitted], np.zeros(room.SIZE, dtype=np.int64)), "no card without a scorecard"
