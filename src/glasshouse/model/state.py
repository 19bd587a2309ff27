"""THE list of state columns: name, width, unit, range, meaning, and who writes it.

A citizen is one row of 32-bit words; a column is some bits of one word. ``get`` and ``put`` are the only way to a
column, and ``put`` saturates. A new column is one row here: nothing else changes but the kernel line that uses it.
"""

from dataclasses import dataclass
from typing import Any

from glasshouse.quantities import fit, i64

Array = Any
"""A NumPy array of integers (kept untyped: the kernel is compiled for what it is given)."""

TRACKS = 3
HELD, ERROR_FREE, RIGHTS = 0, 1, 2
"""The three standings: on the records held; on their true part; on that without protected grounds."""

DIMENSION_COUNT = 4
RECORDS_KEPT = 4
HELD_SLOTS = 4
SHADOW_SLOTS = 4
"""List slots of the held standing, and of each of the two beside it."""


@dataclass(frozen=True)
class Column:
    """One state column: ``bits`` wide, in ``unit``, written by ``writer`` (a phase, birth, or the district)."""

    name: str
    bits: int
    unit: str
    meaning: str
    writer: str
    signed: bool = False


def _many(name: str, count: int, bits: int, unit: str, meaning: str, writer: str) -> list[Column]:
    return [Column(f"{name}_{k}", bits, unit, f"{meaning} ({k})", writer) for k in range(count)]


COLUMNS: tuple[Column, ...] = (
    Column("age", 7, "years", "age", "district"),
    Column("age_group", 3, "group", "0 to 5: ages 0-13, 14-17, 18-29, 30-44, 45-59, 60 and over", "district"),
    Column("woman", 1, "flag", "sex", "birth"),
    Column("urban", 1, "flag", "lives in town", "birth"),
    Column("group", 2, "group", "0 M, 1 N1, 2 N2: enters exposure, error and treatment only", "birth"),
    Column("education", 2, "level", "0 primary or none, 1 junior, 2 senior, 3 college", "birth"),
    Column("sector", 2, "sector", "0 none, 1 primary, 2 secondary, 3 tertiary", "birth"),
    Column("fifth", 3, "fifth", "fifth of income of the household, 0 lowest", "birth"),
    Column("scored", 1, "flag", "of an age for the authority's records", "district"),
    Column("strength", 4, "sixteenth", "individual strength of response", "birth"),
    Column("acceptance", 3, "eighth", "acceptance of surveillance", "birth"),
    Column("sociability", 3, "eighth", "how many friendships are kept", "birth"),
    *_many("conduct", 5, 4, "sixteenth", "conduct factor by domain: 0 fewest acts, 15 most", "birth"),
    Column("job", 2, "state", "0 none, 1 ordinary, 2 well-paid post", "apply"),
    *_many("tier", TRACKS, 3, "tier", "tier by standing: held, error-free, rights-respecting", "judge"),
    Column("pending", 1, "flag", "an appeal is pending", "remedy"),
    *_many("certainty", 4, 4, "sixteenth", "perceived certainty of being caught, by family", "respond"),
    Column("awareness", 2, "level", "0 nothing, 1 heard, 2 knows own standing, 3 knows the rules", "respond"),
    Column("fear", 4, "sixteenth", "fear", "respond"),
    Column("legitimacy", 4, "sixteenth", "belief that the authority may ask obedience", "respond"),
    Column("motive", 3, "level", "own motive: what one would do unpriced", "respond"),
    *_many("ever", 3, 1, "flag", "has been sanctioned in error; against a right; refused something", "count"),
    Column("inbox", 10, "message", "what the district delivered overnight", "district"),
    Column("internet", 1, "flag", "uses the Internet now", "respond"),
    Column("official", 1, "flag", "holds public office", "birth"),
    Column("gaming", 2, "level", "plays for the score: 0 not, 3 near the next cut-off", "respond"),
    Column("owed", 2, "deeds", "deeds done for the score, for which another is left undone", "live"),
    Column("blocked", 1, "flag", "was refused a lawful way to an income", "apply"),
    Column("decision_week", 11, "week", "when the pending appeal is decided", "remedy"),
    Column("appealed", 2, "slot", "which record the pending appeal is about", "remedy"),
    Column("opted_out", 1, "flag", "refuses the sensors that may be refused", "live"),
    Column("shown", 32, "word", "what others see: 13 bits as of now, 13 as of yesterday, stamp", "count"),
    Column("beside_now", 3, "tier", "error-free tier as others see it from tomorrow on", "count"),
    Column("beside_before", 3, "tier", "error-free tier as others saw it before the stamp of `shown`", "count"),
    *_many("breach", 5, 4, "acts", "acts done that have a victim, by domain, modulo 16", "live"),
    Column("disposition", 3, "level", "level to which trust among strangers returns", "birth"),
    Column("trust", 3, "level", "trust among strangers", "respond"),
    Column("absent_months", 4, "months", "due days since the last record, where silence is read", "watch"),
    Column("struck", 3, "acts", "acts of others that struck this citizen since the due day, 7 or more", "district"),
    Column("unable", 4, "acts", "acts with a victim that one could not help, modulo 16", "live"),
    Column("seat", 1, "flag", "has, or had, a seat at a favoured senior school", "apply"),
    Column("better_flat", 1, "flag", "lives in one of the better flats", "apply"),
    Column("met", 1, "flag", "has met somebody who sought a match as well, and is still in touch", "apply"),
    Column("won", 5, "bits", "places won overnight: post, seat, better flat, office, match", "district"),
    Column("detained", 1, "flag", "is detained: no phase of the day is lived", "judge"),
    Column("exposed", 1, "flag", "what is on file has leaked, and neighbours know", "count"),
    Column("bars_now", 3, "code", "what others see from tomorrow on of what standing does to a child's seat", "count"),
    Column("bars_before", 3, "code", "the same as others saw it before the stamp of `shown`", "count"),
    Column("dead", 1, "flag", "has died: nobody acts, watches or is counted here any more", "district"),
    Column("money", 32, "money", "cash and savings", "apply", signed=True),
    Column("debt", 32, "money", "loan still to repay, interest included", "apply"),
    Column("income", 16, "10 money a month", "usual monthly income from work, pension or transfers", "birth"),
    Column("arrears", 16, "money", "bills and fines not yet paid", "apply"),
    *_many("record", RECORDS_KEPT, 32, "record", "records on file, newest first", "score"),
    *_many("points", TRACKS * DIMENSION_COUNT, 16, "points/16", "dimensions, four for each standing", "score"),
    *_many("slot", HELD_SLOTS + 2 * SHADOW_SLOTS, 16, "list, week", "list entries by standing", "judge"),
    *_many("gains", TRACKS, 16, "4 x 4 bits", "gains counted this month by dimension", "score"),
    Column("deposit", 16, "money", "deposit lodged with an owner", "apply"),
    Column("spouse", 20, "citizen", "whom one is married to, by number in the district + 1; 0 nobody", "district"),
)


