"""What a widget carries: the answers that the lab's page would ask a server for, worked out in this process."""

import json
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from glasshouse import api
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.lab.bodies import ComparisonBody, RunState
from glasshouse.lab.desk import Desk
from glasshouse.lab.exporting import plain, spread
from glasshouse.lab.frames import EVERY_LAYER, frame_of
from glasshouse.lab.settings import Settings
from glasshouse.lab.shelf import Shelf
from glasshouse.lab.work import JOBS, Voice
from glasshouse.lab.workers import Workers


class Mute(Voice):
    """A voice that nobody hears: the work is done in this process."""

    def __init__(self) -> None:
        """Have no pipe."""

    def say(self, what: str, content: Any = None) -> None:
        """Say nothing."""


class Here(Workers):
    """Works questions out in this process: a notebook has one already."""

    def ask(self, kind: str, arguments: dict[str, Any]) -> Any:
        """Return the answer."""
        return JOBS[kind](Mute(), **arguments)


class Records(Shelf):
    """Some records, wherever they lie."""

    def __init__(self, settings: Settings, workers: Workers, records: list[Path]) -> None:
        """Take the folders of finished runs; one that is none is refused."""
        super().__init__(settings, workers)
        self.records = {sha256(str(path.resolve()).encode()).hexdigest()[:16]: path for path in records}

    def folders(self) -> dict[str, tuple[Path, dict[str, Any]]]:
        """Return the records by their names, in order."""
        return {name: (path, api.show(path)) for name, path in self.records.items()}


class Answers:
    """The answers of one widget: JSON by the address that the page would ask, and frames apart, as bytes."""

    def __init__(self, records: list[Path]) -> None:
        """Begin with what every view asks."""
        self.desk = Desk(Settings())
        self.desk.workers = Here(1)
        self.desk.shelf = Records(self.desk.settings, self.desk.workers, records)
        self.runs: list[RunState] = [self.desk.shelf.state(name) for name in self.desk.shelf.folders()]
        self.told: dict[str, Any] = {}
        self.frames: dict[str, bytes] = {}
        self.put("/api/about", self.desk.about())
        self.put("/api/runs", self.runs)

    def put(self, key: str, value: Any) -> None:
        """Add one answer, as JSON can hold it."""
        self.told[key] = json.loads(json.dumps(value, default=plain))

    def add_run(self, state: RunState, room: int) -> None:
        """Add a run: its days, and frames of as many of them as ``room`` bytes hold."""
        at = f"/api/runs/{state.id}"
        self.put(at, state)
        self.put(f"{at}/days", self.desk.days(state.id, 0, state.days))
        wanted = set(spread(range(state.days), max(room // (len(EVERY_LAYER) * state.citizens), 2)))
        self.frames |= {f"{at}/frames/{day}": content for day, content in self._drawn(state, wanted).items()}

    def _drawn(self, state: RunState, wanted: set[int]) -> dict[int, bytes]:
        """Return the frames of some days. They are lived again, and must come to the same answer as the record."""
        folder, found = self.desk.shelf.folder(state.id), {}
        if len(state.seeds) > 1:
            return {}  # several towns, and no one map

        def see(day: Any) -> bool:
            if day.number in wanted:
                found[day.number] = frame_of(day, state.days).encoded(EVERY_LAYER, sought=True)
            return True

        with tempfile.TemporaryDirectory(prefix="glasshouse-notebook-") as aside:
            files = api.load(*api.kept_inputs(folder, Path(aside)))
            again = api.watch(files, state.citizens, state.days, state.seeds[0], Path(aside) / "again", see, api.silent)
        if again is None or again.manifest.digest != state.digest:
            raise UserFault([Diagnostic("G914", f"the days of {folder.name} cannot be drawn",
                                        "lived again, they come to another answer: another version lived them, or the "
                                        "record is of a placebo twin",
                                        "run the regime again with this version")])  # fmt: skip
        return found

    def add_life(self, citizen: str | None, find: str | None) -> str:
        """Add a life of the first run, with that in the second if there is one; return its address."""
        first, *others = [run.id for run in self.runs]
        life = self.desk.life(first, others[0] if others else None, citizen=citizen, find=find)
        path = f"/api/runs/{first}/lives/{life.life.number}"
        self.put(path, life)
        return path

    def add_comparison(self, placebo: bool) -> None:
        """Add the comparison of the two runs."""
        one, other = (run.id for run in self.runs)
        self.put("POST /api/comparisons", self.desk.compare(ComparisonBody(one=one, other=other, placebo=placebo)))
