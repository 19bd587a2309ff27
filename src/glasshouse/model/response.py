"""Phase 6, respond: fear, perceived certainty, awareness and ties answer to one's own fate and near ones' yesterday.

R9 learns from own punishment and impunity and from the household, hardly from strangers; R10 hears of the regime by
media, ties and notice; R5 drops those of another tier sooner; R2's fear rises with own and ties' sanctions and fades.
R4, R6, R7, R11 and R13 have files of their own.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.gaming import aim
from glasshouse.model.grievance import recover, resent
from glasshouse.model.habit import fear_of_sanction, habituate
from glasshouse.model.luck import luck
from glasshouse.model.motive import crowd_out
from glasshouse.model.notes import act_of, is_unwatched
from glasshouse.model.state import (
    AGE,
    AWARENESS,
    BARS_NOW,
    BESIDE_NOW,
    CERTAINTY,
    FEAR,
    GROUP,
    HELD,
    SCORED,
    SECTOR,
    SOCIABILITY,
    TIER,
    Array,
    beside,
    get,
    get_beside,
    put,
)
from glasshouse.model.tally import add, move
from glasshouse.model.ties import (
    CLASS_SLOTS,
    FRIEND_SLOTS,
    SHOWN_CUTS,
    SHOWN_FAMILY,
    SHOWN_SANCTIONED,
    SHOWN_TIER,
    WORKMATE_SLOTS,
    as_of_now,
    as_of_yesterday,
    classmate,
    look_at_block,
    show,
    spouse_elsewhere,
    workmate_among,
)
from glasshouse.model.withdrawal import withdraw
from glasshouse.quantities import fit, i64

S_LEARN = (stream("response:learn:money"), stream("response:learn:street"),
           stream("response:learn:expression"), stream("response:learn:other"))  # fmt: skip
S_DRIFT = stream("response:drift")
S_KIN = stream("response:kin")
S_FEAR = stream("response:fear")
S_FADE = stream("response:fear-fades")
S_HEAR = stream("response:hear")
S_LOOK = stream("response:look")
S_STUDY = stream("response:study")
S_NOTICE = stream("response:notice")
S_DROP = (stream("response:drop:0"), stream("response:drop:1"), stream("response:drop:2"),
          stream("response:drop:3"), stream("response:drop:4"), stream("response:drop:5"))  # fmt: skip
FAMILIES = 4
FEARFUL_LEVEL = 4


def respond(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Answer to today: to own records and impunity, to new sanctions, and on the due day to near ones."""
    if get(citizens, i, SCORED) == 0:
        return
    learn(i, citizens, tables, district, today)
    if newly_sanctioned(tables, today) == 1:
        notice_sanction(i, citizens, tables, district)
        resent(i, citizens, tables, district, today)
    if i64(today[at.RECORDS_TODAY]) > 0:
        crowd_out(i, citizens, tables, district, today)
    if i64(today[at.DUE]) == 1:
        drift(i, citizens, tables, district)
        sanctioned = look_round(i, citizens, tables, district, today)
        feel(i, sanctioned, citizens, tables, district)
        hear(i, sanctioned, citizens, tables, district)
        recover(i, citizens, tables, district)
        habituate(i, citizens, tables, district)
        withdraw(i, citizens, tables, district, today)
        aim(i, citizens, tables, district, today)


def newly_sanctioned(tables: Array, today: Array) -> int:
    """Return 1 where a sanction began today."""
    if i64(today[at.STANDING_IN_PLAY]) == 0:
        return 0
    before = i64(today[at.BEFORE + at.MASK_NOTE + HELD])
    after = i64(today[at.AFTER + at.MASK_NOTE + HELD])
    return 1 if after & (before ^ after) & i64(tables[room.ADVERSE]) != 0 else 0


def set_fear(i: int, level: int, citizens: Array, district: Array) -> None:
    """Write the level of fear and keep its stocks."""
    old, new = get(citizens, i, FEAR), fit(level, 0, 15)
    if old == new:
        return
    put(citizens, i, FEAR, new)
    group = get(citizens, i, GROUP)
    add(district, group, count.FEAR_SUM, new - old)
    add(district, group, count.FEARFUL, (1 if new >= FEARFUL_LEVEL else 0) - (1 if old >= FEARFUL_LEVEL else 0))
    add(district, group, count.CHANGES, 1)