def _lay_out() -> tuple[dict[str, int], int]:
    """Give each column its word and shift, in order, none across a word's edge."""
    fields: dict[str, int] = {}
    word, shift = 0, 0
    for column in COLUMNS:
        if shift + column.bits > 32:
            word, shift = word + 1, 0
        fields[column.name] = (word << 16) | (shift << 8) | (64 if column.signed else 0) | column.bits
        shift += column.bits
    return fields, word + 1


WORDS_OFTEN = 4
"""What acts and the post need comes first, then what others see of one and what an act leaves behind: of a row of two
lines of a processor's cache most days, and whoever looks at a near one, come for one."""

FIELDS, _words = _lay_out()
WORDS = _words + _words % 2
assert FIELDS["inbox"] >> 16 < WORDS_OFTEN
assert len(FIELDS) == len(COLUMNS)
assert 4 * WORDS + 6 <= 128, "128 bytes per citizen in flight at most: the row, the class, a place in the post box"


def beside(field: int, k: int) -> int:
    """Return the k-th column after ``field`` of a series that lies within one word."""
    return field + ((k * (field & 63)) << 8)


def half(field: int, k: int) -> int:
    """Return the k-th column of a series of 16-bit columns, two to a word."""
    return field + ((k >> 1) << 16) + ((k & 1) << 12)


def whole(field: int, k: int) -> int:
    """Return the k-th column of a series of 32-bit columns."""
    return field + (k << 16)


def get(citizens: Array, i: int, field: int) -> int:
    """Return one column of citizen ``i``.

    >>> import numpy
    >>> row = numpy.zeros((1, WORDS), numpy.uint32)
    >>> put(row, 0, FEAR, 99); put(row, 0, MONEY, -5)
    >>> get(row, 0, FEAR), get(row, 0, MONEY), get(row, 0, AWARENESS)
    (15, -5, 0)
    """
    bits = field & 63
    value = (i64(citizens[i, field >> 16]) >> ((field >> 8) & 31)) & ((1 << bits) - 1)
    if field & 64:
        value -= 1 << (bits - 1)
    return value


def get_beside(citizens: Array, i: int, first: int, k: int) -> int:
    """Return the k-th column of a series that lies within one word: ``get`` of ``beside``, wherever k is worked out."""
    bits = first & 63
    return (i64(citizens[i, first >> 16]) >> (((first >> 8) & 31) + k * bits)) & ((1 << bits) - 1)


