"""The layout of the compiled tables: one flat array of integers, a named room for each table.

``inputs.compile`` fills it; the kernel reads ``tables[ROOM + index]``. Sizes are those of the largest regime that the
grammar allows, so that no regime ever changes a shape and nothing is compiled twice.
"""

from dataclasses import dataclass

from glasshouse.model.state import DIMENSION_COUNT

ACTS = 64
SENSORS = 40
CHANNELS = 256
RULES, RULE_USES = 256, 1024
LISTS, TIERS = 32, 8
CONSEQUENCES = 48  # at most 62: a mask of them is a positive number of 64 bits
WISHES = 20
FAR = 32
INVENTED = 96
GATES = 8
GATE_CELLS = 36
"""Residence x age group x group: the cells of how often somebody passes a gate, and with which errors."""
PASSES, ENCOUNTERS = 128, 16
"""Passages, and encounters, of a month that a table tells apart."""
PASS_GUIDE = 64
BALLOTS = 128
CHARACTERISTICS = 3
ATTRIBUTES = 3
"""Kinds of records that a learned scorecard tells apart; and of each none, one, more on file."""
CARD_CELLS = ATTRIBUTES**CHARACTERISTICS
CARD = 1 + CHARACTERISTICS * ATTRIBUTES
"""What a scorecard consists of: points of everybody, then of each characteristic for none, one and more."""
FITTED = CARD + 1
"""What a fit leaves: the card in points x 16, then the log-odds/256 of a breach of everybody together."""
EXAMINATIONS = 4
ODD_MOST = 4
"""Errors at one gate in one month that are told apart."""
STATES = 8
"""Behaviours, or moods, that a scan of a class tells apart."""
MARKS = 5
"""Marks of a school day: bands of the share of its scans that shows no attention."""
DOMAINS = 5
"""Domains of conduct: money, street, home, work, expression."""
MOST_OF_DOMAIN = 16
"""Acts of one domain that the walk over candidates can come to."""
BANDS = 20
TEMPLATE = 4096
AGE_GROUPS = 6
AGES = 128
CELLS = 32
"""Age group + 8 x sex + 16 x residence: the cells of base rates, as ``state.CELL`` reads them."""
LEVELS = 16
LEVELS_OF_BAND = 2
CONDUCT_BANDS = LEVELS // LEVELS_OF_BAND
"""Bands of a conduct factor. A cell and a band are the **thinning class** of somebody in a domain."""
LESSON_CELLS = 2 * LEVELS * 3
"""Half of school age (6 to 13, 14 to 17) x conduct level x group: the cells of what is done and recorded in class."""
LITERACIES, MOTIVES = 8, 8
"""Levels of literacy with rules and forms, and of own motive."""
CURVE = 4096
"""Entries of the sigmoid: log-odds -16 to 0 in 1/256; the first is never, above it one half."""
ALWAYS_VISITED = 0
NEVER_VISITED = 0xFFFF
"""The quiet day of somebody with mail: every draw calls for a visit; and that of somebody who has died."""


@dataclass(frozen=True)
class Room:
    """One table's place in the array."""

    start: int
    size: int
    meaning: str


_rooms: list[Room] = []


def _room(size: int, meaning: str) -> int:
    start = _rooms[-1].start + _rooms[-1].size if _rooms else 0
    _rooms.append(Room(start, size, meaning))
    return start


# -- conduct: acts and their luck
ACT_COUNT = _room(1, "act slots in use")
ACT_STREAM = _room(ACTS, "stream of acceptance and of cause")
ACT_NEXT = _room(ACTS, "stream of the walk on to the next candidate")
ACT_DOMAIN = _room(ACTS, "domain of the conduct factor")
ACT_FAMILY = _room(ACTS, "family of perceived certainty")
ACT_WILLED = _room(ACTS, "1 where the act is willed and not a good deed")
ACT_DEED = _room(ACTS, "1 where the act is a willed good deed")
ACT_PROTECTED = _room(ACTS, "1 where a right protects the act")
ACT_CAUSE = _room(ACTS, "0 cannot, 1 mishap, 2 will")
ACT_ONLINE = _room(ACTS, "1 where only users of the Internet can do it")
ACT_VISIBILITY = _room(ACTS, "0 private, 1 friends, 2 open")
ACT_SPENDS = _room(ACTS, "money that changes hands")
ACT_EARNS = _room(ACTS, "money that an unlawful way to an income brings; above 0 marks one")
ACT_VICTIM = _room(ACTS, "0 none, 1 another resident, 2 the public")
ACT_BASE = _room(ACTS * CELLS, "log-odds/256 per day by cell, plus 16 x 256; 0 is never")
ACT_FRAILTY = _room(ACTS * LEVELS, "shift of log-odds/256 by conduct level")
STEP = _room(
    DOMAINS * CELLS * CONDUCT_BANDS * MOST_OF_DOMAIN, "by thinning class, commonest act first: threshold/2^31 of no "
    "candidate in the domain up to it, above the 31 bits of the bound of all responses")  # fmt: skip
