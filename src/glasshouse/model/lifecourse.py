"""The life course (P4): years pass, people grow older, come on file, and die.

Once a cycle, on the day of the cycle on which one is due, the district looks whether somebody dies, then whether a
birthday has passed since. Both are drawn from seed and citizen alone, so they are the same in every world: no standing
enters them (science 1.3). It is the district's hand, before anybody lives today, so that all read the same of others.

Death ends acting, watching, scoring and being counted; a tie to the dead is a tie to nobody. Posts fall vacant, the
file is closed, and what is left goes to the household: first a loan is repaid as far as it goes, then arrears.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import remember
from glasshouse.model.courtship import widow
from glasshouse.model.growing import ADULT_AGE, give_up_office, give_up_places, give_up_post, grow
from glasshouse.model.luck import born_luck, luck_of
from glasshouse.model.money import change_debt, change_deposit, pay, receive
from glasshouse.model.rollcall import bars_now, call, count_exits, sanction_of
from glasshouse.model.sensing import WON_POST
from glasshouse.model.standing import grade
from glasshouse.model.state import (
    ABSENT_MONTHS,
    AGE,
    AGE_GROUP,
    ARREARS,
    BARS_BEFORE,
    BARS_NOW,
    BESIDE_BEFORE,
    BESIDE_NOW,
    BLOCKED,
    DEAD,
    DEBT,
    DEPOSIT,
    DETAINED,
    DIMENSION_COUNT,
    ERROR_FREE,
    EXPOSED,
    FEAR,
    GAINS,
    GAMING,
    GROUP,
    HELD,
    INBOX,
    JOB,
    MONEY,
    OPTED_OUT,
    OWED,
    PENDING,
    POINTS,
    RECORD,
    RECORDS_KEPT,
    SCORED,
    SHOWN,
    SLOT_PAIR,
    SLOT_PAIRS,
    SPOUSE,
    STRUCK,
    TIER,
    TRACKS,
    Array,
    beside,
    get,
    half,
    put,
    whole,
)
from glasshouse.model.tally import add
from glasshouse.model.thinning import quiet_day
from glasshouse.model.ties import FRIEND_SLOTS, SHOWN_CUTS, SHOWN_SANCTIONED, SHOWN_TIER, as_of_now
from glasshouse.model.traits import age_group, household_end, household_head
from glasshouse.quantities import DAYS_PER_CYCLE, DAYS_PER_YEAR, i64

S_BIRTHDAY = stream("life:birthday")
S_DEATH = stream("life:death")
CUTS = ((1 << FRIEND_SLOTS) - 1) << SHOWN_CUTS


def pass_years(day: int, hot: Array, citizens: Array, tables: Array, district: Array) -> None:
    """Let those who are due today die or grow older, where years pass."""
    if i64(tables[room.AGEING]) == 0:
        return
    for i in range(day % DAYS_PER_CYCLE, i64(district[at.RESIDENTS]), DAYS_PER_CYCLE):
        pass_a_month(i, day, hot, citizens, tables, district)


def pass_a_month(i: int, day: int, hot: Array, citizens: Array, tables: Array, district: Array) -> None:
    """Let citizen ``i`` die, or turn a year older where a birthday has passed since the day on which ``i`` was due."""
    u, years = luck_of(i, S_DEATH, district), birthdays(i, day, district)
    turns = 1 if years > birthdays(i, max(day - DAYS_PER_CYCLE, 0), district) else 0
    if (u < i64(tables[room.MOST_MORTAL]) or turns == 1) and get(citizens, i, DEAD) == 0:
        if u < i64(tables[room.MORTAL + get(citizens, i, AGE)]):
            die(i, hot, citizens, tables, district)
        elif turns == 1:
            turn(i, years, hot, citizens, tables, district)


def birthdays(i: int, day: int, district: Array) -> int:
    """Return how many birthdays citizen ``i`` has had from day 1 to ``day``: one in 365 days, on a day of one's own."""
    birthday = 1 + ((born_luck(district, S_BIRTHDAY, i) * DAYS_PER_YEAR) >> 32)
    return (day + DAYS_PER_YEAR - birthday) // DAYS_PER_YEAR


def turn(i: int, years: int, hot: Array, citizens: Array, tables: Array, district: Array) -> None:
    """Grow a year older: come on file or off it, go to school or to work, retire."""
    call(i, -1, citizens, tables, district)
    age = get(citizens, i, AGE) + 1
    put(citizens, i, AGE, age)
    put(citizens, i, AGE_GROUP, age_group(age))
    grow(i, age, age - years, citizens, tables, district)
    from_age, to_age = i64(tables[room.FROM_AGE]), i64(tables[room.TO_AGE])
    if age == from_age and age <= to_age:
        come_on_file(i, citizens, tables, district)
    elif age == to_age + 1 and get(citizens, i, SCORED) == 1:
        add(district, get(citizens, i, GROUP), count.LEFT_FILE, 1)
        close_file(i, citizens, tables, district)
    call(i, 1, citizens, tables, district)
    if i64(hot[i]) != room.ALWAYS_VISITED:
        hot[i] = quiet_day(i, citizens, tables)


