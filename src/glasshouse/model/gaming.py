"""R4, gaming: some play for the score. They do more of the good deeds that count, some of it only on paper, some of it
in place of deeds that do not count.

Who games is a trait of birth, likelier with literacy; it shows in those who know their own standing, and the more the
nearer the next cut-off is. A deed beyond what somebody would do anyway is **for the score**. A share of these never
happened: the gamer claims it, and a sensor that believes the claim makes a record of nothing. By science 1.1 such a
record came from no act, whoever wished it, so that error-free standing does not take it and a reward that rests on it
is in error. Another share is paid for by the next deed of one's own that counts for nothing, which is left undone.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.favour import higher
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.notes import CLAIMED, note_act
from glasshouse.model.standing import tier_of
from glasshouse.model.state import AWARENESS, EDUCATION, GAMING, GROUP, HELD, OWED, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.traits import literacy
from glasshouse.quantities import i64

S_GAMER = stream("trait:gamer")
S_CLAIM = stream("response:claim")
S_INSTEAD = stream("response:instead")
KNOWS_STANDING = 2
FOR_SCORE, CLAIMED_ONLY, LEFT_UNDONE = 0, 1, 2
"""Columns of the counts of gaming."""


def is_gamer(i: int, education: int, tables: Array, district: Array) -> int:
    """Return 1 for one who would play for a score: a trait of birth."""
    chance = i64(tables[room.GAMERS + literacy(i, education, district)])
    return 1 if chance > 0 and born_luck(district, S_GAMER, i) < chance else 0


def aim(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Once a month, see how near the next cut-off is: 0 does not play, 3 is near it."""
    level = 0
    if (
        get(citizens, i, AWARENESS) >= KNOWS_STANDING
        and is_gamer(i, get(citizens, i, EDUCATION), tables, district) == 1
    ):
        score = i64(today[at.AFTER + at.SCORE_NOTE + HELD]) - higher(i, HELD, citizens, tables)
        level = nearness(score, tables)
    old = get(citizens, i, GAMING)
    if level != old:
        put(citizens, i, GAMING, level)
        add(district, get(citizens, i, GROUP), count.GAMERS_STOCK, (1 if level > 0 else 0) - (1 if old > 0 else 0))
        add(district, get(citizens, i, GROUP), count.CHANGES, 1)


def nearness(score: int, tables: Array) -> int:
    """Return how near a score x 16 is to the next tier: 3 near, 2 not far, 1 far, 0 where there is none above."""
    above = tier_of(score, tables) + 1
    if above >= i64(tables[room.TIER_COUNT]):
        return 0
    gap = i64(tables[room.TIER_FROM + above]) - score
    return (
        1
        + (1 if gap <= i64(tables[room.GAMING_REACH]) else 0)
        + (1 if gap <= i64(tables[room.GAMING_REACH + 1]) else 0)
    )


def eagerness(i: int, act: int, citizens: Array, tables: Array) -> int:
    """Return the rise of log-odds/256 that playing for the score puts on an act: on good deeds that count."""
    return i64(tables[room.ACT_REWARDED + act]) * i64(tables[room.DEED_GAIN + get(citizens, i, GAMING)])


def claims(i: int, act: int, u: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Play for the score: return 1 where the deed is claimed and not done; else it is to be done."""
    group = get(citizens, i, GROUP)
    if luck(district, S_CLAIM) < i64(tables[room.GAMING_CLAIMED]):
        add(district, group, count.GAMED + CLAIMED_ONLY, 1)
        note_act(act, CLAIMED, u, today)
        return 1
    add(district, group, count.GAMED + FOR_SCORE, 1)
    if luck(district, S_INSTEAD) < i64(tables[room.GAMING_INSTEAD]):
        put(citizens, i, OWED, get(citizens, i, OWED) + 1)
    return 0


def leaves_undone(i: int, act: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where a deed that counts for nothing is left undone, since one was done for the score instead."""
    owed = get(citizens, i, OWED)
    if owed == 0 or i64(tables[room.ACT_DEED + act]) == 0 or i64(tables[room.ACT_REWARDED + act]) == 1:
        return 0
    put(citizens, i, OWED, owed - 1)
    add(district, get(citizens, i, GROUP), count.GAMED + LEFT_UNDONE, 1)
    return 1
