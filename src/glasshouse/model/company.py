"""Company: an act that only who has a friend on a black list can do, as friends were seen at the end of yesterday."""

from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.state import Array
from glasshouse.model.ties import FRIEND_SLOTS, SHOWN_CUTS, SHOWN_LISTED, as_of_now, as_of_yesterday, friend
from glasshouse.quantities import i64


def lacks_company(i: int, act: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return 1 for an act of company by somebody who has no listed friend; such acts are rare, so friends are found.

    Its chance is none then, which the bound of thinning allows: luck is as it was, and acts are a part of those.
    """
    if i64(tables[room.ACT_COMPANY + act]) == 0:
        return 0
    return 1 - has_listed_friend(i, citizens, tables, district, today)


def has_listed_friend(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return 1 where a friend whom neither side has dropped was on a black list yesterday."""
    mine, day = as_of_now(citizens, i), i64(district[at.DAY])
    for slot in range(FRIEND_SLOTS):
        j = friend(i, slot, citizens, tables, district, today)
        if j >= 0:
            shown = as_of_yesterday(citizens, j, day)
            if ((mine | shown) >> (SHOWN_CUTS + slot)) & 1 == 0 and (shown >> SHOWN_LISTED) & 1 == 1:
                return 1
    return 0
