"""One district of a finished run lived again out of its record, with one citizen of it traced.

Nothing of the other districts is needed but what they said at the exchanges, which the record keeps, as it keeps the
compiled tables. Each day is held against what the record says of it: the district's counts, and the citizen's own row
of the panel where the citizen is in it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend, kernel_sha256
from glasshouse.engine.districts import Flight, Plan, empty_cube, plan_of
from glasshouse.engine.exchange import VECTOR, cycles, tell
from glasshouse.engine.phasing import Phasing, Rules, Steady
from glasshouse.engine.placebo import born
from glasshouse.engine.tracing import Listener, Traced, Tracing
from glasshouse.inputs.compiling.stages import digest_of, stages_of
from glasshouse.inputs.regime import Regime
from glasshouse.record.counts import DISTRICT_DAYS, GRAINS, schema_of
from glasshouse.record.kept import read_kept
from glasshouse.record.panel import PANEL, read_some, sampled
from glasshouse.record.reading import Run
from glasshouse.record.size import EXCHANGE, STAGES, TABLES

ID = re.compile(r"s-([0-9]{1,10})-([0-9]{1,7})\Z")
WHOLE = re.compile(r"[0-9]{1,12}\Z")

T = TypeVar("T")


@dataclass(frozen=True)
class Citizen:
    """A synthetic citizen: a number from 0 in the whole run, and a district with a number in it."""

    number: int
    district: int
    local: int

    @property
    def id(self) -> str:
        """The id as records write it."""
        return f"s-{self.district}-{self.local}"


def first_of(plan: Plan, district: int) -> int:
    """Return the number in the run of a district's first citizen: districts are counted one after another.

    >>> plan = plan_of(1, 2501, 1000, 31); [first_of(plan, d) for d in range(3)]
    [0, 834, 1668]
    """
    return district * (plan.citizens // plan.districts) + min(district, plan.citizens % plan.districts)


def citizen_of(plan: Plan, text: str) -> Citizen:
    """Return the citizen of a number or of a record's id; a number is all that can be asked by.

    >>> plan = plan_of(1, 2501, 1000, 31)
    >>> citizen_of(plan, "835") == citizen_of(plan, "s-1-1") == Citizen(835, 1, 1)
    True
    """
    named = ID.match(text)
    if named is not None:
        district, local = int(named[1]), int(named[2])
        if district < plan.districts and local < plan.size(district):
            return Citizen(first_of(plan, district) + local, district, local)
    digits = text.replace("_", "")
    if WHOLE.match(digits) is not None and int(digits) < plan.citizens:
        number = int(digits)
        guess = min(number * plan.districts // plan.citizens, plan.districts - 1)
        near = [d for d in (guess - 1, guess, guess + 1) if 0 <= d < plan.districts and first_of(plan, d) <= number]
        return Citizen(number, near[-1], number - first_of(plan, near[-1]))
    raise UserFault([Diagnostic(
        "G540", f"there is no citizen `{text[:60]}` in this run",
        "a synthetic citizen is asked for by number and by nothing else",
        f"give a number from 0 to {plan.citizens - 1}, an id of this record such as s-0-0, or --find")])  # fmt: skip


def unfit(folder: Path, what: str, why: str) -> UserFault:
    """Return the fault of a record that cannot be lived again, or was not lived as it says."""
    return UserFault([Diagnostic("G541", f"{folder} cannot be lived again: {what}", why,
                                 "run the regime again with the same seed and explain the new record")])  # fmt: skip


class Source:
    """What a record keeps for a replay, checked against its manifest."""

    def __init__(self, run: Run) -> None:
        """Take a finished run of one seed by the model of this version."""
        m = run.manifest
        if m.replicates:
            first = run.folder / m.replicates[0].folder
            raise UserFault([Diagnostic("G541", f"{run.folder} holds {len(m.replicates)} seeds",
                                        "each seed is another society with other lives",
                                        f"give one of them, as {first}")])  # fmt: skip
        if m.kernel_sha256 != kernel_sha256():
            raise unfit(run.folder, f"another version of the model left it ({m.version})",
                        "a life is told by the functions that lived it, and these are others")  # fmt: skip
        self.run, self.manifest = run, m

    @cached_property
    def plan(self) -> Plan:
        """How the place was cut."""
        m = self.manifest
        plan = plan_of(m.seed, m.citizens, m.district_size, m.provinces)
        if plan.districts != m.districts:
            why = f"{m.districts} are named, and {plan.districts} follow from what is named"
            raise unfit(self.run.folder, "its districts are others", why)
        return plan

    @cached_property
    def tables(self) -> NDArray[np.int64]:
        """The compiled tables."""
        tables = self.array(TABLES)
        if digest_of(tables, self.stage_rows) != self.manifest.tables_sha256:
            raise unfit(self.run.folder, f"{TABLES} is another", "its digest is not the one in the manifest")
        tables.setflags(write=False)  # the compiled functions take them so
        return tables

    @cached_property
    def stage_rows(self) -> NDArray[np.int64] | None:
        """The tables of other phases, as the record keeps them; None of a regime without phases."""
        return self.array(STAGES) if (self.run.folder / STAGES).exists() else None

    def rules(self) -> Rules:
        """Return by which tables the run's districts lived; what an exchange began is worked out again."""
        if self.stage_rows is None:
            return Steady(self.tables)
        regime = read_kept(self.run.folder, "regime", self.manifest.regime, Regime).value
        acts = tuple(act.id if act else "" for act in self.manifest.legend.acts)
        return Phasing(stages_of(regime, acts, self.tables, self.stage_rows), self.plan)

    @cached_property
    def exchange(self) -> NDArray[np.int64]:
        """What districts learnt of each other, a row per cycle."""
        said = self.array(EXCHANGE)
        if said.shape != (len(cycles(self.manifest.days)), VECTOR):
            raise unfit(self.run.folder, f"{EXCHANGE} has another shape", "a row is kept for each cycle of 30 days")
        return said

    def resident(self, district: int, local: int) -> Citizen:
        """Return the citizen of a number in a district."""
        return Citizen(first_of(self.plan, district) + local, district, local)

    def array(self, name: str) -> NDArray[np.int64]:
        """Read one of the record's arrays."""
        try:
            found: NDArray[np.int64] = np.load(self.run.folder / name, allow_pickle=False)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error).splitlines()[0]
            raise unfit(self.run.folder, f"{name} cannot be read", why) from error
        return found

    def recorded_days(self, district: int) -> NDArray[np.int64]:
        """Return the few counts that the record has of a district, ``[day, column]``.

        Only the row groups that may hold the district are read. (``pq.read_table`` with a filter would do that too, and
        import half a second of libraries first.)
        """
        names = ["district", *(name for name, _ in self.kept)]
        try:
            with pq.ParquetFile(self.run.folder / DISTRICT_DAYS) as file:
                parts = [row_group(file, k, names, district) for k in range(file.num_row_groups)]
        except (OSError, pa.ArrowException) as error:
            raise unfit(self.run.folder, f"{DISTRICT_DAYS} cannot be read", str(error).splitlines()[0]) from error
        rows = np.concatenate(parts)
        if len(rows) != self.manifest.days:
            raise unfit(self.run.folder, f"{DISTRICT_DAYS} has other days", f"{len(rows)} of district {district}")
        return rows

    @cached_property
    def kept(self) -> list[tuple[str, int]]:
        """The names of these counts and where they lie."""
        grain = next(grain for grain in GRAINS if grain.file == DISTRICT_DAYS)
        return schema_of(self.manifest.legend, grain)[1]

    @cached_property
    def sampled(self) -> dict[str, int]:
        """The citizens of the panel by id, with their places in it."""
        return {citizen: k for k, citizen in enumerate(self.of_panel(sampled))}

    def recorded_panels(self, citizens: Sequence[Citizen]) -> list[NDArray[np.int64] | None]:
        """Return what the panel has of citizens, ``[day, column]`` each; None for one who is not in it."""
        places = [self.sampled[one.id] for one in citizens if one.id in self.sampled]
        rows = iter(self.of_panel(lambda folder: read_some(folder, places)) if places else ())
        return [next(rows) if one.id in self.sampled else None for one in citizens]

    def of_panel(self, read: Callable[[Path], T]) -> T:
        """Read something of the record's panel."""
        try:
            return read(self.run.folder)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise unfit(self.run.folder, f"{PANEL} cannot be read", str(error).splitlines()[0]) from error


