"""The graphics card: one digest with the processor, in the simulator; and a machine that has no card."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.engine import cuda, districts
from tests.cuda import simulated

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "from glasshouse.cli import main; main()"


def process(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run Python at the root of the repository and return what it left."""
    variables = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=variables, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_card_and_the_processor_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """300 citizens, 31 days, in batches of two districts and one: digest, counts and panel; and a recorded run."""
    monkeypatch.setattr(districts, "SENTINELS", 1)
    done = process("-m", "tests.cuda.simulated", "2", NUMBA_ENABLE_CUDASIM="1")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["small"] == simulated.small("cpu")
    assert found["recorded"] == simulated.recorded(replace(simulated.RECORDED, backend="cpu"))


def test_without_a_card_nothing_is_begun(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    done = process("-c", PROGRAM, "run", "bare", "--place", "village", "--citizens", "500", "--days", "1",
                   "--backend", "cuda", "--out", str(folder), CUDA_VISIBLE_DEVICES="-1",
                   NUMBA_ENABLE_CUDASIM="0")  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "G408 there is no graphics card to run on" in done.stderr
    assert "write --backend cpu: the answer is the same" in done.stderr
    assert not folder.exists()


def test_without_the_package_it_says_which_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUMBA_ENABLE_CUDASIM", raising=False)
    monkeypatch.setattr(cuda, "find_spec", lambda name: None)
    with pytest.raises(UserFault, match="install the extra `gpu`"):
        cuda.cuda_backend()
