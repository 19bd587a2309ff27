"""Growing up: school by stages, work, retirement (P4).

Whoever is fifteen in a run gets a **place at senior school** by the share of places there are, and may go on to college
at eighteen. Work begins at fifteen, eighteen or twenty-two by the place's readiness to work. One begins in a fifth of
income: that of the parents, that to which one's schooling ranks, or by luck, in shares that the conduct file assumes.
Whoever was fifteen or older on day 0 has the schooling that the place published.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck
from glasshouse.model.places import FOR_FLAT, FOR_MATCH, POST, WON_OFFICE
from glasshouse.model.state import (
    BETTER_FLAT,
    EDUCATION,
    FIFTH,
    GROUP,
    INCOME,
    INTERNET,
    JOB,
    MET,
    OFFICIAL,
    SEAT,
    SECTOR,
    URBAN,
    WON,
    Array,
    get,
    put,
)
from glasshouse.model.tally import add
from glasshouse.model.traits import S_OFFICIAL, is_employed, sector_of, spread_of_income, uses_internet
from glasshouse.quantities import i64

S_SEAT = stream("life:seat")
S_COLLEGE = stream("life:college")
S_START = stream("life:start")
S_RANK = stream("life:rank")
ONLINE_AGE, SEAT_AGE, ADULT_AGE, GRADUATE_AGE, PENSION_AGE = 6, 15, 18, 22, 60
JUNIOR, SENIOR, COLLEGE = 1, 2, 3
TERTIARY = 3


def grow(i: int, age: int, begun: int, citizens: Array, tables: Array, district: Array) -> None:
    """Take the step of life that comes with a birthday: ``age`` from today on, ``begun`` on day 0."""
    if age == ONLINE_AGE:
        put(citizens, i, INTERNET, uses_internet(i, age, tables, district))
    pupil = 1 if begun < SEAT_AGE else 0
    if age == SEAT_AGE:
        leave_junior_school(i, citizens, tables, district)
    elif age == ADULT_AGE:
        if pupil * get(citizens, i, SEAT) == 1:
            put(citizens, i, EDUCATION, SENIOR)
        if pupil * goes_to_college(i, citizens, tables, district) == 0:
            begin_work(i, age, citizens, tables, district)
    elif age == GRADUATE_AGE and pupil * goes_to_college(i, citizens, tables, district) == 1:
        put(citizens, i, EDUCATION, COLLEGE)
        begin_work(i, age, citizens, tables, district)
    elif age == PENSION_AGE:
        retire(i, citizens, tables, district)


def leave_junior_school(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Go on to senior school, where there is a place, or look for work.

    Where conduct has a wish for a seat, it is won by then, later, or never (``places``); else a share of all has one.
    """
    if i64(tables[room.SEAT_WISH]) < 0 and born_luck(district, S_SEAT, i) < i64(tables[room.SEAT_SHARE]):
        put(citizens, i, SEAT, 1)
    put(citizens, i, EDUCATION, JUNIOR)
    seat = get(citizens, i, SEAT)
    add(district, get(citizens, i, GROUP), count.SEATS + 1 - seat, 1)
    if seat == 0:
        begin_work(i, SEAT_AGE, citizens, tables, district)


