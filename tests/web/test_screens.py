"""Every screen over a real server: what it shows, what can be done with it, and whether everybody can."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Position, ViewportSize, expect

from tests.web.conftest import KINDS, faults_of
from tests.web.serving import Lab, waited_for

READY = {
    "story": "text=Card 1 of 6",
    "bench": "text=/No fault/",
    "run": ".today",
    "life": ".timeline",
    "compare": "text=Who has more and who has less",
    "audit": ".right-card",
    "runs": ".run-row",
}

ON_A_PHONE = ("story", "life", "audit")
PHONE: ViewportSize = {"width": 390, "height": 844}
SLACK = 12
MARK_CONTROLS = """() => {
  const kinds = 'a[href], button, input, textarea, [tabindex="0"], [contenteditable="true"]';
  window.controls = [...document.querySelectorAll(kinds)]
    .filter((node) => node.tabIndex >= 0 && !node.disabled && node.checkVisibility() && !node.closest('[inert]'))
    .filter((node) => node.role !== 'radio' || node === node.parentElement.querySelector('[role=radio]'));
  document.activeElement.blur();
  getSelection().removeAllRanges();
  return window.controls.length;
}"""
"""Notes what there is to be come to by keys, and how much; of a group the first, from where arrows lead on."""
FOCUSED = """async () => {
  const node = document.activeElement;
  const marks = (each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  };
  const around = [node];
  for (let k = 0; k < 3 && around[k].parentElement; k++) around.push(around[k].parentElement);
  for (let k = 0; k < 15 && !around.some(marks); k++) await new Promise((drawn) => setTimeout(drawn, 20));
  return [window.controls.indexOf(node), around.some(marks)];
}"""
"""Which of them has the focus, and whether it can be seen there, at once or a little later on a busy machine."""
MOVES = """() => [...document.querySelectorAll('main *')].filter((node) => {
  const style = getComputedStyle(node);
  return `${style.transitionDuration},${style.animationDuration}`.split(',').some((each) => parseFloat(each) > 0);
}).map((node) => node.outerHTML.slice(0, 80))"""
"""What would move although whoever looks wants nothing to."""

FURTHER_ON = """() => {
  document.querySelector('.cm-scroller').scrollTop += 200;
  return document.querySelector('.cm-content').innerText;
}"""
"""Goes on a little in the editor's file, and tells what can be read there."""

DOTS_IN_ERROR = """() => {
  const canvas = document.querySelector('.ground canvas');
  const { width, height } = canvas;
  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const found = [];
  for (let at = 0; at < width * height; at++)
    if (pixels[at * 4] - pixels[at * 4 + 2] > 90)
      found.push([(at % width + 0.5) / width, (Math.floor(at / width) + 0.5) / height]);
  return found;
}"""
"""Where on the map a dot is of the colour of an alarm, in parts of its width and height."""


