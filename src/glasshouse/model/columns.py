"""The columns of the counts: what a run remembers of every day, district and group.

Counts are integer adds to today's columns in ``district``. **Stocks** (how many are in a state) carry over from day to
day and change by increments; **flows** (how many things happened) begin at zero each day.
"""

from dataclasses import dataclass

from glasshouse.model.tables import (
    ACTS,
    AGE_GROUPS,
    CARD_CELLS,
    CONSEQUENCES,
    FAR,
    GATES,
    LISTS,
    MARKS,
    SENSORS,
    TIERS,
    WISHES,
)

GROUP_COUNT = 3
HISTOGRAM = 64
"""Bins of the score, from the least to the most."""


@dataclass(frozen=True)
class Count:
    """One named block of columns: ``size`` of them, a stock or a flow, in ``unit``."""

    name: str
    start: int
    size: int
    stock: bool
    unit: str
    meaning: str


_counts: list[Count] = []


def _count(name: str, size: int, unit: str, meaning: str, *, stock: bool = False) -> int:
    start = _counts[-1].start + _counts[-1].size if _counts else 0
    _counts.append(Count(name, start, size, stock, unit, meaning))
    return start


IN_ERROR, AGAINST_RIGHT, BY_RULES = 0, 1, 2

# -- stocks
CITIZENS = _count("citizens", 1, "citizens", "residents alive", stock=True)
SCORED_STOCK = _count("scored", 1, "citizens", "of an age for records", stock=True)
SCORE_SUM = _count("score_sum", 3, "points/16", "sum of scores by standing", stock=True)
SCORE_BIN = _count("score_bin", HISTOGRAM, "citizens", "scored citizens by bin of the held score", stock=True)
TIER_STOCK = _count("tier", TIERS, "citizens", "scored citizens by held tier", stock=True)
LISTED = _count(
    "listed", LISTS * 3, "citizens", "on a list by class: in error, against a right, by the rules", stock=True
)
UNDER = _count("under", CONSEQUENCES * 3, "citizens", "under a consequence, by class", stock=True)
SANCTIONED = _count("sanctioned", 3, "citizens", "under any sanction, by class of the gravest reading", stock=True)
EVER = _count("ever", 3, "citizens", "ever in error; ever against a right; ever refused", stock=True)
AWARE = _count("aware", 4, "citizens", "scored citizens by level of awareness", stock=True)
FEAR_SUM = _count("fear_sum", 1, "levels", "sum of levels of fear", stock=True)
FEARFUL = _count("fearful", 1, "citizens", "with fear at or above level 4 of 15", stock=True)
MONEY_SUM = _count("money_sum", 1, "money", "cash and savings held by citizens", stock=True)
DEBT_SUM = _count("debt_sum", 1, "money", "loans still to repay", stock=True)
DEPOSIT_SUM = _count("deposit_sum", 1, "money", "deposits lodged", stock=True)
JOB_STOCK = _count(
    "job", 3, "citizens", "aged 18 to 59 and in work: out of work, ordinary job, well-paid post", stock=True
)
ADULTS = _count("adults", 1, "citizens", "aged 18 or over", stock=True)
TRUST_SUM = _count("trust_sum", 1, "levels", "sum of adults' levels of trust among strangers", stock=True)
TRUSTING = _count("trusting", 1, "citizens", "adults with trust at or above level 4 of 7", stock=True)
OPTED_OUT_STOCK = _count("opted_out", 1, "citizens", "who refuse the sensors that may be refused", stock=True)
LEGITIMACY_SUM = _count("legitimacy", 1, "levels", "sum of levels of legitimacy of those on file", stock=True)
DISAFFECTED = _count("disaffected", 1, "citizens", "on file, with legitimacy below its level of day 0", stock=True)
MOTIVE_SUM = _count("motive", 1, "levels", "sum of levels of own motive of those on file", stock=True)
BLOCKED_STOCK = _count("blocked", 1, "citizens", "on file, refused a loan or a post and not over it", stock=True)
GAMERS_STOCK = _count("gaming", 1, "citizens", "on file, playing for the score", stock=True)
OFFLINE = _count("offline", 1, "citizens", "users of the Internet who have withdrawn from it", stock=True)
ACCEPTANCE_SUM = _count("acceptance", 1, "levels", "sum of levels of acceptance of those on file", stock=True)
TIES_DROPPED = _count("ties_dropped_stock", 1, "ties", "friendships dropped by one side", stock=True)
SEATED = _count("seated", 1, "citizens", "with a seat at a favoured senior school", stock=True)
HOUSED = _count("housed", 1, "citizens", "in one of the better flats", stock=True)
IN_TOUCH = _count("in_touch", 1, "citizens", "who have met somebody and are still in touch", stock=True)
EXPOSED_STOCK = _count("exposed", 1, "citizens", "of whose files neighbours have learnt by a leak", stock=True)
AGED = _count("aged", AGE_GROUPS, "citizens", "living, by age group from the youngest", stock=True)
MARRIED_STOCK = _count("married", 1, "citizens", "married", stock=True)
STOCKS = _counts[-1].start + _counts[-1].size

