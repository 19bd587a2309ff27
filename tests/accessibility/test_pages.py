"""The page as whoever cannot see it, sees little of it or has a small window gets it, judged by axe-core.

What examines pages is JavaScript. `./check` fetches it once; a test uses no network, so that these are skipped, and say
why, where it was not fetched. Where a Chromium is found, pages are looked at in it as well.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.engine.experiment import Setting

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parents[1] / ".cache" / "accessibility"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOT_STARTED = 3
LONGEST_SECONDS = 500

NAMELESS = """<!doctype html><html><head><title>Bad</title></head><body><main><h1>Bad</h1>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main></body></html>"""
"""A page whose image and language are unsaid."""

UGLY = """<!doctype html><html lang="en"><head><title>Bad</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Bad</h1>
<p style="color:#bbb;background:#fff">Grey on white.</p>
<img alt="elsewhere" src="http://nowhere.invalid/seen.png"><div style="width:900px">Wide.</div></main></body></html>"""
"""A page that is pale, wider than a small window, and asks for something outside."""

IN_THE_DARK = "<style>@media (prefers-color-scheme:dark){p{color:#ddd!important}}</style></head>"
DIM = UGLY.replace("#bbb", "#333").replace("</head>", IN_THE_DARK)
"""A page that is pale in the dark alone."""


def node() -> str:
    """Node, where it and what it runs are here."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("no Node here")
    lock = "package-lock.json"
    if not (TOOLS / lock).is_file() or (TOOLS / lock).read_bytes() != (HERE / lock).read_bytes():
        pytest.skip("what examines pages is not here: ./check fetches it once, where there are Node, npm and a network")
    return found


def found_browser() -> str | None:
    """A Chromium: the one that CHROMIUM names, or the machine's; None where there is none."""
    named = os.environ.get("CHROMIUM")
    found = next((path for name in ([named] if named else BROWSERS) if (path := shutil.which(name))), None)
    if named and found is None:
        pytest.fail(f"CHROMIUM={named} is no program here")
    return found


@pytest.fixture(scope="module")
def browser() -> str:
    """A Chromium, where there are one and Node."""
    node()
    found = found_browser()
    if found is None:
        pytest.skip("no Chromium here: layout, contrast and requests were not looked at")
    return found


