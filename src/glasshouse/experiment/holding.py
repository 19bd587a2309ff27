"""Held twins: what a regime does to one who lives under it alone, among people who live as they did (science 1.3).

Everybody of a district lives under the second regime once more, but what the sampled read of others is as it was under
the first: what others show, what the post brings of their acts, who else seeks a post, what the district knows and what
the country said at the exchanges. So nothing that a rule does to others reaches them. What they themselves are and
did under the second regime is their own. Of two regimes that do the same the held life is the life, bit for bit.

The sampled must not know each other, or one would see the other's second life: those who do are lived in turns.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import day_key
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import Flight, empty_cube
from glasshouse.engine.exchange import cycles, tell
from glasshouse.engine.experiment import made_ready
from glasshouse.engine.phasing import live_days
from glasshouse.engine.placebo import born
from glasshouse.engine.run import in_order
from glasshouse.experiment.acquaintance import turns_of
from glasshouse.experiment.coalitions import Progress
from glasshouse.experiment.replay import Source, citizen_of
from glasshouse.experiment.translating import Translation, translation
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.clearing import LAST_KEY, free_at, key_of
from glasshouse.model.meeting import CITIZEN_BITS
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.places import FOR_MATCH, POST, QUEUE
from glasshouse.model.sensing import POST_SEEKER
from glasshouse.model.state import BARS_BEFORE, BARS_NOW, BESIDE_BEFORE, BESIDE_NOW, SHOWN
from glasshouse.quantities import DAYS_PER_CYCLE, i64
from glasshouse.record.kept import read_kept
from glasshouse.record.panel import PANEL, read_panel, write_panel
from glasshouse.record.reading import Run

Panel = NDArray[np.int64]
"""int64[day, citizen, column]"""
Box = NDArray[np.int64]
TIER_BITS = 7


@dataclass(frozen=True)
class Held:
    """The sampled citizens of one seed, and every day of theirs under the second regime, alone in it."""

    ids: tuple[str, ...]
    values: Panel
    turns: int


class Holding:
    """Two runs of the same people, of one seed each: the first is how others live, the second under what one lives."""

    def __init__(self, one: Run, other: Run) -> None:
        """Take two twins; their records must keep what a replay needs."""
        self.there, self.here = Source(one), Source(other)
        a, b = one.manifest, other.manifest
        regimes = [read_kept(run.folder, "regime", run.manifest.regime, Regime).value for run in (one, other)]
        self.translation: Translation = translation(a.legend, regimes[0], b.legend, regimes[1])
        self.ids, self.columns = read_panel(one.folder)
        self.days, self.placebo = a.days, a.placebo

    def sampled(self) -> dict[int, list[tuple[int, int]]]:
        """Return the sampled of each district: their places in the panel and their numbers."""
        found: dict[int, list[tuple[int, int]]] = {}
        for k, name in enumerate(self.ids):
            citizen = citizen_of(self.there.plan, name)
            found.setdefault(citizen.district, []).append((k, citizen.local))
        return found

    def live(self, threads: int, report: Progress) -> Held:
        """Live the districts of the sampled once more, side by side."""
        from concurrent.futures import ThreadPoolExecutor

        backend, _ = made_ready("cpu")
        values = np.zeros((self.days, len(self.ids), len(PANEL_COLUMNS)), dtype=np.int64)
        districts = list(self.sampled().items())
        turns, done = 0, 0
        report("held", 0, len(districts))
        with ThreadPoolExecutor(threads) as pool:
            for part in in_order(pool, threads + 1, lambda each: District(self, backend, *each).live(), districts):
                values[:, part.places] = part.values
                turns, done = max(turns, part.turns), done + 1
                report("held", done, len(districts))
        return Held(tuple(self.ids), values, turns)


@contextmanager
def held_twins(one: Run, other: Run, report: Progress) -> Iterator[list[Run]]:
    """Live the sampled of each seed under the second run's regime alone, and yield records that hold their days only.

    They lie in a folder that is gone afterwards, and are named as the second run is.
    """
    pairs = pairs_of(one, other)
    if not all((run.folder / PANEL).is_dir() and run.manifest.panel > 0 for run, _ in pairs):
        raise UserFault([Diagnostic("G509", f"nobody was sampled in {one.folder}",
                                    "those who are held are the sampled, whose every day the record has",
                                    "run both with --panel and a number")])  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="glasshouse-held-") as folder:
        yield [held_record(first, second, Path(folder) / str(k), report) for k, (first, second) in enumerate(pairs)]


def pairs_of(one: Run, other: Run) -> list[tuple[Run, Run]]:
    """Return two runs seed by seed."""
    both = (list(run.replicates()) or [run] for run in (one, other))
    return list(zip(*both, strict=True))


def held_record(one: Run, other: Run, folder: Path, report: Progress) -> Run:
    """Live the sampled of one seed held, and leave their days in a folder."""
    holding = Holding(one, other)
    held = holding.live(one.manifest.threads or os.cpu_count() or 1, report)
    citizens = [citizen_of(holding.there.plan, name) for name in held.ids]
    ids = np.array([(one.district, one.local) for one in citizens], dtype=np.int64)
    folder.mkdir()
    write_panel(folder, ids, held.values, other.manifest.legend)
    return Run(folder, other.manifest)


@dataclass(frozen=True)
class Lived:
    """The sampled of one district, by their places in the panel."""

    places: list[int]
    values: Panel
    turns: int


class District:
    """One district lived under the first regime, and beside it under the second, once for each turn of the sampled."""

    def __init__(self, holding: Holding, backend: Backend, number: int, sampled: list[tuple[int, int]]) -> None:
        """Let the people of a district be born in all of these worlds."""
        self.holding, self.backend, self.number = holding, backend, number
        self.places = [place for place, _ in sampled]
        self.numbers = np.array([local for _, local in sampled], dtype=np.int64)
        self.rules = holding.there.rules(), holding.here.rules()
        self.ground = self.born(0)
        self.turns = turns_of(self.numbers, self.ground, self.rules[0].at_birth(number))
        self.held = [self.born(1) for _ in self.turns]
        self.others = [self.mask(turn) for turn in self.turns]
        self.today = np.zeros(at.TODAY, dtype=np.int64)
        there = holding.there.exchange
        self.said = there, [holding.translation.vector(said) for said in there]
        """What was said at the exchanges, in the numbers of either regime."""
        self.scarce = Scarce.of(self.rules[1].at_birth(number))

    def born(self, side: int) -> Flight:
        """Return the district on the eve of day 0, under either regime."""
        holding = self.holding
        tables = self.rules[side].at_birth(self.number)
        return born(holding.there.plan, self.number, tables, self.backend, placebo=holding.placebo)

    def mask(self, turn: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return who is held still: everybody whose turn it is not."""
        others = np.ones(len(self.ground.hot), dtype=np.bool_)
        others[turn] = False
        return others

    def live(self) -> Lived:
        """Live all days; refuses a record of the first regime that is not how these people live."""
        holding = self.holding
        shape = (holding.days, len(self.numbers), len(PANEL_COLUMNS))
        values, own = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for (first, last), said in zip(cycles(holding.days), holding.there.exchange, strict=True):
            for day in range(first, last):
                for turn, flight, others in zip(self.turns, self.held, self.others, strict=True):
                    hold(flight, self.ground, others, turn, day, holding.translation, self.scarce)
                    mine = np.flatnonzero(np.isin(self.numbers, turn))
                    values[day, mine] = self.day(day, flight, 1, self.numbers[mine])
                own[day] = self.day(day, self.ground, 0, self.numbers)
            tell(self.ground.district, said)
            for flight in self.held:
                tell(flight.district, holding.translation.vector(said))
        self.compare(own)
        return Lived(self.places, values, len(self.turns))

    def day(self, day: int, flight: Flight, side: int, sampled: NDArray[np.int64]) -> NDArray[np.int64]:
        """Live one day under either regime and return the sampled, ``[citizen, column]``."""
        panel = np.zeros((1, len(sampled), len(PANEL_COLUMNS)), dtype=np.int64)
        live_days(
            self.backend, self.rules[side], flight, day, day + 1, self.today, empty_cube(1),
            np.ascontiguousarray(sampled), panel, self.said[side],
        )  # fmt: skip
        seen: NDArray[np.int64] = panel[0]
        return seen

    def compare(self, own: Panel) -> None:
        """Hold the lives under the first regime against what its record has of them."""
        columns = self.holding.columns
        for k, (name, _, _) in enumerate(PANEL_COLUMNS):
            if name in columns and not np.array_equal(own[:, :, k], columns[name][:, self.places]):
                folder, what = self.holding.there.run.folder, f"its panel has another `{name}`"
                fault = f"{folder} says of district {self.number} what did not happen there"
                remedy = "the record is damaged: run the regime again"
                raise UserFault([Diagnostic("G542", fault, what, remedy)])


