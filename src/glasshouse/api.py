"""The verbs, as functions: everything the command line and the lab can do goes through here.

Nothing here takes in a description of a person, and nothing returns a writable state: a run is made from files of
aggregates, assumptions and rules, and read back as a record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.engine.experiment import Files, Setting, run_experiment
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_alone, check_world, refuse
from glasshouse.record.manifest import Manifest, read_manifest
from glasshouse.record.reading import Run, open_run

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
MOST_CITIZENS, MOST_DAYS = 10_000_000_000, 9_125


def silent(stage: str, done: int, of: int) -> None:
    """Report nothing."""
    del stage, done, of


def load(regime: str, place: str = "cn-2020", conduct: str = "default") -> Files:
    """Read and check a world's three files; every fault of all three at once."""
    faults: list[Diagnostic] = []
    reads: list[Any] = []
    for reader, name in (
        (library.load_place, place),
        (library.load_conduct, conduct),
        (library.load_regime, regime),
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


def check_setting(setting: Setting) -> None:
    """Refuse numbers that make no run."""
    limits = (
        (
            "citizens",
            setting.citizens,
            500,
            MOST_CITIZENS,
            "a place has 500 citizens at least (the boundary)",
        ),
        ("days", setting.days, 1, MOST_DAYS, "runs are limited to 25 years"),
        ("seed", setting.seed, 0, 2**63 - 1, "a seed is a whole number"),
        ("threads", setting.threads, 0, 1024, "0 takes every core"),
        ("shards", setting.shards, 1, 1_000_000, "shards only cut the work"),
        ("district-size", setting.district_size or 500, 500, 500_000, "a district has 500 people at least"),
        ("panel", setting.panel, 0, 100_000, "the panel is a sample"),
    )
    refuse(
        [
            Diagnostic("G400", f"--{name} {value:_} is out of range", why, f"give {low:_} to {high:_}")
            for name, value, low, high, why in limits
            if not low <= value <= high
        ]
    )
    if setting.backend not in ("cpu", "python"):
        raise UserFault(
            [
                Diagnostic(
                    "G402",
                    f"there is no backend {setting.backend!r} here",
                    "this version runs on `cpu` (compiled) and `python` (plain, slow, exact)",
                    f"try --backend {nearest(setting.backend, ['cpu', 'python']) or 'cpu'}",
                )
            ]
        )


def run(files: Files, setting: Setting, folder: Path, progress: Progress = silent) -> Run:
    """Run one regime over one synthetic society and leave a record in ``folder``."""
    check_setting(setting)
    return run_experiment(files, setting, folder, progress)


def new_folder(regime: str, setting: Setting, root: Path = Path("runs")) -> Path:
    """Return a folder for a new record, named by what it holds; never one that is in use."""
    name = f"{Path(regime).stem}-{setting.citizens}x{setting.days}-seed{setting.seed}"
    folder, number = root / name, 2
    while folder.exists():
        folder, number = root / f"{name}-{number}", number + 1
    return folder


def report(folder: Path, against: Path | None = None, out: Path | None = None) -> Path:
    """Write the page of a run (beside a baseline, if given) and return where it is."""
    one, other = open_run(folder), open_run(against) if against else None
    if other is not None:
        refuse(comparable(one.manifest, other.manifest))
    from glasshouse.report.page import render

    target = out or folder / PAGE
    aside = target.with_suffix(".writing")
    aside.write_text(render(one, other), encoding="utf-8")
    aside.replace(target)
    return target


def comparable(one: Manifest, other: Manifest) -> list[Diagnostic]:
    """Return why two runs are not of the same people in the same days, if they are not."""
    faults = []
    for name, mine, theirs in (
        ("place", one.place.sha256, other.place.sha256),
        ("conduct", one.conduct.sha256, other.conduct.sha256),
        ("citizens", one.citizens, other.citizens),
        ("days", one.days, other.days),
        ("seed", one.seed, other.seed),
        ("district size", one.district_size, other.district_size),
    ):
        if mine != theirs:
            faults.append(
                Diagnostic(
                    "G504",
                    f"the two runs differ in {name}: {str(mine)[:12]} and {str(theirs)[:12]}",
                    "two regimes are compared over the same people with the same luck",
                    "run the baseline with the same place, conduct, citizens, days and seed",
                )
            )
    return faults


@dataclass(frozen=True)
class Pair:
    """A regime and its baseline over the same people, and the page that tells both."""

    regime: Run
    baseline: Run
    page: Path


def pair(regime: Files, baseline: Files, setting: Setting, root: Path, progress: Progress = silent) -> Pair:
    """Run a regime and a baseline over the same people; write the page beside the regime's record."""
    check_setting(setting)
    one = run(regime, setting, root / regime.regime.value.regime, progress)
    other = run(baseline, setting, root / baseline.regime.value.regime, progress)
    progress("page", 0, 1)
    page = report(one.folder, other.folder)
    progress("page", 1, 1)
    return Pair(one, other, page)


def check(paths: list[str]) -> list[Diagnostic]:
    """Return every fault of the given files, each checked alone and, for a regime or conduct, in the default world."""
    from glasshouse.inputs.inspecting import check_file

    return [fault for path in paths for fault in check_file(path)]


def runs(root: Path = Path("runs")) -> list[tuple[Path, Manifest]]:
    """Return the records below a folder, newest first."""
    found = []
    for path in sorted(root.glob("**/manifest.json")):
        try:
            found.append((path.parent, read_manifest(path.parent)))
        except UserFault:
            continue
    return sorted(found, key=lambda row: row[1].started, reverse=True)


def listing(kind: Kind) -> list[dict[str, str]]:
    """Return what there is of a kind, a row of texts each."""
    from glasshouse.inputs.listing import rows_of

    if kind == "runs":
        return [
            {"run": str(folder), "regime": m.regime.name, "status": m.status, "state": m.state,
             "citizens": f"{m.citizens:_}", "days": str(m.days), "seed": str(m.seed)}
            for folder, m in runs()
        ]  # fmt: skip
    return rows_of(kind)


def set_up(progress: Callable[[int, int], None]) -> float:
    """Compile the kernel once for this version; return the seconds it took (0 when it was on disk)."""
    from glasshouse.engine.warm import warm

    return warm(progress)


def bench(files: Files, setting: Setting, progress: Progress = silent) -> dict[str, Any]:
    """Measure: time by stage, rates, memory, and the machine's own limits in the same process."""
    from glasshouse.engine.benching import measure

    check_setting(setting)
    return measure(files, setting, progress)


def figures(run: Run) -> dict[str, Any]:
    """Return the figures that ``run --json`` prints."""
    from glasshouse.record.figures import figures_of

    return figures_of(str(run.folder), run.manifest)


def schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas of the three kinds of file, for editors; return where they are."""
    return list(library.write_schemas(folder))


def summary(folder: Path, against: Path | None = None) -> Any:
    """Return what the terminal prints of a run (a rich renderable)."""
    one, other = open_run(folder), open_run(against) if against else None
    from glasshouse.report.terminal import summary as renderable

    return renderable(one, other)
