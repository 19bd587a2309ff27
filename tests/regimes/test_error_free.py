"""Any regime with sensors that make no error: nothing false on record, and all else as it was."""

from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.audit import objectives
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import Counted, live
from glasshouse.inputs import error_free, library
from glasshouse.inputs.checks import check_alone, check_world
from glasshouse.inputs.comparing import HEAD, compare
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.inspecting import check_file
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime
from glasshouse.record.reading import Run

SEASON = Setting(1000, 90, 1, panel=0)
FEIGNED = {act.id for act in library.load_conduct("default").value.acts if act.deed}
"""Deeds that people may feign: a sensor that believes them is not mistaken about who or what it saw."""
SAID_IN_STARS = {"nosedive"}
"""Where stars are given falsely by people, so that standings in error are left without any sensor's error."""


def lived(regime: Read[Regime], setting: Setting = SEASON) -> Counted:
    """A season of the village under a regime."""
    files = Files(library.load_place("village"), library.load_conduct("default"), regime)
    return live(files, compile_tables(files.place.value, files.conduct.value, regime.value), setting)


def false_records(run: Run) -> dict[str, int]:
    """Records of acts that are somebody else's, of nothing, or double, but for deeds that were feigned."""
    columns = [name for name in run.names("recorded.") if not name.endswith(".true")]
    feigned = {f"recorded.{act}.nothing" for act in FEIGNED}
    return {name: int(run.total(name).sum()) for name in columns if name not in feigned and run.total(name).any()}


@pytest.mark.parametrize("name", library.names("regimes"))
def test_nothing_false_is_on_record(name: str) -> None:
    read = error_free.of(name)
    world = library.load_place("cn-2020"), library.load_conduct("default")
    assert [*check_alone(read), *check_world(*world, read)] == []
    run = lived(read)
    assert false_records(run) == {}
    in_error, of = objectives.figures_of(run)["in-error"]
    assert of > 0 and (in_error == 0 or name in SAID_IN_STARS)


def test_the_same_regime_with_its_errors_has_false_records() -> None:
    assert {column.rpartition(".")[2] for column in false_records(lived(library.load_regime("as-told")))} >= {
        "nothing", "double",
    }  # fmt: skip


def test_what_is_covered_caught_and_missed_is_as_it_was() -> None:
    for name in library.names("regimes"):
        before, after = library.load_regime(name).value, error_free.of(name).value
        for one, other in zip(before.sensors, after.sensors, strict=True):
            kept = ("id", "sees", "coverage", "exposure", "hit", "missed", "impaired", "hit_lost", "delay_weeks")
            assert [getattr(one, field) for field in kept] == [getattr(other, field) for field in kept]
            assert [one.hit_for(group) for group in ("M", "N1", "N2")] == [
                other.hit_for(group) for group in ("M", "N1", "N2")
            ]
        rest = {"regime", "title", "status", "describes", "note", "sensors", "score", "extends"}
        assert before.model_dump(exclude=rest) == after.model_dump(exclude=rest)


def test_the_file_says_what_it_is_and_hands_the_note_on(tmp_path: Path) -> None:
    path = tmp_path / "perfect.yaml"
    path.write_text(error_free.begin(path, "dossier").text, "utf-8")
    assert check_file(str(path)) == []
    found = library.load_regime(path).value
    assert found.describes.startswith("Content note:") and "no sensor is without error" in found.describes
    assert (found.regime, found.status) == ("perfect", "baseline")
    assert {change.section for change in compare("dossier", str(path)).changes} == {HEAD, "sensors"}
    assert "mostly about firms" in error_free.of("as-told").value.describes


def test_a_file_of_ones_own_that_is_called_like_a_shipped_one_has_it_too(tmp_path: Path) -> None:
    path = tmp_path / "ordinary-law.yaml"
    path.write_text(
        "regime: mine\ntitle: A law of mine\nstatus: fiction\ndescribes: Nowhere, never.\nextends: bare\n", "utf-8"
    )
    found = error_free.of(path)
    assert [file.stem for file in found.files] == ["mine-error-free", "ordinary-law", "bare"]


def test_a_record_keeps_the_file_that_was_made_and_lives_again(tmp_path: Path) -> None:
    files = api.load("as-told", "village", error_free=True)
    run = api.run(files, Setting(500, 40, 3, panel=10), tmp_path / "run")
    kept = (tmp_path / "run" / "inputs" / "regime-as-told-error-free.yaml").read_text("utf-8")
    assert kept == files.regime.made and "per_comparison: 0" in kept
    assert run.manifest.regime.name == "as-told-error-free"
    assert api.reproduce(tmp_path / "run").digest == run.manifest.digest