QUIET = _room(DOMAINS * CELLS * CONDUCT_BANDS, "threshold/2^31 of no candidate in the domain, by thinning class")
WALKED = _room(DOMAINS * MOST_OF_DOMAIN, "the act at each place of a domain")
ACT_PLACE = _room(ACTS, "the place of an act in its domain")
SIGMOID = _room(CURVE, "threshold of log-odds/256 - 4096")
BILL_ACT = _room(1, "slot of the act of paying a bill late, or -1")
INSTALMENT_ACT = _room(1, "slot of the act of missing an instalment, or -1")
# -- conduct: responses
COMPLIANCE = _room(LEVELS * LEVELS, "shift of log-odds/256 by perceived certainty and strength")
SILENCE = _room(3 * LEVELS * 8, "shift of log-odds/256 by visibility, fear and acceptance")
DISPLACED = _room(1, "threshold: a withheld act is done where nobody watches")
FEAR_TIES = _room(8, "threshold of one level up by number of sanctioned ties (0..7)")
FEAR_FADES = _room(LEVELS, "monthly threshold of one level down by level")
LEARN_PUNISHED = _room(1, "threshold of one level up after an own sanction")
LEARN_UNPUNISHED = _room(1, "threshold of one level down after an unpunished act")
LEARN_FLOOR = _room(1, "level under which impunity takes nothing more")
LEARN_KIN = _room(1, "threshold of one level up after a sanction in the household")
LEARN_DRIFT = _room(1, "monthly threshold of one level towards the prior")
PRIOR = _room(1, "level of perceived certainty under ordinary law")
AWARE_START = _room(1, "threshold of having heard on day 0")
AWARE_MEDIA = _room(1, "monthly threshold of hearing by media")
AWARE_TIES = _room(8, "monthly threshold of hearing by number of sanctioned ties (0..7)")
AWARE_NOTICE = _room(1, "threshold of knowing own standing after an own sanction")
AWARE_LOOK = _room(1, "monthly threshold of looking up own standing, where it is shown")
AWARE_STUDY = _room(1, "monthly threshold of learning the rules")
TIES_LOSS = _room(TIERS, "monthly threshold of dropping a friend by gap in tier")
TIES_RENEWAL = _room(1, "monthly threshold of taking a dropped friend up again")
TRUST_DISPOSITIONS = _room(7, "cumulative thresholds of the level to which trust returns")
TRUST_BELOW = _room(8 * 7, "cumulative thresholds of how far below it trust lies on day 0, by that level")
TRUST_FALLS = _room(8, "threshold of one level down by acts that struck one in the month (0..7)")
TRUST_RISES = _room(1, "threshold of one level up after a month without")
TRUST_INFORMED = _room(1, "threshold of one level down on learning of an informer")
LEGITIMACY_START = _room(1, "level of legitimacy under ordinary law, to which it returns")
LEGITIMACY_LOST = _room(3, "levels lost by a new own sanction: in error, against a right, by the rules")
LEGITIMACY_RETURNS = _room(LEVELS, "monthly threshold of one level up by levels lost")
LEAN = _room(4 * LEVELS * MOTIVES, "shift of log-odds/256 by kind of act (offence, priced deed), motive, legitimacy")
ACT_LEAN = _room(ACTS, "where the kind of the act begins in LEAN")
BLOCKED_LEAN = _room(1, "shift of log-odds/256 of an unlawful way to an income where a lawful one was refused; 0 off")
ACT_BLOCKED_LEAN = _room(ACTS, "the same for an act that is such a way, else 0")
BLOCKED_FADES = _room(1, "monthly threshold of no longer being blocked")
MOTIVE_FALLS = _room(1, "threshold of one level down on meeting the price of an own act")
GAMERS = _room(LITERACIES, "threshold of playing for a score by literacy")
DEED_GAIN = _room(4, "rise of log-odds/256 of a rewarded good deed by nearness of the next cut-off; 0 where none plays")
GAMING_REACH = _room(2, "points x 16 under which the next cut-off is not far, is near")
GAMING_CLAIMED = _room(1, "threshold: a deed for the score is claimed and not done")
GAMING_INSTEAD = _room(1, "threshold: one that is done takes the place of a deed that counts for nothing")
WITHDRAWAL_OFF = _room(LEVELS * 2 * 2, "monthly threshold of going offline by fear, own sanction and work")
WITHDRAWAL_BACK = _room(LEVELS, "monthly threshold of coming back by fear")
WITHDRAWAL_COST = _room(1, "what a month offline costs/256 of income")
HABIT_RISES = _room(1, "monthly threshold of accepting watching a level more; 0 off")
HABIT_FEAR = _room(8, "levels of fear per own new sanction by levels of acceptance gained")
APPEAL_CHANCE = _room(4 * 2, "monthly threshold of appealing by schooling and truth of the record")
REQUEST_CHANCE = _room(4, "monthly threshold of asking for expiry by schooling")
# -- conduct: wishes and money
WISH_COUNT = _room(1, "wishes in use")
WISH_KIND = _room(
    WISHES, "0 trip, 1 loan, 2 rental, 3 post, 4 seat, 5 flat, 6 office, 7 match, 8 queue, 9 service")  # fmt: skip
