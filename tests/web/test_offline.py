"""An export: a folder that opens from a disk, with no server anywhere."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import faults_of
from tests.web.serving import Lab

EXPORT_MILLISECONDS = 400_000
"""An export works out audits, reports, lives and a placebo: some seconds, and more on a machine that has much to do."""


@pytest.fixture
def folder(lab: Lab, opened: Callable[..., Page], tmp_path: Path) -> Path:
    """The comparison of two runs, exported by the page as a reader would."""
    page = opened()
    page.goto(f"{lab.base}/#/runs")
    row = page.locator(".run-row", has=page.locator(f'a[href="#/run/{lab.told}"]'))
    row.get_by_role("button", name="Export").first.click()
    row.get_by_role("button", name="Together with").click()
    page.get_by_role("option", name="ordinary-law").first.click()
    along = row.get_by_role("group", name="Lives that go along")
    expect(along.get_by_role("checkbox", checked=True)).to_have_count(4)
    for name in ("in error longest", "never noticed", "helped most"):
        along.get_by_role("checkbox", name=re.compile(f"^{name}")).uncheck(force=True)
    with page.expect_download(timeout=EXPORT_MILLISECONDS) as download:
        row.get_by_role("button", name="Export").last.click()
    with zipfile.ZipFile(download.value.path()) as packed:
        packed.extractall(tmp_path)
    (found,) = tmp_path.glob("*/index.html")
    return found.parent


def test_a_folder_opens_with_the_server_gone(lab: Lab, folder: Path, opened: Callable[..., Page]) -> None:
    page = opened(offline=True)
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_text("Read from a folder. Nothing can be started here.")).to_be_visible()
    expect(page.get_by_role("link", name="Bench")).to_have_count(0)
    for screen, ready in {
        f"run/{lab.told}": ".today",
        f"life/{lab.told}": ".timeline",
        "compare": "text=Who has more and who has less",
        f"audit/{lab.told}": ".right-card",
        "runs": ".run-row",
    }.items():
        page.goto(f"{(folder / 'index.html').as_uri()}#/{screen}")
        page.locator(ready).first.wait_for()
        expect(page.get_by_role("banner").get_by_text("synthetic", exact=True)).to_be_visible()
        if ready == ".timeline":
            expect(page.get_by_role("button", name="Citizen")).to_contain_text("sanctioned in error")
            expect(page.get_by_role("main")).to_contain_text("twin")
    page.goto(f"{(folder / 'index.html').as_uri()}#/run/{lab.told}")
    page.locator("canvas").first.wait_for()
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")
    assert faults_of(page) == []
