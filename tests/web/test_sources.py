"""The page's sources and its build: small files, one catalogue of words, a first visit that is not large."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
PAGE = ROOT / "src/glasshouse/lab/page"
MOST_LINES = 400
FIRST_LOAD_BYTES, WIDGET_BYTES = 170_000, 1_400_000
"""Packed, without the editor and without what draws charts; and what a notebook is given, as it is."""
SPOKEN = re.compile(r">\s*([A-Z][a-z]+ [a-z]+[^<>{}]*)<|(?:label|title|aria-label)=\"([A-Z][^\"]+)\"")
"""A sentence between tags, or in an attribute that is read out."""


def sources(folder: Path = WEB / "src") -> list[Path]:
    """The files of the page that people write."""
    return [path for path in sorted(folder.rglob("*.ts*")) if path.name != "contract.ts"]


def too_long(paths: list[Path]) -> list[str]:
    """Files with more lines than are allowed."""
    return [path.name for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES]


def spoken(paths: list[Path]) -> list[str]:
    """Words of the page that do not stand in its catalogue."""
    return [
        f"{path.name}: {found.group(0)}"
        for path in paths
        if path.suffix == ".tsx"
        for found in SPOKEN.finditer(path.read_text(encoding="utf-8"))
    ]


def test_files_are_small() -> None:
    paths = [*sources(), *sources(WEB / "test"), *sorted((WEB / "src").rglob("*.css"))]
    assert too_long(paths) == []


def test_words_stand_in_the_catalogue() -> None:
    assert spoken(sources()) == []


def test_a_long_file_and_a_stray_sentence_are_reported(tmp_path: Path) -> None:
    bad = tmp_path / "Bad.tsx"
    bad.write_text('const x = <p aria-label="Some words">Hello there</p>;\n' + "\n" * MOST_LINES, encoding="utf-8")
    assert too_long([bad]) == ["Bad.tsx"]
    assert len(spoken([bad])) == 2


def test_a_first_visit_is_not_large() -> None:
    index = PAGE / "index.html"
    if not index.is_file():
        pytest.skip("the page of the lab is not built: web/build.sh builds it, where there is a network")
    named = re.findall(r'(?:src|href)="\./(assets/[^"]+)"', index.read_text(encoding="utf-8"))
    assert named
    packed = sum(len(gzip.compress((PAGE / name).read_bytes())) for name in ["index.html", *named])
    assert packed < FIRST_LOAD_BYTES
    assert not any("Editor" in name or "drawing" in name for name in named)
    assert (PAGE / "widget/widget.js").stat().st_size < WIDGET_BYTES


def test_what_is_generated_is_not_kept() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no history here")
    command = [git, "ls-files", "web", "src/glasshouse/lab"]
    kept = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "web/openapi.json" in kept
    assert [name for name in kept if name.endswith("contract.ts") or "/page/" in name] == []


def test_what_the_page_works_out_is_right() -> None:
    vitest = WEB / "node_modules/vitest/vitest.mjs"
    node = shutil.which("node")
    if node is None or not vitest.is_file():
        pytest.skip("what tests the page's own arithmetic is not here: web/build.sh fetches it")
    done = subprocess.run([node, vitest, "run"], cwd=WEB, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
