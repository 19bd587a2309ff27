"""Day -1: every citizen of a district computed, and the first state written."""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import remember
from glasshouse.model.dealings import begin_trust
from glasshouse.model.luck import born_luck
from glasshouse.model.money import receive
from glasshouse.model.rollcall import bars_now, call, sanction_of
from glasshouse.model.standing import grade
from glasshouse.model.state import (
    ACCEPTANCE,
    AGE,
    AGE_GROUP,
    AWARENESS,
    BARS_NOW,
    BESIDE_NOW,
    CERTAINTY,
    CONDUCT,
    DIMENSION_COUNT,
    EDUCATION,
    ERROR_FREE,
    FIFTH,
    GROUP,
    HELD,
    INCOME,
    INTERNET,
    JOB,
    LEGITIMACY,
    MONEY,
    MOTIVE,
    OFFICIAL,
    POINTS,
    SCORED,
    SECTOR,
    SHOWN,
    SOCIABILITY,
    SPOUSE,
    STRENGTH,
    TIER,
    TRACKS,
    URBAN,
    WOMAN,
    Array,
    beside,
    get,
    half,
    put,
)
from glasshouse.model.thinning import quiet_day
from glasshouse.model.ties import SHOWN_SANCTIONED, SHOWN_TIER
from glasshouse.model.traits import (
    S_ACCEPTANCE,
    S_OFFICIAL,
    S_SOCIABILITY,
    S_STRENGTH,
    age_group,
    age_years,
    conduct_level,
    education_of,
    fifth_of,
    first_spouse,
    group_of,
    is_employed,
    is_woman,
    lives_in_town,
    sector_of,
    uses_internet,
    usual_income,
)
from glasshouse.quantities import i64

S_POST = stream("birth:post")
S_AWARE = stream("birth:aware")
S_SAVINGS = stream("birth:savings")


def populate(hot: Array, citizens: Array, tables: Array, district: Array) -> None:
    """Give birth to everybody of a district, and to its stocks."""
    for i in range(i64(district[at.RESIDENTS])):
        be_born(i, citizens, tables, district)
        begin(i, citizens, tables, district)
        hot[i] = quiet_day(i, citizens, tables)


def be_born(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Write who citizen ``i`` is: all of it computed from the id."""
    age = age_years(i, tables, district)
    urban = lives_in_town(i, tables, district)
    woman = is_woman(i, tables, district)
    fifth = fifth_of(i, urban, tables, district)
    education = education_of(i, age, tables, district)
    employed = is_employed(i, age, tables, district)
    put(citizens, i, MONEY, 0)
    put(citizens, i, SPOUSE, first_spouse(i, tables, district) + 1)
    put(citizens, i, AGE, age)
    put(citizens, i, AGE_GROUP, age_group(age))
    put(citizens, i, URBAN, urban)
    put(citizens, i, WOMAN, woman)
    put(citizens, i, GROUP, group_of(i, tables, district))
    put(citizens, i, EDUCATION, education)
    put(citizens, i, FIFTH, fifth)
    if employed == 1:
        put(citizens, i, SECTOR, sector_of(i, urban, tables, district))
        if age >= 18 and born_luck(district, S_OFFICIAL, i) < i64(tables[room.OFFICIAL_SHARE]):
            put(citizens, i, OFFICIAL, 1)
        posted = age >= 18 and age < 60 and born_luck(district, S_POST, i) < i64(tables[room.POST_SHARE])
        put(citizens, i, JOB, 2 if posted else 1)
    put(citizens, i, INTERNET, uses_internet(i, age, tables, district))
    put(citizens, i, SCORED, 1 if i64(tables[room.FROM_AGE]) <= age <= i64(tables[room.TO_AGE]) else 0)
    for domain in range(room.DOMAINS):
        put(citizens, i, beside(CONDUCT, domain), conduct_level(i, domain, tables, district))
    put(citizens, i, STRENGTH, born_luck(district, S_STRENGTH, i) >> 28)
    put(citizens, i, ACCEPTANCE, born_luck(district, S_ACCEPTANCE, i) >> 29)
    put(citizens, i, SOCIABILITY, born_luck(district, S_SOCIABILITY, i) >> 29)
    put(citizens, i, INCOME, usual_income(i, fifth, tables, district))


def begin(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Write the first standing, purse and beliefs of citizen ``i``, and count them."""
    for family in range(4):
        put(citizens, i, beside(CERTAINTY, family), i64(tables[room.PRIOR]))
    put(citizens, i, LEGITIMACY, i64(tables[room.LEGITIMACY_START]))
    put(citizens, i, MOTIVE, room.MOTIVES - 1)
    usual = get(citizens, i, INCOME) * 10
    months = i64(tables[room.SAVINGS + get(citizens, i, FIFTH)])
    savings = ((usual * months) >> 8) * (born_luck(district, S_SAVINGS, i) >> 16) >> 15
    receive(i, savings, count.WAGES, citizens, district)
    begin_trust(i, citizens, tables, district)
    for k in range(TRACKS * DIMENSION_COUNT):
        put(citizens, i, half(POINTS, k), i64(tables[room.START]))
    sanction = begin_standing(i, citizens, tables, district)
    shown = (get(citizens, i, beside(TIER, HELD)) << SHOWN_TIER) | ((1 if sanction >= 0 else 0) << SHOWN_SANCTIONED)
    put(citizens, i, SHOWN, 63 | (shown << 6))
    put(citizens, i, BESIDE_NOW, get(citizens, i, beside(TIER, ERROR_FREE)))
    put(citizens, i, BARS_NOW, bars_now(i, citizens, tables))
    call(i, 1, citizens, tables, district)


def begin_standing(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Grade somebody of an age for records, who may have heard of the regime; return the class of sanctions or -1."""
    if get(citizens, i, SCORED) == 0:
        return -1
    if i64(tables[room.ANNOUNCED]) == 1 and born_luck(district, S_AWARE, i) < i64(tables[room.AWARE_START]):
        put(citizens, i, AWARENESS, 1)
    grade(i, citizens, tables)
    sanction = sanction_of(i, citizens, tables)
    remember(i, sanction, citizens, district)
    return sanction
