"""R12, trust among strangers: it falls fast where a dealing is broken or somebody informs, and comes back slowly.

An act against another strikes a resident whom the day's reflection brings together with the one who does it: somebody
of the district, not a number. Each adult has a **disposition**, the level to which trust returns, and a level of trust
now. On day 0 trust lies below it as far as dealings under ordinary law keep it (a steady state of its rises and falls).
Nothing in the model acts on trust; that people ought to trust each other more is what such regimes claim to be for.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.notes import act_of
from glasshouse.model.sensing import POST_STRUCK, post
from glasshouse.model.state import (
    AGE,
    AWARENESS,
    BREACH,
    DEAD,
    DISPOSITION,
    GROUP,
    STRUCK,
    TRUST,
    UNABLE,
    Array,
    beside,
    get,
    put,
)
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_DISPOSITION = stream("birth:disposition")
S_FIRST_TRUST = stream("birth:trust")
S_FALL = stream("response:trust-falls")
S_RISE = stream("response:trust-rises")
S_INFORMED = stream("response:informed-on")
ADULT = 18
TRUSTING_LEVEL = 4


def begin_trust(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Write the disposition and the first level of trust."""
    disposition = grade_of(born_luck(district, S_DISPOSITION, i), room.TRUST_DISPOSITIONS, tables)
    below = grade_of(born_luck(district, S_FIRST_TRUST, i), room.TRUST_BELOW + 7 * disposition, tables)
    put(citizens, i, DISPOSITION, disposition)
    put(citizens, i, TRUST, disposition - below)


def grade_of(u: int, start: int, tables: Array) -> int:
    """Return how many of seven cumulative thresholds a draw has passed."""
    grade = 0
    for k in range(7):
        grade += 1 if u >= i64(tables[start + k]) else 0
    return grade


def strike(i: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Take today's acts with a victim into one's past, seen or not; post those against another to whom they strike.

    The past is for the audit alone (M16): no rule and no response reads it.
    """
    for k in range(i64(today[at.ACTS_TODAY])):
        act = act_of(i64(today[at.ACT_NOTE + k]))
        victim = i64(tables[room.ACT_VICTIM + act])
        if victim > 0:
            one_more(i, beside(BREACH, i64(tables[room.ACT_DOMAIN + act])), citizens)
            if i64(tables[room.ACT_CAUSE + act]) == 0:
                one_more(i, UNABLE, citizens)
        if victim == 1 and post(i, POST_STRUCK, 0, box, district) == 0:
            add(district, get(citizens, i, GROUP), count.OVERFLOWS + 2, 1)


def one_more(i: int, field: int, citizens: Array) -> None:
    """Count on, modulo 16: a day brings fewer than sixteen, so that differences from day to day are exact."""
    put(citizens, i, field, (get(citizens, i, field) + 1) & 15)


def suffer(i: int, citizens: Array, district: Array) -> None:
    """Let yesterday's act of citizen ``i`` strike its victim; one whom the reflection leaves alone, or
    brings together with the dead, strikes nobody."""
    residents = i64(district[at.RESIDENTS])
    j = (i64(district[at.DEALINGS]) + residents - i) % residents
    if j != i and get(citizens, j, DEAD) == 0:
        put(citizens, j, STRUCK, get(citizens, j, STRUCK) + 1)
        add(district, get(citizens, j, GROUP), count.STRUCK_FLOW, 1)


def trust(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Move an adult's trust: down on learning of an informer, and once a month by how dealings went."""
    if get(citizens, i, AGE) < ADULT:
        return
    if i64(today[at.RECORDS_TODAY]) > 0:
        resent_informers(i, citizens, tables, district, today)
    if i64(today[at.DUE]) == 0:
        return
    level, struck = get(citizens, i, TRUST), get(citizens, i, STRUCK)
    if struck > 0:
        put(citizens, i, STRUCK, 0)
        if level > 0 and luck(district, S_FALL) < i64(tables[room.TRUST_FALLS + struck]):
            set_trust(i, level - 1, citizens, district)
    elif level < get(citizens, i, DISPOSITION) and luck(district, S_RISE) < i64(tables[room.TRUST_RISES]):
        set_trust(i, level + 1, citizens, district)


def resent_informers(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Lose a level where somebody's report is among today's records, and one has heard of the regime."""
    told = 0
    for k in range(i64(today[at.RECORDS_TODAY])):
        told |= i64(tables[room.CHANNEL_INFORMS + (i64(today[at.RECORD_NOTE + k]) & 255)])
    if told == 1 and get(citizens, i, AWARENESS) > 0 and get(citizens, i, TRUST) > 0:
        if luck(district, S_INFORMED) < i64(tables[room.TRUST_INFORMED]):
            set_trust(i, get(citizens, i, TRUST) - 1, citizens, district)


def set_trust(i: int, level: int, citizens: Array, district: Array) -> None:
    """Write the level of trust and keep its stocks."""
    old, group = get(citizens, i, TRUST), get(citizens, i, GROUP)
    put(citizens, i, TRUST, level)
    add(district, group, count.TRUST_SUM, level - old)
    crossed = (1 if level >= TRUSTING_LEVEL else 0) - (1 if old >= TRUSTING_LEVEL else 0)
    add(district, group, count.TRUSTING, crossed)
    add(district, group, count.CHANGES, 1)
