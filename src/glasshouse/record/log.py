"""The log of a run: one JSON object a line, appended as stages begin and end.

It is the only file of a record that holds times of day beside the manifest; the digest knows nothing of it.
"""

import json
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LOG = "log.jsonl"


class Log:
    """Appends to a record's log; any thread may."""

    def __init__(self, folder: Path) -> None:
        """Begin the log of the record in ``folder``."""
        self.path = folder / LOG
        self.begun = time.perf_counter()
        self.lock = threading.Lock()
        self.tenths: dict[str, int] = {}

    def say(self, stage: str, **facts: Any) -> None:
        """Append a line: when, seconds since the log began, the stage, and what there is to say of it."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"at": at, "seconds": round(time.perf_counter() - self.begun, 3), "stage": stage, **facts}
        with self.lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def tenth(self, stage: str, done: int, of: int) -> None:
        """Append a line whenever another tenth of a long stage is done."""
        tenths = 10 * done // max(of, 1)
        if tenths > self.tenths.get(stage, 0):
            self.tenths[stage] = tenths
            self.say(stage, done=done, of=of)


def read_log(folder: Path) -> list[dict[str, Any]]:
    """Return the lines of a record's log; none where there is no log, as in records of format 1.

    A last line that a kill cut short is left out.
    """
    path = folder / LOG
    if not path.is_file():
        return []
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def resumed_from(folders: list[Path]) -> dict[str, Any]:
    """Return what the logs of records say of when they were last resumed: from which checkpoint, and which were torn.

    The checkpoint is None for a run that began again at its first day; of several records it is the first one's.
    """
    number: int | None = None
    refused: list[str] = []
    for folder in reversed(folders):
        lines = read_log(folder)
        last = max((k for k, line in enumerate(lines) if line["stage"] == "resumed"), default=len(lines))
        number = next((line["from_checkpoint"] for line in lines[last:] if line["stage"] == "compiled"), None)
        refused = [line["why"] for line in lines[last:] if line["stage"] == "checkpoint refused"] + refused
    return {"from_checkpoint": number, "checkpoints_refused": refused}
