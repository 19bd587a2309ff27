"""The verbs of whoever watches: a run shown day by day, one clause at work, one life told line by line.

What is shown is of computed people and cannot be set: a citizen is a number in a run, and an example is drawn by lot.
``api`` offers all of them; the lab asks for nothing else.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glasshouse.record.reading import Run, open_run

# What lives the days and what reads the files is imported where it is used, as in ``api``.
if TYPE_CHECKING:
    from glasshouse.engine.experiment import Files
    from glasshouse.engine.live import Day, Watcher

Progress = Callable[[str, int, int], None]
See = Callable[["Day"], bool]
"""Takes a day that everybody has lived; the next is not begun before it returns, and false ends the run there."""


def watch(
    files: "Files", citizens: int, days: int, seed: int, folder: Path, see: See, progress: Progress
) -> Run | None:
    """Run a regime day by day before somebody's eyes and record it: the digest is that of the run unwatched.

    Return None where ``see`` ended it; the record then says that it is not finished.
    """
    from glasshouse.engine.bounds import check_setting
    from glasshouse.engine.experiment import Setting, run_experiment
    from glasshouse.engine.live import Stopped

    setting = Setting(citizens, days, seed, order="day")
    check_setting(setting)
    try:
        return run_experiment(files, setting, folder, progress, eyes(see, 0))
    except Stopped:
        return None


def watch_on(folder: Path, seen: int, see: See, progress: Progress) -> Run | None:
    """Go on with a watched run that was cut short, of which so many days were seen; the digest is the same.

    It goes on from its last checkpoint, and days that were seen and must be lived again come without layers. The
    checkpoint is believed after a sample of it was lived again, whoever made it. Return None where ``see`` ended it.
    Raises UserFault where the record cannot be gone on with.
    """
    from glasshouse.engine.live import Stopped
    from glasshouse.engine.resuming import Means, resume_experiment

    try:
        return resume_experiment(folder, Means(watcher=eyes(see, seen)), progress)
    except Stopped:
        return None


def eyes(see: See, already: int) -> "Watcher":
    """Return a watcher that sees with a function, of a run whose first days were seen already."""
    from glasshouse.engine.live import Day, Stopped, Watcher

    class Eyes(Watcher):
        seen = already

        def see(self, day: Day) -> None:
            if not see(day):
                raise Stopped

    return Eyes()


def make_ready() -> None:
    """Load the compiled kernel and the grammar, so that the next run begins at once."""
    from glasshouse.engine.backends import cpu_backend
    from glasshouse.engine.live import ready
    from glasshouse.inputs.compiling import compile_tables
    from glasshouse.inputs.library import load_conduct, load_place, load_regime

    ready(cpu_backend())
    compile_tables(load_place("cn-2020").value, load_conduct("default").value, load_regime("bare").value)


def watched_layers() -> list[dict[str, Any]]:
    """Return the layers of a day, in the order of their numbers, and what their bytes mean."""
    from glasshouse.engine.picturing import LAYERS

    return [{"id": layer.id, "number": number, "meaning": layer.meaning} for number, layer in enumerate(LAYERS)]


def watched_figures() -> list[dict[str, str]]:
    """Return the figures of a day by group, in their order."""
    from glasshouse.engine.live import FIGURES

    return [{"id": figure.id, "unit": figure.unit, "meaning": figure.meaning} for figure in FIGURES]


def recorded_days(folder: Path, first: int, last: int) -> list[list[list[int]]]:
    """Return the watched figures of some days of a finished run, ``[day][group][figure]``, from its counts."""
    import numpy as np

    from glasshouse.engine.live import FIGURES
    from glasshouse.record.naming import columns

    run = open_run(folder)
    names = {position: name for name, position, _ in columns(run.manifest.legend)}
    zeros = np.zeros((run.days, len(run.manifest.legend.groups)), dtype=np.int64)
    told = [
        sum((run.daily(names[column]) for column in figure.columns(run.manifest.legend) if column in names), zeros)
        for figure in FIGURES
    ]
    found: list[list[list[int]]] = np.stack(told, axis=2)[first : last + 1].tolist()
    return found


def districts_of(citizens: int, district_size: int, provinces: int) -> list[dict[str, int]]:
    """Return how a place is cut, in map order: each district's first number, its residents, its province.

    >>> districts_of(2500, 1000, 31)
    [{'first': 0, 'residents': 1250, 'province': 0}, {'first': 1250, 'residents': 1250, 'province': 1}]
    """
    from glasshouse.engine.districts import plan_of
    from glasshouse.experiment.replay import first_of

    plan = plan_of(0, citizens, district_size, provinces)
    return [
        {"first": first_of(plan, number), "residents": plan.size(number), "province": plan.province(number)}
        for number in range(plan.districts)
    ]


def world_facts(files: "Files", citizens: int, days: int, seed: int) -> dict[str, Any]:
    """Return what is told of a run before it has begun: its regime, its scale, and how its place is cut."""
    regime, place = files.regime.value, files.place.value
    return {
        "regime": regime.regime,
        "title": regime.title,
        "status": regime.status,
        "scored": regime.score is not None,
        "score_least": regime.score.least if regime.score else 0,
        "score_most": regime.score.most if regime.score else 0,
        "place": place.place,
        "conduct": files.conduct.value.conduct,
        "currency": place.currency,
        "citizens": citizens,
        "days": days,
        "seeds": [seed],
        "districts": districts_of(citizens, round(place.district_size.value), round(place.provinces.value)),
    }


def record_facts(folder: Path) -> dict[str, Any]:
    """Return the same of a record, finished or not."""
    from glasshouse.record.shelf import record

    manifest = record(folder).manifest
    assert manifest is not None
    return {
        "regime": manifest.regime.name,
        "title": manifest.regime.title,
        "status": manifest.status,
        "scored": manifest.scored,
        "score_least": manifest.score_least,
        "score_most": manifest.score_most,
        "place": manifest.place.name,
        "conduct": manifest.conduct.name,
        "currency": manifest.currency,
        "citizens": manifest.citizens,
        "days": manifest.days,
        "seeds": list(manifest.seeds),
        "districts": districts_of(manifest.citizens, manifest.district_size, manifest.provinces),
    }


def clauses_to_take_away(files: "Files") -> list[str]:
    """Return the ids of the clauses that ``example`` takes, in the order of the file."""
    from glasshouse.experiment.trial import clauses_of

    return clauses_of(files.regime.value)


def example(files: "Files", clause: str, seed: int) -> dict[str, Any]:
    """Live a small society with a clause and without it; return three citizens, drawn by lot among those it reached.

    Raises UserFault for a clause that is not there or that others hang on.
    """
    from glasshouse.experiment.trial import data_of, trial

    return data_of(trial(files, clause, seed))


def criteria() -> list[dict[str, str]]:
    """Return by what a life can be found in a run: the id, the unit of the figure, the meaning."""
    from glasshouse.experiment.finding import CASES, SEARCHES

    rows = [(search.id, "days", search.meaning) for search in SEARCHES]
    rows += [(case.id, case.unit, case.meaning) for case in CASES.values()]
    return [{"id": name, "unit": unit, "meaning": meaning} for name, unit, meaning in rows]


def life(folder: Path, citizen: str | None, find: str | None, progress: Progress, *, full: bool) -> dict[str, Any]:
    """Return one life of a finished run, as data and line by line in sentences; the citizen is a number, or found."""
    from glasshouse.experiment.life import explain
    from glasshouse.report.lifetold import life_told

    return life_told(explain(open_run(folder), citizen, find, None, progress), full)


def kept_inputs(folder: Path, into: Path) -> tuple[str, str, str]:
    """Copy a record's own inputs into a folder as they were called; return the paths of regime, place and conduct.

    Raises UserFault where one is gone or is not the one that was run.
    """
    from glasshouse.inputs.conduct import Conduct
    from glasshouse.inputs.place import Place
    from glasshouse.inputs.regime import Regime
    from glasshouse.record.kept import read_kept

    manifest = open_run(folder).first.manifest
    for kind, file, model in (
        ("regime", manifest.regime, Regime), ("place", manifest.place, Place), ("conduct", manifest.conduct, Conduct)
    ):  # fmt: skip
        for path in read_kept(open_run(folder).first.folder, kind, file, model).files:
            (into / path.name.removeprefix(f"{kind}-")).write_bytes(path.read_bytes())
    regime, place, conduct = (into / file.files[0] for file in (manifest.regime, manifest.place, manifest.conduct))
    return str(regime), str(place), str(conduct)


def regime_text(name: str) -> str:
    """Return a shipped regime as its author wrote it."""
    from glasshouse.inputs.library import find

    return find("regimes", name).read_text(encoding="utf-8")


def regime_schema() -> dict[str, Any]:
    """Return the JSON Schema of a regime file."""
    from glasshouse.inputs.regime import Regime
    from glasshouse.inputs.schema import json_schema

    return json_schema(Regime)


def laws() -> tuple[str, ...]:
    """Return the places whose law a regime can be held against."""
    from glasshouse.audit.rights.pack import JURISDICTIONS

    return tuple(JURISDICTIONS)


def check_twins(one: Path, other: Path) -> None:
    """Refuse two runs that are not of the same people with the same luck."""
    from glasshouse.report.twins import check

    check(open_run(one).manifest, open_run(other).manifest)


def story_regimes() -> list[dict[str, str]]:
    """Return the closed list of rules of the lab's story: an id, what it says, and the path of its regime."""
    from glasshouse.inputs.library import load_regime
    from glasshouse.inputs.shipped import DATA

    found = []
    for path in sorted((DATA / "story").glob("*.yaml")):
        regime = load_regime(path).value
        found.append({"id": path.stem, "title": regime.title, "says": regime.sensors[0].title, "file": str(path)})
    return found