def examine(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """An examination of some pages."""
    command = [node(), HERE / "examine.js", TOOLS, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)


def starts(program: str | None) -> bool:
    """Whether there is a browser and it starts; it is shown no page."""
    return program is not None and examine("--browser", program).returncode != NOT_STARTED


def examined(*arguments: str | Path) -> tuple[int, str]:
    """How the examination of some pages ended, and the faults it told of."""
    done = examine(*arguments)
    if done.returncode == NOT_STARTED and "CHROMIUM" not in os.environ:
        pytest.skip(done.stdout.splitlines()[0])
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Of a pair of regimes, of audits, of several seeds, of a regime that does nothing, and of the smallest run."""
    node()
    root = tmp_path_factory.mktemp("pages")
    told, law, bare = (api.load(name) for name in ("as-told", "ordinary-law", "bare"))
    small, smallest = Setting(500, 10, 1, panel=10), Setting(500, 1, 1, panel=10)
    alone = [
        api.run(told, small, root / "seeds", seeds=2),
        api.run(bare, small, root / "bare"),
        api.run(told, smallest, root / "smallest"),
    ]
    both = api.pair(told, law, Setting(1000, 60, 1, panel=10), root)
    audits = (
        audited(root / "audit.html", str(both.regime.folder), both.baseline.folder),
        audited(root / "law.html", "bare"),
    )
    return [both.page, *audits, *(api.report(run.folder) for run in alone)]


def audited(page: Path, what: str, against: Path | None = None) -> Path:
    """The report of an audit, of a record or of a regime alone."""
    api.audit(what, "eu", "2028-01-01", date(2026, 11, 23), "cn-2020", "default", against, report=page)
    return page


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    """Pages that shut somebody out."""
    found = {}
    for name, text in (("nameless", NAMELESS), ("ugly", UGLY), ("dim", DIM)):
        found[name] = tmp_path / f"{name}.html"
        found[name].write_text(text, encoding="utf-8")
    return found


def test_pages_can_be_read_without_eyes(pages: list[Path]) -> None:
    # A browser that starts applies the same rules, and more, to all of them.
    read = pages[-1:] if starts(found_browser()) else pages
    code, said = examined(*read)
    assert code == 0, said


def test_pages_can_be_read_with_weak_eyes_and_in_small_windows(browser: str, pages: list[Path]) -> None:
    code, said = examined("--browser", browser, *pages)
    assert code == 0, said


def test_a_page_without_names_is_reported(bad: dict[str, Path]) -> None:
    code, said = examined(bad["nameless"])
    assert code == 1
    for rule, target in (("image-alt", "img"), ("html-has-lang", "html")):
        assert f"nameless.html: read: {rule}: {target}: " in said


def test_a_page_that_is_pale_wide_or_asks_around_is_reported(browser: str, bad: dict[str, Path]) -> None:
    code, said = examined("--browser", browser, bad["ugly"], bad["dim"], bad["nameless"])
    assert code == 1
    for width, scheme in ((360, "light"), (360, "dark"), (1280, "dark")):
        assert f"ugly.html: {width} {scheme}: color-contrast: p: " in said
        assert (f"dim.html: {width} {scheme}: color-contrast: p: " in said) == (scheme == "dark")
    assert "ugly.html: 360: overflow: html: the page is 9" in said
    assert "ugly.html: 1280: overflow" not in said
    assert "ugly.html: asked: request: http://nowhere.invalid/seen.png: " in said
    assert "nameless.html: 360 light: image-alt: img: " in said


def test_a_program_that_is_no_browser_does_not_start() -> None:
    assert not starts("/bin/false") and not starts(None)


def programs(folder: Path, **scripts: str) -> Path:
    """A folder of programs: what a shell needs, and some made of a line each."""
    folder.mkdir()
    for name in ("dirname", "cmp", "rm", "mkdir", "cp", "mv"):
        real = shutil.which(name)
        assert real is not None
        (folder / name).symlink_to(real)
    for name, line in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


def set_up(root: Path, path: Path) -> subprocess.CompletedProcess[str]:
    """Set up in a copy of this folder below a root, with no programs but those of a path."""
    copy = root / "tests" / "accessibility"
    if not copy.exists():
        copy.mkdir(parents=True)
        for name in ("set-up.sh", "package.json", "package-lock.json"):
            shutil.copy(HERE / name, copy / name)
    return subprocess.run(
        ["/bin/sh", copy / "set-up.sh"], env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )


def test_a_machine_without_node_is_told_so(tmp_path: Path) -> None:
    done = set_up(tmp_path, programs(tmp_path / "bin"))
    assert (done.returncode, done.stdout) == (1, "no Node here\n")
    assert not (tmp_path / ".cache").exists()


def test_a_fetch_that_fails_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    done = set_up(tmp_path, programs(tmp_path / "bin", node="exit 0", npm="echo no network; exit 1"))
    assert done.returncode == 1
    assert done.stdout == "what examines pages could not be fetched (.cache/accessibility.log says why)\n"
    assert [path.name for path in (tmp_path / ".cache").iterdir()] == ["accessibility.log"]


def test_what_was_fetched_is_not_fetched_again(tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="exit 0", npm=f'mkdir -p npm; echo "$1" >>"{tmp_path}/calls"')
    assert [set_up(tmp_path, path).returncode for _ in range(3)] == [0, 0, 0]
    assert (tmp_path / "calls").read_text() == "ci\n"
    assert {path.name for path in (tmp_path / ".cache").iterdir()} == {"accessibility", "accessibility.log"}
