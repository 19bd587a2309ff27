"""Who a citizen is: computed from (seed, district, id) and the place, alone and at any time.

A district is laid out in **blocks** of one template: a list of places (household, role, age band) in which household
sizes and age bands have exactly the published shares. The rest is drawn, by person or by household, from day -1's keys.
Private opinion, boldness and literacy enter no phase yet and are computed when asked for, never stored.
"""

from glasshouse.chance import stream
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck
from glasshouse.model.state import Array
from glasshouse.quantities import i64

S_BLOCK = stream("trait:residence")
S_SEX = stream("trait:sex")
S_AGE = stream("trait:age")
S_AGE_GAP = stream("trait:age-gap")
S_GROUP = stream("trait:group")
S_EDUCATION = stream("trait:education")
S_EMPLOYED = stream("trait:employed")
S_SECTOR = stream("trait:sector")
S_INTERNET = stream("trait:internet")
S_OFFICIAL = stream("trait:official")
S_FIFTH = stream("trait:fifth")
S_INCOME = stream("trait:income")
S_CONDUCT = stream("trait:conduct")
S_DOMAIN = (
    stream("trait:conduct:money"),
    stream("trait:conduct:street"),
    stream("trait:conduct:home"),
    stream("trait:conduct:work"),
    stream("trait:conduct:expression"),
)
S_STRENGTH = stream("trait:strength")
S_ACCEPTANCE = stream("trait:acceptance")
S_SOCIABILITY = stream("trait:sociability")
S_OPINION = stream("trait:opinion")
S_BOLDNESS = stream("trait:boldness")
S_LITERACY = stream("trait:literacy")


def block_of(i: int, tables: Array) -> int:
    """Return the first citizen of the block in which ``i`` lives."""
    size = i64(tables[room.TEMPLATE_SIZE])
    return i - i % size


def household_head(i: int, tables: Array) -> int:
    """Return the id of the head of ``i``'s household (it may be ``i``)."""
    offset = i % i64(tables[room.TEMPLATE_SIZE])
    return i - offset + i64(tables[room.HOUSE_HEAD + offset])


def household_end(i: int, tables: Array, district: Array) -> int:
    """Return one past the last member of ``i``'s household (the last block may be cut short)."""
    offset = i % i64(tables[room.TEMPLATE_SIZE])
    end = i - offset + i64(tables[room.HOUSE_HEAD + offset]) + i64(tables[room.HOUSE_SIZE + offset])
    return min(end, i64(district[at.RESIDENTS]))


def first_spouse(i: int, tables: Array, district: Array) -> int:
    """Return whom ``i`` is married to on day 0: the partner or the head of the same household's couple, or -1."""
    role, head = i64(tables[room.ROLE + i % i64(tables[room.TEMPLATE_SIZE])]), household_head(i, tables)
    if role == 2:
        return head
    return head + 1 if role == 1 and head + 1 < household_end(i, tables, district) else -1


def lives_in_town(i: int, tables: Array, district: Array) -> int:
    """Return 1 where the block is urban: town and country in turn, so that any run of blocks has the stated share."""
    number = i // i64(tables[room.TEMPLATE_SIZE])
    share, turn = i64(tables[room.URBAN_SHARE]), born_luck(district, S_BLOCK, 0)
    return (((number + 1) * share + turn) >> 32) - ((number * share + turn) >> 32)


def is_woman(i: int, tables: Array, district: Array) -> int:
    """Return 1 for a woman; couples are of two sexes, so the others make up the published ratio."""
    role = i64(tables[room.ROLE + i % i64(tables[room.TEMPLATE_SIZE])])
    if role == 1:
        return born_luck(district, S_SEX, i) & 1
    if role == 2:
        return 1 - (born_luck(district, S_SEX, household_head(i, tables)) & 1)
    return 0 if born_luck(district, S_SEX, i) < i64(tables[room.MAN_SHARE]) else 1


def age_years(i: int, tables: Array, district: Array) -> int:
    """Return the age on day 0: uniform in its band, falling off in the last; partners are near in age."""
    offset = i % i64(tables[room.TEMPLATE_SIZE])
    band = i64(tables[room.BAND + offset])
    u = born_luck(district, S_AGE, i)
    if i64(tables[room.ROLE + offset]) == 2 and i64(tables[room.BAND + offset]) == i64(
        tables[room.BAND + i64(tables[room.HOUSE_HEAD + offset])]
    ):
        near = born_luck(district, S_AGE, household_head(i, tables))
        u = near + (u >> 4) - (1 << 27)  # a step to either side, turned back at both ends, keeps ages uniform
        u = -u if u < 0 else u
        u = u if u <= 0xFFFFFFFF else 0x1FFFFFFFF - u
    if band == i64(tables[room.BAND_COUNT]) - 1:
        other = born_luck(district, S_AGE_GAP, i)
        u = min(u, other)
    return i64(tables[room.BAND_FROM + band]) + ((u * i64(tables[room.BAND_YEARS + band])) >> 32)


def group_of(i: int, tables: Array, district: Array) -> int:
    """Return 0 M, 1 N1 or 2 N2; a household shares it."""
    u = born_luck(district, S_GROUP, household_head(i, tables))
    if u < i64(tables[room.GROUP_CUTS]):
        return 0
    return 1 if u < i64(tables[room.GROUP_CUTS + 1]) else 2


