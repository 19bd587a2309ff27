"""Three synthetic lives: chosen by the record and the seed, never twice, and none where they cannot be lived again."""

from pathlib import Path

import numpy as np
import pytest
import zarr

from glasshouse.record.manifest import read_manifest, write_manifest
from glasshouse.record.reading import open_run
from glasshouse.report.brief.histories import BY_LOT, LINES, Histories, History, chosen, histories
from tests.brief.conftest import Told


def lives(told: Told) -> tuple[History, ...]:
    """The lives of a report."""
    assert told.dossier.measured is not None
    return told.dossier.measured.histories.told


def test_the_first_life_is_of_somebody_sanctioned_in_error_for_longest(disputed: Told, records: Path) -> None:
    """Held against the panel itself, read without the code that searched it."""
    first = lives(disputed)[0]
    assert (first.criterion, first.title) == ("in-error-longest", "A sanction in error")
    panel = zarr.open_group(records / "as-told" / "panel.zarr", mode="r")
    legend = open_run(records / "as-told").manifest.legend.consequences
    adverse = sum(1 << k for k, row in enumerate(legend) if row.adverse)
    held, free = (np.asarray(panel[f"under_{name}"]) for name in ("held", "error_free"))
    days = ((held & ~free & adverse) != 0).sum(axis=0)
    ids = [str(name) for name in np.asarray(panel["citizen"])]
    assert days[ids.index(first.life.citizen.id)] == days.max() > 0


def test_no_life_is_told_twice_and_each_says_how_it_was_chosen(disputed: Told, empty: Told) -> None:
    for told in (disputed, empty):
        found = lives(told)
        assert len({one.life.citizen.id for one in found}) == len(found) == 3
        assert all(one.chosen.startswith("Chosen as the one ") for one in found)
        assert all(len(one.lines()) <= LINES for one in found)
        days = [[int(day.replace("\u202f", "")) for day, _ in one.lines()] for one in found]
        assert all(each == sorted(each) for each in days)


def test_where_nobody_was_wronged_the_report_says_so_and_draws_lots(empty: Told) -> None:
    found = lives(empty)
    assert [one.criterion for one in found] == [BY_LOT] * 3
    assert all(one.title == "A life drawn by lot" for one in found)
    assert "\u201cin-error-longest\u201d" in found[0].chosen
    assert "sanction" not in found[0].title.lower()


def test_a_loss_names_its_clause(disputed: Told) -> None:
    told = [text for _, text in lives(disputed)[0].lines()]
    assert any("Entered on a black list" in text and "as-told.yaml:" in text for text in told)
    assert any("in error" in text for text in told)


def test_a_record_of_another_model_is_reported_without_lives(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    for part in (records / "bare").iterdir():
        (folder / part.name).symlink_to(part)
    (folder / "manifest.json").unlink()
    manifest = read_manifest(records / "bare")
    write_manifest(folder, manifest.model_copy(update={"kernel_sha256": "0" * 64}))
    found = histories(open_run(folder), lambda stage, done, of: None)
    assert found.told == () and "another version of the model" in found.why_none


@pytest.mark.parametrize("criterion", ["in-error-longest", "ever-in-error", "helped-most"])
def test_nobody_is_found_where_there_is_no_case(records: Path, criterion: str) -> None:
    assert chosen(open_run(records / "bare"), criterion, set()) is None


def test_nobody_can_be_drawn_without_a_panel(records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    for part in (records / "bare").iterdir():
        if part.name != "panel.zarr":
            (folder / part.name).symlink_to(part)
    assert histories(open_run(folder), lambda stage, done, of: None) == Histories(
        (), "Nobody of this run is in a panel, so nobody could be drawn."
    )
