"""R6, withdrawal: going offline for fear or after a sanction, at a price, and coming back.

Whoever is offline does nothing online, so that nothing online is seen or recorded of them: where a regime reads silence
(W14), that is a sign itself. Work holds people online: services and income hang on it. All of it is for those who have
heard of the regime, once a month.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.money import pay
from glasshouse.model.state import AGE, AWARENESS, FEAR, GROUP, HELD, INCOME, INTERNET, JOB, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.traits import uses_internet
from glasshouse.quantities import i64

S_OFF = stream("response:offline")
S_BACK = stream("response:online")


def withdraw(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Step off the Internet, or stay away at its price, or come back."""
    if get(citizens, i, AWARENESS) == 0:
        return
    fear = get(citizens, i, FEAR)
    if get(citizens, i, INTERNET) == 1:
        mask = i64(today[at.AFTER + at.MASK_NOTE + HELD]) & i64(tables[room.ADVERSE])
        cell = (fear * 2 + (1 if mask != 0 else 0)) * 2 + (1 if get(citizens, i, JOB) > 0 else 0)
        if luck(district, S_OFF) < i64(tables[room.WITHDRAWAL_OFF + cell]):
            set_online(i, 0, citizens, district)
    elif uses_internet(i, get(citizens, i, AGE), tables, district) == 1:
        pay(
            i,
            (get(citizens, i, INCOME) * 10 * i64(tables[room.WITHDRAWAL_COST])) >> 8,
            count.LIVING,
            citizens,
            district,
        )
        if luck(district, S_BACK) < i64(tables[room.WITHDRAWAL_BACK + fear]):
            set_online(i, 1, citizens, district)


def set_online(i: int, online: int, citizens: Array, district: Array) -> None:
    """Write whether one who uses the Internet by birth does so now, and keep the stock of those who withdrew."""
    put(citizens, i, INTERNET, online)
    add(district, get(citizens, i, GROUP), count.OFFLINE, 1 - 2 * online)
    add(district, get(citizens, i, GROUP), count.CHANGES, 1)
