"""S3: the standing of kin and friends moves one's own, once a month and no further than the regime states.

Held standing is pulled by the tiers that near ones hold; error-free standing by those that they would hold without the
errors. Rights-respecting standing is not pulled: whom one is related to, or knows, is no ground there.
"""

from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.scoring import add_points
from glasshouse.model.state import ERROR_FREE, SCORED, SOCIABILITY, TIER, Array, beside, get
from glasshouse.model.ties import (
    FRIEND_SLOTS,
    SHOWN_CUTS,
    as_of_now,
    as_of_yesterday,
    look_at_block,
    spouse_elsewhere,
    tier_as_of_yesterday,
)
from glasshouse.quantities import i64

RELATIONS = 2
"""The dimension that near ones move."""


def be_pulled(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Move the relations dimension towards the standing of kin, then of friends, as of yesterday."""
    kin, friends = i64(tables[room.KIN_PULL]), i64(tables[room.FRIENDS_PULL])
    if kin > 0:
        near = kin_tiers(i, citizens, tables, district, today)
        move_by(i, near, kin, i64(tables[room.KIN_PULL_MOST]), citizens, tables)
    if friends > 0:
        near = friends_tiers(i, citizens, tables, district, today)
        move_by(i, near, friends, i64(tables[room.FRIENDS_PULL_MOST]), citizens, tables)


def move_by(i: int, near: int, per_tier: int, most: int, citizens: Array, tables: Array) -> None:
    """Move held and error-free standing by what near ones hold, and by what they would hold without the errors."""
    for track in range(ERROR_FREE + 1):
        theirs = (near & 63) | (((near >> (6 + 12 * track)) & 0xFFF) << 6)
        points = pull_of(theirs, get(citizens, i, beside(TIER, track)), per_tier, most)
        add_points(i, track, RELATIONS, points, citizens, tables)


def pull_of(near: int, own: int, per_tier: int, most: int) -> int:
    """Return the points x 16 of a month; ``near`` is how many near ones there are + 64 x the sum of their tiers.

    >>> near = 2 + 64 * 8
    >>> pull_of(near, 2, 16, 100), pull_of(near, 2, 16, 10), pull_of(3 + 64, 1, 16, 100), pull_of(0, 2, 16, 9)
    (32, 10, -10, 0)
    """
    count = near & 63
    gap = (near >> 6) - count * own
    if gap == 0 or count == 0:
        return 0
    size = min(((gap if gap >= 0 else -gap) * per_tier) // count, most)
    return size if gap >= 0 else -size


def tiers_of(citizens: Array, j: int, day: int) -> int:
    """Return one near one: 1, the tier held x 64, and the tier without the errors x 2^18."""
    held, error_free = tier_as_of_yesterday(citizens, j, day, 0), tier_as_of_yesterday(citizens, j, day, 1)
    return 1 | (held << 6) | (error_free << 18)


def kin_tiers(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return how many of kin have a standing (6 bits), and the sums of their tiers, held and error-free.

    Kin are the household, and husband or wife.
    """
    near, day = 0, i64(district[at.DAY])
    first = look_at_block(i, tables, district, today)
    head = first + i64(tables[room.HOUSE_HEAD + i - first])
    end = min(head + i64(tables[room.HOUSE_SIZE + i - first]), i64(district[at.RESIDENTS]))
    for j in range(head, end):
        if j != i and get(citizens, j, SCORED) == 1:
            near += tiers_of(citizens, j, day)
    spouse = spouse_elsewhere(i, citizens, tables)
    if spouse >= 0 and get(citizens, spouse, SCORED) == 1:
        near += tiers_of(citizens, spouse, day)
    return near


def friends_tiers(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> int:
    """Return the same of friends whom neither side has dropped."""
    near, day = 0, i64(district[at.DAY])
    mine = as_of_now(citizens, i)
    for slot in range(min(FRIEND_SLOTS, get(citizens, i, SOCIABILITY) + 1)):
        j = i64(today[at.FRIENDS + slot])
        if j >= 0 and get(citizens, j, SCORED) == 1:
            if ((mine | as_of_yesterday(citizens, j, day)) >> (SHOWN_CUTS + slot)) & 1 == 0:
                near += tiers_of(citizens, j, day)
    return near
