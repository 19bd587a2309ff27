"""What one regime says in another's numbers: channels, sensors, tiers and examinations matched by their names.

Two regimes number their clauses each in its own way. Where people of both meet, in one district or through an exchange,
what the one side says is written in the other's numbers; what the other has not is left out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.exchange import CARD_FROM, CELLS_FROM, DISCOVERED_FROM, Vector
from glasshouse.inputs.compiling.scorecard import scorecard_of
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model.sensing import POST_MISTAKEN
from glasshouse.model.tables import EXAMINATIONS, FAR
from glasshouse.record.manifest import Legend

NONE = -1
KIND_FROM, CONTENT_FROM = 20, 22
"""Bits from which on an entry of the post box says its kind, and its content (``model.sensing.post``)."""
TIER_CODES = 8
Codes = NDArray[np.int64]
"""For each number of the one regime its number in the other, ``NONE`` where that has it not."""


@dataclass(frozen=True)
class Translation:
    """From the numbers of one regime into those of another."""

    channels: Codes
    far: Codes
    sensors: Codes
    examinations: Codes
    tiers: Codes
    same_card: bool
    """Whether both learn the same scorecard: what one was fitted on says nothing to another."""

    def vector(self, said: Vector) -> Vector:
        """Return what an exchange says in the other's numbers: acts sent afar by channel and group; the scored stay.

        A scorecard, and what it is fitted on, stay where both regimes have the same; else there is none.
        """
        sent = said[: FAR * count.GROUP_COUNT].reshape(FAR, count.GROUP_COUNT)
        found = np.zeros_like(sent)
        for theirs, ours in enumerate(self.far):
            if ours != NONE:
                found[ours] = sent[theirs]
        rest = said[CELLS_FROM:].copy()
        if not self.same_card:
            rest[: DISCOVERED_FROM - CELLS_FROM], rest[CARD_FROM - CELLS_FROM :] = 0, 0
        return np.concatenate([found.ravel(), said[FAR * count.GROUP_COUNT : CELLS_FROM], rest])

    def posted(self, entries: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return entries of a post box in the other's numbers: a mistaken one names a channel, which it may lack."""
        mistaken = (entries >> KIND_FROM) & 3 == POST_MISTAKEN
        content = entries >> CONTENT_FROM
        content[mistaken] = self.channels[content[mistaken]]
        known = content != NONE
        said: NDArray[np.int64] = (entries & ((1 << CONTENT_FROM) - 1))[known] | (content[known] << CONTENT_FROM)
        return said

    def header(self, theirs: NDArray[np.int64], ours: NDArray[np.int64]) -> None:
        """Write into a district what another knows of sensors and examinations; of what that has not, nothing."""
        for there, here in enumerate(self.sensors):
            if here != NONE:
                ours[at.HALTED_UNTIL + here] = theirs[at.HALTED_UNTIL + there]
                for start in (at.MADE, at.FOUND_OUT):
                    mine, other = start + here * count.GROUP_COUNT, start + there * count.GROUP_COUNT
                    ours[mine : mine + count.GROUP_COUNT] = theirs[other : other + count.GROUP_COUNT]
        for k in range(EXAMINATIONS):
            there = int(np.flatnonzero(self.examinations == k)[0]) if k in self.examinations else NONE
            for start in (at.ARRIVED, at.LOAD):
                ours[start + k] = theirs[start + there] if there != NONE else 0


def translation(theirs: Legend, their_regime: Regime, ours: Legend, our_regime: Regime) -> Translation:
    """Return how to say in our numbers what is said in theirs."""
    return Translation(
        channels=codes(theirs.channels, ours.channels),
        far=codes([theirs.channels[k] for k in theirs.far], [ours.channels[k] for k in ours.far]),
        sensors=codes([one.id for one in theirs.sensors], [one.id for one in ours.sensors]),
        examinations=codes(examinations(their_regime), examinations(our_regime)),
        tiers=tiers(their_regime, our_regime),
        same_card=scorecard_of(their_regime) == scorecard_of(our_regime),
    )


def codes(theirs: list[str], ours: list[str]) -> Codes:
    """Return for each of their names where it stands among ours.

    >>> codes(["b", "x"], ["a", "b"]).tolist()
    [1, -1]
    """
    return np.array([ours.index(name) if name in ours else NONE for name in theirs] or [NONE], dtype=np.int64)


def examinations(regime: Regime) -> list[str]:
    """Return the ids of a regime's examinations, in the order of their numbers."""
    return [remedy.id for remedy in regime.remedies if remedy.kind == "examination"]


def tiers(theirs: Regime, ours: Regime) -> Codes:
    """Return for each of their tiers ours: of the same name, else the one in which a newcomer stands.

    Where they have no tiers nobody has a standing that could be seen; everybody is then taken for a newcomer.
    """
    named = [tier.id for tier in ours.tiers]
    start = ours.score.start if ours.score else 0
    newcomer = max([k for k, tier in enumerate(ours.tiers) if tier.starts <= start], default=0)
    known = [tier.id for tier in theirs.tiers]
    found = [named.index(known[k]) if k < len(known) and known[k] in named else newcomer for k in range(TIER_CODES)]
    return np.array(found, dtype=np.int64)
