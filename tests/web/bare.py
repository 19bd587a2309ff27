"""A Chromium that is only asked for values: for what is measured.

A tool that drives a browser has every message of a page told to it. Of a page that draws a million citizens ten times a
second that takes as long as the drawing, and would be measured with it.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.accessibility.test_pages import found_browser

FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0",
         "--window-size=1280,860", "--hide-scrollbars")  # fmt: skip
SAYS = "DevTools listening on "


class Window:
    """One page: it opens addresses and tells the values of expressions."""

    def __init__(self, wire: ClientConnection, process: int) -> None:
        """Take the connection to a browser, and the number of its process, and open an empty page."""
        self.wire, self.process, self.count, self.session = wire, process, 0, ""
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.do("Page.enable")

    def do(self, method: str, **named: Any) -> dict[str, Any]:
        """Have one thing done and return what came of it."""
        self.count += 1
        asked = {"id": self.count, "method": method, "params": named}
        self.wire.send(json.dumps({**asked, **({"sessionId": self.session} if self.session else {})}))
        while True:
            said = json.loads(self.wire.recv())
            if said.get("id") == self.count:
                assert "result" in said, said
                found: dict[str, Any] = said["result"]
                return found

    def begin_with(self, script: str) -> None:
        """Have a script run before those of any page."""
        self.do("Page.addScriptToEvaluateOnNewDocument", source=script)

    def goto(self, address: str) -> None:
        """Open an address."""
        self.do("Page.navigate", url=address)

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression."""
        return self.do("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")


@contextmanager
def window() -> Iterator[Window]:
    """Start a Chromium with one page, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(found_browser()), *FLAGS, f"--user-data-dir={Path(profile)}"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            assert browser.stderr is not None
            address = next(line for line in browser.stderr if SAYS in line).partition(SAYS)[2].strip()
            with connect(address, max_size=None, compression=None) as wire:
                yield Window(wire, browser.pid)
        finally:
            browser.terminate()
            browser.wait()
