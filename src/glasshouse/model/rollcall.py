"""Who is counted in the stocks: a citizen is called off with what is so, changed, and called again.

Most stocks move by what a phase of a day changes. Where a birthday, a death or the first day changes much at once, the
citizen leaves every stock and enters them anew. Money, loans and deposits have hands of their own (``money``), and who
was ever sanctioned in error stays counted, dead or alive.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import class_of, gravest, score_bin
from glasshouse.model.dealings import ADULT, TRUSTING_LEVEL
from glasshouse.model.money import in_labour_force
from glasshouse.model.places import bars_of
from glasshouse.model.response import FEARFUL_LEVEL
from glasshouse.model.standing import composite, consequences_mask, lists_mask, slots_in_use
from glasshouse.model.state import (
    ACCEPTANCE,
    AGE,
    AGE_GROUP,
    AWARENESS,
    BETTER_FLAT,
    BLOCKED,
    ERROR_FREE,
    EXPOSED,
    FEAR,
    GAMING,
    GROUP,
    HELD,
    INTERNET,
    JOB,
    LEGITIMACY,
    MET,
    MOTIVE,
    OPTED_OUT,
    RIGHTS,
    SCORED,
    SEAT,
    SPOUSE,
    TIER,
    TRACKS,
    TRUST,
    Array,
    beside,
    get,
)
from glasshouse.model.tally import add
from glasshouse.model.ties import FRIEND_SLOTS, SHOWN_CUTS, as_of_now
from glasshouse.model.traits import uses_internet
from glasshouse.quantities import i64

FILES = (
    (at.SCORED_OF_GROUP, at.SCORED_OF_GROUP + count.GROUP_COUNT),
    (at.WIDENING, at.WIDENING + count.GROUP_COUNT),
    (at.WIDEST, at.LIVING),
)
"""Where a district's row says how many are on file, and what follows from that alone: each from, and up to."""


def call(i: int, sign: int, citizens: Array, tables: Array, district: Array) -> None:
    """Enter citizen ``i`` in every stock (``sign`` 1), or take that one out (-1)."""
    group, age, fear = get(citizens, i, GROUP), get(citizens, i, AGE), get(citizens, i, FEAR)
    add(district, group, count.CITIZENS, sign)
    add(district, group, count.AGED + get(citizens, i, AGE_GROUP), sign)
    add(district, group, count.MARRIED_STOCK, sign if get(citizens, i, SPOUSE) > 0 else 0)
    add(district, group, count.FEAR_SUM, sign * fear)
    add(district, group, count.FEARFUL, sign if fear >= FEARFUL_LEVEL else 0)
    add(district, group, count.OPTED_OUT_STOCK, sign * get(citizens, i, OPTED_OUT))
    add(district, group, count.BLOCKED_STOCK, sign * get(citizens, i, BLOCKED))
    add(district, group, count.GAMERS_STOCK, sign if get(citizens, i, GAMING) > 0 else 0)
    withdrawn = uses_internet(i, age, tables, district) - get(citizens, i, INTERNET)
    add(district, group, count.OFFLINE, sign * withdrawn)
    add(district, group, count.SEATED, sign * get(citizens, i, SEAT))
    add(district, group, count.HOUSED, sign * get(citizens, i, BETTER_FLAT))
    add(district, group, count.IN_TOUCH, sign * get(citizens, i, MET))
    add(district, group, count.EXPOSED_STOCK, sign * get(citizens, i, EXPOSED))
    for slot in range(FRIEND_SLOTS):
        add(district, group, count.TIES_DROPPED, sign * ((as_of_now(citizens, i) >> (SHOWN_CUTS + slot)) & 1))
    if in_labour_force(i, citizens) == 1:
        add(district, group, count.JOB_STOCK + get(citizens, i, JOB), sign)
    if age >= ADULT:
        trust = get(citizens, i, TRUST)
        add(district, group, count.ADULTS, sign)
        add(district, group, count.TRUST_SUM, sign * trust)
        add(district, group, count.TRUSTING, sign if trust >= TRUSTING_LEVEL else 0)
    if get(citizens, i, SCORED) == 1:
        call_on_file(i, sign, citizens, tables, district)


