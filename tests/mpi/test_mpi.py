"""Several processes live one world: one record, byte for byte; and what cannot be done together is refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.engine import bounds, districts, mpi
from glasshouse.engine.experiment import Setting
from glasshouse.engine.mpi_worlds import dealt
from glasshouse.engine.resuming import Means, resume_experiment
from glasshouse.record.reading import open_run
from tests.mpi import together

ROOT = Path(__file__).resolve().parents[2]
MPIEXEC = Path(sys.executable).with_name("mpiexec")
needs_mpi = pytest.mark.skipif(
    not MPIEXEC.exists() and shutil.which("mpiexec") is None, reason="there is no mpiexec on this machine"
)


def launched(processes: int, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python with so many processes at the root of the repository."""
    mpiexec = str(MPIEXEC) if MPIEXEC.exists() else "mpiexec"
    variables = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [mpiexec, "-n", str(processes), sys.executable, *arguments],
        cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@needs_mpi
@pytest.mark.parametrize(
    ("regime", "several"),
    [
        ("as-told", (2, 3)),
        ("as-told-repealed", (3,)),
        pytest.param("as-told-repealed", (2,), marks=pytest.mark.slow),
    ],
)
def test_one_two_and_three_processes_leave_one_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regime: str, several: tuple[int, ...]
) -> None:
    """In a regime in phases districts leave the first of them on days of their own."""
    monkeypatch.setattr(districts, "SENTINELS", 2)
    alone = together.lived(tmp_path / "alone", regime).manifest
    begun = [(one.id, one.first, one.districts) for one in alone.phases]
    assert bool(begun) == (regime == "as-told-repealed")
    for processes in several:
        folder = tmp_path / f"of-{processes}"
        done = launched(processes, "-m", "tests.mpi.together", str(folder), regime)
        assert done.returncode == 0, done.stderr
        found = open_run(folder).manifest
        assert found.machine["processes"] == str(processes)
        assert found.digest == alone.digest
        assert [file.sha256 for file in found.files if file.path != "log.jsonl"] == [
            file.sha256 for file in alone.files if file.path != "log.jsonl"
        ]
        assert found.phases == alone.phases
        assert found.rates == alone.rates and found.overflows == alone.overflows


@needs_mpi
def test_a_fault_of_the_leader_ends_all(tmp_path: Path) -> None:
    """A folder that is in use: found by the leader when the others already wait for orders."""
    (tmp_path / "mine.txt").write_text("not a record's", encoding="utf-8")
    done = launched(2, "-m", "tests.mpi.together", str(tmp_path))
    assert done.returncode != 0
    assert "G401" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_districts_are_dealt_with_balance() -> None:
    plan = districts.plan_of(1, 1_000_000, 1000, 31)
    for size in (1, 2, 3, 7, 100, 1000):
        hands = dealt(plan, size)
        assert sorted(number for hand in hands for number in hand) == list(range(plan.districts))
        chosen = set(plan.sentinels())
        of_all, of_sentinels = [len(hand) for hand in hands], [len(chosen & set(hand)) for hand in hands]
        assert max(of_all) - min(of_all) <= 1
        assert max(of_sentinels) - min(of_sentinels) <= 1


def test_what_cannot_be_done_together_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMI_SIZE", "2")
    with pytest.raises(UserFault, match="give one seed, or leave out mpiexec"):
        bounds.check_setting(Setting(500, 1, 1), seeds=2)
    with pytest.raises(UserFault, match="a run is resumed by one process"):
        resume_experiment(tmp_path, Means(), lambda stage, done, of: None)
    monkeypatch.setattr(mpi, "find_spec", lambda name: None)
    monkeypatch.setattr(mpi, "_team", [])
    with pytest.raises(UserFault, match="install the extra `mpi`"):
        mpi.team_here()
    monkeypatch.delenv("PMI_SIZE")
    assert not mpi.is_launched() and mpi.team_here() is None