def education_of(i: int, age: int, tables: Array, district: Array) -> int:
    """Return 0 primary or none, 1 junior, 2 senior, 3 college; children under 15 have 0."""
    if age < 15:
        return 0
    u = born_luck(district, S_EDUCATION, i)
    if u < i64(tables[room.EDUCATION_CUTS]):
        return 3
    if u < i64(tables[room.EDUCATION_CUTS + 1]):
        return 2
    return 1 if u < i64(tables[room.EDUCATION_CUTS + 2]) else 0


def is_employed(i: int, age: int, tables: Array, district: Array) -> int:
    """Return 1 where somebody of 15 or more works."""
    if age < 15:
        return 0
    stage = 0 if age < 18 else (1 if age < 60 else 2)
    return 1 if born_luck(district, S_EMPLOYED, i) < i64(tables[room.EMPLOYED_SHARE + stage]) else 0


def sector_of(i: int, urban: int, tables: Array, district: Array) -> int:
    """Return 1 primary, 2 secondary or 3 tertiary, for somebody who works."""
    u = born_luck(district, S_SECTOR, i)
    if u < i64(tables[room.SECTOR_CUTS + 2 * urban]):
        return 1
    return 2 if u < i64(tables[room.SECTOR_CUTS + 2 * urban + 1]) else 3


def uses_internet(i: int, age: int, tables: Array, district: Array) -> int:
    """Return 1 for one of six or older who uses the Internet, unless something drives that one off it."""
    return 1 if age >= 6 and born_luck(district, S_INTERNET, i) < i64(tables[room.INTERNET_SHARE]) else 0


def fifth_of(i: int, urban: int, tables: Array, district: Array) -> int:
    """Return the fifth of income per head of the household, 0 the lowest."""
    u = born_luck(district, S_FIFTH, household_head(i, tables))
    fifth = 0
    while fifth < 4 and u >= i64(tables[room.FIFTH_CUTS + 4 * urban + fifth]):
        fifth += 1
    return fifth


def earns(i: int, tables: Array, district: Array) -> int:
    """Return 1 where the household's income comes through this member: the employed, and those of 60 and over."""
    age = age_years(i, tables, district)
    return 1 if age >= 60 or is_employed(i, age, tables, district) == 1 else 0


def usual_income(i: int, fifth: int, tables: Array, district: Array) -> int:
    """Return the monthly income in tens of money: the household's, shared among its earners, spread by 30 %.

    Where nobody earns, the head receives the household's transfers.
    """
    head = household_head(i, tables)
    end = household_end(i, tables, district)
    earners = 0
    for j in range(head, end):
        earners += earns(j, tables, district)
    if earners == 0:
        if i != head:
            return 0
        earners = 1
    elif earns(i, tables, district) == 0:
        return 0
    household = i64(tables[room.INCOME_FIFTH + fifth]) * (end - head)
    return (household * spread_of_income(i, district)) // (earners * 2560)


def spread_of_income(i: int, district: Array) -> int:
    """Return the factor/256 by which an income differs from that of its kind: 30 % to either side."""
    return 179 + ((born_luck(district, S_INCOME, i) * 155) >> 32)


def normal(u: int, tables: Array) -> int:
    """Return a standard normal in 1/256 from 32 random bits."""
    return i64(tables[room.NORMAL + (u >> 24)])


def conduct_level(i: int, domain: int, tables: Array, district: Array) -> int:
    """Return the conduct factor in a domain: 0 (fewest acts) to 15, sixteen equal parts.

    A common factor and the domain's own are mixed so that two domains correlate as the conduct file's generality says.
    """
    common = normal(born_luck(district, S_CONDUCT, i), tables)
    own = normal(born_luck(district, S_DOMAIN[domain], i), tables)
    value = common * i64(tables[room.CONDUCT_COMMON]) + own * i64(tables[room.CONDUCT_OWN])
    level = 0
    while level < 15 and value >= i64(tables[room.CONDUCT_CUTS + level]):
        level += 1
    return level


def age_group(age: int) -> int:
    """Return 0 to 5 for ages 0-13, 14-17, 18-29, 30-44, 45-59, 60 and over.

    >>> [age_group(a) for a in (0, 13, 14, 18, 30, 59, 60, 99)]
    [0, 0, 1, 2, 3, 4, 5, 5]
    """
    youth = (1 if age >= 14 else 0) + (1 if age >= 18 else 0)
    return youth + (1 if age >= 30 else 0) + (1 if age >= 45 else 0) + (1 if age >= 60 else 0)


def opinion(i: int, district: Array) -> int:
    """Return the private opinion of the authority, 0 (against) to 15 (for): nobody's business, and in no record."""
    return born_luck(district, S_OPINION, i) >> 28


def boldness(i: int, district: Array) -> int:
    """Return boldness, 0 to 7."""
    return born_luck(district, S_BOLDNESS, i) >> 29


def literacy(i: int, education: int, district: Array) -> int:
    """Return literacy with rules and forms, 0 to 7: half schooling, half luck."""
    return education + (born_luck(district, S_LITERACY, i) >> 30) + (1 if education == 3 else 0)