def goes_to_college(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 for one who goes on to college after senior school."""
    return get(citizens, i, SEAT) * (1 if born_luck(district, S_COLLEGE, i) < i64(tables[room.COLLEGE_SHARE]) else 0)


def begin_work(i: int, age: int, citizens: Array, tables: Array, district: Array) -> None:
    """Begin to work, if one is of those who do at this age: sector and usual income follow schooling."""
    if get(citizens, i, JOB) > 0 or is_employed(i, age, tables, district) == 0:
        return
    education = get(citizens, i, EDUCATION)
    fifth = first_fifth(i, education, get(citizens, i, FIFTH), tables, district)
    sector = TERTIARY if education == COLLEGE else sector_of(i, get(citizens, i, URBAN), tables, district)
    put(citizens, i, JOB, 1)
    put(citizens, i, SECTOR, sector)
    put(citizens, i, FIFTH, fifth)
    put(citizens, i, INCOME, own_income(i, fifth, tables, district))
    if age >= ADULT_AGE and born_luck(district, S_OFFICIAL, i) < i64(tables[room.OFFICIAL_SHARE]):
        put(citizens, i, OFFICIAL, 1)
    add(district, get(citizens, i, GROUP), count.BEGAN_WORK + education, 1)


def first_fifth(i: int, education: int, parents: int, tables: Array, district: Array) -> int:
    """Return the fifth of income in which one begins to work: the parents', that of one's schooling, or any."""
    why, u = born_luck(district, S_START, i), born_luck(district, S_RANK, i)
    if why < i64(tables[room.FROM_PARENTS]):
        return parents
    if why < i64(tables[room.FROM_SCHOOLING]):
        u = i64(tables[room.SCHOOL_FROM + education]) + (((u >> 1) * i64(tables[room.SCHOOL_WIDTH + education])) >> 31)
    return min((u * 5) >> 32, 4)


def own_income(i: int, fifth: int, tables: Array, district: Array) -> int:
    """Return what one earner of a fifth has a month, in tens of money, spread as incomes on day 0 are."""
    return (i64(tables[room.INCOME_PER_EARNER + fifth]) * spread_of_income(i, district)) // 2560


def retire(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Stop working at sixty, or go on in an ordinary job; a post falls vacant. Who had no income has a pension now."""
    give_up_post(i, citizens, district)
    give_up_office(i, citizens, tables, district)
    job = get(citizens, i, JOB)
    stays = 1 if job > 0 and is_employed(i, PENSION_AGE, tables, district) == 1 else 0
    put(citizens, i, JOB, stays)
    if get(citizens, i, INCOME) == 0:
        put(citizens, i, INCOME, own_income(i, get(citizens, i, FIFTH), tables, district))
    add(district, get(citizens, i, GROUP), count.RETIRED, 1 if job > 0 and stays == 0 else 0)


def give_up_post(i: int, citizens: Array, district: Array) -> None:
    """Leave a well-paid post that one holds, or has won overnight: it is vacant tomorrow."""
    won = get(citizens, i, WON)
    if get(citizens, i, JOB) == 2 or won & 1 != 0:
        add(district, get(citizens, i, GROUP), count.POSTS_LEFT, 1)
    put(citizens, i, WON, won - (won & 1))


def give_up_office(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Leave public office, or one won and not entered; where office is scarce, it is free tomorrow."""
    won, wish = get(citizens, i, WON), i64(tables[room.OFFICE_WISH])
    if wish >= 0 and (get(citizens, i, OFFICIAL) == 1 or won & WON_OFFICE != 0):
        add(district, get(citizens, i, GROUP), count.PLACES_LEFT + wish, 1)
    put(citizens, i, OFFICIAL, 0)
    put(citizens, i, WON, won - (won & WON_OFFICE))


def give_up_places(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Leave a better flat, or one won overnight, and whom one has met: the dead need neither."""
    won = get(citizens, i, WON)
    leave_place(i, BETTER_FLAT, FOR_FLAT, won, i64(tables[room.HOME_WISH]), citizens, district)
    leave_place(i, MET, FOR_MATCH, won, i64(tables[room.MATCH_WISH]), citizens, district)
    put(citizens, i, WON, 0)


def leave_place(i: int, column: int, kind: int, won: int, wish: int, citizens: Array, district: Array) -> None:
    """Have one place no more; it is free tomorrow."""
    if wish >= 0 and get(citizens, i, column) + ((won >> (kind - POST)) & 1) > 0:
        add(district, get(citizens, i, GROUP), count.PLACES_LEFT + wish, 1)
    put(citizens, i, column, 0)