def come_on_file(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Begin to be on file, with the start value: others see the standing that comes of it from today on."""
    put(citizens, i, SCORED, 1)
    grade(i, citizens, tables)
    sanction = sanction_of(i, citizens, tables)
    remember(i, sanction, citizens, district)
    shown = (get(citizens, i, beside(TIER, HELD)) << SHOWN_TIER) | ((1 if sanction >= 0 else 0) << SHOWN_SANCTIONED)
    shown |= as_of_now(citizens, i) & CUTS
    appear(i, shown, get(citizens, i, beside(TIER, ERROR_FREE)), bars_now(i, citizens, tables), citizens)
    add(district, get(citizens, i, GROUP), count.CAME_ON_FILE, 1)


def appear(i: int, shown: int, error_free: int, bars: int, citizens: Array) -> None:
    """Write what others see of ``i`` as of yesterday and as of now alike."""
    put(citizens, i, SHOWN, 63 | (shown << 6) | (shown << 19))
    put(citizens, i, BESIDE_NOW, error_free)
    put(citizens, i, BESIDE_BEFORE, error_free)
    put(citizens, i, BARS_NOW, bars)
    put(citizens, i, BARS_BEFORE, bars)


def close_file(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Let go of all that the authority holds on citizen ``i``, and of the fear of it."""
    count_exits(i, citizens, tables, district)
    for k in range(RECORDS_KEPT):
        put(citizens, i, whole(RECORD, k), 0)
    for pair in range(SLOT_PAIRS):
        put(citizens, i, whole(SLOT_PAIR, pair), 0)
    for k in range(TRACKS * DIMENSION_COUNT):
        put(citizens, i, half(POINTS, k), i64(tables[room.START]))
    for track in range(TRACKS):
        put(citizens, i, half(GAINS, track), 0)
        put(citizens, i, beside(TIER, track), 0)
    for field in (SCORED, PENDING, ABSENT_MONTHS, OPTED_OUT, BLOCKED, GAMING, OWED, FEAR, DETAINED, EXPOSED):
        put(citizens, i, field, 0)
    put(citizens, i, INBOX, get(citizens, i, INBOX) & WON_POST)
    appear(i, as_of_now(citizens, i) & CUTS, 0, 0, citizens)


def die(i: int, hot: Array, citizens: Array, tables: Array, district: Array) -> None:
    """Die: leave every stock, post, list and tie, and leave what there is to the household."""
    call(i, -1, citizens, tables, district)
    add(district, get(citizens, i, GROUP), count.DEATHS + get(citizens, i, AGE_GROUP), 1)
    if get(citizens, i, SCORED) == 1:
        close_file(i, citizens, tables, district)
    give_up_post(i, citizens, district)
    give_up_office(i, citizens, tables, district)
    give_up_places(i, citizens, tables, district)
    settle(i, citizens, tables, district)
    widow(i, citizens, district)
    appear(i, 0, 0, 0, citizens)
    for field in (JOB, STRUCK, INBOX):
        put(citizens, i, field, 0)
    put(citizens, i, DEAD, 1)
    hot[i] = room.NEVER_VISITED


def settle(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Settle what one leaves: the deposit comes back, loan and arrears are paid from it, and an heir has the rest."""
    deposit, group = get(citizens, i, DEPOSIT), get(citizens, i, GROUP)
    change_deposit(i, -deposit, citizens, district)
    receive(i, deposit, count.RETURNED, citizens, district)
    change_debt(i, -pay(i, get(citizens, i, DEBT), count.REPAID, citizens, district), citizens, district)
    add(district, group, count.WRITTEN_OFF, get(citizens, i, DEBT))
    change_debt(i, -get(citizens, i, DEBT), citizens, district)
    pay(i, get(citizens, i, ARREARS), count.BILLS, citizens, district)
    put(citizens, i, ARREARS, 0)
    heir = heir_of(i, citizens, tables, district)
    if heir < 0:
        pay(i, get(citizens, i, MONEY), count.ESCHEATED, citizens, district)
    else:
        left = pay(i, get(citizens, i, MONEY), count.BEQUEATHED, citizens, district)
        receive(heir, left, count.INHERITED, citizens, district)


def heir_of(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return husband or wife, else the first adult alive in the household beside ``i``, or -1."""
    if get(citizens, i, SPOUSE) > 0:
        return get(citizens, i, SPOUSE) - 1
    for j in range(household_head(i, tables), household_end(i, tables, district)):
        if j != i and get(citizens, j, DEAD) == 0 and get(citizens, j, AGE) >= ADULT_AGE:
            return j
    return -1
