"""Opting out (D15): who may refuse some sensors, does so or comes back, once a month.

Those who accept surveillance least refuse most. To refuse is itself an act, protected as privacy is, which a regime may
have a sensor for: where it reads refusal as a sign, opting out costs, and rights-respecting standing leaves it out.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.notes import note_act
from glasshouse.model.state import ACCEPTANCE, AWARENESS, GROUP, OPTED_OUT, SCORED, Array, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64

S_OPT = stream("remedy:opt-out")


def opt_out(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Refuse the sensors that may be refused, or take them back; only those on file who have heard of the regime."""
    if i64(tables[room.OPT_OUT_SENSORS]) == 0 or get(citizens, i, SCORED) == 0 or get(citizens, i, AWARENESS) == 0:
        return
    out = get(citizens, i, OPTED_OUT)
    u = luck(district, S_OPT)
    chance = i64(tables[room.OPT_OUT_BACK]) if out == 1 else i64(tables[room.OPT_OUT + get(citizens, i, ACCEPTANCE)])
    if u >= chance:
        return
    put(citizens, i, OPTED_OUT, 1 - out)
    add(district, get(citizens, i, GROUP), count.OPTED_OUT_STOCK, 1 - 2 * out)
    add(district, get(citizens, i, GROUP), count.CHANGES, 1)
    act = i64(tables[room.OPT_OUT_ACT])
    if out == 0 and act >= 0:
        add(district, get(citizens, i, GROUP), count.DONE + act, 1)
        note_act(act, 0, luck(district, i64(tables[room.ACT_STREAM + act])), today)
