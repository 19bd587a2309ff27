"""Measures the lab on this machine, in a Chromium and to a bare client, and prints one JSON object. No test.

    .venv/bin/python -m tests.web.measure [--citizens 10000,100000,1000000] [--seconds 12]

Server, kernel and browser share the machine, as they do at a reader's. The load of the machine before and after is
in the answer: figures of a busy machine are figures of a busy machine.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from playwright.sync_api import Browser, Page, sync_playwright
from websockets.sync.client import connect

from tests.accessibility.test_pages import found_browser
from tests.web.bare import Window, window
from tests.web.serving import Lab, listening

DAYS, REPEATS = 3650, 3
NEARLY = 3300
"""A small society may come so far before the time is up: then what is measured ends there."""
WAIT_SECONDS = 60.0
TICK = 0.005
LOOK_SECONDS, SETTLE_SECONDS = 0.5, 2.0
"""Days go by so long before they are counted: curves and charts are made in the first moments."""
DRAWN = """
window.drawn = [];
const put = CanvasRenderingContext2D.prototype.putImageData;
CanvasRenderingContext2D.prototype.putImageData = function (...all) {
  put.apply(this, all);
  window.drawn.push(performance.now());
};
"""
"""Notes when a map was drawn."""


def wait_for_maps(page: Page | Window, count: int) -> None:
    """Wait until so many maps were drawn; the page forbids the tool's own way of waiting for an expression."""
    ends = time.monotonic() + WAIT_SECONDS
    while page.evaluate("window.drawn ? window.drawn.length : 0") < count:
        assert time.monotonic() < ends, "no map is drawn"
        time.sleep(TICK)


