"""Telling how far a run got, from whichever thread lives it."""

import threading
from collections.abc import Callable

from glasshouse.record.writing import Recorder

Report = Callable[[str, int, int], None]
"""Told (stage, done, of): `compile`, the bytes the record will take as `space` and checkpoints as `checkpoints`,
citizen-days of `days`, `record`; of a resumed run also districts lived again as `replay`."""


class Advance:
    """Tells of citizen-days done, from any thread."""

    def __init__(self, report: Report, recorder: Recorder, of: int) -> None:
        """Begin with none of so many done."""
        self.report, self.recorder, self.of = report, recorder, of
        self.done, self.lock = 0, threading.Lock()

    def __call__(self, citizen_days: int) -> None:
        """Count some more."""
        with self.lock:
            self.done += citizen_days
            self.recorder.log.tenth("days", self.done, self.of)
            self.report("days", self.done, self.of)
