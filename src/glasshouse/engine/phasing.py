"""Which phases a district is in on which day, and the tables that it lives by then (G3 to G8).

All of it follows from the plan and from what was said at the exchanges: nothing is kept from one cycle to the next that
a checkpoint would have to hold, and no order of execution can change it. A phase that waits for an occasion begins on
the day after an exchange; so does a district's own adoption. Tables are swapped between two days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import day_key, district_keys, draw, stream
from glasshouse.engine.backends import Backend, Batches
from glasshouse.engine.districts import Flight, Plan
from glasshouse.engine.exchange import Vector, disaffected, discovered, entries, on_file
from glasshouse.engine.restocking import restock, reveal, wipe
from glasshouse.inputs.compiling.stages import BY, ONE, PLACES, Stages
from glasshouse.inputs.phasing import Partner, Phase
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.quantities import DAYS_PER_CYCLE, THRESHOLD_ONE, threshold
from glasshouse.record.manifest import PhaseDays

Tables = NDArray[np.int64]
Figures = NDArray[np.int64]
Said = Sequence[Vector] | Figures
"""What was said at the exchanges, one after another."""
NEVER = 1 << 40
"""A day that does not come."""
NATION = -1
"""Whose luck is drawn for what begins everywhere at once."""
PER = 1000
HARDER = 2.0
"""How many times harder, or less hard, one looks at most from one exchange to the next."""


@dataclass(frozen=True)
class Span:
    """Days ``first .. last - 1`` of a district, on which the phases in force are the same."""

    first: int
    last: int
    mask: int


class Rules(Protocol):
    """By which tables a district lives on which days."""

    def spans(self, district: int, first: int, last: int, vectors: Said) -> list[Span]:
        """Return days of one cycle parted where phases begin and end, on what was said at the exchanges so far."""

    def tables(self, mask: int, day: int) -> Tables:
        """Return the tables of a set of phases on a day."""

    def enter(self, flight: Flight, span: Span) -> list[str]:
        """On the eve of days, have a district be as their tables say; return the phases that begin, by their ids."""

    def at_birth(self, district: int) -> Tables:
        """Return the tables of a district's first day."""


class Steady:
    """Rules that are the same on all days everywhere."""

    def __init__(self, tables: Tables) -> None:
        """Take the one set of tables."""
        self.only = tables

    def spans(self, district: int, first: int, last: int, vectors: Said) -> list[Span]:
        """Return the days in one."""
        del district, vectors
        return [Span(first, last, 0)]

    def tables(self, mask: int, day: int) -> Tables:
        """Return the tables."""
        del mask, day
        return self.only

    def enter(self, flight: Flight, span: Span) -> list[str]:
        """Change nothing."""
        del flight, span
        return []

    def at_birth(self, district: int) -> Tables:
        """Return the tables."""
        del district
        return self.only


def rules_of(tables: Tables, stages: Stages | None, plan: Plan) -> Rules:
    """Return by which tables a world lives."""
    return Phasing(stages, plan) if stages is not None else Steady(tables)


def live_days(
    backend: Backend, rules: Rules, flight: Flight, first: int, last: int, today: Figures, counts: Figures,
    sampled: Figures, panel: Figures, vectors: Said,
) -> None:  # fmt: skip
    """Live days of one cycle of a district, each by the tables of its phase."""
    for span in rules.spans(flight.number, first, last, vectors):
        rules.enter(flight, span)
        days = slice(span.first - first, span.last - first)
        backend.district_days(
            span.first, span.last, flight.hot, flight.citizens, rules.tables(span.mask, span.first), flight.district,
            flight.box, today, counts[days], sampled, panel[days],
        )  # fmt: skip


