"""The live line on standard error: what is being done, how much of it, how long it will take."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.console import Console

STAGES = {"compile": "reading and compiling", "replay": "living a sample again", "days": "living the days",
          "record": "writing the record", "page": "drawing the page",
          "kernel": "compiling the kernel (once per version)", "worlds": "living the worlds"}  # fmt: skip


UNITS = {"days": "citizen-days", "kernel": ""}
"""What a stage counts, where its rate says something."""


def per_second(speed: float | None, unit: str) -> str:
    """Return a rate as people say it, or nothing where there is none yet.

    >>> per_second(12_300_000.0, "citizen-days"), per_second(900.0, "citizen-days"), per_second(None, "citizen-days")
    ('12 M citizen-days/s', '900 citizen-days/s', '')
    """
    if not speed or not unit:
        return ""
    for scale, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if speed >= scale:
            value = speed / scale
            return f"{value:.1f} {letter} {unit}/s" if value < 9.95 else f"{value:.0f} {letter} {unit}/s"
    return f"{speed:.0f} {unit}/s"


class Line:
    """A progress line on a terminal; nothing where standard error is not one, or where asked to be quiet."""

    def __init__(self, quiet: bool = False, console: "Console | None" = None) -> None:
        """Decide whether to show anything; on ``console`` if one is given, on standard error if not."""
        self.console = console
        self.shown = (console.is_terminal if console else sys.stderr.isatty()) and not quiet
        self.tasks: dict[str, object] = {}

    def __enter__(self) -> Self:
        """Open the line."""
        if self.shown:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            # 80 columns at most: words, a bar, how much, how fast, how long still.
            self.progress = Progress(
                TextColumn("{task.description}"), BarColumn(bar_width=14), TextColumn("{task.percentage:>3.0f} %"),
                TextColumn("{task.fields[rate]}"), TimeRemainingColumn(compact=True),
                console=self.console or Console(stderr=True), transient=True,
            )  # fmt: skip
            self.progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the line."""
        if self.shown:
            self.progress.stop()

    def say(self, stage: str, done: int, of: int) -> None:
        """Show that ``done`` of ``of`` is done in a stage; a stage that starts again gets a line of its own."""
        if not self.shown:
            return
        if stage == "space":
            from glasshouse.record.words import in_words

            self.progress.console.print(f"the record will take about {in_words(of)}")
            return
        if stage == "checkpoints":
            from glasshouse.record.words import in_words

            self.progress.console.print(f"meanwhile at most {in_words(of)} for checkpoints")
            return
        from rich.progress import TaskID

        task = self.tasks.get(stage)
        if not isinstance(task, int) or self.progress.tasks[task].finished:
            task = self.progress.add_task(STAGES.get(stage, stage), total=of, rate="")
            self.tasks[stage] = task
        rate = per_second(self.progress.tasks[task].speed, UNITS.get(stage, ""))
        self.progress.update(TaskID(task), completed=done, total=of, rate=rate)
