"""The shipped files are found by name, a user's by path, and the schemas say what the grammar says."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.inputs import library
from glasshouse.inputs.evidence import cited, figures
from glasshouse.inputs.reading import read
from glasshouse.inputs.regime import Regime


def test_names_are_those_of_the_files() -> None:
    assert {"as-told", "bare", "ordinary-law"} <= set(library.names("regimes"))
    assert {"cn-2020", "village"} <= set(library.names("places"))
    assert "default" in library.names("conduct")


@pytest.mark.parametrize("kind", list(library.KINDS))
def test_every_name_is_found_and_is_the_name_inside(kind: library.Kind) -> None:
    key = {"regimes": "regime", "places": "place", "conduct": "conduct"}[kind]
    loads: dict[str, Callable[[Any], Any]] = {
        "regimes": library.load_regime,
        "places": library.load_place,
        "conduct": library.load_conduct,
    }
    load = loads[kind]
    for name in library.names(kind):
        assert library.find(kind, name).is_file()
        assert getattr(load(name).value, key) == name
        assert load(name) is load(library.find(kind, name))


@pytest.mark.parametrize("word", ["as-tol", "AS-TOLD", "", "../regimes/bare", "bare.yam", "figures.csv", "a\x1b[2J"])
def test_a_name_of_nothing(word: str) -> None:
    with pytest.raises(UserFault, match="G300") as caught:
        library.load_regime(word)
    assert "\x1b" not in str(caught.value)


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UserFault, match="did you mean `village`"):
        library.load_place("vilage")
    with pytest.raises(UserFault, match="did you mean `default`"):
        library.load_conduct("defualt")


CHILD = "regime: mine\ntitle: Mine\nstatus: fiction\ndescribes: Made up for a test.\nextends: as-told\n"


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_a_path_is_read_and_extends_the_library(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"mine{ending}"
    path.write_text(CHILD, encoding="utf-8")
    got = library.load_regime(path)
    assert (got.value.regime, got.value.status) == ("mine", "fiction")
    assert got.value.rules == library.load_regime("as-told").value.rules
    assert [one.stem for one in got.files] == ["mine", "as-told", "ordinary-law"]
    path.write_text(CHILD.replace("as-told", "bare"), encoding="utf-8")
    assert library.load_regime(path).value.rules == [], "a user's file is read anew"


def test_a_path_to_nowhere(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="G001"):
        library.load_regime(tmp_path / "bare.yaml")


def test_a_place_is_no_regime() -> None:
    with pytest.raises(UserFault, match="G101"):
        library.load_regime(library.find("places", "village"))


def test_reading_is_little_work() -> None:
    """Counted in calls, which are the same on a busy machine: some thirty for each byte, which is half a second."""
    path, calls = library.find("regimes", "as-told"), 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = read(path, Regime)
    finally:
        sys.setprofile(before)
    assert 0 < calls < 60 * sum(Path(file).stat().st_size for file in found.files)


def test_the_schemas_are_fresh(tmp_path: Path) -> None:
    for path in library.write_schemas(tmp_path):
        shipped = library.DATA / "schemas" / path.name
        assert shipped.read_text("utf-8") == path.read_text("utf-8"), "run library.write_schemas()"
        assert json.loads(path.read_text("utf-8"))["$id"] == f"glasshouse/{path.name}"
    assert len(list((library.DATA / "schemas").iterdir())) == len(library.KINDS)


def test_every_figure_has_a_key_a_confidence_and_a_role() -> None:
    rows = figures()
    assert len(rows) > 300
    assert {row.confidence for row in rows.values()} == {"seen", "verify"}
    assert {row.role for row in rows.values()} <= {"input", "target", "holdout", "context"}


def test_what_is_cited_is_found_at_any_depth() -> None:
    data = {"a": [{"source": "x"}], "source": ["y", "z"], "b": {"source": None}}
    assert list(cited(data)) == [(("a", 0, "source"), "x"), (("source", 0), "y"), (("source", 1), "z")]
