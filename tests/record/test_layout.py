"""What lies in a record beside its counts: frames, panel, cases, log, digests; and records of the format before."""

import errno
import json
import re
import tarfile
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.engine.run import sums_by_block
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model.standing import composite, consequences_mask, lists_mask
from glasshouse.model.tables import ADVERSE, BLACK_LISTS, TEMPLATE_SIZE
from glasshouse.record import cases, frames, rows
from glasshouse.record.counts import DISTRICTS
from glasshouse.record.log import LOG, read_log
from glasshouse.record.panel import read_panel
from glasshouse.record.reading import Run, open_run
from glasshouse.record.spool import Spool
from glasshouse.record.writing import ASIDE
from tests import worlds

CITIZENS, SIZE, DAYS = 2900, 1450, 65


@pytest.fixture(scope="module")
def a_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run two small districts for three cycles, the last cut short."""
    return run_of(tmp_path_factory.mktemp("runs") / "one")


def run_of(folder: Path, **how: Any) -> Run:
    """Run the small world in ``folder``."""
    setting = Setting(CITIZENS, DAYS, 1, **{"district_size": SIZE, "panel": 12, **how})
    return api.run(api.load("as-told", "village"), setting, folder)


@pytest.fixture(scope="module")
def lived() -> worlds.Lived:
    """Live the same world with everything left open."""
    return worlds.live(worlds.place(), worlds.conduct(), worlds.regime(), CITIZENS, DAYS, district_size=SIZE)


# -- rows read at once


def test_rows_read_at_once_are_what_the_model_reads_one_by_one(lived: worlds.Lived) -> None:
    tables = lived.compiled.tables
    for flight in lived.flights:
        people, citizens = range(len(flight.citizens)), flight.citizens
        for track in range(state.TRACKS):
            assert rows.scores(citizens, track, tables).tolist() == [
                composite(i, track, citizens, tables) for i in people
            ]
            assert rows.consequences(citizens, [track], tables)[0].tolist() == [
                consequences_mask(i, track, citizens, tables) for i in people
            ]
            assert rows.lists(citizens, track).tolist() == [lists_mask(i, track, citizens) for i in people]
        listed = [any(lists_mask(i, track, citizens) for track in range(state.TRACKS)) for i in people]
        assert rows.on_any_list(citizens).tolist() == listed


# -- frames


@pytest.mark.parametrize("backend", ["cpu", "python"])
def test_blocks_read_from_rows_add_up_to_the_counts_of_their_district(
    lived: worlds.Lived, a_run: Run, backend: str
) -> None:
    assert int(lived.compiled.tables[TEMPLATE_SIZE]) < SIZE
    for flight in lived.flights:
        *sums_of_quantities, scored = sums_by_block(flight, lived.compiled.tables, backend)
        sums = np.array(sums_of_quantities)
        whole, all_scored = frames.sums_of_counts(lived.by_district[flight.number, -1], a_run.manifest.legend)
        assert sums.shape == (len(frames.QUANTITIES), 2)
        assert sums.sum(axis=1).tolist() == whole[:, 0].tolist()
        assert scored.sum() == all_scored.sum()
        assert whole[1:, 0].sum() > 0, "a world without sanctions, fear or lists tests little"


def test_frames_open_in_xarray_with_a_day_a_quantity_and_a_place(a_run: Run, lived: worlds.Lived) -> None:
    import xarray

    data = xarray.open_zarr(a_run.folder / frames.FRAMES, consolidated=False)
    assert data.attrs["synthetic"] is True
    assert data["by_district"].dims == ("frame", "quantity", "district") and data["by_district"].dtype == np.uint16
    assert data["by_block"].dims == ("frame", "quantity", "block")
    assert data["frame"].values.tolist() == [29, 59, 64]
    assert data["quantity"].values.tolist() == [quantity.id for quantity in frames.QUANTITIES]
    assert data["block_district"].values.tolist() == [0, 0, 1, 1]
    assert all(array.attrs["units"] and array.attrs["description"] for array in data.variables.values())
    counts = lived.by_district[:, 29].sum(axis=1)
    mean = counts[:, count.SCORE_SUM] / counts[:, count.SCORED_STOCK]
    assert data["by_district"].sel(quantity="score", frame=29).values == pytest.approx(mean, abs=0.5)
    in_error = data["by_district"].sel(quantity="in_error", frame=64).values
    stock = lived.by_district[:, 64].sum(axis=1)
    share = stock[:, count.SANCTIONED + count.IN_ERROR] * 10_000 / stock[:, count.SCORED_STOCK]
    assert in_error == pytest.approx(share, abs=0.5)


def test_a_cell_of_few_is_not_shown() -> None:
    sums = np.ones((len(frames.QUANTITIES), 2), dtype=np.int64)
    shown = frames.figures_of(sums, np.array([frames.LEAST_IN_CELL, frames.LEAST_IN_CELL - 1]))
    assert (shown[:, 0] != frames.NONE).all() and (shown[:, 1] == frames.NONE).all()


@pytest.mark.parametrize("cells", [1, 4, 64, 1024])
def test_the_drawing_goes_through_every_cell_in_steps_of_one(cells: int) -> None:
    places = frames.drawing(cells).astype(int).tolist()
    assert len({tuple(place) for place in places}) == cells
    assert all(abs(x - u) + abs(y - v) == 1 for (x, y), (u, v) in pairwise(places))


# -- the panel


def test_the_panel_opens_in_xarray_and_says_what_its_codes_mean(a_run: Run) -> None:
    import xarray

    data = xarray.open_zarr(a_run.folder / "panel.zarr", consolidated=False)
    assert dict(data.sizes) == {"day": DAYS, "citizen": 12}
    assert data.attrs["synthetic"] is True
    assert all(str(name).startswith("s-") for name in data["citizen"].values)
    assert all(array.attrs["units"] and array.attrs["description"] for array in data.variables.values())
    legend = a_run.manifest.legend
    assert data["tier"].attrs["flag_meanings"].split() == [row.id for row in legend.tiers]
    assert data["lists"].attrs["flag_masks"] == [1 << k for k in range(len(legend.lists))]
    assert not np.isnan(data["score_held"].values).any()
    assert data["job"].values.max() < len(data["job"].attrs["flag_values"])
    _, columns = read_panel(a_run.folder)
    assert (data["money"].values == columns["money"]).all()


DOCUMENT = Path(__file__).parents[2] / "docs" / "record.md"


def test_the_example_of_the_document_runs(a_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "A").symlink_to(a_run.folder)
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(example, found)
    ids, columns = read_panel(a_run.folder)
    assert found["mean_fear"].shape == (DAYS,) and found["no_flights"].shape == (DAYS, len(ids))
    bit = 1 << [row.id for row in a_run.manifest.legend.consequences].index("flights-refused")
    assert found["person_days"] == np.count_nonzero(columns["under_held"] & bit)
    assert 350 <= float(found["score"].min()) <= float(found["score"].max()) <= 950


# -- cases


def expected_cases(lived: worlds.Lived) -> dict[str, dict[str, int]]:
    """Return every citizen's figure by criterion, worked out one by one with the model's own functions."""
    found: dict[str, dict[str, int]] = {criterion.id: {} for criterion in cases.CRITERIA}
    tables = lived.compiled.tables
    adverse, black = int(tables[ADVERSE]), int(tables[BLACK_LISTS])
    for flight in lived.flights:
        people = flight.citizens
        for i in range(len(people)):
            held, free, right = (consequences_mask(i, track, people, tables) for track in range(3))
            records = [state.get(people, i, state.whole(state.RECORD, k)) for k in range(state.RECORDS_KEPT)]
            figures = (
                bin(held & adverse & ~free).count("1"),
                bin(held & adverse & free & ~right).count("1"),
                state.get(people, i, state.EVER_IN_ERROR),
                state.get(people, i, state.EVER_AGAINST_RIGHT),
                state.get(people, i, state.EVER_REFUSED),
                composite(i, 1, people, tables) - composite(i, 0, people, tables),
                bin(lists_mask(i, 0, people) & black).count("1"),
                sum(record != 0 and (record >> 8) & 7 != 0 for record in records),
                state.get(people, i, state.FEAR),
            )
            for criterion, figure in zip(cases.CRITERIA, figures, strict=True):
                found[criterion.id][f"s-{flight.number}-{i}"] = figure
    return found


def test_cases_are_those_with_the_largest_figures(a_run: Run, lived: worlds.Lived) -> None:
    found, everybody = cases.read_cases(a_run.folder), expected_cases(lived)
    assert list(found) == list(everybody)
    assert sum(bool(rows) for rows in found.values()) >= 5, "too quiet a world to test much"
    for criterion, those in found.items():
        largest = sorted((figure for figure in everybody[criterion].values() if figure > 0), reverse=True)
        assert [figure for _, figure in those] == largest[: cases.KEPT], criterion
        assert all(everybody[criterion][citizen] == figure for citizen, figure in those)
        assert len({citizen for citizen, _ in those}) == len(those)


def test_a_case_is_an_id_and_a_figure_and_nothing_else(a_run: Run) -> None:
    whole = json.loads((a_run.folder / cases.CASES).read_text())
    assert whole["synthetic"] is True
    for criterion in whole["criteria"]:
        assert set(criterion) == {"id", "unit", "meaning", "cases"}
        assert all(set(case) == {"citizen", "figure"} for case in criterion["cases"])


def test_ties_are_broken_by_luck_and_not_by_who_comes_first(lived: worlds.Lived) -> None:
    tables = lived.compiled.tables
    of_each = [cases.top_cases(1, flight.number, flight.citizens, tables) for flight in lived.flights]
    one, other = cases.Cases(), cases.Cases()
    for found in of_each:
        one.take(found)
    for found in reversed(of_each):
        other.take(found)
    assert one.found == other.found
    drawn = cases.first_cases(np.ones(10_000, dtype=np.int64), (1, 2), 3, district=0)
    assert len(drawn) == cases.KEPT and max(number for *_, number in drawn) > 5000


# -- log, digests, room aside


def test_the_log_tells_the_stages_in_order(a_run: Run, tmp_path: Path) -> None:
    lines = read_log(a_run.folder)
    stages = [line["stage"] for line in lines]
    assert [stage for stage in stages if stage not in ("days", "province")] == [
        "begun",
        "compiled",
        "lived",
        "finished",
    ]
    assert stages.count("days") <= 10 and "province" in stages
    assert all(later["seconds"] >= earlier["seconds"] for earlier, later in pairwise(lines))
    assert lines[-1]["digest"] == a_run.manifest.digest
    text = (a_run.folder / LOG).read_text()
    (tmp_path / LOG).write_text(text[:-20])
    assert read_log(tmp_path) == lines[:-1]


def test_every_file_has_its_digest_and_none_depends_on_how_it_was_run(a_run: Run, tmp_path: Path) -> None:
    listed = {file.path: file for file in a_run.manifest.files}
    there = {path.relative_to(a_run.folder).parts[0] for path in a_run.folder.iterdir()}
    assert {path.split("/")[0] for path in listed} == there - {"manifest.json", "ro-crate-metadata.json", LOG}
    for path, file in listed.items():
        if (a_run.folder / path).is_file():
            content = (a_run.folder / path).read_bytes()
            assert (file.bytes, file.sha256) == (len(content), sha256(content).hexdigest())
    again = run_of(tmp_path / "again", threads=2, shards=2, order="day")
    assert again.manifest.digest == a_run.manifest.digest
    assert again.manifest.files == a_run.manifest.files
    (again.folder / cases.CASES).write_text("{}")
    from glasshouse.record.size import files_of

    assert files_of(again.folder) != a_run.manifest.files
    assert not (again.folder / ASIDE).exists()


def test_the_counts_written_are_the_counts_lived(a_run: Run, lived: worlds.Lived) -> None:
    table = pq.read_table(a_run.folder / DISTRICTS)
    for name, position in (("done.jaywalk", count.DONE + lived.act("jaywalk")), ("fines", count.FINES)):
        flows = [lived.by_district[:, first : first + 30, :, position].sum(axis=1) for first in (0, 30, 60)]
        assert table[name].to_numpy().tolist() == np.stack(flows, axis=1).ravel().tolist()
    stocks = lived.by_district[:, [29, 59, 64]][..., count.MONEY_SUM]
    assert table["money_sum"].to_numpy().tolist() == stocks.ravel().tolist()
    daily = lived.counts[:, :, count.CANDIDATES]
    assert (a_run.daily("candidates") == daily).all()


# -- when the disk is full


@pytest.mark.parametrize(("number", "raised"), [(errno.ENOSPC, UserFault), (errno.EBADF, OSError)])
def test_a_disk_that_fills_up_is_a_diagnostic_and_a_bug_stays_a_bug(
    number: int, raised: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(number, "no more")

    monkeypatch.setattr(Spool, "put", full)
    with pytest.raises(raised, match="G403" if raised is UserFault else "no more"):
        run_of(tmp_path / "run")
    with pytest.raises(UserFault, match="G503"):
        open_run(tmp_path / "run")
    assert not (tmp_path / "run" / ASIDE).exists() and not list((tmp_path / "run" / "counts").iterdir())
    assert read_log(tmp_path / "run")[-1]["stage"] == "abandoned"


# -- records of the format before


def test_a_record_of_format_1_is_still_read(tmp_path: Path) -> None:
    """Written on 2026-11-23 by the version before this layout: 1000 citizens, 33 days, seed 1, `as-told`, `village`."""
    with tarfile.open(Path(__file__).parent / "fixtures" / "format-1.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    run = open_run(tmp_path)
    assert run.manifest.format == 1 and run.manifest.digest is not None
    assert run.manifest.digest.startswith("f66f19e178a307a4")
    assert run.total("done.jaywalk").tolist() == [1068, 124, 56]
    assert run.last("score_sum.held").tolist() == [6160526, 625796, 333536]
    ids, columns = read_panel(tmp_path)
    assert ids == ["s-0-392", "s-1-35", "s-1-285"]
    assert columns["money"].sum(axis=0).tolist() == [17696, 459567, 16093]
    assert cases.read_cases(tmp_path) == {} and read_log(tmp_path) == []
    assert run.manifest.files == [] and api.figures(run)["record_bytes"] == 0
    assert api.summary(tmp_path) is not None