def put(citizens: Array, i: int, field: int, value: int) -> None:
    """Write one column of citizen ``i``; a value outside its range is stored as the nearest one inside."""
    bits = field & 63
    shift = (field >> 8) & 31
    most = (1 << bits) - 1
    if field & 64:
        value += 1 << (bits - 1)
    word = i64(citizens[i, field >> 16])
    citizens[i, field >> 16] = (word & (0xFFFFFFFF ^ (most << shift))) | (fit(value, 0, most) << shift)


AGE, AGE_GROUP = FIELDS["age"], FIELDS["age_group"]
WOMAN, URBAN = FIELDS["woman"], FIELDS["urban"]
CELL = AGE_GROUP + 2
"""Age group, sex and residence at once, as five bits: age group + 8 x woman + 16 x urban."""
assert (WOMAN >> 8, URBAN >> 8) == ((AGE_GROUP >> 8) + 3, (AGE_GROUP >> 8) + 4), "sex and residence lie right above"
GROUP, EDUCATION, SECTOR, FIFTH = FIELDS["group"], FIELDS["education"], FIELDS["sector"], FIELDS["fifth"]
INTERNET, OFFICIAL, SCORED = FIELDS["internet"], FIELDS["official"], FIELDS["scored"]
CONDUCT, STRENGTH, ACCEPTANCE = FIELDS["conduct_0"], FIELDS["strength"], FIELDS["acceptance"]
SOCIABILITY, JOB, INCOME = FIELDS["sociability"], FIELDS["job"], FIELDS["income"]
CERTAINTY, AWARENESS, FEAR = FIELDS["certainty_0"], FIELDS["awareness"], FIELDS["fear"]
TIER = FIELDS["tier_0"]
PENDING, DECISION_WEEK, APPEALED = FIELDS["pending"], FIELDS["decision_week"], FIELDS["appealed"]
EVER_IN_ERROR, EVER_AGAINST_RIGHT, EVER_REFUSED = FIELDS["ever_0"], FIELDS["ever_1"], FIELDS["ever_2"]
SHOWN, RECORD, POINTS, SLOT = FIELDS["shown"], FIELDS["record_0"], FIELDS["points_0"], FIELDS["slot_0"]
MONEY, DEBT, DEPOSIT, ARREARS = FIELDS["money"], FIELDS["debt"], FIELDS["deposit"], FIELDS["arrears"]
SLOT_PAIR, SLOT_PAIRS = (SLOT & 0xFFFF0000) | 32, (HELD_SLOTS + 2 * SHADOW_SLOTS) // 2
"""The words that hold the list slots, two to a word."""
POINTS_PAIR = (POINTS & 0xFFFF0000) | 32
"""The first of the words that hold the points, two dimensions to a word, standing after standing."""
GAINS, INBOX = FIELDS["gains_0"], FIELDS["inbox"]
BESIDE_NOW, BESIDE_BEFORE = FIELDS["beside_now"], FIELDS["beside_before"]
DISPOSITION, TRUST, STRUCK = FIELDS["disposition"], FIELDS["trust"], FIELDS["struck"]
ABSENT_MONTHS = FIELDS["absent_months"]
BREACH, UNABLE = FIELDS["breach_0"], FIELDS["unable"]
OPTED_OUT = FIELDS["opted_out"]
SEAT, BETTER_FLAT, MET, WON = FIELDS["seat"], FIELDS["better_flat"], FIELDS["met"], FIELDS["won"]
DETAINED, EXPOSED = FIELDS["detained"], FIELDS["exposed"]
BARS_NOW, BARS_BEFORE = FIELDS["bars_now"], FIELDS["bars_before"]
DEAD, SPOUSE = FIELDS["dead"], FIELDS["spouse"]
LEGITIMACY, MOTIVE, BLOCKED = FIELDS["legitimacy"], FIELDS["motive"], FIELDS["blocked"]
GAMING, OWED = FIELDS["gaming"], FIELDS["owed"]
LEGITIMACY_AND_MOTIVE = LEGITIMACY + 3
"""Both at once, as seven bits: legitimacy + 16 x own motive. What acts are asked about on their way lies together."""
assert MOTIVE >> 8 == (LEGITIMACY >> 8) + 4, "own motive lies right above legitimacy"
assert FIELDS["blocked"] >> 16 < WORDS_OFTEN

for _stem, _step in (
    ("conduct", beside), ("certainty", beside), ("tier", beside), ("ever", beside), ("breach", beside),
    ("points", half), ("slot", half), ("gains", half), ("record", whole),
):  # fmt: skip
    for _name, _field in FIELDS.items():
        if _name.startswith(f"{_stem}_"):
            assert _step(FIELDS[f"{_stem}_0"], int(_name.rsplit("_", 1)[1])) == _field, _name
