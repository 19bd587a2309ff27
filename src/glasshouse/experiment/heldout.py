"""The worlds in which the model is held against published figures, lived seed by seed.

Which figure is held against which world stands in `data/validation/`; what is measured in it is handed in from above.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import exp

import numpy as np

from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment import made
from glasshouse.experiment.opened import PLACE, Opened, changed, open_world, shipped
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import Read
from glasshouse.inputs.validation import Holdout, Watching, World
from glasshouse.model import tables as room

SEEDS = (1, 2, 3, 4, 5)
"""Societies in which each is measured: enough for an interval."""
YEAR, FINE = 365, 100
ACCEPTANCES = 8
Progress = Callable[[str, int, int], None]
Measures = Mapping[str, Callable[[Opened], float]]
Values = tuple[float, ...]


@dataclass(frozen=True)
class Size:
    """How large and how long a world is, under which regime, and in which place."""

    regime: str
    citizens: int
    days: int
    place: str = PLACE


SIZES: Mapping[World, Size] = {
    "birth": Size("bare", 50_000, 1),
    "birth-us": Size("bare", 50_000, 1, "us-2020"),
    "law": Size("ordinary-law", 10_000, YEAR),
    "law-us": Size("ordinary-law", 10_000, YEAR, "us-2020"),
    "courts": Size("court-defaulters", 50_000, YEAR),
    "courts-later": Size("court-defaulters", 20_000, 4 * YEAR),
    "bureau": Size("bureau-us", 10_000, 4 * YEAR, "us-2020"),
    "city-points": Size("rongcheng-2014", 10_000, YEAR),
}
"""The worlds that are lived as they are shipped; a birth needs one day."""
WATCHED = 10_000
"""Citizens of a world with cameras."""


def change_of_offences(conduct: Read[Conduct], watching: Watching, seed: int) -> float:
    """Return by what share street offences with a victim change where they are watched, the same people without.

    The second half of the days is compared, when what is learnt of being caught has settled.
    """
    base = shipped()
    awareness = conduct.value.awareness.model_dump() | {"start": watching.aware}
    files = Files(base.place, changed(conduct, awareness=awareness), base.regime)
    acts = street_offences(conduct.value)
    everywhere = dict.fromkeys(("urban", "rural"), watching.coverage)
    cameras = made.sensor("cameras", acts, watching.hit, coverage=everywhere)
    fines = [{**made.MADE, "id": f"fine-{act}", "act": act, "fine": FINE} for act in acts]
    announced = {**made.MADE, "id": "announced", "reach": 1.0}
    watched = made.ruled(files, sensors=[cameras], rules=fines, announced=announced)
    setting = Setting(WATCHED, 2 * watching.of_days, seed, threads=1)
    with_cameras, without = (
        sum(int(world.daily(f"done.{act}")[watching.of_days :].sum()) for act in acts)
        for world in (open_world(each, setting) for each in (watched, files))
    )
    return with_cameras / without - 1.0


def street_offences(conduct: Conduct) -> list[str]:
    """Return the willed acts in the street that have a victim."""
    return [
        act.id for act in conduct.acts
        if act.family == "street" and act.victim != "none" and act.cause == "will" and act.kind == "rare"
    ]  # fmt: skip


def fall_at_full_fear(conduct: Read[Conduct]) -> float:
    """Return by what share a private protected act falls at full fear, over all levels of acceptance."""
    files = shipped()
    tables = compile_tables(files.place.value, conduct.value, files.regime.value).tables
    shifts = tables[room.SILENCE + (room.LEVELS - 1) * ACCEPTANCES :][:ACCEPTANCES]
    return float(np.mean([exp(int(shift) / 256) for shift in shifts])) - 1.0


def measure(
    holdouts: Iterable[Holdout], measures: Measures, watching: Mapping[str, Watching], conduct: Read[Conduct],
    report: Progress, seeds: Iterable[int] = SEEDS,
) -> dict[str, Values]:  # fmt: skip
    """Return the model's value of each hold-out in every seed; a world that several are of is lived once a seed."""
    asked = list(holdouts)
    values: dict[str, list[float]] = {one.id: [] for one in asked}
    steps = [(world, seed) for world in dict.fromkeys(one.world for one in asked) for seed in seeds]
    for k, (name, seed) in enumerate(steps):
        report("hold-outs", k, len(steps))
        mine = [one for one in asked if one.world == name]
        if name in watching:
            change = change_of_offences(conduct, watching[name], seed)
            found = [change for _ in mine]
        else:
            found = of_shipped(SIZES[name], conduct, seed, [measures[one.measure] for one in mine])
        for one, value in zip(mine, found, strict=True):
            values[one.id].append(value)
    report("hold-outs", len(steps), len(steps))
    return {name: tuple(each) for name, each in values.items()}


def of_shipped(
    size: Size, conduct: Read[Conduct], seed: int, measures: Iterable[Callable[[Opened], float]]
) -> list[float]:
    """Live one shipped world under a conduct and return what several measures say of it."""
    files = shipped(size.regime, size.place)
    world = open_world(Files(files.place, conduct, files.regime), Setting(size.citizens, size.days, seed, threads=1))
    return [measured(world) for measured in measures]
