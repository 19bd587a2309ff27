"""What one clause does: a small society lived twice, with the clause and without it, and nothing recorded.

The people and their luck are the same in both, so that where a citizen's days differ the clause made the difference, or
what followed from it. Who is shown is drawn by lot among those whom it reached; no trait is chosen or set.
"""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import district_keys, draw, stream
from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.engine.districts import plan_of
from glasshouse.engine.experiment import Files, Setting, legend_of, made_ready
from glasshouse.engine.live import FIGURES, Day, Watcher, watched
from glasshouse.engine.picturing import LAYERS
from glasshouse.engine.run import Task
from glasshouse.experiment.replay import Citizen, citizen_of
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.describing import describe
from glasshouse.inputs.regime import Regime
from glasshouse.record.rows import Sight

PARTS = ("sensors", "rules", "tiers", "lists", "consequences", "remedies")
"""The parts of a regime whose clauses can be taken away one at a time."""
CITIZENS, DAYS, SHOWN = 5_000, 120, 3
S_SHOWN = stream("trial:shown")
NOTE = (
    "A small society of computed people, lived twice with the same luck. Who differs was reached by the clause, or by "
    "what it did to others. Three are drawn by lot among them; where it reached fewer, among the rest."
)


@dataclass(frozen=True)
class Trial:
    """A clause at work: who was reached, who is shown, and every day of both worlds."""

    clause: str
    says: str
    reached: int
    citizens: tuple[Citizen, ...]
    with_clause: "Film"
    without_clause: "Film"


@dataclass
class Film(Watcher):
    """All days of a small society: figures ``int64[group, figure]`` and layers ``uint8[layer, citizen]`` of each."""

    figures: list[NDArray[np.int64]] = field(default_factory=list)
    layers: list[NDArray[np.uint8]] = field(default_factory=list)

    def see(self, day: Day) -> None:
        """Keep a day."""
        self.figures.append(day.figures)
        self.layers.append(day.layers)


class Unrecorded:
    """Takes the counts of a run and keeps none of them."""

    def cycle(self, number: int, first: int, counts: NDArray[np.int64]) -> None:
        """Let them go."""

    def look(self, number: int, last: int, sight: Sight) -> None:
        """Look away."""

    def landed(self, number: int) -> None:
        """Note nothing."""


def film(files: Files, setting: Setting) -> Film:
    """Live a small society before a watcher and leave no record of it."""
    place = files.place.value
    compiled = compile_tables(place, files.conduct.value, files.regime.value)
    size = setting.district_size or round(place.district_size.value)
    plan = plan_of(setting.seed, setting.citizens, size, round(place.provinces.value))
    nobody = np.zeros((0, 2), dtype=np.int64)
    seen = Film()
    task = Task(compiled.tables, plan, setting.days, nobody, "day", stages=compiled.stages)
    backend, _ = made_ready(setting.backend)
    watched(seen, legend_of(files, compiled))(task, backend, 1, Unrecorded(), lambda done: None).live()
    return seen


def clauses_of(regime: Regime) -> list[str]:
    """Return the ids of the clauses that can be taken away, in the order of the file."""
    return [clause.id for part in PARTS for clause in getattr(regime, part)]


def without(files: Files, clause: str) -> Files:
    """Return the same files with one clause taken out of the regime; what then no longer fits raises UserFault."""
    regime = files.regime.value
    part = next((part for part in PARTS if any(row.id == clause for row in getattr(regime, part))), None)
    if part is None:
        close = nearest(clause, clauses_of(regime))
        remedy = f"did you mean `{close}`?" if close else "see `glasshouse show` for the clauses"
        raise UserFault([Diagnostic("G912", f"there is no clause `{clause[:60]}` to take away",
                                    f"these can be: clauses of {', '.join(PARTS)}", remedy)])  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="glasshouse-trial-") as folder:
        own = Path(folder)
        parents = [Path(copy(path, own)) for path in files.regime.files]
        child = own / "without.yaml"
        child.write_text(
            f"regime: without\ntitle: The same without one clause\nstatus: {regime.status}\n"
            f"describes: {clause} is taken away.\nextends: {parents[0].name}\n"
            f"{part}:\n  - id: {clause}\n    remove: true\n",
            encoding="utf-8",
        )
        read = library.load_regime(child)
    faults = check_world(files.place, files.conduct, read)
    if faults:
        raise UserFault([Diagnostic("G912", f"`{clause}` cannot be taken away alone: {faults[0].what}",
                                    "what hangs on it would hang on nothing, so there is no world without it alone",
                                    "look at a clause that hangs on it")])  # fmt: skip
    return replace(files, regime=read)


def trial(files: Files, clause: str, seed: int) -> Trial:
    """Live a small society with a clause and without it; show three citizens, drawn by lot among those it reached."""
    setting = Setting(CITIZENS, DAYS, seed, panel=0)
    other = without(files, clause)
    here, there = film(files, setting), film(other, setting)
    reached = np.zeros(CITIZENS, dtype=np.bool_)
    for mine, theirs in zip(here.layers, there.layers, strict=True):
        reached |= (mine != theirs).any(axis=0)
    place = files.place.value
    plan = plan_of(seed, CITIZENS, round(place.district_size.value), round(place.provinces.value))
    key_0, key_1 = district_keys(seed, -1)
    lots = sorted(range(CITIZENS), key=lambda k: (not reached[k], draw(key_0, key_1, S_SHOWN, k), k))
    says = next(
        (one.says for section in describe(files.regime).sections for one in section.clauses if one.id == clause), ""
    )
    shown = tuple(citizen_of(plan, str(number)) for number in lots[:SHOWN])
    return Trial(clause, says, int(reached.sum()), shown, here, there)


def data_of(found: Trial) -> dict[str, Any]:
    """Return a trial as plain data: days of everybody by group, and of those shown layer by layer."""
    return {
        "synthetic": True,
        "clause": found.clause,
        "says": found.says,
        "citizens": CITIZENS,
        "days": DAYS,
        "reached": found.reached,
        "note": NOTE,
        "columns": [figure.id for figure in FIGURES],
        "with_clause": [figures.tolist() for figures in found.with_clause.figures],
        "without_clause": [figures.tolist() for figures in found.without_clause.figures],
        "examples": [
            {
                "citizen": citizen.id,
                "number": citizen.number,
                "reached": k < found.reached,
                "with_clause": course(found.with_clause, citizen.number),
                "without_clause": course(found.without_clause, citizen.number),
            }
            for k, citizen in enumerate(found.citizens)
        ],
    }


def course(film: Film, number: int) -> dict[str, list[int]]:
    """Return each layer of one citizen, a byte a day."""
    return {layer.id: [int(day[k, number]) for day in film.layers] for k, layer in enumerate(LAYERS)}
