"""R11, habituation: who is watched for years accepts it more, and a sanction frightens less.

No source gives a pace, so that it is a scenario: the shipped conduct has none of it.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.state import ACCEPTANCE, AWARENESS, GROUP, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.traits import S_ACCEPTANCE
from glasshouse.quantities import i64

S_HABIT = stream("response:habit")
MOST_ACCEPTANCE = 7


def habituate(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Once a month, one who has heard of the regime may accept being watched a level more."""
    level = get(citizens, i, ACCEPTANCE)
    if level == MOST_ACCEPTANCE or get(citizens, i, AWARENESS) == 0:
        return
    if luck(district, S_HABIT) < i64(tables[room.HABIT_RISES]):
        put(citizens, i, ACCEPTANCE, level + 1)
        add(district, get(citizens, i, GROUP), count.ACCEPTANCE_SUM, 1)
        add(district, get(citizens, i, GROUP), count.CHANGES, 1)


def fear_of_sanction(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the levels of fear that a new own sanction adds: fewer by the acceptance gained since birth."""
    gained = get(citizens, i, ACCEPTANCE) - (born_luck(district, S_ACCEPTANCE, i) >> 29)
    return i64(tables[room.HABIT_FEAR + gained])