def live_batch(
    batches: Batches, rules: Rules, flights: Sequence[Flight], first: int, last: int, sampled: Sequence[Figures],
    vectors: Said,
) -> tuple[list[Figures], list[Figures]]:  # fmt: skip
    """Live days of one cycle of districts at once, those together whose phases part them alike; counts and panels."""
    counts = [np.zeros((last - first, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64) for _ in flights]
    panels = [np.zeros((last - first, len(mine), len(PANEL_COLUMNS)), dtype=np.int64) for mine in sampled]
    alike: dict[tuple[Span, ...], list[int]] = {}
    for k, flight in enumerate(flights):
        alike.setdefault(tuple(rules.spans(flight.number, first, last, vectors)), []).append(k)
    for spans, mine in alike.items():
        for span in spans:
            together, days = [flights[k] for k in mine], slice(span.first - first, span.last - first)
            for flight in together:
                rules.enter(flight, span)
            lived, seen = batches.district_days(
                span.first, span.last, together, rules.tables(span.mask, span.first), [sampled[k] for k in mine]
            )
            for k, cube, page in zip(mine, lived, seen, strict=True):
                counts[k][days], panels[k][days] = cube, page
    return counts, panels


class Phasing:
    """The days of a world's phases, as far as the exchanges so far tell them."""

    def __init__(self, stages: Stages, plan: Plan) -> None:
        """Work out what is dated; the rest waits for exchanges."""
        self.stages, self.plan, self.lock = stages, plan, Lock()
        self.begins = np.full((len(stages.phases), plan.districts), NEVER, dtype=np.int64)
        """The first day of each phase in each district."""
        self.ends = np.full((len(stages.phases), plan.districts), NEVER, dtype=np.int64)
        """The first day after it."""
        self.attention = [np.full(count.GROUP_COUNT, ONE, dtype=np.int64)]
        """By cycle and group, the factor x 65536 on the coverage of sensors that are sent about."""
        self.efforts = [ONE]
        """By cycle, how hard those look who have a number to reach, x 65536."""
        for k, phase in enumerate(stages.phases):
            if not phase.waits:
                self.date(k, phase.from_day, phase)
            if phase.until_day is not None:
                mine = self.order(phase, every=True)
                self.ends[k, mine] = phase.until_day + phase.ends_over_days * np.arange(len(mine)) // len(mine)

    def date(self, k: int, day: int, phase: Phase) -> None:
        """Write the first days of a phase that begins on a day, in the districts that take part in it."""
        mine = self.order(phase)
        self.begins[k, mine] = day + phase.over_days * np.arange(len(mine)) // len(mine)

    def order(self, phase: Phase, *, every: bool = False) -> list[int]:
        """Return the districts that take part in a phase, one at least, or every one, in a random order of its own."""
        key_0, key_1 = district_keys(self.plan.seed, NATION)
        named = stream(f"phase:{phase.order or phase.id}")
        ranked = sorted(range(self.plan.districts), key=lambda d: (draw(key_0, key_1, named, d), d))
        share = 1.0 if every and phase.spreads is not None else phase.districts
        return ranked[: max(1, round(share * self.plan.districts))]

    def hear(self, vectors: Said) -> None:
        """Take what was said at the exchanges so far; what was heard before is not heard again."""
        with self.lock:
            for k in range(len(self.attention) - 1, len(vectors)):
                self.take(vectors[k], (k + 1) * DAYS_PER_CYCLE)

    def take(self, said: Vector, day: int) -> None:
        """Take one exchange, on whose day phases may begin."""
        for k, phase in enumerate(self.stages.phases):
            if phase.waits and day >= phase.from_day and bool((self.begins[k] == NEVER).all()):
                if self.has_come(phase, said, day):
                    self.date(k, day, phase)
            elif phase.joins is not None and day >= phase.from_day and not pays(phase.joins, said, self.stages.slots):
                self.ends[k] = np.minimum(self.ends[k], day)
            if phase.spreads is not None and day > phase.from_day:
                self.adopt(k, phase, said, day)
        self.efforts.append(self.effort(self.efforts[-1], said))
        self.attention.append(self.sent(self.attention[-1], said))

    def has_come(self, phase: Phase, said: Vector, day: int) -> bool:
        """Return whether the occasion of a phase has come: enough is on record, or people are heard."""
        if phase.reform is not None:
            share = phase.reform.accountability * disaffected(said) / max(int(on_file(said).sum()), 1)
            due = day // DAYS_PER_CYCLE % phase.reform.every_months == 0
            return due and self.luck(phase, NATION, day) < threshold(min(share, 1.0))
        if phase.joins is not None:
            return pays(phase.joins, said, self.stages.slots)
        assert phase.when is not None
        found, people = records_of(phase.when.recorded, said, self.stages.slots), int(on_file(said).sum())
        enough = found * PER >= phase.when.per_1000_a_month * people and people > 0
        return enough and self.luck(phase, NATION, day) < threshold(phase.when.chance)

    def adopt(self, k: int, phase: Phase, said: Vector, day: int) -> None:
        """Let each district that has not adopted a phase do so by its chance: more, the more is on record elsewhere."""
        how = phase.spreads
        assert how is not None
        found, people = int(discovered(said).sum()), max(int(on_file(said).sum()), 1)
        adopted = self.begins[k] < day
        factor = 1.0 + how.by_adopters * float(adopted.mean())
        if how.doubles_per_1000 is not None:
            factor += found * PER / people / how.doubles_per_1000
        chance = threshold(min(how.chance_a_month * factor, 1.0))
        for district in np.flatnonzero(~adopted).tolist():
            if self.luck(phase, district, day) < chance:
                self.begins[k, district] = day

    def luck(self, phase: Phase, district: int, day: int) -> int:
        """Return the draw of a phase's beginning on a day, of one district or of the nation."""
        key_0, key_1 = (day_key(key, day) for key in district_keys(self.plan.seed, NATION))
        return draw(key_0, key_1, stream(f"begins:{phase.id}"), district + 1)

    def sent(self, before: NDArray[np.int64], said: Vector) -> NDArray[np.int64]:
        """Return where attention is sent from an exchange on: by group, x 65536, a head's share of it."""
        found, people = discovered(said).sum(axis=1), np.maximum(on_file(said), 1)
        if self.stages.attention is None or int(found.sum()) == 0:
            return before
        follows = round(ONE * self.stages.attention.follows)
        after = [
            (
                (ONE - follows) * int(was)
                + follows * (int(n) * int(people.sum()) * ONE // (int(found.sum()) * int(heads)))
            )
            // ONE
            for was, n, heads in zip(before, found, people, strict=True)
        ]
        return np.array(after, dtype=np.int64)

    def effort(self, before: int, said: Vector) -> int:
        """Return how hard those look, from an exchange on, who have a number of entries to reach."""
        target = self.stages.target
        if target is None:
            return before
        wanted = target.entries_per_1000 * int(on_file(said).sum()) / PER
        factor = min(max(wanted / max(entries(said), 1), 1 / HARDER), HARDER)
        return min(max(round(before * factor), ONE), round(target.most * ONE))

    def mask(self, district: int, day: int) -> int:
        """Return the phases that are in force in a district on a day, as bits; exchanges until then must be heard."""
        found = 0
        for k, phase in enumerate(self.stages.phases):
            if self.begins[k, district] <= day < self.ends[k, district]:
                found |= (1 << k) * self.is_followed(phase, district, day)
        return found

    def is_followed(self, phase: Phase, district: int, day: int) -> bool:
        """Return whether what a phase comes after has begun."""
        if phase.after is None:
            return True
        ahead = [one.id for one in self.stages.phases].index(phase.after)
        return bool(self.begins[ahead, district] <= day)

    def spans(self, district: int, first: int, last: int, vectors: Said) -> list[Span]:
        """Return days of one cycle parted where phases begin and end."""
        self.hear(vectors[: first // DAYS_PER_CYCLE])
        found: list[Span] = []
        for day in range(first, last):
            mask = self.mask(district, day)
            if found and found[-1].mask == mask:
                found[-1] = Span(found[-1].first, day + 1, mask)
            else:
                found.append(Span(day, day + 1, mask))
        return found

    def tables(self, mask: int, day: int) -> Tables:
        """Return the tables of a set of phases on a day."""
        cycle = day // DAYS_PER_CYCLE
        tables, factors, effort = self.stages.tables[mask], self.attention[cycle], self.efforts[cycle]
        if effort == ONE and bool((factors == ONE).all()):
            return tables
        return attended(tables, self.stages.caps[mask], factors, effort)

    def enter(self, flight: Flight, span: Span) -> list[str]:
        """On the eve of days, have a district be as their tables say: what is wiped, and its stocks."""
        was = self.mask(flight.number, span.first - 1) if span.first > 0 else 0
        begun = [phase for k, phase in enumerate(self.stages.phases) if (span.mask & ~was) >> k & 1]
        if span.first > 0 and was != span.mask:
            restock(flight, self.stages.tables[was], -1)
            wipe(flight, {what for phase in begun for what in phase.wipes}, self.stages.tables[span.mask])
            for phase in begun:
                if phase.reveals is not None:
                    reveal(flight, phase.reveals, span.first, self.stages.tables[span.mask])
            restock(flight, self.stages.tables[span.mask], 1)
        return [phase.id for phase in begun]

    def at_birth(self, district: int) -> Tables:
        """Return the tables of a district's first day."""
        return self.tables(self.mask(district, 0), 0)

    def told(self, vectors: Said, days: int) -> list[PhaseDays]:
        """Return when each phase began, for the record, of a run of so many days."""
        self.hear(vectors)
        found = []
        for k, phase in enumerate(self.stages.phases):
            begun = np.sort(self.begins[k][self.begins[k] < np.minimum(self.ends[k], days)])
            first, last = (int(begun[0]), int(begun[-1])) if len(begun) else (None, None)
            over = phase.last_day
            if phase.joins is not None and len(begun):
                over = int(self.ends[k][self.begins[k] < NEVER].max())
            until = over if over is not None and over < days else None
            found.append(
                PhaseDays(id=phase.id, title=phase.title, first=first, last=last, districts=len(begun), until=until)
            )
        return found


def records_of(named: list[str], said: Vector, slots: tuple[str, ...]) -> int:
    """Return the records that a month made of some acts, or of any where none is named."""
    acts = [slots.index(name) for name in named] or list(range(room.ACTS))
    return int(discovered(said)[:, acts].sum())


def pays(partner: Partner, said: Vector, slots: tuple[str, ...]) -> bool:
    """Return whether a partner is shown to save more in a month than it loses; what is so it never learns."""
    return partner.saves * records_of(partner.recorded, said, slots) > partner.loses * disaffected(said)


def redealt(before: Figures, found: list[int], people: list[int], follows: int) -> Figures:
    """Return attention by group, a head's share x 65536, once ``follows`` of it goes where records were found.

    All of it together stays what it was: the mean over people.

    >>> redealt(np.array([ONE, ONE]), [10, 30], [100, 100], ONE // 2).tolist()
    [49152, 81920]
    """
    if sum(found) == 0:
        return before
    fresh = [n * sum(people) * ONE // (sum(found) * heads) for n, heads in zip(found, people, strict=True)]
    mixed = [((ONE - follows) * int(was) + follows * now) // ONE for was, now in zip(before, fresh, strict=True)]
    return np.array(mixed, dtype=np.int64)


def attended(tables: Tables, caps: Figures, factors: Figures, effort: int) -> Tables:
    """Return tables in which some channels cover more of one group and less of another, or more of all."""
    found = tables.copy()
    places = np.flatnonzero(caps)
    most, moved = caps[places] // BY, caps[places] % BY
    by = np.where(moved & 1, factors[places % count.GROUP_COUNT], ONE)
    by = np.minimum(by * np.where(moved & 2, effort, ONE) // ONE, most)
    for start in (room.CHANNEL_SEEN, room.CHANNEL_LOCAL, room.CHANNEL_AFAR):
        rows = found[start : start + PLACES]
        rows[places] = np.minimum(rows[places] * by // ONE, THRESHOLD_ONE)
    found.setflags(write=False)
    return found