def call_on_file(i: int, sign: int, citizens: Array, tables: Array, district: Array) -> None:
    """The same in the stocks of those on file: beliefs, score, tier, lists and what follows from them."""
    group, legitimacy = get(citizens, i, GROUP), get(citizens, i, LEGITIMACY)
    district[at.SCORED_OF_GROUP + group] += sign
    add(district, group, count.SCORED_STOCK, sign)
    add(district, group, count.AWARE + get(citizens, i, AWARENESS), sign)
    add(district, group, count.LEGITIMACY_SUM, sign * legitimacy)
    add(district, group, count.DISAFFECTED, sign if legitimacy < i64(tables[room.LEGITIMACY_START]) else 0)
    add(district, group, count.MOTIVE_SUM, sign * get(citizens, i, MOTIVE))
    add(district, group, count.ACCEPTANCE_SUM, sign * get(citizens, i, ACCEPTANCE))
    for track in range(TRACKS):
        add(district, group, count.SCORE_SUM + track, sign * composite(i, track, citizens, tables))
    add(district, group, count.SCORE_BIN + score_bin(composite(i, HELD, citizens, tables), tables), sign)
    add(district, group, count.TIER_STOCK + get(citizens, i, beside(TIER, HELD)), sign)
    call_lists(i, sign, citizens, tables, district)
    call_consequences(i, sign, citizens, tables, district)


def call_lists(i: int, sign: int, citizens: Array, tables: Array, district: Array) -> None:
    """The same in the stocks of lists; whoever is called off for good is counted as leaving by ``count_exits``."""
    if slots_in_use(i, citizens) == 0:
        return
    group = get(citizens, i, GROUP)
    held, error_free = lists_mask(i, HELD, citizens), lists_mask(i, ERROR_FREE, citizens)
    rights = lists_mask(i, RIGHTS, citizens)
    for k in range(i64(tables[room.LIST_COUNT])):
        listed = class_of((held >> k) & 1, (error_free >> k) & 1, (rights >> k) & 1)
        if listed >= 0:
            add(district, group, count.LISTED + 3 * k + listed, sign)


def call_consequences(i: int, sign: int, citizens: Array, tables: Array, district: Array) -> None:
    """The same in the stocks of consequences, each and together."""
    group = get(citizens, i, GROUP)
    held = consequences_mask(i, HELD, citizens, tables)
    error_free = consequences_mask(i, ERROR_FREE, citizens, tables)
    rights = consequences_mask(i, RIGHTS, citizens, tables)
    for k in range(room.CONSEQUENCES if held != 0 else 0):
        under = class_of((held >> k) & 1, (error_free >> k) & 1, (rights >> k) & 1)
        if under >= 0:
            add(district, group, count.UNDER + 3 * k + under, sign)
    sanction = sanction_of(i, citizens, tables)
    if sanction >= 0:
        add(district, group, count.SANCTIONED + sanction, sign)


def sanction_of(i: int, citizens: Array, tables: Array) -> int:
    """Return the class of a citizen's sanctions taken together, -1 for none."""
    return gravest(
        consequences_mask(i, HELD, citizens, tables) & i64(tables[room.ADVERSE]),
        consequences_mask(i, ERROR_FREE, citizens, tables),
        consequences_mask(i, RIGHTS, citizens, tables),
    )


def bars_now(i: int, citizens: Array, tables: Array) -> int:
    """Return what the standing of one on file does to a child's seat, as others see it; 0 of anybody else."""
    if get(citizens, i, SCORED) == 0:
        return 0
    held, error_free = consequences_mask(i, HELD, citizens, tables), consequences_mask(i, ERROR_FREE, citizens, tables)
    return bars_of(held, error_free, consequences_mask(i, RIGHTS, citizens, tables), tables)


def count_exits(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count the lists that one leaves whose file is closed."""
    listed = lists_mask(i, HELD, citizens)
    for k in range(i64(tables[room.LIST_COUNT]) if listed != 0 else 0):
        if (listed >> k) & 1 == 1:
            add(district, get(citizens, i, GROUP), count.EXITS + k, 1)
