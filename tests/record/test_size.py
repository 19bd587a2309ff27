"""The size of a record: said before the run, kept to, refused where the disk has no room; and memory that stays."""

import tracemalloc
from collections import namedtuple
from io import StringIO
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from rich.console import Console

from glasshouse import api
from glasshouse.cli.progress import Line
from glasshouse.diagnostics import UserFault
from glasshouse.engine.districts import plan_of
from glasshouse.engine.experiment import Setting, first_manifest, ground_of, texts_of
from glasshouse.inputs.compiling import compile_tables
from glasshouse.model import columns as count
from glasshouse.record import size
from glasshouse.record.counts import GRAINS, KEYS, ROWS
from glasshouse.record.writing import ASIDE, Recorder

Usage = namedtuple("Usage", "total used free")

RUNS = {
    "short and small": ("as-told", "village", Setting(500, 1, 1, district_size=500)),
    "small, long": ("as-told", "village", Setting(2000, 400, 1, district_size=1000, panel=50)),
    "no score": ("bare", "village", Setting(3000, 45, 1, district_size=1000, panel=0)),
    "ordinary law": ("ordinary-law", "village", Setting(3000, 45, 1, district_size=500, panel=1000)),
    "many districts": ("as-told", "cn-2020", Setting(40_000, 31, 1, district_size=500, panel=200)),
    "large districts": ("as-told", "cn-2020", Setting(200_000, 31, 1, panel=500)),
}


def within(fact: int, expected: int) -> bool:
    """Whether a size is what was expected, within the stated tolerance."""
    return abs(fact - expected) <= size.TOLERANCE * expected


@pytest.mark.parametrize("name", RUNS)
def test_a_record_takes_what_was_said_before(name: str, tmp_path: Path) -> None:
    regime, place, setting = RUNS[name]
    said = []
    run = api.run(api.load(regime, place), setting, tmp_path / "run", lambda *told: said.append(told))
    fact = sum(path.stat().st_size for path in run.folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    figures = api.figures(run)
    assert figures["record_bytes"] == fact
    assert ("space", 0, figures["record_bytes_expected"]) in said
    assert [stage for stage, _, _ in said].index("space") < [stage for stage, _, _ in said].index("days")
    assert within(fact, figures["record_bytes_expected"]), (fact, figures["record_bytes_expected"])


def test_the_progress_line_says_the_size_before_the_run() -> None:
    out = StringIO()
    with Line(console=Console(file=out, force_terminal=True, width=80, color_system=None)) as line:
        line.say("space", 0, 3_600_000)
    assert "the record will take about 3.6 MB" in out.getvalue()


def test_twice_or_half_of_what_was_said_is_caught() -> None:
    assert within(1190, 1000) and within(810, 1000)
    assert not within(2000, 1000) and not within(500, 1000)


def expected(citizens: int, days: int) -> tuple[int, int]:
    """Return what a run of the whole country would take, and what would wait aside."""
    files, setting = api.load("as-told"), Setting(citizens, days, 1)
    place = files.place.value
    compiled = compile_tables(place, files.conduct.value, files.regime.value)
    plan = plan_of(1, citizens, round(place.district_size.value), round(place.provinces.value))
    manifest = first_manifest(files, setting, compiled, plan, 1000)
    ground = ground_of(plan, compiled)
    return size.expected_bytes(manifest, ground, texts_of(files)), size.aside_bytes(manifest, ground)


def test_a_country_year_stays_under_two_gigabytes() -> None:
    whole, aside = expected(1_400_000_000, 365)
    assert whole * (1 + size.TOLERANCE) + aside < 2_000_000_000
    assert whole > 10 * expected(10_000_000, 365)[0]


def test_a_disk_without_room_is_a_diagnostic_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(10**9, 10**9 - 300_000, 300_000))
    with pytest.raises(UserFault, match="G404") as caught:
        api.run(api.load("bare", "village"), Setting(1000, 3, 1), tmp_path / "deep" / "run")
    assert "300 kB are free" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_statistics_are_kept_for_keys_alone_and_row_groups_are_large(tmp_path: Path) -> None:
    setting = Setting(40_000, 62, 1, district_size=500, panel=0)
    run = api.run(api.load("bare", "village"), setting, tmp_path / "run")
    for grain in GRAINS:
        parquet = pq.read_metadata(run.folder / grain.file)
        groups = [parquet.row_group(k) for k in range(parquet.num_row_groups)]
        assert all(ROWS * 0.9 < group.num_rows <= ROWS for group in groups[:-1])
        for k in range(parquet.num_columns):
            column = groups[0].column(k)
            assert column.is_stats_set == (column.path_in_schema in KEYS), column.path_in_schema
    districts = pq.read_metadata(run.folder / GRAINS[2].file)
    starts = [districts.row_group(k).column(0).statistics.min for k in range(districts.num_row_groups)]
    assert len(starts) > 1 and starts == sorted(starts)


def peak(folder: Path, days: int, districts: int) -> int:
    """Return the most memory that recording made-up counts took."""
    files, setting = api.load("bare", "village"), Setting(500 * districts, days, 1, district_size=500, panel=0)
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    plan = plan_of(1, setting.citizens, 500, 1)
    manifest = first_manifest(files, setting, compiled, plan, 0)
    tracemalloc.start()
    recorder = Recorder(folder, manifest, ground_of(plan, compiled))
    counts = np.ones((30, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
    for district in range(districts):
        for first in range(0, days, 30):
            recorder.cycle(district, first, counts[: min(30, days - first)])
        recorder.landed(district)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    recorder.abandon("a test")
    assert not (folder / ASIDE).exists()
    return most


def test_memory_grows_neither_with_days_nor_with_districts(tmp_path: Path) -> None:
    """Twice the days (or districts) may take no more than the few bytes a cycle of frames and keys."""
    once = peak(tmp_path / "once", 2000, 2)
    assert peak(tmp_path / "days", 4000, 2) < once * 1.1
    assert peak(tmp_path / "districts", 2000, 4) < once * 1.1
