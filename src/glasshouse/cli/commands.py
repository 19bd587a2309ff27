"""The commands. Heavy libraries are imported inside them, so that ``--help`` stays fast."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glasshouse.cli import attribute as attributing
from glasshouse.cli import audit as auditing
from glasshouse.cli import bench as measuring
from glasshouse.cli import compare as twins
from glasshouse.cli import completing
from glasshouse.cli import evidence as figures
from glasshouse.cli import explain as telling
from glasshouse.cli import lab as watching
from glasshouse.cli import query as asking
from glasshouse.cli import reach as turning
from glasshouse.cli import regimes as writing
from glasshouse.cli import reproduce as proving
from glasshouse.cli import resume as going_on
from glasshouse.cli import runs as shelf
from glasshouse.cli import safeguards as protecting
from glasshouse.cli import sensitivity as resting
from glasshouse.cli import told as telling_apart
from glasshouse.cli import validate as holding
from glasshouse.cli.options import (
    Against,
    AsJson,
    Backend,
    Checkpoint,
    Citizens,
    Conduct,
    Days,
    DistrictSize,
    ErrorFree,
    Exchange,
    Panel,
    Place,
    Quiet,
    Record,
    Regime,
    Seed,
    Seeds,
    Shards,
    Threads,
)
from glasshouse.cli.parsing import whole
from glasshouse.cli.printing import names_whole, print_json, say, table
from glasshouse.cli.progress import Line

if TYPE_CHECKING:
    from glasshouse.api import Pair
    from glasshouse.engine.experiment import Setting

app = typer.Typer(
    name="glasshouse",
    help="A laboratory for social-scoring regimes over wholly synthetic societies.",
    no_args_is_help=False,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def first(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    """Say what to do first, where no command is given."""
    if version:
        from glasshouse import __version__

        typer.echo(f"glasshouse {__version__}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        typer.echo(FIRST)


FIRST = """Glasshouse: a laboratory for social-scoring regimes. Synthetic people only.

Begin here:
  glasshouse demo             a scored year of a synthetic city, beside ordinary
                              law, and a page about it (about half a minute)
Then:
  glasshouse list regimes     the regimes that ship, and what each of them is
  glasshouse show as-told     a regime in words; every clause, and its source
  glasshouse run as-told      one regime, one record
  glasshouse runs             the records you have; `show RUN` looks at one
  glasshouse report RUN --against OTHER_RUN
  glasshouse new FILE --from as-told          begin a regime of your own
  glasshouse check FILE       every fault of it at once; `diff as-told FILE`
                              says what you changed

Everything else: glasshouse --help"""


def setting_of(
    citizens: str,
    days: str,
    seed: str,
    backend: str,
    threads: int,
    shards: int,
    size: int | None,
    panel: int,
    placebo: bool = False,
    checkpoint_seconds: float = 60.0,
    exchange: str = "sentinels",
) -> "Setting":
    """Return the setting that the options describe."""
    from glasshouse.engine.experiment import Setting

    return Setting(
        whole(citizens), whole(days), whole(seed), size, backend, threads, shards,
        panel=panel, placebo=placebo, checkpoint_seconds=checkpoint_seconds, exchange=exchange,
    )  # fmt: skip


@app.command()
def run(
    regime: Regime,
    error_free: ErrorFree = False,
    place: Place = "cn-2020",
    conduct: Conduct = "default",
    citizens: Citizens = "100_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 1,
    out: Annotated[Path | None, typer.Option(help="Folder of the record; one in `runs` if not given.")] = None,
    backend: Backend = "cpu",
    threads: Threads = 0,
    shards: Shards = 1,
    district_size: DistrictSize = None,
    panel: Panel = 1000,
    placebo: Annotated[
        bool, typer.Option("--placebo", help="Change one act of one citizen: the noise floor for `compare`, no run.")
    ] = False,
    checkpoint_seconds: Checkpoint = 60.0,
    exchange: Exchange = "sentinels",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Put one regime over a synthetic society and leave a record."""
    from glasshouse import api

    setting = setting_of(
        citizens, days, seed, backend, threads, shards, district_size, panel, placebo, checkpoint_seconds, exchange
    )
    api.check_setting(setting, seeds)
    files = api.load(regime, place, conduct, error_free=error_free)
    folder = out or api.new_folder(files.regime.value.regime, setting, seeds=seeds)
    with going_on.resumable(folder), Line(quiet or as_json) as line:
        done = api.run(files, setting, folder, line.say, seeds=seeds)
    if as_json:
        print_json(api.figures(done))
    elif not quiet:
        show(done.folder)
        typer.echo(f"record: {done.folder}\nnext:   glasshouse report {done.folder}")


