"""A run, or two, as a folder that opens from disk with no server: the page's offline build and every answer beside it.

A page that was opened from disk may not fetch, so each answer is a plain script that says under which address the page
would have asked for it (docs/lab.md).
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from pydantic import BaseModel

from glasshouse.diagnostics import UserFault
from glasshouse.lab.bodies import About, ComparisonBody, Days, ExportBody, Plain, Provenance, Twins
from glasshouse.lab.page import FOLDER
from glasshouse.lab.refusals import BUSY, UNFIT, Refusal
from glasshouse.lab.shelf import Shelf

OFFLINE = "offline"
FRAME_BYTES = 48_000_000
"""Bytes of frames in one export, before the zip packs them."""
NOT_LEFT = "<"
"""Written as an escape inside a script, so that no text can end the script it stands in."""


def script(key: str, value: Any) -> str:
    """Return one answer as a line of script.

    >>> script("/api/about", {"a": "</script>"})
    'glasshouse.put("/api/about", {"a":"\\\\u003c/script>"});\\n'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
    return f"glasshouse.put({json.dumps(key)}, {text.replace(NOT_LEFT, chr(92) + 'u003c')});\n"


def plain(value: Any) -> Any:
    """Return what JSON can write of an answer."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(type(value).__name__)


def spread(days: Sequence[int], room: int) -> list[int]:
    """Return as many days as there is room for, every n-th of them, and the last.

    >>> spread(range(10), 4)
    [0, 3, 6, 9]
    >>> spread(range(3), 100)
    [0, 1, 2]
    """
    every = -(-len(days) // room)
    return sorted({*days[::every], *days[-1:]})


class Asked(Protocol):
    """Whoever answers what the page would ask: the desk."""

    shelf: Shelf

    def about(self) -> About:
        """What there is to choose from."""

    def days(self, run: str, first: int, last: int) -> Days:
        """Figures of days."""

    def provenance(self, run: str) -> Provenance:
        """Where a record comes from."""

    def audit_run(self, run: str, law: str, on: date | None) -> Plain:
        """The audit of a run."""

    def report(self, run: str, against: str | None) -> str:
        """The page of a run."""

    def life(self, run: str, twin: str | None, *, citizen: str | None = None, find: str | None = None) -> Twins:
        """One life."""

    def compare(self, body: ComparisonBody) -> Plain:
        """Two runs side by side."""


class Export:
    """One export in the making."""

    def __init__(self, desk: Asked, body: ExportBody) -> None:
        """Begin one of finished runs of a built page."""
        if not (FOLDER / OFFLINE / "index.html").is_file():
            raise Refusal(BUSY, "G913", "the page is not built", "an export is the page with its data",
                          "run `npm ci` and `npm run build` in web/, then export again")  # fmt: skip
        self.desk, self.body, self.runs = desk, body, list(dict.fromkeys(body.runs))
        self.criteria = self.chosen()
        self.folders = {run: desk.shelf.folder(run) for run in self.runs}
        self.files: dict[str, str] = {}
        self.every: dict[str, int] = {}
        self.lives: list[int] = []
        self.cases: dict[int, list[str]] = {}
        self.reports: dict[str, str] = {}
        self.buffer = BytesIO()

    def zipped(self) -> tuple[str, bytes]:
        """Return the name of the zip and its bytes."""
        name = "glasshouse-" + "-against-".join(folder.name for folder in self.folders.values())
        with ZipFile(self.buffer, "w", ZIP_DEFLATED) as self.zip:
            self.root = name
            for path in sorted((FOLDER / OFFLINE).rglob("*")):
                if path.is_file():
                    self.zip.write(path, f"{name}/{path.relative_to(FOLDER / OFFLINE).as_posix()}")
            self.answers()
            index = {"files": self.files, "kind": "run" if len(self.runs) == 1 else "comparison", "runs": self.runs,
                     "lives": self.lives, "cases": self.cases, "every": self.every}  # fmt: skip
            self.zip.writestr(f"{name}/data/index.js", script("index", index))
        return f"{name}.zip", self.buffer.getvalue()

    def put(self, key: str, value: Any) -> None:
        """Add one answer."""
        file = f"{len(self.files):04}.js"
        self.zip.writestr(f"{self.root}/data/{file}", script(key, value))
        self.files[key] = file

    def answers(self) -> None:
        """Add everything that the page may ask of these runs."""
        desk = self.desk
        self.put("/api/about", desk.about())
        states = [desk.shelf.state(run) for run in self.runs]
        self.put("/api/runs", states)
        for state in states:
            at = f"/api/runs/{state.id}"
            self.put(at, state)
            self.put(f"{at}/days", desk.days(state.id, 0, state.days))
            self.put(f"{at}/provenance", desk.provenance(state.id))
            self.put(f"{at}/audit", desk.audit_run(state.id, self.body.law, self.body.on))
            report = desk.report(state.id, None)
            self.put(f"{at}/report", report)
            self.zip.writestr(f"{self.root}/report-{state.id}.html", report)
            if state.own:
                self.frames(state.id, state.citizens, state.frames)
        self.told_lives()
        if len(self.runs) == 2:
            one, other = self.runs
            self.put("POST /api/comparisons", desk.compare(ComparisonBody(one=one, other=other, placebo=True)))

    def frames(self, run: str, citizens: int, spans: list[tuple[int, int]]) -> None:
        """Add the frames of as many days as there is room for, evenly spread, and of the last."""
        days = [day for first, last in spans for day in range(first, last + 1)]
        if not days:
            return
        chosen = spread(days, max(FRAME_BYTES // len(self.runs) // (8 * citizens), 2))
        self.every[run] = chosen[1] - chosen[0] if len(chosen) > 1 else 1
        for day in chosen:
            self.put(f"/api/runs/{run}/frames/{day}", b64encode(self.desk.shelf.own_run(run).frame(day, None)).decode())

    def chosen(self) -> list[str]:
        """Return by what lives are found: what was asked for, or all there is; a word that is none is refused."""
        known = [row.id for row in self.desk.about().criteria]
        asked = known if self.body.find is None else list(dict.fromkeys(self.body.find))
        for name in asked:
            if name not in known:
                raise Refusal(UNFIT, "G540", f"there is no criterion `{name}`", "criteria are a closed list",
                              f"choose among {', '.join(known)}")  # fmt: skip
        return asked

    def told_lives(self) -> None:
        """Add the lives that were asked for, and each run's first case of each criterion, all with their twins."""
        pairs = [(run, next((other for other in self.runs if other != run), None)) for run in self.runs]
        first, twin = pairs[0]
        for citizen in self.body.lives:
            self.add_life(self.desk.life(first, twin, citizen=citizen))
        for find in self.criteria:
            for run, other in pairs:
                with suppress(UserFault):  # nobody is a case of it
                    found = self.desk.life(run, other, find=find)
                    self.add_life(found)
                    self.note_case(found.life.number, find)

    def note_case(self, number: int, find: str) -> None:
        """Note what a citizen is the first case of, in either run."""
        cases = self.cases.setdefault(number, [])
        if find not in cases:
            cases.append(find)

    def add_life(self, found: Twins) -> None:
        """Add a life under its own number; of two runs also the other's, with the first as its twin."""
        number = found.life.number
        if number in self.lives:
            return
        self.lives.append(number)
        ends = f"?twin={found.twin.run}" if found.twin else ""
        self.put(f"/api/runs/{found.life.run}/lives/{number}{ends}", found)
        if found.twin:
            turned = Twins(life=found.twin, twin=found.life)
            self.put(f"/api/runs/{found.twin.run}/lives/{number}?twin={found.life.run}", turned)
