"""What the map's frames need of a district, summed by block of households in one pass over its rows.

The function is plain integers, compiled as the kernel is (``engine.backends``), though no part of it: nothing that is
lived depends on it. With NumPy each column is a pass of its own: that took a tenth of the time of a run.
"""

from glasshouse.model import tables as room
from glasshouse.model.standing import composite, consequences_mask, lists_mask, slots_in_use
from glasshouse.model.state import ERROR_FREE, FEAR, HELD, SCORED, TIER, Array, beside, get
from glasshouse.quantities import i64
from glasshouse.record.frames import QUANTITIES

SCORE, SANCTIONED, IN_ERROR, FEAR_SUM, LISTED = range(len(QUANTITIES))
SCORED_HERE = len(QUANTITIES)
"""The row of the sums that says how many are scored; the others are the frames' quantities, in their order."""


def sum_blocks(citizens: Array, tables: Array, sums: Array) -> None:
    """Add everybody who is scored to ``sums[quantity, block]``, and to how many of them the block has."""
    adverse, black = i64(tables[room.ADVERSE]), i64(tables[room.BLACK_LISTS])
    for i in range(len(citizens)):
        if get(citizens, i, SCORED) == 0:
            continue
        block = i // i64(tables[room.TEMPLATE_SIZE])
        sums[SCORED_HERE, block] += 1
        sums[SCORE, block] += composite(i, HELD, citizens, tables)
        sums[FEAR_SUM, block] += get(citizens, i, FEAR)
        listed = slots_in_use(i, citizens)
        if listed == 0 and get(citizens, i, beside(TIER, HELD)) == get(citizens, i, beside(TIER, ERROR_FREE)):
            held = i64(tables[room.TIER_MASK + get(citizens, i, TIER)]) & adverse
            sums[SANCTIONED, block] += 1 if held != 0 and i64(tables[room.TIER_COUNT]) > 0 else 0
            continue
        held = consequences_mask(i, HELD, citizens, tables) & adverse
        wrong = held & ~consequences_mask(i, ERROR_FREE, citizens, tables)
        sums[SANCTIONED, block] += 1 if held != 0 else 0
        sums[IN_ERROR, block] += 1 if wrong != 0 else 0
        on = lists_mask(i, HELD, citizens) & black
        while on != 0:
            on &= on - 1
            sums[LISTED, block] += 1
