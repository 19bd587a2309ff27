"""The verbs, as functions: everything the command line and the lab can do goes through here.

Nothing here takes in a description of a person, and nothing returns a writable state: a run is made from files of
aggregates, assumptions and rules, and read back as a record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from glasshouse.asking import answer_csv as answer_csv
from glasshouse.asking import answer_data as answer_data
from glasshouse.asking import form_of as form_of
from glasshouse.asking import query as query
from glasshouse.asking import views as views
from glasshouse.diagnostics import Diagnostic, UserFault, refuse
from glasshouse.engine.bounds import check_setting as check_setting
from glasshouse.pairing import compare as compare
from glasshouse.record.folders import KEPT as KEPT
from glasshouse.record.folders import RUNS as RUNS
from glasshouse.record.pairing import comparable
from glasshouse.record.reading import Run, open_run
from glasshouse.report.writing import unwritten, write_page, write_whole
from glasshouse.vouching import reproduce as reproduce
from glasshouse.vouching import structure as structure
from glasshouse.vouching import validate as validate
from glasshouse.watching import check_twins as check_twins
from glasshouse.watching import clauses_to_take_away as clauses_to_take_away
from glasshouse.watching import criteria as criteria
from glasshouse.watching import example as example
from glasshouse.watching import kept_inputs as kept_inputs
from glasshouse.watching import laws as laws
from glasshouse.watching import life as life
from glasshouse.watching import make_ready as make_ready
from glasshouse.watching import record_facts as record_facts
from glasshouse.watching import recorded_days as recorded_days
from glasshouse.watching import regime_schema as regime_schema
from glasshouse.watching import regime_text as regime_text
from glasshouse.watching import story_regimes as story_regimes
from glasshouse.watching import watch as watch
from glasshouse.watching import watch_on as watch_on
from glasshouse.watching import watched_figures as watched_figures
from glasshouse.watching import watched_layers as watched_layers
from glasshouse.watching import world_facts as world_facts
from glasshouse.weighed import check_weighable, weigh_record
from glasshouse.weighing import attribute as attribute
from glasshouse.weighing import reach as reach
from glasshouse.weighing import safeguards as safeguards
from glasshouse.weighing import sensitivity as sensitivity
from glasshouse.weighing import told as told
from glasshouse.weighing import write_finding as write_finding

# What lives the days and what reads the files is imported where it is used: looking at a record must not wait for it.
if TYPE_CHECKING:
    from datetime import date

    from glasshouse.engine.experiment import Files, Setting
    from glasshouse.engine.resuming import Means
    from glasshouse.report.audits import Audited
    from glasshouse.report.lifeline import Explained
    from glasshouse.report.meant import Meant
    from glasshouse.report.told import Told

Progress = Callable[[str, int, int], None]
"""Told (stage, done, of)."""
Kind = Literal["regimes", "places", "conduct", "acts", "sensors", "consequences", "rights", "runs"]
KINDS: tuple[Kind, ...] = (
    "regimes",
    "places",
    "conduct",
    "acts",
    "sensors",
    "consequences",
    "rights",
    "runs",
)
MAIN_REGIME, MAIN_BASELINE = "as-told", "ordinary-law"
MAIN_CITIZENS, MAIN_DAYS, MAIN_SEED = 100_000, 365, 1
PAGE = "report.html"


def silent(stage: str, done: int, of: int) -> None:
    """Report nothing."""
    del stage, done, of


def load(regime: str, place: str = "cn-2020", conduct: str = "default", *, error_free: bool = False) -> "Files":
    """Read and check a world's three files; every fault of all three at once.

    With ``error_free``, the regime has sensors that put nothing false on record (`glasshouse.inputs.error_free`).
    """
    from glasshouse.engine.experiment import Files
    from glasshouse.inputs import error_free as perfect
    from glasshouse.inputs import library
    from glasshouse.inputs.checks import check_alone, check_world

    faults: list[Diagnostic] = []
    reads: list[Any] = []
    for reader, name in (
        (library.load_place, place),
        (library.load_conduct, conduct),
        (perfect.of if error_free else library.load_regime, regime),
    ):
        try:
            reads.append(reader(name))
        except UserFault as fault:
            faults += fault.diagnostics
    refuse(faults)
    files = Files(*reads)
    for read in reads:
        faults += check_alone(read)
    refuse(faults)
    refuse(check_world(files.place, files.conduct, files.regime))
    return files


def run(files: "Files", setting: "Setting", folder: Path, progress: Progress = silent, *, seeds: int = 1) -> Run:
    """Run one regime over one synthetic society and leave a record in ``folder``.

    With several ``seeds``, over as many societies, from ``setting.seed`` on: each leaves a record of its own in
    ``seeds/<seed>``, and the whole a manifest over them.
    """
    check_setting(setting, seeds)
    if seeds == 1:
        from glasshouse.engine.experiment import run_experiment

        return run_experiment(files, setting, folder, progress)
    from glasshouse.experiment.replicates import run_replicates

    return run_replicates(files, setting, seeds, folder, progress)


def resume(folder: Path, means: "Means", progress: Progress = silent) -> Run:
    """Go on with a run of one seed or several that was cut short, and finish its record: the answer is the same."""
    from glasshouse.experiment.resuming import resume as go_on

    return go_on(folder, means, progress)


def resumed_from(run: Run) -> dict[str, Any]:
    """Return the checkpoint that a resumed run went on from, None for its first day, and what was wrong with others."""
    from glasshouse.record.log import resumed_from as found

    return found([one.folder for one in run.replicates()] or [run.folder])


def new_folder(regime: str, setting: "Setting", root: Path = RUNS, *, seeds: int = 1) -> Path:
    """Return a folder for a new record, named by what it holds; never one that is in use."""
    luck = f"seed{setting.seed}" if seeds == 1 else f"seeds{setting.seed}-{setting.seed + seeds - 1}"
    name = f"{Path(regime).stem}-{setting.citizens}x{setting.days}-{luck}" + "-placebo" * setting.placebo
    folder, number = root / name, 2
    while folder.exists():
        folder, number = root / f"{name}-{number}", number + 1
    return folder


def report(folder: Path, against: Path | None = None, out: Path | None = None, export: Path | None = None) -> Path:
    """Write the page of a run (beside a baseline, if given) and return where it is.

    With ``export``, its charts are also written into that folder, each as SVG and as CSV.
    """
    one, other = open_run(folder), open_run(against) if against else None
    if other is not None:
        refuse(comparable(one.manifest, other.manifest))
    from glasshouse.report.page import render

    return write_page(out or folder / PAGE, lambda: render(one, other, export))


@dataclass(frozen=True)
class Pair:
    """A regime and its baseline over the same people, and the page that tells both."""

    regime: Run
    baseline: Run
    page: Path


def pair(
    regime: "Files", baseline: "Files", setting: "Setting", root: Path, progress: Progress = silent, *, seeds: int = 1
) -> Pair:
    """Run a regime and a baseline over the same people; write the page beside the regime's record."""
    check_setting(setting, seeds)
    one = run(regime, setting, root / regime.regime.value.regime, progress, seeds=seeds)
    other = run(baseline, setting, root / baseline.regime.value.regime, progress, seeds=seeds)
    progress("page", 0, 1)
    page = report(one.folder, other.folder)
    progress("page", 1, 1)
    return Pair(one, other, page)


