"""The lab's page in a real browser, over a real server with two finished runs of the same people."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.accessibility.test_pages import TOOLS, found_browser
from tests.web.serving import Lab, listening

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src/glasshouse/lab/page/index.html"
AXE = TOOLS / "node_modules/axe-core/axe.min.js"
LONGEST_MILLISECONDS = 90_000
KINDS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 860}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 860}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}
TOLD, LAW = "as-told", "ordinary-law"
# Machines that tests share are slow at times: a lab that answers late is no fault of the page.
expect.set_options(timeout=LONGEST_MILLISECONDS)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A lab on this computer, in a folder of its own."""
    if not BUILT.is_file():
        pytest.skip("the page of the lab is not built: web/build.sh builds it, where there is a network")
    with listening(tmp_path_factory.mktemp("web") / "runs") as bare:
        whole = replace(bare, told=bare.start(TOLD), law=bare.start(LAW))
        whole.until(whole.told, "finished")
        whole.until(whole.law, "finished")
        yield whole


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium that starts."""
    found = found_browser()
    if found is None:
        pytest.skip("no Chromium here: the page of the lab was not looked at")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def asked() -> list[str]:
    """What pages of this test asked of elsewhere, and what went wrong in them."""
    return []


@pytest.fixture
def opened(chromium: Browser, asked: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens windows, and holds that none of them asked anything of elsewhere or broke."""
    contexts: list[BrowserContext] = []

    def window(kind: str = "light", **more: Any) -> Page:
        context = chromium.new_context(**{**KINDS[kind], **more})
        context.set_default_timeout(LONGEST_MILLISECONDS)
        contexts.append(context)
        page = context.new_page()
        near = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:")
        page.on("request", lambda request: None if request.url.startswith(near) else asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.on("console", lambda said: asked.append(said.text) if "Content Security" in said.text else None)
        return page

    yield window
    for context in contexts:
        context.close()
    assert asked == []


def faults_of(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds in a page as it stands, by some rules or by all, and whether it is wider than its window."""
    if not AXE.is_file():
        pytest.skip("what examines pages is not here: ./check fetches it once, where there are Node, npm and a network")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], "preload": False, **({"runOnly": rules} if rules else {})}
    found = page.evaluate("(options) => axe.run(document, options)", options)
    told = [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return [*told, *([f"{wide} pixels too wide"] if wide > 0 else [])]