@dataclass(frozen=True)
class Scarce:
    """What of the conduct's wishes is scarce, by number; the same in both worlds."""

    places: tuple[tuple[int, int], ...]
    """Each wish for a place, with its kind."""
    met: tuple[int, ...]
    """Wishes in which one meets others: a match, a queue."""
    provided: NDArray[np.int64]

    @classmethod
    def of(cls, tables: NDArray[np.int64]) -> "Scarce":
        """Return what compiled tables say of it."""
        kinds = [int(tables[room.WISH_KIND + wish]) for wish in range(int(tables[room.WISH_COUNT]))]
        return cls(
            tuple((wish, kind) for wish, kind in enumerate(kinds) if POST <= kind < FOR_MATCH),
            tuple(wish for wish, kind in enumerate(kinds) if kind in (FOR_MATCH, QUEUE)),
            tables[room.WISH_PLACES : room.WISH_PLACES + room.WISHES],
        )


def hold(
    flight: Flight,
    ground: Flight,
    others: NDArray[np.bool_],
    turn: NDArray[np.int64],
    day: int,
    said: Translation,
    scarce: Scarce,
) -> None:
    """Before a day, have all that is read of others be as it is in the other world; nothing of one's own is touched."""
    show(flight, ground, others, said)
    said.header(ground.district, flight.district)
    march(flight.district, ground.district)
    bring(flight, ground, turn, day, said, scarce)


