"""What takes a district lived once more: other groups (M7), who knows whom (M12), near ones (M22), and files (M23).

A record keeps tables, exchange series and seed, so one of its districts can be lived again, and lived otherwise: with
everybody sampled in another group, or by the same regime without what near ones' standing does. Luck is named and not
numbered, so what the change does not reach stays as it was, to the bit. The district is the one in which most of the
sampled live. All of them change at once, and what reaches them through others is in the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import Flight, empty_cube
from glasshouse.engine.exchange import cycles, tell
from glasshouse.engine.experiment import made_ready
from glasshouse.engine.phasing import Rules, live_days, rules_of
from glasshouse.engine.placebo import born
from glasshouse.experiment.onfile import CLASSES, File, Schooling, files, see_children
from glasshouse.experiment.replay import Source, citizen_of, differs
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from glasshouse.model import district as at
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.state import GROUP, SCORED, get, put
from glasshouse.model.ties import FRIEND_SLOTS, SHOWN_CUTS, SHOWN_SANCTIONED, SHOWN_TIER, as_of_now, friend
from glasshouse.record.kept import read_kept
from glasshouse.record.manifest import InputFile
from glasshouse.record.panel import NAMES, read_panel
from glasshouse.record.reading import Run

Values = NDArray[np.int64]
"""``int64[day, citizen, column]``, the columns of the panel."""
Mask = NDArray[np.bool_]
Evening = Callable[[Flight, int], None]
"""What looks at a district at the end of a day."""
WEEK = 7
"""Files are read on each seventh day: they change slowly, and reading one takes as long as living many days."""
MAJORITY, MINORITY = 0, 1
TIER_BITS = 7
AT = {name: k for k, (name, _, _) in enumerate(PANEL_COLUMNS)}


@dataclass(frozen=True)
class Changed:
    """What another group would do to the sampled who are on file (M7), on the last day.

    ``points`` is the sum over people of how far scores lie apart, ``spared`` how many of the minorities are under a
    sanction as they are and not in the majority, ``struck`` how many the other way round.
    """

    people: int
    other_tier: int
    points: float
    minority: int
    spared: int
    struck: int


@dataclass(frozen=True)
class Spilled:
    """Person-days of the sampled under each consequence that takes something, by its number.

    All of them, those that fall away without near ones' pull, and those that come instead.
    """

    days: dict[int, int]
    without: dict[int, int]
    instead: dict[int, int]


@dataclass(frozen=True)
class Tie:
    """A friendship of one of the sampled on the last day: who, what both show, and whether either dropped the other."""

    ends: tuple[int, int]
    tiers: tuple[int, int]
    sanctioned: tuple[int, int]
    dropped: bool


@dataclass(frozen=True)
class Relived:
    """What one seed's district came to when it was lived again."""

    changed: Changed | None
    spilled: Spilled
    ties: tuple[Tie, ...]
    files: tuple[File, ...]
    schooling: Schooling


