"""Gates: sensors that people pass often, lived through once a month (W3 glasses, W4 face gates, W6 metro levels).

How often somebody passes without an error, and how many errors there are, are independent Poisson counts, since errors
thin passages out: nobody's single passage is drawn. An error is a **false alert** (one is taken for somebody on the
watch-list; a record comes of it) or a **refusal** (the gate does not know the one whom it should). Some people are
wanted, so that a watch-list can be right; how many is nowhere published and declared in the conduct.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.examining import switched_off
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.notes import DOUBLE, SOMEBODY_ELSE, TRUE
from glasshouse.model.sensing import counted_already, keep
from glasshouse.model.state import AGE_GROUP, ERROR_FREE, GROUP, HELD, SCORED, TIER, URBAN, Array, beside, get
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_WANTED = stream("birth:wanted")


def pass_gates(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Live a month of passages of one who is on file, and note the records that come of them."""
    gates = i64(tables[room.GATE_COUNT])
    if gates == 0 or get(citizens, i, SCORED) == 0:
        return
    group = get(citizens, i, GROUP)
    wanted = is_wanted(i, tables, district)
    if wanted == 1:
        add(district, group, count.DONE + i64(tables[room.WANTED_ACT]), 1)
    cell = (get(citizens, i, URBAN) * room.AGE_GROUPS + get(citizens, i, AGE_GROUP)) * count.GROUP_COUNT + group
    found, off = 0, switched_off(i, citizens, tables, district)
    for gate in range(gates):
        if (off >> i64(tables[room.GATE_SENSOR + gate])) & 1 == 1:
            continue
        row = gate * room.GATE_CELLS + cell
        passed = passages(i, gate, row, tables, district)
        passed += make_errors(i, gate, row, 1 - wanted, citizens, tables, district, today)
        spend_time(i, gate, passed, citizens, tables, district)
        if wanted == 1:
            found |= find(i, gate, row, citizens, tables, district, today)
    if wanted == 1 and found == 0:
        add(district, group, count.MISSED + i64(tables[room.WANTED_ACT]), 1)


def is_wanted(i: int, tables: Array, district: Array) -> int:
    """Return 1 for one of the few who are wanted."""
    if i64(tables[room.WANTED_ACT]) < 0:
        return 0
    return 1 if born_luck(district, S_WANTED, i) < i64(tables[room.WANTED_SHARE]) else 0


def passages(i: int, gate: int, row: int, tables: Array, district: Array) -> int:
    """Return how often a gate is passed this month without an error, by inversion; a guide knows nearly how often."""
    u = luck(district, i64(tables[room.GATE_PASSED + gate]))
    passed = i64(tables[room.GATE_GUIDE + row * room.PASS_GUIDE + (u >> 26)])
    while passed < room.PASSES - 1 and i64(tables[room.GATE_PASSES + row * room.PASSES + passed]) <= u:
        passed += 1
    return passed


def make_errors(
    i: int, gate: int, row: int, innocent: int, citizens: Array, tables: Array, district: Array, today: Array
) -> int:
    """Make the month's errors of one gate and return how many passages they were.

    The alert on somebody wanted is right, whomever the gate takes that one for: it is not one of the errors.
    """
    u = luck(district, i64(tables[room.GATE_ODD + gate]))
    errors = 0
    while errors < room.ODD_MOST and u < i64(tables[room.GATE_ERRORS + row * room.ODD_MOST + errors]):
        kind = luck(district, i64(tables[room.GATE_KIND + gate * room.ODD_MOST + errors]))
        errors += 1
        if kind >= i64(tables[room.GATE_FALSE + row]):
            add(district, get(citizens, i, GROUP), count.TURNED_AWAY + gate, 1)
            add(district, get(citizens, i, GROUP), count.GATE_TENTHS + gate, i64(tables[room.GATE_REFUSAL + gate]))
        elif innocent == 1:
            channel = i64(tables[room.GATE_CHANNEL + gate])
            keep(i, channel, SOMEBODY_ELSE, citizens, tables, district, today)
    return errors


def spend_time(i: int, gate: int, passed: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count the passages and the time that they took, by the level that one's tier gives (W6)."""
    group = get(citizens, i, GROUP)
    add(district, group, count.PASSED + gate, passed)
    row = room.GATE_MINUTES + gate * room.TIERS
    took = passed * i64(tables[row + get(citizens, i, beside(TIER, HELD))])
    add(district, group, count.GATE_TENTHS + gate, took)
    without = passed * i64(tables[row + get(citizens, i, beside(TIER, ERROR_FREE))])
    add(district, group, count.GATE_TENTHS_IN_ERROR + gate, took - without)


def find(i: int, gate: int, row: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return 1 where a gate's watch-list finds somebody wanted this month, and note the record."""
    channel = i64(tables[room.GATE_CHANNEL + gate])
    if channel < 0 or luck(district, i64(tables[room.GATE_HIT + gate])) >= i64(tables[room.GATE_FOUND + row]):
        return 0
    double = counted_already(channel, i64(tables[room.WANTED_ACT]), tables, today)
    keep(i, channel, DOUBLE if double == 1 else TRUE, citizens, tables, district, today)
    return 1
