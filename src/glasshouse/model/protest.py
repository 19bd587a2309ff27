"""R7, protest: whoever thinks little of the authority joins where enough of the district protested (Granovetter 1978).

Everybody has a **threshold** from birth: the share of those on file in the district who must have protested within the
last thirty days, as of yesterday, before one joins. Some need nobody. Only those who have heard of the regime and whose
legitimacy has fallen low enough ask the question, each once a month; fear raises what they need (perceived repression),
and who would join but for fear withholds a lawful act (R2). A protest is an assembly: protected, done in the open, and
seen by whatever looks for assemblies. Legitimacy alone leads to it, and no group enters.

How thresholds are spread decides whether a handful stays a handful: cascades illustrate, and estimate nothing.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck
from glasshouse.model.notes import act_of, note_act
from glasshouse.model.state import AWARENESS, FEAR, GROUP, LEGITIMACY, SCORED, Array, get
from glasshouse.model.tally import add
from glasshouse.quantities import DAYS_PER_CYCLE, i64

S_THRESHOLD = stream("trait:protest")
PARTS = 256
"""Equal parts of those whom others may move, by the share of others that each needs."""
NEVER = 1 << 20
"""More than any share/65536 of others."""


def publish_protest(district: Array) -> None:
    """Before a day begins, take those who protested yesterday into the last thirty days; each was due once in these."""
    yesterday = 0
    for group in range(count.GROUP_COUNT):
        yesterday += i64(district[at.COUNTS_HERE + group * count.COLUMNS + count.PROTESTED])
    place = at.PROTESTED_ON + i64(district[at.DAY]) % DAYS_PER_CYCLE
    district[at.PROTESTED] += yesterday - i64(district[place])
    district[place] = yesterday


def protest(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Ask, once a month, whether enough others protest; return 1 for one who joins them."""
    calm = i64(tables[room.PROTEST_CAUTION + get(citizens, i, LEGITIMACY) * room.LEVELS])
    if calm == NEVER or get(citizens, i, SCORED) == 0 or get(citizens, i, AWARENESS) == 0:
        return 0
    needed = threshold_of(i, tables, district)
    if is_enough(needed + calm, district) == 0:
        return 0
    group, act = get(citizens, i, GROUP), i64(tables[room.PROTEST_ACT])
    wary = i64(tables[room.PROTEST_CAUTION + get(citizens, i, LEGITIMACY) * room.LEVELS + get(citizens, i, FEAR)])
    if is_enough(needed + wary, district) == 0:
        add(district, group, count.WITHHELD + act, 1)
        return 0
    add(district, group, count.PROTESTED, 1)
    if is_done(act, today) == 0:
        add(district, group, count.DONE + act, 1)
        note_act(act, 0, luck(district, i64(tables[room.ACT_STREAM + act])), today)
    return 1


def threshold_of(i: int, tables: Array, district: Array) -> int:
    """Return the share/65536 of others that citizen ``i`` needs: one of 256 equal parts of how thresholds are spread.

    The low bits of the same draw say whether others move one at all.
    """
    u = born_luck(district, S_THRESHOLD, i)
    if u & 0xFFFFFF >= i64(tables[room.PROTEST_MOVED]):
        return NEVER
    return i64(tables[room.PROTEST_THRESHOLD + (u >> 24)])


def is_enough(needed: int, district: Array) -> int:
    """Return 1 where as large a share/65536 of those on file in the district protested within the last thirty days."""
    on_file = 0
    for group in range(count.GROUP_COUNT):
        on_file += i64(district[at.SCORED_OF_GROUP + group])
    return 1 if i64(district[at.PROTESTED]) << 16 >= needed * on_file else 0


def is_done(act: int, today: Array) -> int:
    """Return 1 where the act is among today's already: who assembles and protests on one day goes there once."""
    for k in range(i64(today[at.ACTS_TODAY])):
        if act_of(i64(today[at.ACT_NOTE + k])) == act:
            return 1
    return 0
