"""What the commands over many worlds share: their options, the executor, and how a finding is printed."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import completing
from glasshouse.cli.parsing import whole
from glasshouse.cli.printing import print_json, say

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
KEPT = Path("runs") / "values"
MOST_PROCESSES = 1024
FAILED = 1
"""The exit code where worlds failed: what needs none of them was printed."""


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
