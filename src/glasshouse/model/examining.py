"""Who looks at the authority's hands: examinations before a record counts (D2, D11, D12), and oversight (D13).

An examination (a hearing, a second person, a reviewer) looks at some of the adverse records before they count and
throws some out: of those in error a share, of true ones of what one could not help another, of all other true ones a
third. A reviewer who leans on the score finds less where the score is low. What it can look at in a month is limited;
how much came in is known as of yesterday, so that nobody's record depends on who is served first today.

Oversight halts a sensor where, over a month, too many of its records were found out to be in error. It knows no more
than what examinations and appeals find: where nobody looks, nothing is found.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.notes import TRUE
from glasshouse.model.state import GROUP, HELD, OPTED_OUT, TIER, Array, beside, get
from glasshouse.model.tally import add
from glasshouse.quantities import DAYS_PER_CYCLE, fit, i64

IN_ERROR, COULD_NOT_HELP, OTHERWISE_TRUE = 0, 1, 2
ALWAYS = 1 << 32


def is_thrown_out(i: int, channel: int, cause: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where an examination throws out a record that was just made: it never counts, in any standing."""
    looking = i64(tables[room.CHANNEL_EXAMINED + channel])
    for k in range(room.EXAMINATIONS):
        if (looking >> k) & 1 == 1:
            district[at.ARRIVED + k] += 1
            looked_at = both(i64(district[at.OPEN_TO + k]), i64(tables[room.EXAMINATION_SHARE + k]))
            u = luck(district, i64(tables[room.EXAMINATION_STREAM + k * room.CHANNELS + channel]))
            if u < looked_at:
                wrong = 0 if cause == TRUE else 1
                add(district, get(citizens, i, GROUP), count.EXAMINED + wrong, 1)
                if u < both(looked_at, finding_chance(i, k, channel, cause, citizens, tables)):
                    add(district, get(citizens, i, GROUP), count.THROWN_OUT + wrong, 1)
                    if wrong == 1:
                        find_out(i, channel, citizens, tables, district)
                    return 1
    return 0


def both(one: int, other: int) -> int:
    """Return the threshold of two things that are independent; each is one at the most, so half of it has 31 bits.

    >>> both(1 << 32, 1 << 32) == 1 << 32, both(1 << 31, 1 << 31) == 1 << 30, both(0, 1 << 32)
    (True, True, 0)
    """
    return ((one >> 1) * (other >> 1)) >> 30


def finding_chance(i: int, k: int, channel: int, cause: int, citizens: Array, tables: Array) -> int:
    """Return the threshold with which examination ``k`` throws out a record that it looks at."""
    kind = IN_ERROR
    if cause == TRUE:
        helpless = i64(tables[room.ACT_CAUSE + i64(tables[room.CHANNEL_ACT + channel])]) == 0
        kind = COULD_NOT_HELP if helpless else OTHERWISE_TRUE
    tier = get(citizens, i, beside(TIER, HELD))
    return i64(tables[room.EXAMINATION_FINDS + (k * 3 + kind) * room.TIERS + tier])


def note_made(i: int, channel: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count a record of a sensor for oversight, by group."""
    if i64(tables[room.OVERSIGHT]) == 1:
        row = i64(tables[room.CHANNEL_SENSOR + channel]) * count.GROUP_COUNT + get(citizens, i, GROUP)
        district[at.MADE + row] += 1


def find_out(i: int, channel: int, citizens: Array, tables: Array, district: Array) -> None:
    """Note, for oversight, that a record of a sensor was found out to be in error."""
    if i64(tables[room.OVERSIGHT]) == 1:
        row = i64(tables[room.CHANNEL_SENSOR + channel]) * count.GROUP_COUNT + get(citizens, i, GROUP)
        district[at.FOUND_OUT + row] += 1


def open_examinations(tables: Array, district: Array) -> None:
    """Overnight, set how much of what comes in today can be looked at: a month's capacity over a month's arrivals."""
    for k in range(room.EXAMINATIONS):
        load = i64(district[at.LOAD + k])
        load += (i64(district[at.ARRIVED + k]) << 16) - load // DAYS_PER_CYCLE
        district[at.LOAD + k] = load
        district[at.ARRIVED + k] = 0
        capacity = i64(tables[room.EXAMINATION_CAPACITY + k]) * i64(district[at.RESIDENTS])
        limited = capacity > 0 and load > capacity
        room_today = fit((capacity << 16) // max(load >> 16, 1), 0, ALWAYS)
        district[at.OPEN_TO + k] = room_today if limited else ALWAYS


def oversee(tables: Array, district: Array) -> None:
    """Overnight: at the end of each 30 days judge every sensor on what was found out; say which are halted today."""
    if i64(tables[room.OVERSIGHT]) == 0:
        return
    day, halted = i64(district[at.DAY]), 0
    for sensor in range(room.SENSORS):
        if day > 0 and day % DAYS_PER_CYCLE == 0:
            if is_over_allowance(sensor, tables, district) == 1:
                district[at.HALTED_UNTIL + sensor] = day // 7 + i64(tables[room.OVERSIGHT_WEEKS])
            for group in range(count.GROUP_COUNT):
                district[at.MADE + sensor * count.GROUP_COUNT + group] = 0
                district[at.FOUND_OUT + sensor * count.GROUP_COUNT + group] = 0
        if day // 7 < i64(district[at.HALTED_UNTIL + sensor]):
            halted |= 1 << sensor
            add(district, 0, count.HALTED, 1)
    district[at.HALTED] = halted


def is_over_allowance(sensor: int, tables: Array, district: Array) -> int:
    """Return 1 where more of a sensor's records of a month were found out than is allowed: of all, or of any group."""
    made, found_out, over = 0, 0, 0
    for group in range(count.GROUP_COUNT):
        here = i64(district[at.MADE + sensor * count.GROUP_COUNT + group])
        wrong = i64(district[at.FOUND_OUT + sensor * count.GROUP_COUNT + group])
        made += here
        found_out += wrong
        over |= exceeds(wrong, here, tables) & i64(tables[room.OVERSIGHT_BY_GROUP])
    return exceeds(found_out, made, tables) | over


def exceeds(found_out: int, made: int, tables: Array) -> int:
    """Return 1 where so many found out, of so many made, are more than oversight allows."""
    enough = made >= i64(tables[room.OVERSIGHT_LEAST])
    return 1 if enough and (found_out << 16) > i64(tables[room.OVERSIGHT_ALLOWED]) * made else 0


def switched_off(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the sensors that do not look at citizen ``i``, as bits: those halted, and those that one refused."""
    refused = i64(tables[room.OPT_OUT_SENSORS]) * get(citizens, i, OPTED_OUT)
    return i64(district[at.HALTED]) | refused