class District:
    """The district of a record of one seed in which most of the sampled live."""

    def __init__(self, run: Run) -> None:
        """Take a record of this version of the model, with a panel; raises UserFault for another version's."""
        self.run, self.source = run, Source(run)
        ids, self.columns = read_panel(run.folder)
        people = [citizen_of(self.source.plan, name) for name in ids]
        self.number = Counter(one.district for one in people).most_common(1)[0][0]
        mine = [(k, one.local) for k, one in enumerate(people) if one.district == self.number]
        self.places = np.array([k for k, _ in mine], dtype=np.int64)
        self.sampled = np.array([local for _, local in mine], dtype=np.int64)
        self.backend: Backend = made_ready("cpu")[0]

    def live(self, rules: Rules, *, others: bool = False, evening: Evening | None = None) -> tuple[Flight, Values]:
        """Live the district; with ``others``, everybody sampled is in another group from birth.

        With ``evening``, days are lived one by one, and it looks at the end of each.
        """
        tables, placebo = rules.at_birth(self.number), self.run.manifest.placebo
        flight = born(self.source.plan, self.number, tables, self.backend, placebo=placebo)
        if others:
            for i in self.sampled.tolist():
                group = get(flight.citizens, i, GROUP)
                put(flight.citizens, i, GROUP, MINORITY if group == MAJORITY else MAJORITY)
        today, days = np.zeros(at.TODAY, dtype=np.int64), self.run.manifest.days
        values = np.zeros((days, len(self.sampled), len(PANEL_COLUMNS)), dtype=np.int64)
        for k, (first, last) in enumerate(cycles(days)):
            step = last - first if evening is None else 1
            for day in range(first, last, step):
                live_days(
                    self.backend, rules, flight, day, day + step, today, empty_cube(step), self.sampled,
                    values[day : day + step], self.source.exchange,
                )  # fmt: skip
                if evening is not None:
                    evening(flight, day)
            tell(flight.district, self.source.exchange[k])
        return flight, values

    @cached_property
    def adverse(self) -> int:
        """The bits of the consequences that take something."""
        return sum(1 << k for k, row in enumerate(self.run.manifest.legend.consequences) if row.adverse)

    def under(self, values: Values) -> Mask:
        """Return who is under a sanction, ``[day, citizen]``."""
        flags: Mask = (values[:, :, AT["under_held"]] & self.adverse) != 0
        return flags

    def relive(self) -> Relived:
        """Live it as it was, with other groups, and without the pull of near ones; the first must be the record."""
        read: list[File] = []
        schooling, people, tables = Schooling(0, [0] * CLASSES), self.sampled.tolist(), self.source.tables

        def evening(flight: Flight, day: int) -> None:
            see_children(flight, people, tables, schooling)
            if day % WEEK == WEEK - 1:
                read.extend(files(flight, people, tables, self.adverse))

        flight, was = self.live(self.source.rules(), evening=evening)
        for name in NAMES:
            if name in self.columns and not np.array_equal(self.columns[name][:, self.places], was[:, :, AT[name]]):
                raise differs(self.run.folder, f"the panel has other figures of {name} in district {self.number}")
        several = len(set(was[0, :, AT["group"]].tolist())) > 1
        changed = self.changed(was, self.live(self.source.rules(), others=True)[1]) if several else None
        return Relived(changed, self.spilled(was), tuple(self.ties(flight)), tuple(read), schooling)

    def changed(self, was: Values, other: Values) -> Changed:
        """Return what differs for those who are on file on the last day."""
        known = was[-1, :, AT["scored"]] == 1
        minority = known & (was[-1, :, AT["group"]] != MAJORITY)
        here, there = self.under(was)[-1], self.under(other)[-1]
        apart = np.abs(was[-1] - other[-1])[known]
        return Changed(
            int(known.sum()), int((apart[:, AT["tier"]] > 0).sum()), float(apart[:, AT["score_held"]].sum()) / 16,
            int(minority.sum()), int((here & ~there & minority).sum()), int((there & ~here & minority).sum()),
        )  # fmt: skip

    def spilled(self, was: Values) -> Spilled:
        """Return which days under which sanction hang on the standing of near ones."""
        rules = self.rules_without_pulls()
        other = was if rules is None else self.live(rules)[1]
        here, there = (values[:, :, AT["under_held"]] & self.adverse for values in (was, other))
        return Spilled(days_by_bit(here), days_by_bit(here & ~there), days_by_bit(there & ~here))

    def rules_without_pulls(self) -> Rules | None:
        """Return the rules of the same regime where near ones' standing moves nobody's; None where none does."""
        m = self.run.manifest
        regime = self.kept("regime", m.regime, Regime)
        if regime.score is None or not regime.score.pulls:
            return None
        alone = regime.model_copy(update={"score": regime.score.model_copy(update={"pulls": []})})
        place, conduct = self.kept("place", m.place, Place), self.kept("conduct", m.conduct, Conduct)
        compiled = compile_tables(place, conduct, alone)
        return rules_of(compiled.tables, compiled.stages, self.source.plan)

    def kept(self, kind: str, file: InputFile, model: type) -> Any:
        """Return one of the inputs as the record keeps it."""
        return read_kept(self.run.folder, kind, file, model).value

    def ties(self, flight: Flight) -> list[Tie]:
        """Return the friendships of the sampled with others on file, each as often as it has a sampled end."""
        found = []
        today = np.zeros(at.TODAY, dtype=np.int64)
        citizens, tables = flight.citizens, self.source.tables
        for i in self.sampled.tolist():
            for slot in range(FRIEND_SLOTS):
                j = friend(i, slot, citizens, tables, flight.district, today)
                if j >= 0 and get(citizens, i, SCORED) == get(citizens, j, SCORED) == 1:
                    found.append(self.tie(citizens, i, j, slot))
        return found

    def tie(self, citizens: NDArray[np.uint32], i: int, j: int, slot: int) -> Tie:
        """Return one friendship; who has dropped the other shows it."""
        mine, theirs = as_of_now(citizens, i), as_of_now(citizens, j)
        return Tie(
            (i, j),
            ((mine >> SHOWN_TIER) & TIER_BITS, (theirs >> SHOWN_TIER) & TIER_BITS),
            ((mine >> SHOWN_SANCTIONED) & 1, (theirs >> SHOWN_SANCTIONED) & 1),
            bool(((mine | theirs) >> (SHOWN_CUTS + slot)) & 1),
        )


def days_by_bit(masks: Values) -> dict[int, int]:
    """Return how many person-days each bit is set, of those that are set at all.

    >>> days_by_bit(np.array([[1, 5], [0, 4]]))
    {0: 2, 2: 2}
    """
    counts = {k: int(((masks >> k) & 1).sum()) for k in range(int(masks.max(initial=0)).bit_length())}
    return {k: days for k, days in counts.items() if days}


def relive(run: Run) -> list[Relived]:
    """Live a district of each seed of a run again, and otherwise; nothing of a run in which nobody was sampled."""
    seeds = list(run.replicates()) or [run]
    return [District(one).relive() for one in seeds] if all(one.manifest.panel for one in seeds) else []
