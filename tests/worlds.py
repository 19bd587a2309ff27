"""Small worlds for tests: shipped files, changed in memory, lived by any backend, with everything left open."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.districts import Flight, Plan, plan_of
from glasshouse.engine.experiment import made_ready
from glasshouse.engine.run import Task, World
from glasshouse.inputs import library
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.record.rows import Sight


def place(name: str = "village") -> Place:
    """Return a shipped place."""
    return library.load_place(name).value


def still(name: str = "village") -> Place:
    """Return a shipped place in which no years pass: nobody grows older, comes on file, marries or dies."""
    unaging: Place = changed(place(name), deaths=None)
    return unaging


def conduct(name: str = "default") -> Conduct:
    """Return a shipped conduct."""
    return library.load_conduct(name).value


def regime(name: str = "as-told") -> Regime:
    """Return a shipped regime."""
    return library.load_regime(name).value


def changed(model: Any, **fields: Any) -> Any:
    """Return a copy of a checked file with some fields replaced, checked again."""
    data = model.model_dump(by_alias=True)
    data.update(fields)
    return type(model).model_validate(data)


def entries(rows: list[Any]) -> list[dict[str, Any]]:
    """Return clauses as plain mappings, ready to be changed."""
    return [row.model_dump(by_alias=True) for row in rows]


@dataclass
class Lived:
    """A world after its last day."""

    compiled: Compiled
    plan: Plan
    digest: str
    counts: NDArray[np.int64]
    """int64[day, group, column], summed over districts."""
    by_district: NDArray[np.int64]
    flights: list[Flight]
    exchange: NDArray[np.int64]
    panel: NDArray[np.int64]

    def flow(self, start: int, size: int = 1) -> NDArray[np.int64]:
        """Return a block of flows summed over days and groups."""
        summed: NDArray[np.int64] = self.counts[:, :, start : start + size].sum(axis=(0, 1))
        return summed

    def stock(self, start: int, size: int = 1) -> NDArray[np.int64]:
        """Return a block of stocks on the last day, summed over groups."""
        summed: NDArray[np.int64] = self.counts[-1, :, start : start + size].sum(axis=0)
        return summed

    def column(self, field: int) -> NDArray[np.int64]:
        """Return one state column of everybody, district after district."""
        bits, shift, word = field & 63, (field >> 8) & 31, field >> 16
        rows = np.concatenate([flight.citizens[:, word] for flight in self.flights]).astype(np.int64)
        values = (rows >> shift) & ((1 << bits) - 1)
        return values - (1 << (bits - 1)) if field & 64 else values

    def act(self, name: str) -> int:
        """Return the slot of an act."""
        return self.compiled.legend.acts.index(name)


@dataclass
class Keep:
    """A sink that keeps what it is given."""

    plan: Plan
    days: int
    order: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = np.zeros((self.plan.districts, self.days, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)

    def cycle(self, number: int, first: int, counts: NDArray[np.int64]) -> None:
        self.counts[number, first : first + len(counts)] = counts

    def look(self, number: int, last: int, sight: Sight) -> None:
        pass

    def landed(self, number: int) -> None:
        self.order.append(number)


class Watching(World):
    """A world that lets a test see the districts as they land."""

    flights: list[Flight]

    def _land(self, flight: Flight) -> None:
        if not hasattr(self, "flights"):
            self.flights = []
        self.flights.append(flight)
        super()._land(flight)


def live(
    a_place: Place,
    a_conduct: Conduct,
    a_regime: Regime,
    citizens: int = 1000,
    days: int = 60,
    *,
    seed: int = 1,
    district_size: int | None = None,
    backend: str = "cpu",
    threads: int = 1,
    shards: int = 1,
    order: Any = "district",
    panel: tuple[tuple[int, int], ...] = (),
) -> Lived:
    """Live a world and return all of it."""
    compiled = compile_tables(a_place, a_conduct, a_regime)
    size = district_size or round(a_place.district_size.value)
    plan = plan_of(seed, citizens, size, round(a_place.provinces.value))
    sampled = np.array(panel, dtype=np.int64).reshape(-1, 2)
    task = Task(compiled.tables, plan, days, sampled, order, shards, stages=compiled.stages)
    keep = Keep(plan, days)
    world = Watching(task, made_ready(backend)[0], threads, keep, lambda done: None)
    outcome = world.live()
    assert keep.order == sorted(keep.order) and len(keep.order) == plan.districts
    flights = sorted(world.flights, key=lambda flight: flight.number)
    return Lived(
        compiled,
        plan,
        outcome.digest,
        keep.counts.sum(axis=0),
        keep.counts,
        flights,
        outcome.exchange,
        outcome.panel,
    )


def columns_that_differ(one: Lived, other: Lived) -> dict[str, int]:
    """Return how many citizens differ in which state column."""
    found = {}
    for name, place_of in state.FIELDS.items():
        differing = int((one.column(place_of) != other.column(place_of)).sum())
        if differing:
            found[name] = differing
    return found