WISH_STREAM = _room(WISHES, "stream of wishing")
WISH_CHANCE = _room(5 * WISHES, "monthly threshold of wishing, by fifth and wish")
WISH_PRICE = _room(WISHES, "fare or deposit")
WISH_MONTHS = _room(WISHES, "loan: months of income; rental: mean stay")
WISH_TERM = _room(WISHES, "loan: months to repay")
WISH_REFUSE = _room(WISHES, "mask of consequences that refuse")
WISH_WAIVE = _room(WISHES, "mask of consequences that waive the deposit")
WISH_FIRST = _room(WISHES, "mask of consequences that go first")
WISH_DEARER = _room(WISHES, "mask of consequences that make it dearer")
SHOCK_CHANCE = _room(1, "monthly threshold of a sudden cost")
SHOCK_SIZE = _room(1, "size in months of income/256")
JOB_LOSS = _room(1, "monthly threshold of losing the job")
JOB_FIND = _room(1, "monthly threshold of finding one")
FORGETTING = _room(1, "monthly threshold of paying late though able")
INTEREST = _room(1, "interest of the whole loan/65536 per year")
# -- place
URBAN_SHARE = _room(1, "threshold of a block in town")
GROUP_CUTS = _room(2, "thresholds: below the first M, below the second N1, else N2")
MAN_SHARE = _room(1, "threshold of a man among those not in a couple")
EDUCATION_CUTS = _room(3, "thresholds among those aged 15 and over: college, senior, junior")
EMPLOYED_SHARE = _room(3, "threshold at 15-17, 18-59, 60 and over")
SECTOR_CUTS = _room(2 * 2, "thresholds by residence: primary, then secondary")
INTERNET_SHARE = _room(1, "threshold of using the Internet among those aged 6 and over")
OFFICIAL_SHARE = _room(1, "threshold of public office among the employed")
FIFTH_CUTS = _room(2 * 4, "cumulative thresholds of the fifths by residence")
INCOME_FIFTH = _room(5, "income per head and month by fifth, tenths of the unit of income")
POST_SHARE = _room(1, "threshold of holding a well-paid post among the employed")
POST_PREMIUM = _room(1, "pay of a post against an ordinary job/256")
LIVING_SHARE = _room(5, "living costs/256 of income by fifth")
BILL_SHARE = _room(1, "bills/256 of income")
SAVINGS = _room(5, "savings on day 0 by fifth, months of income/256")
BENEFIT = _room(1, "income out of work/256 of the usual")
NORMAL = _room(256, "standard normal quantiles/256 at the middles of 256 equal parts")
CONDUCT_COMMON = _room(1, "weight/256 of the common factor")
CONDUCT_OWN = _room(1, "weight/256 of the domain's own factor")
CONDUCT_CUTS = _room(15, "cuts of the mixture into sixteen equal parts")
BAND_COUNT = _room(1, "age bands")
BAND_FROM = _room(BANDS, "first age of the band")
BAND_YEARS = _room(BANDS, "years in the band")
BAND_START = _room(BANDS, "where the band's members begin in MEMBER")
BAND_SIZE = _room(BANDS, "how many places of the template are in the band")
TEMPLATE_SIZE = _room(1, "citizens in one block")
HOUSE_HEAD = _room(TEMPLATE, "offset of the head of the household")
HOUSE_SIZE = _room(TEMPLATE, "members of the household")
ROLE = _room(TEMPLATE, "0 alone or head without partner, 1 head of a couple, 2 partner, 3 other")
BAND = _room(TEMPLATE, "age band of the place")
RANK = _room(TEMPLATE, "rank of the place in its band")
MEMBER = _room(TEMPLATE, "place of each rank, band after band")
# -- regime
SCORED_REGIME = _room(1, "1 where there is a score")
FROM_AGE = _room(1, "age from which records are kept")
LEAST = _room(1, "least score x 16")
MOST = _room(1, "most score x 16")
START = _room(1, "score on day 0 x 16")
WEIGHT = _room(5, "weights/256 of the four dimensions, then of identity")
FADES = _room(DIMENSION_COUNT, "monthly return to the start/65536")
GAINS_MOST = _room(DIMENSION_COUNT, "gains counted per month, 15 = all")
KIN_PULL = _room(1, "points x 16 a month per tier by which kin stand above")
KIN_PULL_MOST = _room(1, "points x 16 a month that kin pull at most")
FRIENDS_PULL = _room(1, "points x 16 a month per tier by which friends stand above")
FRIENDS_PULL_MOST = _room(1, "points x 16 a month that friends pull at most")
IDENTITY = _room(2 * 4 * 2 * 2, "identity points x 16 by residence, schooling, age 60 and over, office")
TIER_COUNT = _room(1, "tiers")
TIER_FROM = _room(TIERS, "first score x 16 of the tier")
TIER_MASK = _room(TIERS, "consequences by tier")
LIST_MASK = _room(LISTS, "consequences by list")
LIST_TERM = _room(LISTS, "weeks")
LIST_EXTENSION = _room(LISTS, "weeks added when a ground recurs")
LIST_ON_REQUEST = _room(LISTS, "1 where one must ask to leave")
TIER_LISTS = _room(TIERS, "mask of lists that a tier alone leads to")
LIST_LEADS = _room(LISTS, "mask of lists to which being on this one leads")
LIST_COUNT = _room(1, "lists")
BLACK_LISTS = _room(1, "mask of the black lists")
ADVERSE = _room(1, "mask of consequences that are sanctions")
PRICE_FACTOR = _room(CONSEQUENCES, "factor on the price/256")
CHANNEL_FIRST = _room(ACTS + 1, "first channel of an act; the next act's is the end")
CHANNEL_ACT = _room(CHANNELS, "act of the channel")
CHANNEL_SENSOR = _room(CHANNELS, "sensor of the channel")
CHANNEL_STREAM = _room(CHANNELS, "stream of what the sensor does with the act")
CHANNEL_SEEN = _room(CHANNELS * 6, "threshold of a record, by residence x group")
CHANNEL_LOCAL = _room(CHANNELS * 6, "width laid on somebody of the district")
CHANNEL_AFAR = _room(CHANNELS * 6, "width laid on somebody elsewhere")
CHANNEL_TERM = _room(CHANNELS, "weeks after which its points are taken back; 0 never")
CHANNEL_INSTEAD = _room(CHANNELS, "mask of channels of the act, by their order, after whose record it does not look")
CHANNEL_DELAY = _room(CHANNELS, "weeks before a record counts; 0 at once")
CHANNEL_FILED = _room(CHANNELS, "1 where its records go on file: something may still depend on them")
CHANNEL_KEPT = _room(CHANNELS, "weeks after which a record is thrown away; 0 never")
CHANNEL_INFORMS = _room(CHANNELS, "1 where somebody reports, and no machine")
CHANNEL_ADVERSE = _room(CHANNELS, "1 where its rules take something")
CHANNEL_PRICED = _room(CHANNELS, "1 where its rules give or take points or money")
ACT_REWARDED = _room(ACTS, "1 for a willed good deed of which a record gives points")
USE_FIRST = _room(CHANNELS + 1, "first use of a rule by a channel; the next channel's is the end")
USE = _room(RULE_USES, "rule")
RULE_DIMENSION = _room(RULES, "dimension, or -1")
RULE_POINTS = _room(RULES * 2, "points x 16 in the country, in town")
RULE_REPEAT = _room(RULES, "factor/256 for a repetition")
RULE_DROP = _room(RULES, "score x 16 to which it falls, or -1")
RULE_FINE = _room(RULES, "money")
RULE_LIST = _room(RULES, "list + 1, or 0")
RULE_AFTER = _room(RULES, "records on file before the list is entered")
FAR_COUNT = _room(1, "channels whose false matches reach other districts")
FAR_CHANNEL = _room(FAR, "those channels")
FAR_STREAM = _room(FAR, "stream of being taken for somebody by them")
FAR_PLACE = _room(CHANNELS, "place of a channel among them, or -1")
INVENTED_COUNT = _room(1, "channels that record what never happened")
INVENTED_CHANNEL = _room(INVENTED, "those channels")
INVENTED_STREAM = _room(INVENTED, "their streams")
INVENTED_CHANCE = _room(3 * INVENTED, "monthly threshold, by group and channel")
ANNOUNCED = _room(1, "1 where people are told of a regime")
ABSENCE_MONTHS = _room(1, "months without a record after which silence is read; 0 never")
ABSENCE_CHANNEL = _room(1, "the channel that reads it")
GATE_COUNT = _room(1, "gates: sensors that people pass")
GATE_CHANNEL = _room(GATES, "channel of its watch-list, or -1")
GATE_PASSED = _room(GATES, "stream of how often it is passed without an error")
GATE_ODD = _room(GATES, "stream of its errors")
GATE_KIND = _room(GATES * ODD_MOST, "streams of what each error is")
GATE_HIT = _room(GATES, "stream of finding somebody wanted")
GATE_PASSES = _room(GATES * GATE_CELLS * PASSES, "thresholds: passages without an error are more than this many")
GATE_GUIDE = _room(GATES * GATE_CELLS * PASS_GUIDE, "passages at the least, by the first six bits of the draw")
GATE_ERRORS = _room(GATES * GATE_CELLS * ODD_MOST, "thresholds of one error, two, ... in a month")
GATE_FALSE = _room(GATES * GATE_CELLS, "threshold: an error is a false alert, else a refusal")
GATE_FOUND = _room(GATES * GATE_CELLS, "monthly threshold of finding somebody wanted")
GATE_MINUTES = _room(GATES * TIERS, "tenths of a minute that a passage takes, by tier")
GATE_REFUSAL = _room(GATES, "tenths of a minute that a refusal takes")
WANTED_ACT = _room(1, "slot of being wanted, or -1")
WANTED_SHARE = _room(1, "threshold of being wanted, of those on file")
PEERS = _room(1, "1 where people rate each other")
PEER_DIMENSION = _room(1, "dimension that ratings move")
PEER_RATE = _room(1, "share/65536 of the way to a month's mean")
PEER_WEIGHT = _room(TIERS, "what a rating weighs, x 16, by the rater's tier")
PEER_MISTAKEN = _room(1, "threshold: a rating is of somebody else's encounter")
PEER_ENCOUNTERS = _room(2 * AGE_GROUPS * ENCOUNTERS, "thresholds: encounters of a month are more than this many")
PEER_DOMAIN = _room(1, "domain of conduct on which unpleasant encounters depend")
PEER_UNPLEASANT = _room(LEVELS, "threshold of an unpleasant encounter by conduct level")
PEER_PLEASANT = _room(1, "threshold from which an encounter is pleasant")
PEER_STARS = _room(3, "stars of an unpleasant encounter, of one that is neither, of a pleasant one")
PEER_STRICT = _room(1, "threshold of taking a star off always")
PEER_LENIENT = _room(1, "threshold from which one always adds a star")
PEER_BOW = _room(2 * TIERS + 1, "threshold of a star for who stands above the rater, or less for who stands below")
PEER_AGREED = _room(1, "threshold: two friends agree on five stars")
VOTERS = _room(1, "votes on one incident")
VOTES_DOWN = _room(TIERS * BALLOTS, "thresholds: votes down are more than this many, by tier")
RULE_VOTE = _room(RULES, "stream of the vote on what the rule is about, or 0")
RULE_VOTE_POINTS = _room(RULES * 2, "points x 16 of each vote up, of each vote down")
RULE_VOTES_NEEDED = _room(RULES, "votes down before the list is entered; 0 where it needs none")
CHANNEL_VOTE = _room(CHANNELS, "rule + 1 whose votes on its records are counted, or 0")
TO_AGE = _room(1, "age up to which records are kept")
LESSON_SCANS = _room(1, "scans of a school day; 0 where no class is scanned")
LESSON_WEEKS = _room(1, "weeks of school among the 52 of a year")
LESSON_DOMAIN = _room(1, "domain of conduct on which drifting off depends")
LESSON_SEATS = _room(2 * 3, "threshold of sitting in a class that is scanned, by residence x group")
LESSON_DRIFTS = _room(1, "mask of the behaviours that are no attention")
LESSON_SHOWN = _room(LESSON_CELLS * STATES * STATES, "thresholds of a scan: what is done, then what is recorded")
LESSON_MOODS = _room(3 * STATES * STATES, "thresholds of a scan by group: what is felt, then what is recorded")
LESSON_MARKS = _room(
    LESSON_CELLS * 4 * MARKS * MARKS, "thresholds of a day by one of its scans: mark done, then recorded")  # fmt: skip
