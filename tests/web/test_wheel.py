"""The wheel carries the page: a lab is served from one that was built and unpacked, with nothing of the repository."""

import os
import shutil
import subprocess
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.web.conftest import BUILT, ROOT
from tests.web.serving import listening

UV = ROOT / ".tools/bin/uv"
MARK = "<!-- out of the wheel -->"
PAGE = "glasshouse/lab/page"


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A wheel of the repository, built without a network and unpacked."""
    uv = str(UV) if UV.is_file() else shutil.which("uv")
    if uv is None or not BUILT.is_file():
        pytest.skip("no uv, or no built page: no wheel was looked at")
    built = subprocess.run(
        [uv, "build", "--wheel", "--offline", "--out-dir", tmp_path / "dist", ROOT],
        capture_output=True, text=True, check=False, env={**os.environ, "UV_CACHE_DIR": str(ROOT / ".cache/uv")},
    )  # fmt: skip
    if built.returncode != 0 and "offline" in built.stderr:
        pytest.skip("what builds a wheel is not here, and a test uses no network")
    assert built.returncode == 0, built.stderr
    [wheel] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    return tmp_path / "site"


@pytest.mark.slow  # a wheel of some 9 MB is packed, and a lab started from it
def test_a_lab_is_served_out_of_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    for part in ("index.html", "offline/index.html", "offline/app.js", "widget/widget.js"):
        assert (unpacked / PAGE / part).is_file(), part
    assert not list(unpacked.rglob("contract.ts")) and not list(unpacked.rglob("node_modules"))
    index = unpacked / PAGE / "index.html"
    index.write_text(index.read_text(encoding="utf-8") + MARK, encoding="utf-8")
    # The kernel of another folder is another one, which would be compiled and kept beside ours.
    with listening(tmp_path / "runs", PYTHONPATH=str(unpacked), GLASSHOUSE_CACHE=str(tmp_path / "cache")) as lab:
        with urllib.request.urlopen(f"{lab.base}/") as answer:
            assert MARK in answer.read().decode()
        script = next((unpacked / PAGE / "assets").glob("index-*.js"))
        with urllib.request.urlopen(f"{lab.base}/assets/{script.name}") as answer:
            assert answer.read() == script.read_bytes()
        assert "as-told" in {row["regime"] for row in lab.ask("/api/regimes")}