@app.command()
def demo(
    citizens: Citizens = "100_000",
    days: Days = "365",
    seed: Seed = "1",
    seeds: Seeds = 1,
    out: Annotated[
        Path | None, typer.Option(help="Folder of the two records and the page; one in `runs` if not given.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """The main job: `as-told` against `ordinary-law` over one synthetic city, and the page that tells both."""
    from glasshouse import api

    setting = setting_of(citizens, days, seed, "cpu", 0, 1, None, 1000)
    api.check_setting(setting, seeds)
    root = out or api.new_folder("main", setting, seeds=seeds)
    with Line(quiet or as_json) as line:
        files = api.load(api.MAIN_REGIME), api.load(api.MAIN_BASELINE)
        pair = api.pair(*files, setting, root, line.say, seeds=seeds)
    if as_json:
        print_json({"page": str(pair.page), "runs": [api.figures(pair.regime), api.figures(pair.baseline)]})
    elif not quiet:
        show_pair(pair)


def show(folder: Path, against: Path | None = None) -> None:
    """Print the summary of a run."""
    from glasshouse import api

    say(api.summary(folder, against))


def show_pair(pair: "Pair") -> None:
    """Print the summary of the main job, where the page is, and what to try next."""
    show(pair.regime.folder, pair.baseline.folder)
    typer.echo(f"\nThe page:   {pair.page.resolve()}")
    typer.echo(f"The records: {pair.regime.folder} and {pair.baseline.folder}")
    typer.echo(
        "Try next:   glasshouse list regimes\n"
        "            glasshouse run as-told --seed 2\n"
        "            glasshouse new my-regime.yaml --from as-told"
    )


@app.command(name="list")
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            help="regimes, places, conduct, acts, sensors, consequences, rights or runs.",
            autocompletion=completing.kinds,
        ),
    ],
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The names alone, one a line.")] = False,
) -> None:
    """List what there is."""
    from glasshouse import api
    from glasshouse.diagnostics import Diagnostic, UserFault, nearest

    if kind not in api.KINDS:
        close = nearest(kind, list(api.KINDS))
        raise UserFault(
            [Diagnostic("G400", f"there is no list of {kind!r}", f"there are {', '.join(api.KINDS)}",
                        f"glasshouse list {close or 'regimes'}")]
        )  # fmt: skip
    rows = api.listing(kind)
    if as_json:
        print_json({kind: rows})
        return
    names = [next(iter(row.values())) for row in rows]
    if quiet:
        for name in names:
            typer.echo(name)
        return
    listed = table(kind.capitalize(), *(rows[0] if rows else ["nothing yet"]))
    for row in rows:
        listed.add_row(*row.values())
    names_whole(listed, names)
    say(listed)


@app.command()
def check(
    files: Annotated[list[str], typer.Argument(help="Regime, place or conduct files (or shipped names).")],
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing where there is no fault.")] = False,
) -> None:
    """Say every fault of the files at once; exit 2 where there is one."""
    from glasshouse import api
    from glasshouse.diagnostics import UserFault

    faults = api.check(files)
    if as_json:
        print_json({"files": files, "faults": [
            {"code": f.code, "file": f.place.file if f.place else None, "line": f.place.line if f.place else None,
             "column": f.place.column if f.place else None, "what": f.what, "why": f.why, "try": f.remedy}
            for f in faults]})  # fmt: skip
    if faults:
        raise UserFault(faults)
    if not as_json and not quiet:
        typer.echo(f"{len(files)} file{'s' if len(files) != 1 else ''}: no fault")


@app.command()
def report(
    run: Record,
    against: Against = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the page; into the record if not given.")] = None,
    export: Annotated[Path | None, typer.Option(help="A folder for the charts, each as SVG and as CSV.")] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Write the page of a run: one self-contained file."""
    from glasshouse import api

    page = api.report(run, against, out, export)
    if as_json:
        print_json({"page": str(page), "run": str(run), "against": str(against) if against else None})
    elif not quiet:
        show(run, against)
        typer.echo(f"\nThe page: {page.resolve()}")
        if export:
            typer.echo(f"The charts: {export.resolve()}")


@app.command()
def setup(quiet: Quiet = False) -> None:
    """Compile the kernel once for this version (what `./run` does by itself)."""
    from glasshouse import api

    with Line(quiet) as line:
        seconds = api.set_up(lambda done, of: line.say("kernel", done, of))
    if not quiet:
        typer.echo(f"the kernel is ready ({seconds:.1f} s)")


@app.command()
def schemas(
    folder: Annotated[Path, typer.Argument(help="Where to write the JSON Schemas for editors.")] = Path("schemas"),
) -> None:
    """Write the JSON Schemas of regime, place and conduct files."""
    from glasshouse import api

    for path in api.schemas(folder):
        typer.echo(str(path))


app.command()(measuring.bench)
app.command()(going_on.resume)
app.command()(proving.reproduce)
app.command()(shelf.runs)
app.command(name="show")(writing.show)
app.command()(writing.diff)
app.command()(writing.new)
app.command()(figures.evidence)
app.command()(auditing.audit)
app.command()(twins.compare)
app.command()(asking.query)
app.command()(telling.explain)
app.command()(attributing.attribute)
app.command()(resting.sensitivity)
app.command()(turning.reach)
app.command()(telling_apart.told)
app.command()(protecting.safeguards)
app.command()(holding.validate)
app.command()(holding.structure)
app.command()(watching.lab)