def check(paths: list[str]) -> list[Diagnostic]:
    """Return every fault of the given files, each checked alone and, for a regime or conduct, in the default world."""
    from glasshouse.inputs.inspecting import check_file

    return [fault for path in paths for fault in check_file(path)]


def runs(root: Path | None = None) -> list[dict[str, Any]]:
    """Return the records in and below a folder, newest first, as plain data; `runs` need not be there yet."""
    from glasshouse.record import shelf

    if root is None and not RUNS.is_dir():
        return []
    return [shelf.row_of(entry) for entry in shelf.records(root or RUNS)]


def show(folder: Path) -> dict[str, Any]:
    """Return what one record is, finished or not: its inputs, hashes, files with their bytes, and what did not fit."""
    from glasshouse.record import shelf

    return shelf.description_of(shelf.record(folder))


def what_is_meant(word: str, regime: bool = False) -> "Meant":
    """Return whether `show` takes a word for a record or, as always with ``regime``, for a regime."""
    from glasshouse.report import meant

    return meant.what_is_meant(word, regime)


def describe(regime: str, *, brief: bool = False) -> "Told":
    """Return a regime in words, each clause with its line and where it comes from; ``brief`` is the head alone."""
    from glasshouse.inputs.inspecting import read_regime
    from glasshouse.report.regimes import shown

    return shown(read_regime(regime), brief)


def diff(one: str, other: str, *, brief: bool = False) -> "Told":
    """Return what differs between two files of one kind, clause by clause, after ``extends``."""
    from glasshouse.inputs.comparing import compare
    from glasshouse.report.differences import shown

    return shown(compare(one, other), brief)