# -- flows
DONE = _count("done", ACTS, "acts", "acts truly done, watched or not")
WITHHELD = _count("withheld", ACTS, "acts", "protected acts not done, or not where they are seen, for fear")
DISPLACED_ACTS = _count("displaced", ACTS, "acts", "of those done, done where nobody watches")
GAMED = _count("gamed", 3, "acts", "good deeds done for the score; claimed and not done; left undone for one of them")
RECORDED = _count(
    "recorded", ACTS * 4, "records", "records by act and cause: true, of somebody else, of nothing, double"
)
RECORDED_BY = _count(
    "recorded_by", SENSORS * 4, "records", "records by sensor and cause: true, of somebody else, of nothing, double"
)
PASSED = _count("passed", GATES, "passages", "passages of a gate by those on file")
TURNED_AWAY = _count("turned_away", GATES, "passages", "of them, refused by mistake and let through by hand")
GATE_TENTHS = _count("gate_tenths", GATES, "minutes/10", "time that gates took")
GATE_TENTHS_IN_ERROR = _count(
    "gate_tenths_in_error",
    GATES,
    "minutes/10",
    "of it, what would not be without false records (less than 0: gained by them)",
)
SCHOOL_DAYS = _count("school_days", 1, "days", "school days of pupils in a class that is scanned")
SCANS = _count("scans", 1, "scans", "scans of these pupils on these days")
MARKS_DONE = _count("marks_done", MARKS, "days", "of these days, by the mark of what was done")
MARKS_RECORDED = _count("marks_recorded", MARKS, "days", "of these days, by the mark recorded")
MARKS_IN_ERROR = _count("marks_in_error", 2, "days", "of these days, with a mark above that of what was done; below")
LOOKED_AT = _count(
    "looked_at", 3, "scans", "of one scan of each day: no attention paid; none recorded; none recorded though paid"
)
BEHAVIOURS_MISTAKEN = _count("behaviours_mistaken", 1, "scans", "of one scan of each day, behaviour taken for another")
MOODS_MISTAKEN = _count("moods_mistaken", 1, "scans", "of one scan of each day, a mood recorded that was not felt")
RATED = _count("rated", 6, "ratings", "ratings received by stars, none to five")
RATED_IN_ERROR = _count(
    "rated_in_error", 2, "ratings", "of them in error: of somebody else's encounter, of none (agreed among friends)"
)
RATINGS_GIVEN = _count("ratings_given", 1, "ratings", "ratings given, by the group of the rater")
VOTES = _count("votes", 2, "votes", "public votes on acts that no right protects: up, down")
VOTES_IN_ERROR = _count("votes_in_error", 1, "votes", "of them, on a record in error")
MISSED = _count("missed", ACTS, "acts", "covered or not, of which no record arose")
STRAYED = _count("strayed", ACTS, "acts", "laid on somebody else (sent)")
STRUCK_FLOW = _count("struck", 1, "acts", "acts against another that struck a resident")
UNMATCHED = _count("unmatched", 1, "messages", "laid on nobody after all")
SENT_AFAR = _count("sent_afar", FAR, "messages", "laid on somebody in another district, by channel")
ENTRIES = _count("entries", LISTS * 3, "entries", "list entries by class at entry")
ENTRY_CAUSE = _count(
    "entry_cause", LISTS * 6, "entries", "list entries by cause of the record; the last two by tier and by another list"
)
EXITS = _count("exits", LISTS, "exits", "list exits")
WISHED = _count("wished", WISHES, "wishes", "wishes a person could afford to have")
REFUSED = _count("refused", WISHES * 3, "attempts", "refused by a sanction, by class")
GRANTED = _count("granted", WISHES, "wishes", "granted")
WAIVED = _count("waived", WISHES, "wishes", "granted without the deposit")
DEARER = _count("dearer", WISHES, "wishes", "granted at a higher price")
UNAFFORDED = _count("unafforded", WISHES, "wishes", "beyond one's means")
POSTS_WON = _count("posts_won", 2, "posts", "well-paid posts filled: by lot, by those put first")
POSTS_LOST = _count("posts_lost", 1, "citizens", "applied for a post and lost the draw")
POSTS_LEFT = _count("posts_left", 1, "posts", "well-paid posts given up")
WAGES = _count("wages", 1, "money", "income received (source)")
LENT = _count("lent", 1, "money", "loans paid out (source)")
RETURNED = _count("returned", 1, "money", "deposits given back (source)")
LIVING = _count("living", 1, "money", "living costs (sink)")
BILLS = _count("bills", 1, "money", "bills paid (sink)")
SHOCKS = _count("shocks", 1, "money", "sudden costs (sink)")
REPAID = _count("repaid", 1, "money", "loan instalments (sink)")
FINES = _count("fines", 1, "money", "fines paid (sink)")
SPENT = _count("spent", 1, "money", "purchases, gifts and fares (sink)")
LODGED = _count("lodged", 1, "money", "deposits lodged (sink)")
APPEALED_RECORDS = _count("appealed", 2, "appeals", "appeals filed against a true record, against one in error")
APPEALS_WON = _count("appeals_won", 2, "appeals", "appeals won, likewise")
EXAMINED = _count("examined", 2, "records", "adverse records looked at before they count: true, in error")
THROWN_OUT = _count("thrown_out", 2, "records", "of them, thrown out, likewise")
REPAIRED = _count("repaired", 2, "records", "records struck by repair: true, in error")
FEES = _count("fees", 1, "money", "fees for repair (sink)")
HALTED = _count("halted", 1, "sensor-days", "sensors halted by oversight, summed over districts and days")
EXPIRED = _count("expired", 1, "records", "records whose term ran out")
OVERFLOWS = _count("overflows", 3, "events", "record ring, list slots, post box: folded or dropped, and counted here")
TABULATED = _count(
    "tabulated",
    2 * CARD_CELLS,
    "citizens",
    "those on file, once a month, by cell of the scorecard a term ago; without a breach on file since, with one",
)
CANDIDATES = _count("candidates", 1, "events", "candidate acts looked at")
CHANGES = _count("changes", 1, "events", "changes of standing: points, tier, lists, ties, fear, awareness")
BEGUN = _count("begun", CONSEQUENCES, "citizens", "who came under a consequence")
PLACES_WON = _count("places_won", WISHES * 3, "places", "filled, by favour: put first, by lot, put behind")
PLACES_LOST = _count("places_lost", WISHES * 3, "citizens", "who applied and found no place, likewise")
PLACES_MOVED = _count("places_moved", WISHES, "places", "won by one to whom a lot alone would not have given it")
PLACES_MISSED = _count("places_missed", WISHES, "places", "not won by one to whom a lot alone would have given it")
PLACES_LEFT = _count("places_left", WISHES, "places", "given up")
CHEAPER = _count("cheaper", WISHES, "wishes", "granted at a lower price")
QUEUED = _count("queued", WISHES * 3, "visits", "to a queue, by favour: put first, neither, put behind")
WAITED = _count("waited", WISHES, "minutes/10", "waited in a queue")
WAIT_SKIPPED = _count("wait_skipped", WISHES, "minutes/10", "that others wait so that one does not")
WAIT_ADDED = _count("wait_added", WISHES, "minutes/10", "waited so that others do not")
SOUGHT = _count("sought", TIERS * 3, "wishes", "to meet somebody, by tier and favour: shown first, as all, hidden")
MATCHED = _count("matched", TIERS * TIERS, "citizens", "matched, by own tier and the tier of the match")
SURCHARGES = _count("surcharges", 1, "money", "paid above the price of those with no mark (sink)")
DISCOUNTS = _count("discounts", 1, "money", "spared below that price (source)")
DETENTIONS = _count("detentions", 2, "citizens", "detained: without a hearing, after one")
KIN_LEFT = _count("kin_left", 1, "citizens", "of the household, left behind by a detention")
INCOME_LOST = _count("income_lost", 1, "money", "income that those detained did not receive")
LEAKED = _count("leaked", 2, "files", "leaked; records on file in them")
DEATHS = _count("deaths", AGE_GROUPS, "citizens", "died, by age group from the youngest")
CAME_ON_FILE = _count("came_on_file", 1, "citizens", "came to the age from which records are kept")
LEFT_FILE = _count("left_file", 1, "citizens", "passed the age up to which records are kept; their file is closed")
SEATS = _count("seats", 2, "citizens", "of fifteen years: got a place at senior school; got none")
BEGAN_WORK = _count("began_work", 4, "citizens", "began to work, by schooling: none, junior, senior, college")
RETIRED = _count("retired", 1, "citizens", "left work at sixty")
BEQUEATHED = _count("bequeathed", 1, "money", "left to an heir by the dead (sink)")
INHERITED = _count("inherited", 1, "money", "received from the dead (source)")
ESCHEATED = _count("escheated", 1, "money", "left by the dead without an heir (sink)")
WRITTEN_OFF = _count("written_off", 1, "money", "loans that what the dead left does not repay")
WED = _count("wed", 1, "citizens", "married somebody")
PARTED = _count("parted", 1, "citizens", "separated")
WIDOWED = _count("widowed", 1, "citizens", "lost a husband or a wife")
EDITED = _count("edited", 2, "records", "entries edited for favour: adverse records left out; good deeds entered")
PROTESTED = _count("protested", 1, "citizens", "joined a protest, being due: at most once in thirty days")
COLUMNS = _counts[-1].start + _counts[-1].size

COUNTS: tuple[Count, ...] = tuple(_counts)
MONEY_SOURCES = (WAGES, LENT, RETURNED, DISCOUNTS, INHERITED)
MONEY_SINKS = (LIVING, BILLS, SHOCKS, REPAID, FINES, FEES, SPENT, LODGED, SURCHARGES, BEQUEATHED, ESCHEATED)
