"""Peer rating (W13, S7): once a month, the stars that others gave, and the standing that comes of them.

Whom one met is found by an involution of the day, so each knows the other; a rater is somebody on file, known as of
yesterday. Stars come of how the encounter was, of the rater's leniency, and of deference to a higher tier or distaste
of a lower one. The regime weighs a rating by its rater's tier and moves one dimension towards the weighted mean.

A rating is **in error** where it is of somebody else's encounter (mistaken identity), or of none (ties who agreed to
give each other five stars). A sour mood is no error. Held standing takes every rating; the other two take the true
ones alone, weighed by the tiers that raters would hold without the errors. No rating has a protected ground, since no
group enters: so ratings move error-free and rights-respecting standing alike.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck, shared_luck
from glasshouse.model.notes import NOTHING, SOMEBODY_ELSE, TRUE
from glasshouse.model.scoring import faded
from glasshouse.model.state import (
    AGE_GROUP,
    CONDUCT,
    DIMENSION_COUNT,
    ERROR_FREE,
    GROUP,
    HELD,
    POINTS,
    SCORED,
    TRACKS,
    URBAN,
    Array,
    beside,
    get,
    half,
    put,
)
from glasshouse.model.tally import add
from glasshouse.model.ties import FRIEND_SLOTS, SHOWN_CUTS, as_of_now, as_of_yesterday, reflect, tier_as_of_yesterday
from glasshouse.quantities import fit, i64

MOST_STARS = 5
"""The scale of S1: from no star to five."""
S_ENCOUNTERS = stream("peer:encounters")
S_LENIENCY = stream("peer:leniency")
S_MET = tuple(stream(f"peer:met:{k}") for k in range(room.ENCOUNTERS))
S_MOOD = tuple(stream(f"peer:mood:{k}") for k in range(room.ENCOUNTERS))
S_BOW = tuple(stream(f"peer:bow:{k}") for k in range(room.ENCOUNTERS))
S_MISTAKEN = tuple(stream(f"peer:mistaken:{k}") for k in range(room.ENCOUNTERS))
S_AGREED = tuple(stream(f"peer:agreed:{slot}") for slot in range(FRIEND_SLOTS))


def be_rated(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Receive a month's ratings and move by them; where the regime knows no peers, nothing."""
    if i64(tables[room.PEERS]) == 0:
        return
    for k in range(2 * (ERROR_FREE + 1)):
        today[at.RATINGS + k] = 0
    for k in range(encounters(i, citizens, tables, district)):
        encounter(i, k, citizens, tables, district, today)
    for slot in range(FRIEND_SLOTS):
        agree(i, slot, citizens, tables, district, today)
    follow_ratings(i, citizens, tables, today)