def test_every_screen_is_fit_for_everybody(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened(reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    for screen, ready in READY.items():
        what = f"/{lab.told}" if screen in ("life", "run", "audit") else ""
        page.goto(f"{lab.base}/#/{screen}{what}")
        page.locator(ready).first.wait_for()
        page.wait_for_load_state("networkidle")
        expect(page.locator("figure.chart:not(:has(svg)), .waiting")).to_have_count(0)
        expect(page.get_by_role("banner").get_by_text("synthetic", exact=True)).to_be_visible()
        found[screen] = faults_of(page)
        found[f"{screen} by keys"] = unreached(page)
        found[f"{screen} moves"] = page.evaluate(MOVES)
        page.emulate_media(color_scheme="dark")
        found[f"{screen} in the dark"] = faults_of(page, ["color-contrast"])
        if screen in ON_A_PHONE:
            page.set_viewport_size(PHONE)
            found[f"{screen} on a phone"] = faults_of(page)
            page.set_viewport_size(KINDS["light"]["viewport"])
        page.emulate_media(color_scheme="light")
    assert {where: faults for where, faults in found.items() if faults} == {}


def unreached(page: Page) -> list[str]:
    """What can be pressed or filled in and is not come to by keys, or does not show that it has the focus."""
    count = page.evaluate(MARK_CONTROLS)
    seen: dict[int, bool] = {}
    for _ in range(count + SLACK):
        page.keyboard.press("Tab")
        at, shown = page.evaluate(FOCUSED)
        seen[at] = seen.get(at, False) or shown
        if len(seen.keys() - {-1}) == count:
            break
    names = page.evaluate("() => window.controls.map((node) => node.outerHTML.slice(0, 160))")
    return [f"{'unmarked' if k in seen else 'unreached'}: {name}" for k, name in enumerate(names) if not seen.get(k)]


def test_a_broken_regime_is_told_at_its_line(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/bench/ordinary-law")
    page.get_by_text("No fault.").wait_for()
    page.locator(".cm-line", has_text="status: baseline").click()
    page.keyboard.press("End")
    page.keyboard.type("xyz")
    expect(page.get_by_text("1 fault", exact=True)).to_be_visible()
    line = page.get_by_role("button", name=re.compile(r"Go to line \d+"))
    number = re.search(r"\d+", line.first.get_attribute("aria-label") or "")
    assert number is not None
    expect(page.locator(".cm-lintRange-error")).to_contain_text("baselinexyz")
    assert page.locator(".cm-line").nth(int(number.group()) - 1).inner_text().startswith("status:")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_disabled()
    line.first.click()
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("End")
    for _ in "xyz":
        page.keyboard.press("Backspace")
    page.get_by_text("No fault.").wait_for()


def test_the_editor_offers_what_the_schema_has(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/bench/ordinary-law")
    page.get_by_text("No fault.").wait_for()
    page.locator(".cm-line", has_text="status: baseline").click()
    page.keyboard.press("End")
    page.keyboard.type("\nscor")
    offered = page.locator(".cm-tooltip-autocomplete").get_by_role("option")
    offered.filter(has_text="score").first.click()
    expect(page.locator(".cm-content")).to_contain_text("score:")


@pytest.mark.slow
def test_the_form_and_the_file_keep_in_step(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/bench/as-told?as=form")
    page.get_by_text("No fault.").wait_for()
    reach = page.get_by_role("group", name="announced").get_by_label("reach")
    reach.fill("0.25")
    reach.press("Enter")
    page.get_by_role("radio", name="File").click()
    expect(page.locator(".cm-content")).to_contain_text("reach: 0.25")
    # Everything else of the file, its comments too, is as it was; of a long file the editor holds what is in view.
    waited_for(lambda: "# Banks, courts, police and stations" in page.evaluate(FURTHER_ON))


@pytest.mark.slow
def test_a_clause_is_shown_on_three_citizens_of_whom_nothing_can_be_set(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/bench/as-told")
    page.get_by_text("No fault.").wait_for()
    page.locator(".clause").get_by_role("button", name="Clause").click()
    page.get_by_role("option", name="frivolous-spending").click()
    panel = page.locator(".clause")
    expect(panel).to_contain_text(re.compile(r"regime\.yaml, line \d+"))
    panel.get_by_role("button", name="Show it").click()
    expect(panel.locator(".three li")).to_have_count(3)
    expect(panel.get_by_role("textbox")).to_have_count(0)


def test_a_run_is_started_paused_stepped_and_sought(lab: Lab, opened: Callable[..., Page]) -> None:
    run = lab.start("as-told", days=400, citizens=1000, days_per_second=10)
    page = opened()
    page.goto(f"{lab.base}/#/run/{run}")
    page.get_by_role("button", name="Pause").click()
    slider = page.get_by_role("slider", name="Day")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    status = page.locator(".today [role=status]")
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_contain_text(re.compile(r"Day \d+\. .* under a sanction"))
    # The days that were lived before the pause was heard may still be on their way to the page.
    newest = lab.ask(f"/api/runs/{run}")["days_done"] - 1
    expect(slider).to_have_value(str(newest))
    page.get_by_role("button", name="One day on").click()
    expect(slider).to_have_value(str(newest + 1))
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")
    expect(page).to_have_url(re.compile(r"[?&]day=0"))
    page.get_by_role("button", name="To the newest day").click()
    page.get_by_role("button", name="Cancel").click()
    expect(
        page.get_by_text("There is no run")
        .or_(page.get_by_text("there is no run"))
        .or_(page.get_by_text("cancelled"))
        .first
    ).to_be_visible()


def test_a_life_is_opened_from_the_map(lab: Lab, opened: Callable[..., Page]) -> None:
    found = lab.ask(f"/api/runs/{lab.told}/lives?find=sanctioned-in-error")["life"]
    page = opened()
    page.goto(f"{lab.base}/#/run/{lab.told}?show=in-error")
    ground = page.get_by_role("application")
    ground.wait_for()
    # Everybody is a dot; the one sanctioned in error is where the curve puts that number.
    ground.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator(".city .said")
    expect(said).to_contain_text("Citizen s-0-")
    box = ground.bounding_box()
    assert box is not None
    for x, y in waited_for(lambda: page.evaluate(DOTS_IN_ERROR)):
        place: Position = {"x": x * box["width"], "y": y * box["height"]}
        before = said.inner_text()
        ground.hover(position=place)
        expect(said).not_to_have_text(before)
        if f"{found['citizen']} " in said.inner_text():
            ground.click(position=place)
            break
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Citizen {found['citizen']}")
    expect(page.locator(".event.error").first).to_be_visible()
    expect(page.locator(".timeline code").first).to_contain_text(".yaml:")


@pytest.mark.slow
def test_two_towns_are_compared(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/compare?one={lab.law}&other={lab.told}")
    page.get_by_role("table").first.wait_for()
    expect(page.get_by_role("row", name=re.compile("Days under a sanction"))).to_be_visible()
    # Who gained and who lost is not told without the noise beside it.
    assert page.get_by_role("columnheader", name="Placebo: more").count() == 0
    page.get_by_role("button", name="Compare with the placebo twin too").click()
    expect(page.get_by_role("columnheader", name="Placebo: more")).to_be_visible(timeout=60_000)
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"[?&]day=0"))


@pytest.mark.slow
def test_charts_have_tables_and_can_be_taken_away(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/run/{lab.told}")
    chart = page.locator("figure.chart", has_text="Day by day")
    chart.locator("svg").first.wait_for()
    taken = {}
    for form in ("SVG", "CSV", "PNG"):
        with page.expect_download() as download:
            chart.get_by_role("button", name=f"as {form}").click()
        taken[form] = download.value.path().read_bytes()
    assert taken["PNG"].startswith(b"\x89PNG")
    for form in ("SVG", "CSV"):
        assert b"disputed, synthetic" in taken[form]
    assert b"var(--" not in taken["SVG"]
    chart.get_by_role("radio", name="Table").click()
    expect(chart.get_by_role("table")).to_be_visible()
    expect(chart.get_by_role("row")).to_have_count(len(taken["CSV"].splitlines()))


def test_the_audit_has_a_card_for_each_finding(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/#/audit/{lab.told}?show=everything")
    page.locator(".right-card").first.wait_for()
    audited = lab.ask(f"/api/runs/{lab.told}/audit")
    expect(page.locator(".right-card")).to_have_count(sum(len(pack["rules"]) for pack in audited["packs"]))
    expect(page.locator(".right-card", has_text="cannot be judged").first).to_contain_text("Because")
