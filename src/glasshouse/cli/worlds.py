"""What the commands over many worlds share: their options, the executor, and how a finding is printed."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import Signature, signature
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson
from glasshouse.cli.parsing import whole
from glasshouse.cli.printing import print_json, say
from glasshouse.cli.progress import Line
from glasshouse.record.folders import KEPT as KEPT

if TYPE_CHECKING:
    from glasshouse.engine.experiment import Setting
    from glasshouse.report.experiments import Finding

Baseline = Annotated[
    str,
    typer.Option(help="The regime that it is held against: what is out is as here.", autocompletion=completing.regimes),
]
Processes = Annotated[int, typer.Option(help="Processes that live worlds; 0: threads of this one, one a core.")]
Keep = Annotated[Path, typer.Option(help="Where figures of lived worlds are kept, so that a stopped command goes on.")]
Page = Annotated[Path | None, typer.Option(help="Also write what was found as a page.")]
NoProgress = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
MOST_PROCESSES = 1024
FAILED = 1
"""The exit code where worlds failed: what needs none of them was printed."""


@dataclass(frozen=True)
class Means:
    """With what many worlds are lived, as the verbs of `glasshouse.api` take it."""

    executor: Executor | None
    keep: Path
    progress: Callable[[str, int, int], None]


def experiment(command: "Callable[..., Finding]") -> Callable[..., None]:
    """Return a command that lives many worlds, from one that returns what it found.

    It takes the options that all of these share, after its own, and hands the command its ``Means``, which is what the
    command's first parameter is.
    """

    def run(
        processes: Processes = 0,
        keep: Keep = KEPT,
        page: Page = None,
        as_json: AsJson = False,
        quiet: NoProgress = False,
        **asked: Any,
    ) -> None:
        with Line(quiet or as_json) as line, executor_of(processes) as executor:
            found = command(Means(executor, keep, line.say), **asked)
        show(found, as_json, page)

    own, shared = list(signature(command).parameters.values())[1:], list(signature(run).parameters.values())[:-1]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__annotations__ = {one.name: one.annotation for one in (*own, *shared)}
    # Typer reads what a command takes from its signature.
    run.__signature__ = Signature([*own, *shared])  # type: ignore[attr-defined]
    return run


def setting_of(citizens: str, days: str, seed: str, district_size: int | None) -> "Setting":
    """Return the setting of each world."""
    from glasshouse.engine.experiment import Setting

    return Setting(whole(citizens), whole(days), whole(seed), district_size, panel=0)


@contextmanager
def executor_of(processes: int) -> Iterator[Executor | None]:
    """Yield so many processes, or nothing where threads will do."""
    if not 0 <= processes <= MOST_PROCESSES:
        from glasshouse.diagnostics import Diagnostic, UserFault

        why = f"there are at most {MOST_PROCESSES}, and 0 stands for threads"
        raise UserFault([Diagnostic("G400", f"--processes {processes} is out of range", why, "give 0 or some more")])
    if processes == 0:
        yield None
        return
    # Spawned: a fork would share what threads of this process hold.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield pool


def show(finding: "Finding", as_json: bool, page: Path | None) -> None:
    """Print what was found, and write its page where one is asked for; worlds that failed make an exit code of 1."""
    from glasshouse import api

    written = api.write_finding(finding, page) if page else None
    print_json({**finding.data, "page": str(written) if written else None}) if as_json else say(finding.view)
    if written and not as_json:
        typer.echo(f"The page: {written.resolve()}")
    if finding.failures:
        raise typer.Exit(FAILED)