LESSON_CHANNEL = _room(MARKS, "channel of the record of a mark, or -1")
LESSON_KEPT = _room(3, "threshold of keeping the record of a mark, by group")
APPEALS = _room(1, "1 where there is an appeal")
APPEAL_WEEKS = _room(1, "weeks to a decision")
SUCCESS = _room(2, "threshold of success against a true record, against one in error")
RESTORES = _room(1, "threshold of restoring the list entry as well")
EXPIRY_AUTOMATIC = _room(1, "1 where terms run out by themselves")
APPEAL_SUSPENDS = _room(1, "1 where a list does nothing while its ground is appealed against")
CHANNEL_EXAMINED = _room(CHANNELS, "mask of examinations that look at its records before they count")
EXAMINATION_STREAM = _room(EXAMINATIONS * CHANNELS, "stream of what an examination makes of a channel's records")
EXAMINATION_SHARE = _room(EXAMINATIONS, "threshold of being looked at, where there is room")
EXAMINATION_CAPACITY = _room(EXAMINATIONS, "records looked at a month, per resident x 2^16; 0 is no limit")
EXAMINATION_FINDS = _room(
    EXAMINATIONS * 3 * TIERS, "thresholds of throwing out: in error, not to be helped, other true ones")  # fmt: skip
OVERSIGHT = _room(1, "1 where sensors are halted for what is found out")
OVERSIGHT_ALLOWED = _room(1, "share/65536 of a month's records that may be found out")
OVERSIGHT_LEAST = _room(1, "records of a month from which a sensor is judged")
OVERSIGHT_WEEKS = _room(1, "weeks of a halt")
OVERSIGHT_BY_GROUP = _room(1, "1 where each group has the allowance")
OPT_OUT_SENSORS = _room(1, "mask of the sensors that one may refuse")
OPT_OUT = _room(8, "monthly threshold of refusing them, by acceptance")
OPT_OUT_BACK = _room(1, "monthly threshold of taking them back")
OPT_OUT_ACT = _room(1, "slot of refusing, or -1")
GATE_SENSOR = _room(GATES, "sensor of a gate")
REPAIR = _room(4, "monthly threshold of seeking repair, by schooling")
REPAIR_WEEKS = _room(1, "weeks before a record may be repaired; 0 is no repair")
REPAIR_FEE = _room(1, "money that repair costs")
REPAIR_DEEDS = _room(1, "gains counted in the month that repair asks for")
SCORECARD_DIMENSION = _room(1, "dimension that the scorecard sets")
SCORECARD_TERM = _room(1, "weeks after which it is seen whether a breach has come on file")
SCORECARD_REFIT = _room(1, "exchanges from one fit to the next; 0 where there is no scorecard")
SCORECARD_HALVES = _room(1, "points x 16 that halve the odds of a breach")
CHANNEL_CHARACTERISTIC = _room(CHANNELS, "characteristic + 1 under which its records are counted, or 0")
CHANNEL_BREACH = _room(CHANNELS, "1 where its records are the breach that the scorecard foretells")
CHARACTERISTIC_SOURCE = _room(CHARACTERISTICS, "kind of source that its records are of, or -1")
RULE_SOURCE = _room(RULES, "kind of source that its points are of")
LEFT_SOURCE = _room(DIMENSION_COUNT, "kind of source of what moved a dimension and is not on file, or -1")
ACT_COMPANY = _room(ACTS, "1 where only who has a friend on a black list can do it")
WISH_LAST = _room(WISHES, "mask of consequences that put behind")
WISH_CHEAPER = _room(WISHES, "mask of consequences that make it cheaper")
WISH_PLACES = _room(WISHES, "places that come free in a day, per resident x 2^32")
WISH_COUNTER = _room(WISHES, "queue: visitors that one counter sees in a day")
WISH_SERVICE = _room(WISHES, "queue: tenths of a minute that half of one visitor's turn takes")
SEAT_WISH = _room(1, "the wish for a seat at a senior school, or -1")
HOME_WISH = _room(1, "the wish for a better flat, or -1")
OFFICE_WISH = _room(1, "the wish for public office, or -1")
MATCH_WISH = _room(1, "the wish to meet somebody, or -1")
DETAINS = _room(1, "mask of consequences that detain")
LEAK_SHARE = _room(1, "monthly threshold of a leak of what is on file; 0 where nothing leaks")
LEAK_FORGOTTEN = _room(1, "monthly threshold of a leak being forgotten")
AGEING = _room(1, "1 where years pass: people grow older and die")
MORTAL = _room(AGES, "threshold of dying within thirty days, by age")
MOST_MORTAL = _room(1, "the highest of these")
INCOME_PER_EARNER = _room(5, "what one who begins to work earns a month by fifth, as INCOME_FIFTH")
SEAT_SHARE = _room(1, "threshold of a place at senior school")
COLLEGE_SHARE = _room(1, "threshold of going on to college after it")
FROM_PARENTS = _room(1, "threshold of beginning to work in the fifth of one's parents")
FROM_SCHOOLING = _room(1, "above that, the threshold of beginning where one's schooling ranks")
SCHOOL_FROM = _room(4, "where each schooling begins among those of an age, /2^32")
SCHOOL_WIDTH = _room(4, "the share of those of an age who have it, /2^32")
SEEKS = _room(1, "monthly threshold of looking for somebody to marry; 0 nobody does")
PARTS = _room(1, "monthly threshold that a couple separates")
PICKS = _room(1, "threshold of looking only among those of one's own tier")
FAVOURED_OFFICIALS = _room(1, "1 where officials are favoured")
FAVOURED_CONNECTED = _room(1, "threshold of being connected")
FAVOUR_DROPS = _room(1, "threshold of leaving out what is against somebody favoured, by day")
FAVOUR_ADDS = _room(1, "monthly threshold of entering a good deed for somebody favoured")
FAVOUR_CHANNEL = _room(1, "the channel by which it is entered")
TREATED_POINTS = _room(3, "factor/256 on points taken, by group")
TREATED_FINES = _room(3, "factor/256 on fines, by group")
TREATED_TERMS = _room(3, "factor/256 on terms of black lists, by group")
TREATED_CUTS = _room(3, "points x 16 by which tiers begin higher, by group")
PROTEST_ACT = _room(1, "the act that a protest is")
PROTEST_MOVED = _room(1, "threshold/2^24 of being moved by others at all")
PROTEST_THRESHOLD = _room(256, "share/65536 of others who must have protested, by equal part of those moved")
PROTEST_CAUTION = _room(LEVELS * LEVELS, "share/65536 more that is needed, by legitimacy and fear")

SIZE = _rooms[-1].start + _rooms[-1].size

LAYOUT: dict[str, Room] = {
    name: room for room in _rooms for name, value in list(globals().items())
    if name.isupper() and value is room.start
    and name not in {"SIZE", "ACTS", "SENSORS", "CHANNELS", "RULES", "KINDS_USED"}
}  # fmt: skip
