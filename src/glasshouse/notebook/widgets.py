"""The widgets themselves. Each holds all that it shows; the browser changes nothing but how it is looked at."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.lab.page import FOLDER
from glasshouse.notebook.answers import Answers

BUILT = FOLDER / "widget"
FRAME_BYTES = 12_000_000
"""Bytes of frames that a widget carries of each run, if nothing else is said: a saved notebook holds them."""
Folder = str | Path


class View(anywidget.AnyWidget):
    """One of the lab's views in a cell, with the answers that it shows."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    view = traitlets.Unicode(read_only=True).tag(sync=True)
    answers = traitlets.Dict(read_only=True).tag(sync=True)
    frames = traitlets.Dict(read_only=True).tag(sync=True)
    looking = traitlets.Dict(key_trait=traitlets.Unicode(), value_trait=traitlets.Unicode()).tag(sync=True)

    def __init__(self, view: str, answers: Answers, looking: dict[str, Any] | None = None) -> None:
        """Show ``answers``; refuses with G913 where the page is not built."""
        script, style = (BUILT / f"widget.{kind}" for kind in ("js", "css"))
        if not script.is_file() or not style.is_file():
            raise UserFault([Diagnostic("G913", "the page is not built", "a widget is drawn by a build of it",
                                        "run `npm ci` and `npm run build` in web/, then show it again")])  # fmt: skip
        super().__init__(_esm=script.read_text("utf-8"), _css=style.read_text("utf-8"))
        with self.hold_sync():
            for name, value in (("view", view), ("answers", answers.told), ("frames", answers.frames)):
                self.set_trait(name, value)
            self.looking = {name: str(value) for name, value in (looking or {}).items()}


class RunWidget(View):
    """A finished run: map, day, distribution by group, and the course of its sanctions.

    The days are lived again to be drawn, which takes as long as it took to run them; where their frames are more than
    ``frame_bytes``, every n-th is kept. ``day`` and ``show`` are looked at first. Raises UserFault for a run that is
    not finished, or that comes to another answer when it is lived again.
    """

    citizen = traitlets.Int(None, allow_none=True).tag(sync=True)

    def __init__(
        self, run: Folder, *, day: int | None = None, show: str = "sanction", frame_bytes: int = FRAME_BYTES
    ) -> None:
        """Show the run of a folder."""
        answers = Answers([Path(run)])
        answers.add_run(answers.runs[0], frame_bytes)
        looking = {"show": show} if day is None else {"show": show, "day": day}
        super().__init__("run", answers, looking)


class LifeWidget(View):
    """A life out of a finished run: by number, or the first case of a criterion; with ``twin`` also in another run."""

    life = traitlets.Unicode(read_only=True).tag(sync=True)

    def __init__(
        self, run: Folder, citizen: int | str | None = None, *, find: str = "sanctioned-in-error",
        twin: Folder | None = None,
    ) -> None:  # fmt: skip
        """Show a life. Raises UserFault where nobody is a case, and for two runs that are not of the same people."""
        answers = Answers([Path(each) for each in (run, twin) if each is not None])
        path = answers.add_life(*((str(citizen), None) if citizen is not None else (None, find)))
        super().__init__("life", answers)
        self.set_trait("life", path)


class CompareWidget(View):
    """Two finished runs of the same people: the maps of a day, what differs, and for whom.

    With ``placebo`` the placebo twin of the first is lived too: who gained and who lost is not told without it.
    """

    def __init__(self, one: Folder, other: Folder, *, placebo: bool = False, frame_bytes: int = FRAME_BYTES) -> None:
        """Show two runs. Raises UserFault for two that are not of the same people."""
        answers = Answers([Path(one), Path(other)])
        answers.add_comparison(placebo)
        for state in answers.runs:
            answers.add_run(state, frame_bytes)
        super().__init__("compare", answers)