def cpu_seconds(root: int) -> float:
    """Return the processor's time of a process and of all below it; 0 where the system does not tell."""
    parents, spent = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        parents[int(stat.parent.name)], spent[int(stat.parent.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    family = {root}
    while grown := {process for process, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(spent.get(process, 0) for process in family) / os.sysconf("SC_CLK_TCK")


def first_load(browser: Browser, lab: Lab) -> dict[str, Any]:
    """A first visit: what it loads, and when the first card can be answered."""
    times, sizes = [], []
    for _ in range(REPEATS):
        context = browser.new_context()
        page = context.new_page()
        began = time.perf_counter()
        page.goto(f"{lab.base}/")
        page.get_by_role("button", name="Refuse", exact=True).wait_for()
        times.append(1000 * (time.perf_counter() - began))
        entries = "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        sizes.append(page.evaluate(f"{entries}.reduce((sum, each) => sum + each.transferSize, 0)"))
        context.close()
    return {"ms": round(statistics.median(times)), "kB": round(statistics.median(sizes) / 1000)}


def story(lab: Lab) -> dict[str, Any]:
    """The first run of the story, as a visitor who has just decided on six cards gets it."""
    rules = [row["id"] for row in lab.ask("/api/story")["rules"]]
    found = {}
    for rule in rules:
        began = time.perf_counter()
        lab.ask("/api/story", {"rule": rule})
        found[rule] = round(time.perf_counter() - began, 2)
    return found


def edit_to_first_day(page: Page, lab: Lab) -> dict[str, Any]:
    """A change at the bench: how long until it is checked, and from pressing Run until the first map is drawn."""
    checked, drawn = [], []
    for _ in range(REPEATS):
        page.goto("about:blank")
        page.goto(f"{lab.base}/#/bench/as-told")
        page.get_by_text("No fault.").wait_for()
        page.locator(".cm-line", has_text="title:").first.click()
        page.keyboard.press("End")
        began = time.perf_counter()
        page.keyboard.type("x")
        page.get_by_text("Checking").wait_for()
        page.get_by_text("No fault.").wait_for()
        checked.append(1000 * (time.perf_counter() - began))
        page.evaluate("window.drawn.length = 0")
        began = time.perf_counter()
        page.get_by_role("button", name="Run", exact=True).click()
        wait_for_maps(page, 1)
        drawn.append(1000 * (time.perf_counter() - began))
        run = page.url.split("/run/")[1][:16]
        cancel(lab, run)
        time.sleep(SETTLE_SECONDS)
    return {"checked_ms": round(statistics.median(checked)), "first_day_ms": round(statistics.median(drawn)),
            "each_ms": [round(value) for value in drawn]}  # fmt: skip


def cancel(lab: Lab, run: str) -> None:
    """Cancel a run, which may be over by now."""
    with suppress(HTTPError):
        lab.ask(f"/api/runs/{run}/control", {"action": "cancel"})


def on_screen(page: Window, lab: Lab, citizens: int, seconds: float) -> dict[str, Any]:
    """Days a second that a page draws, those that are lived meanwhile, and what each takes of a processor."""
    run = lab.start("as-told", citizens=citizens, days=DAYS)
    page.begin_with(DRAWN)
    page.goto(f"{lab.base}/#/run/{run}")
    wait_for_maps(page, 4)
    time.sleep(SETTLE_SECONDS)

    def now() -> tuple[float, ...]:
        drawn, lived = page.evaluate("window.drawn.length"), lab.ask(f"/api/runs/{run}")["days_done"]
        return time.perf_counter(), drawn, lived, cpu_seconds(lab.process), cpu_seconds(page.process)

    before = now()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and lab.ask(f"/api/runs/{run}")["days_done"] < NEARLY:
        time.sleep(LOOK_SECONDS)
    took, drawn, lived, lab_cpu, browser_cpu = (b - a for a, b in zip(before, now(), strict=True))
    cancel(lab, run)
    return {
        "drawn_per_second": round(drawn / took, 1), "lived_per_second": round(lived / took, 1),
        "browser_cpu_ms_per_drawn": round(1000 * browser_cpu / max(drawn, 1), 1),
        "lab_cpu_ms_per_lived": round(1000 * lab_cpu / max(lived, 1), 1),
    }  # fmt: skip


def to_a_client(lab: Lab, citizens: int, seconds: float) -> dict[str, Any]:
    """Days a second that a client gets which takes each at once."""
    run = lab.start("as-told", citizens=citizens, days=DAYS)
    address = f"ws{lab.base.removeprefix('http')}/api/runs/{run}/watch"
    days: list[int] = []
    began = 0.0
    with connect(address, max_size=None, compression=None) as socket:
        for message in socket:
            if isinstance(message, bytes):
                day = int.from_bytes(message[4:8], "little")
                socket.send(json.dumps({"ack": day}))
                began = began or time.perf_counter()
                days.append(day)
                if time.perf_counter() - began > seconds or day > NEARLY:
                    break
    took = time.perf_counter() - began
    cancel(lab, run)
    return {
        "got_per_second": round((len(days) - 1) / took, 1),
        "lived_per_second": round((days[-1] - days[0]) / took, 1),
    }


def main() -> None:
    """Measure and print."""
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("--citizens", default="10000,100000,1000000")
    reads.add_argument("--seconds", type=float, default=12.0)
    asked = reads.parse_args()
    found: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0], "days_per_second": {}}
    with (
        tempfile.TemporaryDirectory() as folder,
        listening(Path(folder) / "runs") as lab,
        sync_playwright() as playwright,
    ):
        time.sleep(SETTLE_SECONDS)
        found["story_seconds"] = story(lab)
        browser = playwright.chromium.launch(executable_path=found_browser(), args=["--no-sandbox"])
        found["first_load"] = first_load(browser, lab)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.add_init_script(DRAWN)
        found["edit"] = edit_to_first_day(page, lab)
        browser.close()
        for citizens in (int(word) for word in asked.citizens.split(",")):
            with window() as bare:
                screen = on_screen(bare, lab, citizens, asked.seconds)
            client = to_a_client(lab, citizens, asked.seconds)
            found["days_per_second"][citizens] = {"screen": screen, "client": client}
    found["load_after"] = os.getloadavg()[0]
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