def row_group(file: pq.ParquetFile, k: int, names: list[str], district: int) -> NDArray[np.int64]:
    """Return a district's rows of one row group; the first of ``names`` is the key that tells them."""
    least_and_most = file.metadata.row_group(k).column(0).statistics
    if least_and_most is not None and not least_and_most.min <= district <= least_and_most.max:
        return np.zeros((0, len(names) - 1), dtype=np.int64)
    table = file.read_row_group(k, columns=names)
    columns = [table.column(name).to_numpy().astype(np.int64) for name in names]
    rows: NDArray[np.int64] = np.stack(columns[1:], axis=1)[columns[0] == district]
    return rows


@dataclass(frozen=True)
class Day:
    """One day of a district lived again: what the panel would hold of the traced, ``[citizen, column]``."""

    number: int
    observed: NDArray[np.int64]
    flight: Flight


Turn = Callable[[int, NDArray[np.int64], list[str]], None]
"""Told, before a day, by which tables it is lived, and which phases of the regime begin with it, by their ids."""


def replay(
    source: Source, district: int, backend: Backend, days: int, listeners: dict[int, Listener],
    turn: Turn = lambda day, tables, begun: None,
) -> Iterator[Day]:  # fmt: skip
    """Live the first ``days`` of a district; ``listeners`` hear the citizens of these numbers in it.

    A day that differs from the record raises UserFault (the record is another), one that differs between plain and
    compiled functions raises ``DifferenceError`` (a bug of ours).
    """
    rules = source.rules()
    flight = born(source.plan, district, rules.at_birth(district), backend, placebo=source.manifest.placebo)
    traced = tuple(Traced(number, listener) for number, listener in listeners.items())
    tracing, counts = Tracing(flight, rules.at_birth(district), backend.district_days, traced), empty_cube(1)
    recorded = source.recorded_days(district)
    panels = source.recorded_panels([source.resident(district, one.number) for one in traced])
    positions = [position for _, position in source.kept]
    for k, (first, last) in enumerate(cycles(source.manifest.days)):
        for day in range(first, min(last, days)):
            [span] = rules.spans(district, day, day + 1, source.exchange)
            begun = rules.enter(flight, span)
            tracing.tables = rules.tables(span.mask, day)
            turn(day, tracing.tables, begun)
            observed = tracing.live(day, counts)
            if not np.array_equal(counts[0][:, positions].sum(axis=0), recorded[day]):
                raise differs(source.run.folder, f"the counts of district {district} on day {day} are others")
            for row, panel in zip(observed, panels, strict=True):
                if panel is not None and not np.array_equal(row, panel[day]):
                    raise differs(source.run.folder, f"the panel has another day {day} in district {district}")
            yield Day(day, observed, flight)
        if last >= days:
            return
        tell(flight.district, source.exchange[k])


def differs(folder: Path, why: str) -> UserFault:
    """Return the fault of a replay that leaves other figures than the record has."""
    return UserFault([Diagnostic("G542", f"the replay of {folder} differs from its record", why,
                                 "the record was changed, or this is a bug of ours: please report it")])  # fmt: skip
