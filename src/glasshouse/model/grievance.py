"""R7, grievance: whoever is punished believes less that the authority may ask obedience, most where it was in error.

**Legitimacy** starts where ordinary law has it, falls with a new sanction of one's own by the class of that sanction,
and comes back over years. Lower legitimacy makes willed offences likelier; there is no other way from a sanction to an
offence, since panels do not establish one (science 3). Whoever is refused a loan or a post is **blocked**: an unlawful
way to an income, where conduct knows one, is likelier for them. All of it is for those who have heard of the regime.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import gravest
from glasshouse.model.luck import luck
from glasshouse.model.state import BLOCKED, ERROR_FREE, GROUP, HELD, LEGITIMACY, RIGHTS, Array, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_RECOVER = stream("response:legitimacy-returns")
S_UNBLOCK = stream("response:unblocked")


def resent(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Lose legitimacy by the gravest class among the sanctions that began today: one knows what one did."""
    if i64(tables[room.ANNOUNCED]) == 0:
        return
    before, after = i64(today[at.BEFORE + at.MASK_NOTE + HELD]), i64(today[at.AFTER + at.MASK_NOTE + HELD])
    began = after & (before ^ after) & i64(tables[room.ADVERSE])
    error_free = i64(today[at.AFTER + at.MASK_NOTE + ERROR_FREE])
    felt = gravest(began, error_free, i64(today[at.AFTER + at.MASK_NOTE + RIGHTS]))
    if felt >= 0:
        lost = i64(tables[room.LEGITIMACY_LOST + felt])
        set_legitimacy(i, get(citizens, i, LEGITIMACY) - lost, citizens, tables, district)


def recover(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Once a month, legitimacy may come back a level, and one may get over having been refused."""
    level = get(citizens, i, LEGITIMACY)
    lost = i64(tables[room.LEGITIMACY_START]) - level
    if lost > 0 and luck(district, S_RECOVER) < i64(tables[room.LEGITIMACY_RETURNS + lost]):
        set_legitimacy(i, level + 1, citizens, tables, district)
    if get(citizens, i, BLOCKED) == 1 and luck(district, S_UNBLOCK) < i64(tables[room.BLOCKED_FADES]):
        set_blocked(i, 0, citizens, district)


def set_legitimacy(i: int, level: int, citizens: Array, tables: Array, district: Array) -> None:
    """Write legitimacy, no lower than nothing, and keep its stocks."""
    old, new, group = get(citizens, i, LEGITIMACY), max(level, 0), get(citizens, i, GROUP)
    if old == new:
        return
    start = i64(tables[room.LEGITIMACY_START])
    put(citizens, i, LEGITIMACY, new)
    add(district, group, count.LEGITIMACY_SUM, new - old)
    add(district, group, count.DISAFFECTED, (1 if new < start else 0) - (1 if old < start else 0))
    add(district, group, count.CHANGES, 1)


def be_blocked(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Be refused a lawful way to an income, where that counts: in a regime that is announced, with the response on."""
    if i64(tables[room.ANNOUNCED]) == 1 and i64(tables[room.BLOCKED_LEAN]) > 0:
        set_blocked(i, 1, citizens, district)


def set_blocked(i: int, blocked: int, citizens: Array, district: Array) -> None:
    """Write whether somebody is blocked and keep the stock."""
    old = get(citizens, i, BLOCKED)
    if old != blocked:
        put(citizens, i, BLOCKED, blocked)
        add(district, get(citizens, i, GROUP), count.BLOCKED_STOCK, blocked - old)
        add(district, get(citizens, i, GROUP), count.CHANGES, 1)
