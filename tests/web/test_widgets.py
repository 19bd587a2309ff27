"""The views in a notebook: made of records, drawn by the module that a notebook gets, and of the page's own source."""

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.lab.page import FOLDER
from tests.web.conftest import faults_of
from tests.web.serving import waited_for
from tests.web.test_sources import WEB

BUILT = FOLDER / "widget/widget.js"
AT = "http://127.0.0.1:1"
SETTING = Setting(600, 40, 1)
HARNESS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A notebook</title>
<link rel="stylesheet" href="widget.css"><style>h1 { color: rgb(1, 2, 3) }</style></head>
<body><main><h1>Somebody's notebook</h1><div id="cell"></div></main><script type="module">
import widget from "./widget.js";
const state = await (await fetch("state.json")).json();
for (const key of Object.keys(state.frames)) {
  const raw = Uint8Array.from(atob(state.frames[key]), (letter) => letter.charCodeAt(0));
  state.frames[key] = new DataView(raw.buffer);
}
const ears = [];
window.model = {
  state, get: (name) => state[name], save_changes: () => undefined,
  set: (name, value) => {
    state[name] = value;
    ears.filter((ear) => ear[0] === `change:${name}`).forEach((ear) => ear[1]());
  },
  on: (event, ear) => ears.push([event, ear]),
  off: (event, ear) => ears.splice(ears.findIndex((each) => each[1] === ear), 1),
};
window.away = widget.render({ model: window.model, el: document.getElementById("cell") });
</script></body></html>"""
"""A page that does what anywidget does: it has the values of a widget, and calls the module's `render`."""


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two finished runs of the same people."""
    pytest.importorskip("anywidget", reason="the extra `notebook` is not here")
    if not BUILT.is_file():
        pytest.skip("the page of the lab is not built: web/build.sh builds it, where there is a network")
    folder = tmp_path_factory.mktemp("records")
    for regime in ("ordinary-law", "as-told"):
        api.run(api.load(regime, "village"), SETTING, folder / regime)
    return folder / "ordinary-law", folder / "as-told"


@pytest.fixture
def shown(opened: Callable[..., Page]) -> Callable[[Any], Page]:
    """Shows a widget in a page that stands for a notebook."""

    def show(widget: Any) -> Page:
        state = {name: getattr(widget, name) for name in widget.keys if name in (*widget.traits(), "life")}
        state = {
            name: value for name, value in state.items() if not name.startswith("_") and name not in ("layout", "comm")
        }
        state["frames"] = {name: b64encode(content).decode() for name, content in widget.frames.items()}
        files = {"": ("text/html", HARNESS), "widget.js": ("text/javascript", widget._esm),
                 "widget.css": ("text/css", widget._css),
                 "state.json": ("application/json", json.dumps(state, default=str))}  # fmt: skip

        def answer(route: Route) -> None:
            kind, body = files[route.request.url.removeprefix(f"{AT}/")]
            route.fulfill(body=body, content_type=kind)

        page = opened()
        page.route(f"{AT}/**", answer)
        page.goto(f"{AT}/")
        return page

    return show


def test_a_run_is_looked_at_in_a_cell(records: tuple[Path, Path], shown: Callable[[Any], Page]) -> None:
    from glasshouse.notebook import RunWidget

    page = shown(RunWidget(records[1], day=12, show="fear"))
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_have_value("12")
    expect(page.get_by_role("radio", name="Fear")).to_be_checked()
    for word in ("synthetic", "disputed"):
        expect(page.locator(".marks").get_by_text(word, exact=True)).to_be_visible()
    slider.focus()
    page.keyboard.press("Home")
    page.get_by_role("radio", name="In error").click()
    ground = page.get_by_role("application")
    ground.click(position={"x": 9, "y": 9})
    waited_for(lambda: page.evaluate("model.state.looking") == {"day": "0", "show": "in-error"})
    waited_for(lambda: page.evaluate("model.state.citizen >= 0"))
    assert page.evaluate("location.hash") == ""
    # Lists that open are drawn like the rest, and nothing outside the cell looks different.
    page.get_by_role("button", name="Days a second").click()
    expect(page.locator(".glasshouse.over").get_by_role("option", name="30")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.locator("main > h1").evaluate("node => getComputedStyle(node).color") == "rgb(1, 2, 3)"
    assert [fault for fault in faults_of(page) if "heading" not in fault] == []
    page.evaluate("away()")
    expect(page.locator("#cell")).to_be_empty()


def test_a_life_and_its_twin_in_a_cell(records: tuple[Path, Path], shown: Callable[[Any], Page]) -> None:
    from glasshouse.notebook import LifeWidget

    widget = LifeWidget(records[1], find="sanctioned-in-error", twin=records[0])
    page = shown(widget)
    expect(page.locator(".event.error").first).to_be_visible()
    expect(page.locator(".timeline code").first).to_contain_text(".yaml:")
    page.get_by_role("radio", name="Everything").click()
    waited_for(lambda: page.evaluate("model.state.looking") == {"show": "all"})
    told = next(value for key, value in widget.answers.items() if "/lives/" in key)
    assert told["twin"]["citizen"] == told["life"]["citizen"]


def test_two_runs_in_a_cell(records: tuple[Path, Path], shown: Callable[[Any], Page]) -> None:
    from glasshouse.notebook import CompareWidget

    widget = CompareWidget(*records, frame_bytes=10 * 6 * SETTING.citizens)
    page = shown(widget)
    page.get_by_role("table").first.wait_for()
    expect(page.locator(".three-maps canvas")).to_have_count(3)
    # There was room for every fourth day, and the last.
    days = sorted(
        int(key.rpartition("/")[2]) for key in widget.frames if key.startswith(f"/api/runs/{first_of(widget)}/")
    )
    assert days == [*range(0, 40, 4), 39]


def first_of(widget: Any) -> str:
    """The name of the first run of a widget."""
    return str(widget.answers["/api/runs"][0]["id"])


def test_what_is_no_finished_run_is_refused(records: tuple[Path, Path], tmp_path: Path) -> None:
    from glasshouse.notebook import CompareWidget, LifeWidget, RunWidget

    api.run(api.load("as-told", "village"), Setting(600, 40, 2), tmp_path / "others")
    for make in (
        lambda: RunWidget(tmp_path / "nothing"),
        lambda: LifeWidget(records[1], citizen=600),
        lambda: CompareWidget(records[0], tmp_path / "others"),
    ):
        with pytest.raises(UserFault):
            make()


def test_a_widget_is_built_of_the_pages_own_source() -> None:
    """Its views are imported, and not written a second time."""
    source = "".join(path.read_text("utf-8") for path in sorted((WEB / "src/widget").glob("*.ts*")))
    for view in ("screens/run/RunView", "screens/life/LifeView", "screens/compare/Compare"):
        assert f'"../{view}"' in source
    assert "getContext" not in source and "<canvas" not in source
    command = json.loads((WEB / "package.json").read_text("utf-8"))["scripts"]["build"]
    assert "vite build --mode widget" in command
