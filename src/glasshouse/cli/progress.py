"""The live line on standard error: what is being done, how much of it, how long it will take."""

import sys
from types import TracebackType
from typing import Self

STAGES = {"compile": "reading and compiling", "days": "living the days", "record": "writing the record",
          "page": "drawing the page", "kernel": "compiling the kernel (once per version)"}  # fmt: skip


class Line:
    """A progress line on a terminal; nothing where standard error is not one, or where asked to be quiet."""

    def __init__(self, quiet: bool = False) -> None:
        """Decide whether to show anything."""
        self.shown = sys.stderr.isatty() and not quiet
        self.tasks: dict[str, object] = {}

    def __enter__(self) -> Self:
        """Open the line."""
        if self.shown:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

            self.progress = Progress(
                TextColumn("{task.description:<40}"), BarColumn(bar_width=20), TextColumn("{task.percentage:>3.0f} %"),
                TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
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
        from rich.progress import TaskID

        task = self.tasks.get(stage)
        if not isinstance(task, int) or self.progress.tasks[task].finished:
            task = self.progress.add_task(STAGES.get(stage, stage), total=of)
            self.tasks[stage] = task
        self.progress.update(TaskID(task), completed=done, total=of)