def encounters(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return how many encounters of this month could be rated: a Poisson count, by inversion."""
    cell = get(citizens, i, URBAN) * room.AGE_GROUPS + get(citizens, i, AGE_GROUP)
    u, found = luck(district, S_ENCOUNTERS), 0
    while found < room.ENCOUNTERS and i64(tables[room.PEER_ENCOUNTERS + cell * room.ENCOUNTERS + found]) <= u:
        found += 1
    return found


def encounter(i: int, k: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Meet somebody of the district, who rates if on file; now and then it is another's encounter that is booked."""
    residents = i64(district[at.RESIDENTS])
    j = reflect(i, 0, residents, shared_luck(district, S_MET[k]) % residents)
    if j < 0 or get(citizens, j, SCORED) == 0:
        return
    met, cause = i, TRUE
    if luck(district, S_MISTAKEN[k]) < i64(tables[room.PEER_MISTAKEN]):
        other = reflect(i, 0, residents, i64(district[at.REFLECTION]))
        if other >= 0 and other != j and get(citizens, other, SCORED) == 1:
            met, cause = other, SOMEBODY_ELSE
    stars = mood(i, k, met, citizens, tables, district) + leniency(j, tables, district)
    stars += bow(i, k, met, j, citizens, tables, district)
    note_rating(i, j, fit(stars, 0, MOST_STARS), cause, citizens, tables, district, today)


def mood(i: int, k: int, met: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the stars that an encounter with ``met`` was worth: unpleasant, pleasant or neither."""
    u = luck(district, S_MOOD[k])
    level = get(citizens, met, beside(CONDUCT, i64(tables[room.PEER_DOMAIN])))
    if u < i64(tables[room.PEER_UNPLEASANT + level]):
        return i64(tables[room.PEER_STARS])
    return i64(tables[room.PEER_STARS + (2 if u >= i64(tables[room.PEER_PLEASANT]) else 1)])


def leniency(j: int, tables: Array, district: Array) -> int:
    """Return the star that rater ``j`` always adds (1) or takes off (-1), or 0: a trait of birth."""
    v = born_luck(district, S_LENIENCY, j)
    lenient = 1 if v >= i64(tables[room.PEER_LENIENT]) else 0
    return lenient - (1 if v < i64(tables[room.PEER_STRICT]) else 0)


def bow(i: int, k: int, met: int, j: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the star that deference adds (1) or distaste takes off (-1), by the tiers seen yesterday."""
    day = i64(district[at.DAY])
    gap = tier_as_of_yesterday(citizens, met, day, HELD) - tier_as_of_yesterday(citizens, j, day, HELD)
    if luck(district, S_BOW[k]) >= i64(tables[room.PEER_BOW + room.TIERS + gap]):
        return 0
    return 1 if gap > 0 else -1


def agree(i: int, slot: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Receive five stars from a friend with whom it is agreed, as long as neither has dropped the other (R4)."""
    j = i64(today[at.FRIENDS + slot])
    if j < 0 or get(citizens, j, SCORED) == 0:
        return
    if born_luck(district, S_AGREED[slot], min(i, j)) >= i64(tables[room.PEER_AGREED]):
        return
    cuts = as_of_now(citizens, i) | as_of_yesterday(citizens, j, i64(district[at.DAY]))
    if (cuts >> (SHOWN_CUTS + slot)) & 1 == 0:
        note_rating(i, j, MOST_STARS, NOTHING, citizens, tables, district, today)


def note_rating(
    i: int, j: int, stars: int, cause: int, citizens: Array, tables: Array, district: Array, today: Array
) -> None:
    """Count a rating of ``i`` by ``j`` and add it, as it weighs, to the sums of the standings that take it."""
    group, day = get(citizens, i, GROUP), i64(district[at.DAY])
    add(district, group, count.RATED + stars, 1)
    add(district, get(citizens, j, GROUP), count.RATINGS_GIVEN, 1)
    if cause != TRUE:
        add(district, group, count.RATED_IN_ERROR + cause - 1, 1)
    for track in range(ERROR_FREE + 1):
        if track == HELD or cause == TRUE:
            weight = i64(tables[room.PEER_WEIGHT + tier_as_of_yesterday(citizens, j, day, track)])
            today[at.RATINGS + 2 * track] += weight
            today[at.RATINGS + 2 * track + 1] += weight * stars


def follow_ratings(i: int, citizens: Array, tables: Array, today: Array) -> None:
    """Move one dimension a month's step towards the weighted mean of the ratings, where there were any."""
    least, dimension = i64(tables[room.LEAST]), i64(tables[room.PEER_DIMENSION])
    span = i64(tables[room.MOST]) - least
    for track in range(TRACKS):
        sums = at.RATINGS + 2 * min(track, ERROR_FREE)
        weight = i64(today[sums])
        if weight > 0:
            goal = least + (span * i64(today[sums + 1])) // (MOST_STARS * weight)
            column = half(POINTS, track * DIMENSION_COUNT + dimension)
            put(citizens, i, column, faded(get(citizens, i, column), goal, i64(tables[room.PEER_RATE])))
