"""Each shipped regime over the village for a month: the digest, and the figures that people look at.

`BLESS=1` writes them anew. A change is said in words, and wants a line in the changelog.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from glasshouse.audit import claimed, objectives
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import live
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables

GOLDENS = Path(__file__).parent / "goldens"
SHIPPED = library.names("regimes")
MONTH = Setting(1000, 30, 1, panel=0)


def golden(name: str) -> dict[str, Any]:
    """What a month of the village under a regime comes to: numerators and denominators, and the digest of all."""
    files = Files(library.load_place("village"), library.load_conduct("default"), library.load_regime(name))
    run = live(files, compile_tables(files.place.value, files.conduct.value, files.regime.value), MONTH)
    told = {**objectives.figures_of(run), **claimed.figures_of(run)}
    return {"digest": run.manifest.digest, "figures": {key: list(value) for key, value in sorted(told.items())}}


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What is different, in words."""
    found = [] if old["digest"] == new["digest"] else ["the digest: some count or state is another"]
    before, after = old["figures"], new["figures"]
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            found.append(f"{key}: {before.get(key, 'not there')} -> {after.get(key, 'not there')}")
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_a_month_of_the_village_is_the_one_agreed_upon(name: str) -> None:
    path, made = GOLDENS / f"{name}.json", golden(name)
    if os.environ.get("BLESS"):
        path.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    assert path.is_file(), "run with BLESS=1, and look at what was written"
    kept = json.loads(path.read_text("utf-8"))
    assert changes(kept, made) == [], "run with BLESS=1 if the change is meant, and say `results: changed` why"


def test_goldens_are_of_shipped_regimes_alone() -> None:
    assert {path.stem for path in GOLDENS.glob("*.json")} == set(SHIPPED)


def test_no_two_regimes_do_the_same() -> None:
    digests = [json.loads(path.read_text("utf-8"))["digest"] for path in GOLDENS.glob("*.json")]
    assert len(digests) == len(set(digests))


def test_a_change_is_said_in_words() -> None:
    old = {"digest": "a", "figures": {"entered x": [1, 10], "tier y": [2, 10]}}
    new = {"digest": "b", "figures": {"entered x": [3, 10], "under z": [0, 10]}}
    assert changes(old, new) == [
        "the digest: some count or state is another",
        "entered x: [1, 10] -> [3, 10]",
        "tier y: [2, 10] -> not there",
        "under z: not there -> [0, 10]",
    ]
    assert changes(old, old) == []
