"""Couples (P4): who looks for somebody, who finds whom, and who separates; once a cycle, by the district's hand.

Seekers are those of twenty to forty-nine who are not married and look around this month. In a **cell** of five years of
age, and of one tier where somebody looks at standing, men and women stand in a line by lot, and rank meets rank: it is
symmetric, and nobody is left over while there is somebody for them. No group enters, nor does wealth.
"""

from glasshouse.chance import shuffle_20, stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck, luck_of
from glasshouse.model.state import AGE, DEAD, GROUP, HELD, SCORED, SPOUSE, TIER, WOMAN, Array, beside, get, put
from glasshouse.model.tally import add
from glasshouse.model.traits import household_head
from glasshouse.quantities import DAYS_PER_CYCLE, i64

S_COUPLE = stream("life:couple")
S_PICKS = stream("life:picks")
FIRST_AGE, LAST_AGE, CELL_YEARS = 20, 49, 5
LOT_BITS = 20


def pair_up(day: int, citizens: Array, tables: Array, district: Array, box: Array) -> None:
    """Let some couples separate and some seekers find each other; the post box, empty now, holds the seekers."""
    if i64(tables[room.AGEING]) == 0 or day == 0 or day % DAYS_PER_CYCLE != 0:
        return
    most, seekers = max(i64(tables[room.SEEKS]), i64(tables[room.PARTS])), 0
    for i in range(i64(district[at.RESIDENTS])):
        u = luck_of(i, S_COUPLE, district)
        if u < most:
            spouse = get(citizens, i, SPOUSE) - 1
            if spouse > i and u < i64(tables[room.PARTS]):
                part(i, spouse, count.PARTED, citizens, district)
            elif spouse < 0 and u < i64(tables[room.SEEKS]) and may_marry(i, citizens) == 1:
                stand_in_line(i, seekers, citizens, tables, district, box)
                seekers += 1
    first = 0
    while first < seekers:
        first = match_cell(first, seekers, citizens, tables, district, box)


def may_marry(i: int, citizens: Array) -> int:
    """Return 1 for somebody alive and of an age to look for somebody."""
    age = get(citizens, i, AGE)
    return 1 if get(citizens, i, DEAD) == 0 and FIRST_AGE <= age <= LAST_AGE else 0


def cell_of(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return where ``i`` looks: among those of the same five years and, of those who mind, of the same tier held."""
    picks = 1 if born_luck(district, S_PICKS, i) < i64(tables[room.PICKS]) else 0
    rated = get(citizens, i, SCORED) if i64(tables[room.TIER_COUNT]) > 0 else 0
    among = picks * rated * (1 + get(citizens, i, beside(TIER, HELD)))
    return (get(citizens, i, AGE) // CELL_YEARS) * (room.TIERS + 1) + among


def place_in_line(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return a seeker's place: cell by cell, men before women, by lot."""
    lot = shuffle_20(i, i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]))
    return ((cell_of(i, citizens, tables, district) * 2 + get(citizens, i, WOMAN)) << LOT_BITS) | lot


def stand_in_line(i: int, seekers: int, citizens: Array, tables: Array, district: Array, box: Array) -> None:
    """Put a seeker among those who stand in line already."""
    place, k = place_in_line(i, citizens, tables, district), seekers
    while k > 0 and place_in_line(i64(box[k - 1]), citizens, tables, district) > place:
        box[k] = box[k - 1]
        k -= 1
    box[k] = i


def match_cell(first: int, seekers: int, citizens: Array, tables: Array, district: Array, box: Array) -> int:
    """Marry rank with rank in the cell that begins at ``first``; return where the next one begins."""
    cell, men, end = cell_of(i64(box[first]), citizens, tables, district), 0, first
    while end < seekers and cell_of(i64(box[end]), citizens, tables, district) == cell:
        men += 1 - get(citizens, i64(box[end]), WOMAN)
        end += 1
    for k in range(min(men, end - first - men)):
        i, j = i64(box[first + k]), i64(box[first + men + k])
        if household_head(i, tables) != household_head(j, tables):
            marry(i, j, citizens, district)
    return end


def marry(i: int, j: int, citizens: Array, district: Array) -> None:
    """Write the couple, both sides, and count it."""
    put(citizens, i, SPOUSE, j + 1)
    put(citizens, j, SPOUSE, i + 1)
    for one in (i, j):
        add(district, get(citizens, one, GROUP), count.WED, 1)
        add(district, get(citizens, one, GROUP), count.MARRIED_STOCK, 1)


def part(i: int, j: int, why: int, citizens: Array, district: Array) -> None:
    """End a couple that both are alive to see the end of, and count it."""
    for one in (i, j):
        put(citizens, one, SPOUSE, 0)
        add(district, get(citizens, one, GROUP), why, 1)
        add(district, get(citizens, one, GROUP), count.MARRIED_STOCK, -1)


def widow(i: int, citizens: Array, district: Array) -> None:
    """Leave husband or wife alone, where ``i`` dies and is counted no more."""
    j = get(citizens, i, SPOUSE) - 1
    if j >= 0:
        put(citizens, j, SPOUSE, 0)
        add(district, get(citizens, j, GROUP), count.WIDOWED, 1)
        add(district, get(citizens, j, GROUP), count.MARRIED_STOCK, -1)
        put(citizens, i, SPOUSE, 0)
