"""`glasshouse bench`: what it measures, how it says it, and where it keeps it."""

import json
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.engine import benching, limits

STATED = (
    "regime", "citizens", "days", "seconds_compile", "seconds_build", "seconds_days", "ns_per_citizen_day",
    "core_ns_per_citizen_day",
    "build_ns_per_citizen", "candidates_per_citizen_day", "records_per_citizen_day", "changes_per_citizen_day",
    "bytes_per_citizen", "peak_rss_bytes", "digest",
)  # fmt: skip


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure limits on little, quickly."""
    monkeypatch.setattr(limits, "SWEPT_BYTES", 1 << 22)
    monkeypatch.setattr(limits, "DRAWS", 1 << 16)


def test_it_measures_regimes_and_sizes_beside_the_limits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["bench", "as-told", "bare", "--place", "village", "--citizens", "1_500,1000", "--days", "3"]
    assert guarded(lambda: app([*words, "--keep", str(tmp_path / "kept"), "--json"])) == 0
    measured = json.loads(capsys.readouterr().out.splitlines()[-1])
    runs = measured["runs"]
    assert [run["citizens"] for run in runs] == [1000, 1000, 1500, 1500], "the peak of memory never falls"
    assert {run["regime"] for run in runs} == {"as-told", "bare"}
    for run in runs:
        assert all(name in run for name in STATED)
        assert run["limits"]["draws_per_second"] > 0 and run["limits"]["bytes_per_second"] > 0
        assert run["limits"]["ratio_to_integer_limit"] > 0
    assert runs[0]["candidates_per_citizen_day"] > 0
    [kept] = (tmp_path / "kept").iterdir()
    assert measured.pop("kept") == str(kept)
    assert json.loads(kept.read_text(encoding="utf-8")) == measured
    assert kept.name.startswith(measured["date"])
    assert benching.file_of(measured, kept.parent).name == f"{kept.stem}-2.json", "nothing is written over"


def test_it_says_so_in_80_columns(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = ["bench", "bare", "--place", "village", "--citizens", "1000", "--days", "2", "-q"]
    assert guarded(lambda: app(words)) == 0
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    for word in ("candidates", "of limits", "G draws/s", "ns each", "machine:"):
        assert word in said


def test_a_folder_that_cannot_be_made_is_told_before_anything_runs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    words = ["bench", "bare", "--place", "village", "--citizens", "1000", "--keep", str(tmp_path / "file")]
    assert guarded(lambda: app(words)) == 2
    assert "G507" in capsys.readouterr().err


def test_a_processor_that_does_not_say_its_name(tmp_path: Path) -> None:
    assert benching.processor_model(tmp_path / "none") == "unknown"
    (tmp_path / "cpuinfo").write_text("processor: 0\n", encoding="utf-8")
    assert benching.processor_model(tmp_path / "cpuinfo") == "unknown"