def march(ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> None:
    """Have as many protested, up to yesterday, as in the other world; yesterday is counted when the day begins."""
    ring = slice(at.PROTESTED, at.PROTESTED_ON + DAYS_PER_CYCLE)
    yesterday = slice(at.COUNTS_HERE + count.PROTESTED, None, count.COLUMNS)
    ours[ring], ours[yesterday] = theirs[ring], theirs[yesterday]


def show(flight: Flight, ground: Flight, others: NDArray[np.bool_], said: Translation) -> None:
    """Have the others show what they show in the other world, with tiers as this regime numbers them."""
    words = ground.citizens[others, SHOWN >> 16].astype(np.int64)
    for shift in (6, 19):
        tier = (words >> shift) & TIER_BITS
        words += (said.tiers[tier] - tier) << shift
    flight.citizens[others, SHOWN >> 16] = words.astype(np.uint32)
    for field in (BESIDE_NOW, BESIDE_BEFORE):
        word, shift = field >> 16, (field >> 8) & 31
        theirs = said.tiers[(ground.citizens[others, word].astype(np.int64) >> shift) & TIER_BITS]
        write(flight, others, word, shift, theirs)
    for field in (BARS_NOW, BARS_BEFORE):
        word, shift = field >> 16, (field >> 8) & 31
        write(flight, others, word, shift, (ground.citizens[others, word].astype(np.int64) >> shift) & TIER_BITS)


def write(flight: Flight, others: NDArray[np.bool_], word: int, shift: int, values: NDArray[np.int64]) -> None:
    """Write three bits of the rows of others."""
    kept = flight.citizens[others, word].astype(np.int64) & ~(TIER_BITS << shift)
    flight.citizens[others, word] = (kept | (values << shift)).astype(np.uint32)


def bring(flight: Flight, ground: Flight, turn: NDArray[np.int64], day: int, said: Translation, scarce: Scarce) -> None:
    """Have the post bring what it brings in the other world, and places go to those who would win one there.

    Of this world only the wishes for a place stay of those whose turn it is: one has it where no more people are before
    one than there are places in the other world.
    """
    theirs, own = entries(ground), entries(flight)
    acts = said.posted(theirs[kind(theirs) != POST_SEEKER])
    seekers = own[(kind(own) == POST_SEEKER) & np.isin(own & CITIZEN_BITS, turn)]
    others = theirs[kind(theirs) == POST_SEEKER]
    # Who is met, and who stands in line, are the others of that world.
    met = others[np.isin(wish_of(others), scarce.met) & ~np.isin(others & CITIZEN_BITS, turn)]
    box = np.concatenate([acts, seekers, met])[: len(flight.box)]
    flight.box[: len(box)] = box.astype(np.uint32)
    flight.district[at.POSTED] = len(box)
    for wish, kind_of_wish in scarce.places:
        cut = last_key(others[wish_of(others) == wish], ground.district, day, wish, kind_of_wish, scarce.provided)
        won = sum(key <= cut for key in keys(seekers[wish_of(seekers) == wish], flight.district, day))
        # The day begins by adding the places that were left in this world: what there are is said here.
        flight.district[free_at(wish, kind_of_wish)] = won - coming(
            flight.district, wish, kind_of_wish, scarce.provided
        )


def entries(flight: Flight) -> Box:
    """Return what stands in a district's post box."""
    return flight.box[: int(flight.district[at.POSTED])].astype(np.int64)


def kind(box: Box) -> Box:
    """Return of which kind each entry is."""
    return (box >> 20) & 3


def wish_of(seekers: Box) -> Box:
    """Return what each of those seeks."""
    return seekers >> 24


def coming(district: NDArray[np.int64], wish: int, kind_of_wish: int, provided: NDArray[np.int64]) -> int:
    """Return how many places of a wish are added this morning: given up yesterday, or provided by the district."""
    rows = range(at.COUNTS_HERE, at.COUNTS_HERE + count.GROUP_COUNT * count.COLUMNS, count.COLUMNS)
    whole = int(district[at.COMING + wish]) + int(district[at.RESIDENTS]) * int(provided[wish])
    left = sum(int(district[row + count.PLACES_LEFT + wish]) for row in rows) + (whole >> 32)
    return left + (sum(int(district[row + count.POSTS_LEFT]) for row in rows) if kind_of_wish == POST else 0)


def keys(seekers: Box, district: NDArray[np.int64], day: int) -> Iterator[int]:
    """Yield each seeker's place in the queue of a day that has not begun."""
    morning = district.copy()
    for k in range(2):
        morning[at.DAY_KEY + k] = day_key(i64(district[at.BASE_KEY + k]), day)
    for entry in seekers.tolist():
        yield key_of(entry, 1, morning)


def last_key(
    seekers: Box, district: NDArray[np.int64], day: int, wish: int, kind_of_wish: int, provided: NDArray[np.int64]
) -> int:
    """Return the last place in the queue that still wins; all do where there is enough."""
    vacancies = int(district[free_at(wish, kind_of_wish)]) + coming(district, wish, kind_of_wish, provided)
    if vacancies >= len(seekers):
        return LAST_KEY
    return sorted(keys(seekers, district, day))[vacancies - 1] if vacancies > 0 else -1
