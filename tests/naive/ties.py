"""Whom a citizen knows: friends, workmates, classmates, today's lookalike, each found by pairing numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.naive.luck import BIRTH, Luck
from tests.naive.population import BLOCK, Citizen

FRIENDS = range(6)


class Seen(NamedTuple):
    """What others know of a citizen: as of the end of a day."""

    tier: int
    listed: bool
    sanctioned: bool
    family: str
    cuts: frozenset[int]
    job: str
    tier_in: dict[str, int]
    bars: str


class Circle:
    """The ties of one district."""

    def __init__(self, luck: Luck, people: list[Citizen], members: list[list[int]]) -> None:
        self.luck, self.people = luck, people
        self.members = members
        self.yesterday: dict[int, Seen] = {}

    def mirror(self, i: int, first: int, size: int, centre: int) -> Citizen | None:
        """The one whose number and `i`'s add up to the centre; not `i` itself."""
        j = first + (centre - i + first) % size
        return None if j == i else self.people[j]

    def across_the_block(self, me: Citizen, name: str) -> Citizen | None:
        """The partner of a named tie on the same block."""
        size = min(BLOCK, len(self.people) - me.block)
        return self.mirror(me.id, me.block, size, self.luck.bits(BIRTH, name, me.block) % size)

    def at_table(self, me: Citizen, seat: int) -> Citizen | None:
        """Who sits opposite at a table of four of the same age band; a block cut short leaves empty seats."""
        row = self.members[me.band]
        turn = self.luck.bits(BIRTH, "tie:circle", me.block) % len(row)
        chairs = row[len(row) - turn :] + row[: len(row) - turn]
        chair = chairs.index(me.id - me.block) ^ seat
        j = me.block + chairs[chair] if chair < len(chairs) else me.id
        return self.people[j] if j != me.id and j < len(self.people) else None

    def friend(self, me: Citizen, slot: int) -> Citizen | None:
        """The friend in one of six slots; the less sociable of the two decides whether there is one."""
        if slot < 3:
            other = self.at_table(me, slot + 1)
        elif slot < 5:
            other = self.across_the_block(me, f"tie:friend:{slot}")
        else:
            n = len(self.people)
            other = self.mirror(me.id, 0, n, self.luck.bits(BIRTH, "tie:friend:5", 0) % n)
        if other is None or min(me.sociability, other.sociability) < slot:
            return None
        return other

    def workmates(self, me: Citizen) -> Iterator[Citizen]:
        """Those of the block whose work is in the same sector."""
        for slot in range(3):
            other = self.across_the_block(me, f"tie:workmate:{slot}")
            if other and me.sector != "none" and me.sector == other.sector:
                yield other

    def classmates(self, me: Citizen) -> Iterator[Citizen]:
        """Those of the block at school, at most two years apart."""
        for slot in range(4):
            other = self.across_the_block(me, f"tie:class:{slot}")
            if other and {me.age, other.age} <= set(range(6, 18)) and abs(me.age - other.age) <= 2:
                yield other

    def lookalike(self, me: Citizen, day: int) -> Citizen | None:
        """Whom a sensor takes `me` for today: the mirror image, if of the same group and on file."""
        n = len(self.people)
        other = self.mirror(me.id, 0, n, self.luck.bits(day, "district:reflection", 0) % n)
        return other if other and other.group == me.group and other.scored else None
