"""What everybody in a district knows, and the notes of a citizen's day: the layout of two small arrays.

``district`` is written by ``district_day`` alone, but for the counts, to which every citizen adds.
"""

from glasshouse.model.columns import COLUMNS, GROUP_COUNT
from glasshouse.model.tables import ACTS, BANDS, CARD, CHANNELS, EXAMINATIONS, FAR, SENSORS, WISHES
from glasshouse.quantities import DAYS_PER_CYCLE

BIRTH_KEY = 0
"""Two keys of day -1: who people are and whom they know."""
BASE_KEY = 2
DAY_KEY = 4
DAY = 6
WEEK = 7
RESIDENTS = 8
REFLECTION = 9
"""Today's c of the involution i -> (c - i) mod n by which a false match finds its victim."""
POSTED = 10
"""How many entries the post box holds."""
VACANCIES = 11
FAR_FRIENDS = 12
"""The c of the involution by which a friend is found anywhere in the district."""
SCORED_OF_GROUP = 13
WIDENING = SCORED_OF_GROUP + GROUP_COUNT
"""Residents for each one of a group on file, /65536 and rounded up: how much a local false match is widened."""
RECEIVED = WIDENING + GROUP_COUNT
"""Monthly thresholds of being taken for somebody by a channel elsewhere: channel x group, from the exchange."""
DEALINGS = RECEIVED + FAR * GROUP_COUNT
"""Today's c of the involution by which an act against another finds whom it strikes."""
ARRIVED = DEALINGS + 1
"""Of each examination: records that came in today; of 30 days, x 2^16; threshold of finding room today."""
LOAD = ARRIVED + EXAMINATIONS
OPEN_TO = LOAD + EXAMINATIONS
HALTED = OPEN_TO + EXAMINATIONS
"""Sensors halted today, as bits; the week until which each is; its month's records and those found out, by group."""
HALTED_UNTIL = HALTED + 1
MADE = HALTED_UNTIL + SENSORS
FOUND_OUT = MADE + SENSORS * GROUP_COUNT
WIDEST = FOUND_OUT + SENSORS * GROUP_COUNT
"""The draw up to which a channel may do anything but miss: channel x 6 + residence x 3 + group."""
LIVING = WIDEST + CHANNELS * 6
"""The place in luck of the citizen whose day is being lived; 0 in between."""
SCORECARD = LIVING + 1
"""Points x 16 of the scorecard, as told at the last exchange: of everybody, then by characteristic and attribute."""
FREE = SCORECARD + CARD
"""Of each wish for something scarce: places that are free; of the next one that comes free, the part x 2^32."""
COMING = FREE + WISHES
PROTESTED = COMING + WISHES
"""Those who protested within the last thirty days, as of yesterday; how many of them on each of these days."""
PROTESTED_ON = PROTESTED + 1
COUNTS_HERE = PROTESTED_ON + DAYS_PER_CYCLE
SIZE = COUNTS_HERE + GROUP_COUNT * COLUMNS

# -- a citizen's notes of the day
ACTS_TODAY = 0
ACT_NOTE = 1
ACT_NOTES = 31
RECORDS_TODAY = 32
RECORD_NOTE = 33
RECORD_NOTES = 63
ENTRIES_TODAY = 96
ENTRY_NOTE = 97
ENTRY_NOTES = 31
BEFORE = 128
AFTER = 144
SCORE_NOTE, TIER_NOTE, LISTS_NOTE, MASK_NOTE = 0, 3, 6, 9
"""In BEFORE and AFTER, three of each: one per standing."""
DUE = 160
PENALTIES = 161
"""Mask of families in which an own true or false record took something today."""

STANDING_IN_PLAY = 163
STRAYED_TODAY = 164
REVISED = 165
"""1 where remedy changed the standing after it was noted."""
FRIENDS = 166
"""On the due day, the friend in each of six slots, or -1."""
GAINED = 191
"""On the due day, gains of the month that held standing counted."""
RATINGS = 172
"""On the due day, of ratings: weights and weighted stars that held standing takes, then error-free standing's."""
NEAR_FROM = 162
"""Where those who would be friends are noted; on the due day alone."""
BINS = 192
BLOCK = BINS + 256
"""The block last looked at: its first citizen, its residents (0 for no block), and where its ties pair people."""
BLOCK_SIZE = BLOCK + 1
BLOCK_CENTRES = BLOCK + 2
BLOCK_TURNS = BLOCK_CENTRES + 9
CHUNK = 240
"""Citizens whose first draws are made together; a multiple of the 30-day cycle, and a byte can number them."""
DRAWN = BLOCK_TURNS + BANDS
PLACES = DRAWN + CHUNK
"""Of a chunk: everybody's place in today's luck."""
NOTED = PLACES + CHUNK
"""Of a chunk: whether everybody is visited, as visits are noted; then the visits alone."""
VISITS = NOTED + CHUNK
VISIT_PLACE, VISIT_DUE = 2, 2
"""A visit is its place in the chunk above two bits: 2 where it comes on the due day, and 1."""
FETCHED = VISITS + CHUNK + 1
WALKERS = FETCHED + CHUNK
"""Of a chunk: those who still walk, as places among the visits, and what is left to each of the day's first draw."""
LEFT = WALKERS + CHUNK + 1
BEGUN = LEFT + CHUNK + 1
"""What survived of each one's day when its domain began; where a draw must end; under what no candidate is left."""
ENDS = BEGUN + CHUNK + 1
QUIET_FROM = ENDS + CHUNK + 1
STEPS = QUIET_FROM + CHUNK + 1
"""The step of the walk at which each of them stops next."""
FIRST_TRY = STEPS + CHUNK + 1
"""Where the acts that each visit tries are noted, 0 for none; the notes, which begin at 1."""
CALLS = FIRST_TRY + CHUNK
"""The visits, by their places, on which there is a day to be lived."""
OWN_TRIES = CALLS + CHUNK + 1
TRIES = OWN_TRIES + ACTS
NEAR = TRIES + 1 + CHUNK * ACTS
"""Of a chunk: who would be the friends of those who are due, and the workmates: six slots each, and three."""
NEAR_ONES = 9
DUE_CALLS = NEAR + NEAR_ONES * (CHUNK // DAYS_PER_CYCLE)
"""Of a chunk: the visits to those who are due, one of thirty."""
SEEKING = DUE_CALLS + CHUNK // DAYS_PER_CYCLE + 1
"""Overnight: how many seek each scarce thing; of those who would be matched, the last lot by age and sex."""
LAST_LOT = SEEKING + WISHES
TODAY = LAST_LOT + 16