def new(file: Path, parent: str, *, error_free: bool = False) -> "Told":
    """Write a new file that extends a regime, and return what was written and what to try next.

    With ``error_free``, what it writes takes the errors of the regime's sensors away.
    """
    from glasshouse.report.beginnings import begun

    return begun(file, parent, error_free)


def explain(
    folder: Path, citizen: str | None = None, find: str | None = None, days: str | None = None,
    progress: Progress = silent, *, full: bool = False, out: Path | None = None,
) -> "Explained":  # fmt: skip
    """Live a citizen's district again out of a record and return that one life; the citizen is a number, or found.

    With ``out``, it is also drawn and told on a page of its own.
    """
    run = open_run(folder)
    from glasshouse.experiment.life import explain as lived
    from glasshouse.report.lifeline import explained

    found = explained(lived(run, citizen, find, days, progress), full)
    if out is not None:
        from glasshouse.report.lifepage import life_page

        write_page(out, lambda: life_page(found.life))
    return found


def audit(
    what: str, law: str, on: str | None, today: "date", place: str, conduct: str, against: Path | None = None,
    progress: Progress = silent, *, brief: bool = False, report: Path | None = None, pdf: Path | None = None,
    weigh: int = 0, keep: Path | None = KEPT,
) -> "Audited":  # fmt: skip
    """Read a regime, or a record's, as if operated under a law on a day; write the report of it, where asked to.

    With ``weigh``, what safeguards do and what the answer rests on is lived in worlds of so many people, for a report;
    their figures are kept in ``keep``.
    """
    from glasshouse.report.audits import audited

    found = partial(audited, what, law, on, today, lambda: load(what, place, conduct), against, brief=brief)
    if weigh:
        check_weighable(what, weigh, written=report is not None or pdf is not None)
    if report is None and pdf is None:
        return found()
    from glasshouse.report.brief.gathering import reported

    weighing = partial(weigh_record, citizens=weigh, keep=keep, progress=progress) if weigh else None
    return reported(found, report, pdf, progress, weighing)


def evidence(key: str | None = None, role: str | None = None, *, verify: bool = False, unused: bool = False) -> "Told":
    """Return the published figures by topic, or those under a key whole: sources, roles, and what cites them."""
    from glasshouse.inputs.citing import find
    from glasshouse.report.evidence import shown

    return shown(find(key, role, verify=verify, unused=unused), key is not None)


def listing(kind: Kind) -> list[dict[str, str]]:
    """Return what there is of a kind, a row of texts each."""
    from glasshouse.inputs.listing import rows_of

    if kind == "runs":
        return [
            {"run": row["run"], "regime": row.get("regime", ""), "status": row.get("status", ""), "state": row["state"],
             "citizens": f"{row.get('citizens', 0):_}", "days": str(row.get("days", "")),
             "seeds": ", ".join(map(str, row.get("seeds", [])))}
            for row in runs()
        ]  # fmt: skip
    return rows_of(kind)


def set_up(progress: Callable[[int, int], None]) -> float:
    """Compile the kernel once for this version; return the seconds it took (0 when it was on disk)."""
    from glasshouse.engine.warm import warm

    return warm(progress)


def bench(
    worlds: "list[tuple[Files, Setting]]", progress: Progress = silent, *, cold: bool = False, keep: Path | None = None
) -> dict[str, Any]:
    """Measure worlds: time by stage, rates, memory, the machine's own limits; ``keep`` is a folder for the history."""
    from glasshouse.engine.benching import file_of, measure_all, text_of

    for _, setting in worlds:
        check_setting(setting)
    if keep is None:
        return measure_all(worlds, cold, progress)
    try:
        keep.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(keep, error.strerror or str(error), "give a folder that you may write to") from error
    measured = measure_all(worlds, cold, progress)
    file = write_whole(file_of(measured, keep), lambda: text_of(measured), "give another folder with --keep")
    return measured | {"kept": str(file)}


def figures(run: Run) -> dict[str, Any]:
    """Return the figures that ``run --json`` prints."""
    from glasshouse.record.figures import figures_of

    return figures_of(str(run.folder), run.manifest)


def schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas of the three kinds of file, for editors; return where they are."""
    from glasshouse.inputs import library

    try:
        return list(library.write_schemas(folder))
    except OSError as error:
        raise unwritten(folder, error.strerror or str(error), "give a folder that you may write to") from error


def summary(folder: Path, against: Path | None = None) -> Any:
    """Return what the terminal prints of a run (a rich renderable)."""
    one, other = open_run(folder), open_run(against) if against else None
    from glasshouse.report.terminal import summary as renderable

    return renderable(one, other)