def set_awareness(i: int, level: int, citizens: Array, district: Array) -> None:
    """Write the level of awareness and keep its stock."""
    old = get(citizens, i, AWARENESS)
    if level > old:
        put(citizens, i, AWARENESS, level)
        move(district, get(citizens, i, GROUP), count.AWARE, old, level)
        add(district, get(citizens, i, GROUP), count.CHANGES, 1)


def learn(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Learn from today's acts: caught, certainty rises; not caught, it falls (each family once a day)."""
    caught = i64(today[at.PENALTIES])
    missed = 0
    for k in range(i64(today[at.ACTS_TODAY])):
        note = i64(today[at.ACT_NOTE + k])
        act = act_of(note)
        family = i64(tables[room.ACT_FAMILY + act])
        above = 1 if get_beside(citizens, i, CERTAINTY, family) > i64(tables[room.LEARN_FLOOR]) else 0
        missed |= (above & i64(tables[room.ACT_WILLED + act]) & (is_unwatched(note) ^ 1)) << family
    if caught | missed == 0:
        return
    for family in range(FAMILIES):
        if ((caught | missed) >> family) & 1 == 0:
            continue
        column = beside(CERTAINTY, family)
        if (caught >> family) & 1 == 1:
            if luck(district, S_LEARN[family]) < i64(tables[room.LEARN_PUNISHED]):
                put(citizens, i, column, get(citizens, i, column) + 1)
        elif luck(district, S_LEARN[family]) < i64(tables[room.LEARN_UNPUNISHED]):
            put(citizens, i, column, get(citizens, i, column) - 1)


def notice_sanction(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """A sanction of one's own frightens, and may tell one's standing."""
    if i64(tables[room.ANNOUNCED]) == 0:
        return
    if luck(district, S_NOTICE) < i64(tables[room.AWARE_NOTICE]):
        set_awareness(i, 2, citizens, district)
    else:
        set_awareness(i, 1, citizens, district)
    set_fear(i, get(citizens, i, FEAR) + fear_of_sanction(i, citizens, tables, district), citizens, district)


def drift(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Once a month, perceived certainty moves a step towards the prior, with one draw for all families."""
    if luck(district, S_DRIFT) >= i64(tables[room.LEARN_DRIFT]):
        return
    prior = i64(tables[room.PRIOR])
    for family in range(FAMILIES):
        column = beside(CERTAINTY, family)
        level = get(citizens, i, column)
        put(citizens, i, column, level + (1 if level < prior else 0) - (1 if level > prior else 0))


def look_round(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """See how near ones stood yesterday; learn from kin, drop and take up friends; return the ties sanctioned."""
    day = i64(district[at.DAY])
    sanctioned = look_at_kin(i, day, citizens, tables, district, today)
    for slot in range(min(FRIEND_SLOTS, get(citizens, i, SOCIABILITY) + 1)):
        j = i64(today[at.FRIENDS + slot])
        if j >= 0 and get(citizens, j, SCORED) == 1:
            sanctioned += look_at_friend(i, j, slot, day, citizens, tables, district)
    near = i64(today[at.NEAR_FROM]) + FRIEND_SLOTS
    for slot in range(WORKMATE_SLOTS if get(citizens, i, SECTOR) > 0 else 0):
        j = workmate_among(i, i64(today[near + slot]), citizens)
        if j >= 0:
            sanctioned += (as_of_yesterday(citizens, j, day) >> SHOWN_SANCTIONED) & 1
    for slot in range(CLASS_SLOTS if get(citizens, i, AGE) < 18 else 0):
        j = classmate(i, slot, citizens, tables, district, today)
        if j >= 0:
            sanctioned += (as_of_yesterday(citizens, j, day) >> SHOWN_SANCTIONED) & 1
    return min(sanctioned, 7)


def look_at_kin(i: int, day: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Learn from the sanctions of kin, in the family of the act; return how many of them are sanctioned."""
    sanctioned = 0
    first = look_at_block(i, tables, district, today)
    head = first + i64(tables[room.HOUSE_HEAD + i - first])
    end = min(head + i64(tables[room.HOUSE_SIZE + i - first]), i64(district[at.RESIDENTS]))
    for j in range(head, end):
        if j != i:
            sanctioned += learn_from_kin(i, j, sanctioned, day, citizens, tables, district)
    spouse = spouse_elsewhere(i, citizens, tables)
    if spouse >= 0:
        sanctioned += learn_from_kin(i, spouse, sanctioned, day, citizens, tables, district)
    return sanctioned


def learn_from_kin(i: int, j: int, before: int, day: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where ``j`` was under a sanction yesterday; of the first of kin who is, one may learn."""
    shown = as_of_yesterday(citizens, j, day)
    if (shown >> SHOWN_SANCTIONED) & 1 == 0:
        return 0
    if before == 0 and luck(district, S_KIN) < i64(tables[room.LEARN_KIN]):
        column = beside(CERTAINTY, (shown >> SHOWN_FAMILY) & 3)
        put(citizens, i, column, get(citizens, i, column) + 1)
    return 1


def look_at_friend(i: int, j: int, slot: int, day: int, citizens: Array, tables: Array, district: Array) -> int:
    """Keep, drop or take up one friend; return 1 where a living tie is sanctioned."""
    theirs = as_of_yesterday(citizens, j, day)
    mine = as_of_now(citizens, i)
    bit = 1 << (SHOWN_CUTS + slot)
    tier = get(citizens, i, beside(TIER, HELD))
    gap = tier - ((theirs >> SHOWN_TIER) & 7)
    chance = i64(tables[room.TIES_LOSS + (gap if gap >= 0 else -gap)])
    dropped = (mine >> (SHOWN_CUTS + slot)) & 1
    if luck(district, S_DROP[slot]) < (i64(tables[room.TIES_RENEWAL]) if dropped == 1 else chance):
        change_cuts(i, mine ^ bit, 1 - 2 * dropped, citizens, district)
    if (mine | theirs) & bit != 0:
        return 0
    return (theirs >> SHOWN_SANCTIONED) & 1


def change_cuts(i: int, shown: int, dropped: int, citizens: Array, district: Array) -> None:
    """Write which friends are dropped; others see it tomorrow."""
    show(citizens, i, shown, get(citizens, i, BESIDE_NOW), get(citizens, i, BARS_NOW), i64(district[at.DAY]))
    group = get(citizens, i, GROUP)
    add(district, group, count.TIES_DROPPED, dropped)
    add(district, group, count.CHANGES, 1)


def feel(i: int, sanctioned: int, citizens: Array, tables: Array, district: Array) -> None:
    """Fear rises with the ties that are sanctioned, for those who have heard, and fades."""
    fear = get(citizens, i, FEAR)
    if fear > 0 and luck(district, S_FADE) < i64(tables[room.FEAR_FADES + fear]):
        fear -= 1
    if sanctioned > 0 and get(citizens, i, AWARENESS) > 0:
        rises = luck(district, S_FEAR) < i64(tables[room.FEAR_TIES + sanctioned])
        fear += 1 if rises else 0
    if fear != get(citizens, i, FEAR):
        set_fear(i, fear, citizens, district)


def hear(i: int, sanctioned: int, citizens: Array, tables: Array, district: Array) -> None:
    """Hear of the regime by media or ties; look up own standing where it is shown; then learn the rules (S9)."""
    if i64(tables[room.ANNOUNCED]) == 0:
        return
    level = get(citizens, i, AWARENESS)
    if level == 0:
        chance = i64(tables[room.AWARE_MEDIA]) + i64(tables[room.AWARE_TIES + sanctioned])
        if luck(district, S_HEAR) < chance:
            set_awareness(i, 1, citizens, district)
    elif level == 1 and i64(tables[room.AWARE_LOOK]) > 0:
        if luck(district, S_LOOK) < i64(tables[room.AWARE_LOOK]):
            set_awareness(i, 2, citizens, district)
    elif level == 2 and luck(district, S_STUDY) < i64(tables[room.AWARE_STUDY]):
        set_awareness(i, 3, citizens, district)
