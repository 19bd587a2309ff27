"""`glasshouse bench`: how fast regimes run at several sizes, beside what the machine could do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glasshouse.cli import completing
from glasshouse.cli.options import AsJson, Backend, Conduct, Days, Place, Seed, Threads
from glasshouse.cli.parsing import whole
from glasshouse.cli.printing import print_json, say, table
from glasshouse.cli.progress import Line

if TYPE_CHECKING:
    from rich.table import Table


def bench(
    regimes: Annotated[
        list[str] | None,
        typer.Argument(help="Shipped regimes or files; `as-told` if none.", autocompletion=completing.regimes),
    ] = None,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Annotated[str, typer.Option(help="Sizes, with commas between: 1e4,1e5,1e6.")] = "1_000_000",
    days: Days = "365",
    seed: Seed = "1",
    backend: Backend = "cpu",
    threads: Threads = 0,
    cold: Annotated[bool, typer.Option("--cold", help="Also compile the kernel from nothing.")] = False,
    keep: Annotated[Path | None, typer.Option(help="A folder for what was measured, as JSON: `benches`.")] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Measure speed, rates and memory beside the machine's own limits."""
    from glasshouse import api
    from glasshouse.engine.experiment import Setting

    settings = [Setting(whole(size), whole(days), whole(seed), None, backend, threads) for size in citizens.split(",")]
    worlds = [(files, one) for files in (api.load(name, place, conduct) for name in regimes or ["as-told"])
              for one in settings]  # fmt: skip
    with Line(quiet or as_json) as line:
        measured = api.bench(worlds, line.say, cold=cold, keep=keep)
    if as_json:
        print_json(measured)
        return
    say(rows(measured))
    typer.echo(foot(measured))


def rows(measured: dict[str, Any]) -> "Table":
    """Return what was measured, a row a world."""
    made = table("Speed, and what made it", "world", "ns", "candidates", "records", "changes", "of limits")
    for column in made.columns[1:]:
        column.justify = "right"
    for run in measured["runs"]:
        limits = run["limits"]
        made.add_row(
            f"{run['regime']}\n{run['citizens']:.4g} x {run['days']}",
            f"{run['ns_per_citizen_day']:.1f}\n{run['core_ns_per_citizen_day']:.1f} core",
            f"{run['candidates_per_citizen_day']:.3f}",
            f"{run['records_per_citizen_day']:.3f}",
            f"{run['changes_per_citizen_day']:.3f}",
            f"{limits['ratio_to_integer_limit']:.0%} draws\n{limits['ratio_to_bandwidth_limit']:.0%} bytes",
        )
    return made


def foot(measured: dict[str, Any]) -> str:
    """Return what the table leaves out."""
    last = measured["runs"][-1]
    limits = last["limits"]
    cold, peak = measured["seconds_compile_cold"], last["peak_rss_bytes"]
    lines = [
        "ns: nanoseconds of living per citizen-day by the clock, and the processor time",
        "of births and days over all cores; candidates, records and changes per citizen-",
        "day. A limit reached in full is 100%: one draw a citizen-day, and reading a",
        "class a day and a row a month.",
        f"limits: {limits['draws_per_second'] / 1e9:.2f} G draws/s, {limits['bytes_per_second'] / 1e9:.1f} GB/s, with"
        f" {last['threads']} threads",
        f"births: {last['build_ns_per_citizen']:.0f} ns each; in flight: {last['bytes_per_citizen']} bytes each;"
        f" most memory: {peak / 1e6:_.0f} MB",
        f"compiling: {last['seconds_compile']:.1f} s in the last run"
        + (f", {cold:.0f} s from nothing" if cold else ""),
        f"machine: {measured['machine']['model']}, {measured['machine']['cores']} cores",
    ]
    return "\n".join([*lines, *([f"kept: {measured['kept']}"] if "kept" in measured else [])])
