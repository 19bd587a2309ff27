"""Day -1: every citizen of a district computed, and the first state written."""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import count_first_consequences, score_bin
from glasshouse.model.dealings import begin_trust
from glasshouse.model.luck import born_luck
from glasshouse.model.money import in_labour_force, receive
from glasshouse.model.places import bars_of
from glasshouse.model.standing import composite, consequences_mask, grade
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
    RIGHTS,
    SCORED,
    SECTOR,
    SHOWN,
    SOCIABILITY,
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
from glasshouse.model.tally import add
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
    group = get(citizens, i, GROUP)
    add(district, group, count.CITIZENS, 1)
    for family in range(4):
        put(citizens, i, beside(CERTAINTY, family), i64(tables[room.PRIOR]))
    put(citizens, i, LEGITIMACY, i64(tables[room.LEGITIMACY_START]))
    put(citizens, i, MOTIVE, room.MOTIVES - 1)
    usual = get(citizens, i, INCOME) * 10
    months = i64(tables[room.SAVINGS + get(citizens, i, FIFTH)])
    savings = ((usual * months) >> 8) * (born_luck(district, S_SAVINGS, i) >> 16) >> 15
    receive(i, savings, count.WAGES, citizens, district)
    if in_labour_force(i, citizens) == 1:
        add(district, group, count.JOB_STOCK + get(citizens, i, JOB), 1)
    begin_trust(i, citizens, tables, district)
    for k in range(TRACKS * DIMENSION_COUNT):
        put(citizens, i, half(POINTS, k), i64(tables[room.START]))
    sanctioned = 0
    if get(citizens, i, SCORED) == 1:
        begin_standing(i, group, citizens, tables, district)
        sanctioned = count_first_consequences(i, citizens, tables, district)
    shown = (get(citizens, i, beside(TIER, HELD)) << SHOWN_TIER) | (sanctioned << SHOWN_SANCTIONED)
    put(citizens, i, SHOWN, 63 | (shown << 6))
    put(citizens, i, BESIDE_NOW, get(citizens, i, beside(TIER, ERROR_FREE)))
    if get(citizens, i, SCORED) == 1:
        held, error_free, rights = (
            consequences_mask(i, HELD, citizens, tables),
            consequences_mask(i, ERROR_FREE, citizens, tables),
            consequences_mask(i, RIGHTS, citizens, tables),
        )
        put(citizens, i, BARS_NOW, bars_of(held, error_free, rights, tables))


def begin_standing(i: int, group: int, citizens: Array, tables: Array, district: Array) -> None:
    """Grade and count somebody old enough for records; some have heard of the regime."""
    add(district, group, count.SCORED_STOCK, 1)
    district[at.SCORED_OF_GROUP + group] += 1
    if i64(tables[room.ANNOUNCED]) == 1 and born_luck(district, S_AWARE, i) < i64(tables[room.AWARE_START]):
        put(citizens, i, AWARENESS, 1)
    add(district, group, count.AWARE + get(citizens, i, AWARENESS), 1)
    add(district, group, count.LEGITIMACY_SUM, get(citizens, i, LEGITIMACY))
    add(district, group, count.MOTIVE_SUM, get(citizens, i, MOTIVE))
    add(district, group, count.ACCEPTANCE_SUM, get(citizens, i, ACCEPTANCE))
    grade(i, citizens, tables)
    for track in range(TRACKS):
        add(district, group, count.SCORE_SUM + track, composite(i, track, citizens, tables))
    add(district, group, count.SCORE_BIN + score_bin(composite(i, HELD, citizens, tables), tables), 1)
    add(district, group, count.TIER_STOCK + get(citizens, i, beside(TIER, HELD)), 1)
