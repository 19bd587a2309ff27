"""The order of the day: ``citizen_day``, ``district_day``, and the days of a district one after another."""

from glasshouse.chance import day_key, draw_from, key_from, place_in_luck, stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.absence import read_absence
from glasshouse.model.acts import find_tries, live
from glasshouse.model.classroom import go_to_school
from glasshouse.model.clearing import clear, open_places
from glasshouse.model.confinement import confine, is_detained, pass_day_detained
from glasshouse.model.consequences import apply
from glasshouse.model.counting import count_day
from glasshouse.model.courtship import pair_up
from glasshouse.model.dealings import strike, trust
from glasshouse.model.examining import open_examinations, oversee
from glasshouse.model.leaking import leak
from glasshouse.model.lifecourse import pass_years
from glasshouse.model.luck import born_luck, shared_luck
from glasshouse.model.opting import opt_out
from glasshouse.model.panel import observe
from glasshouse.model.passing import pass_gates
from glasshouse.model.places import hold_office
from glasshouse.model.protest import protest, publish_protest
from glasshouse.model.rating import be_rated
from glasshouse.model.relations import be_pulled
from glasshouse.model.remedy import remedy
from glasshouse.model.response import respond
from glasshouse.model.scorecard import use_scorecard
from glasshouse.model.scoring import score
from glasshouse.model.sensing import open_eyes, overlook, watch
from glasshouse.model.standing import judge, note_masks, note_standing
from glasshouse.model.state import BREACH, INBOX, POINTS, SCORED, Array, get
from glasshouse.model.thinning import quiet_day
from glasshouse.model.ties import S_FAR_FRIEND, fetch_near_ones, find_friends
from glasshouse.quantities import DAYS_PER_CYCLE, i64

S_ANY = stream("any")
S_REFLECTION = stream("district:reflection")
S_DEALINGS = stream("district:dealings")


def citizen_day(i: int, k: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Live one day of citizen ``i``, the k-th visit of the chunk. The schedule, and who reads and writes what:

    1. live: what the citizen truly does today, given traits, place, fear, habit, means; opting out; protest;
        whom it strikes
    2. watch: which acts are seen, missed, or laid on another; which records arise from nothing; gates; class;
        absence; what an examination throws out before it counts
    3. score: records become points on the dimensions, held, error-free and rights-respecting; fading, terms, near ones,
        the ratings of others, the scorecard
    4. judge: tiers, list entry and exit; public office entered or left just before
    5. apply: rewards and sanctions meet today's wishes: ticket, loan, flat, post, a child's seat, queue, match, prices
    6. respond: fear, certainty, awareness, ties, from own fate and near ones' yesterday; trust among strangers
    7. remedy: appeals filed and decided, expiry asked for, repair
    8. count: exact contributions to the counts; who is detained from tomorrow on; leaks; what others will see tomorrow

    Whoever is detained lives none of them. A citizen writes its own row, today's counts and the post box, and knows
    others as of yesterday.
    """
    if is_detained(i, citizens, tables) == 1:
        pass_day_detained(i, citizens, tables, district, today)
        return
    live(i, k, citizens, tables, district, today)
    if i64(today[at.DUE]) == 1:
        opt_out(i, citizens, tables, district, today)
        protest(i, citizens, tables, district, today)
    letter = get(citizens, i, INBOX)
    if i64(today[at.ACTS_TODAY]) == 0 and i64(today[at.DUE]) == 0 and letter == 0:
        return
    strike(i, citizens, tables, district, box, today)
    watch(i, citizens, tables, district, box, today)
    if i64(today[at.DUE]) == 1:
        pass_gates(i, citizens, tables, district, today)
        go_to_school(i, citizens, tables, district, today)
        read_absence(i, citizens, tables, district, today)
    in_play = 1 if i64(today[at.DUE]) == 1 or i64(today[at.RECORDS_TODAY]) > 0 else 0
    today[at.STANDING_IN_PLAY] = in_play
    today[at.PENALTIES] = 0
    if i64(today[at.DUE]) == 1 and get(citizens, i, SCORED) == 1:
        find_friends(citizens, today)
    if in_play == 1 and get(citizens, i, SCORED) == 1:
        note_standing(i, at.BEFORE, citizens, tables, today)
        score(i, citizens, tables, district, today)
        if i64(today[at.DUE]) == 1:
            be_pulled(i, citizens, tables, district, today)
            be_rated(i, citizens, tables, district, today)
            use_scorecard(i, citizens, tables, district)
            hold_office(i, citizens, tables, district)
        judge(i, citizens, tables, district, today)
        note_masks(i, at.AFTER, citizens, tables, today)
    apply(i, citizens, tables, district, box, today)
    respond(i, citizens, tables, district, today)
    if in_play == 1:
        trust(i, citizens, tables, district, today)
        remedy(i, citizens, tables, district, today)
        if get(citizens, i, SCORED) == 1:
            confine(i, citizens, tables, district)
            if i64(today[at.DUE]) == 1:
                leak(i, citizens, tables, district)
        count_day(i, citizens, tables, district, today)


def district_day(
    day: int, hot: Array, citizens: Array, tables: Array, district: Array, box: Array, today: Array
) -> None:
    """Begin a day: new keys, flows at zero, yesterday's post delivered, scarce places filled.

    Then some die or grow older, and find or leave each other.
    """
    open_places(tables, district)
    publish_protest(district)
    for group in range(count.GROUP_COUNT):
        row = at.COUNTS_HERE + group * count.COLUMNS
        for column in range(count.STOCKS, count.COLUMNS):
            district[row + column] = 0
    district[at.DAY] = day
    district[at.WEEK] = day // 7
    district[at.DAY_KEY] = day_key(i64(district[at.BASE_KEY]), day)
    district[at.DAY_KEY + 1] = day_key(i64(district[at.BASE_KEY + 1]), day)
    district[at.REFLECTION] = shared_luck(district, S_REFLECTION) % i64(district[at.RESIDENTS])
    district[at.DEALINGS] = shared_luck(district, S_DEALINGS) % i64(district[at.RESIDENTS])
    today[at.BLOCK_SIZE] = 0
    district[at.FAR_FRIENDS] = born_luck(district, S_FAR_FRIEND, 0) % i64(district[at.RESIDENTS])
    clear(hot, citizens, tables, district, box, today)
    pass_years(day, hot, citizens, tables, district)
    pair_up(day, citizens, tables, district, box)
    for group in range(count.GROUP_COUNT):
        alike = max(i64(district[at.SCORED_OF_GROUP + group]), 1)
        district[at.WIDENING + group] = (i64(district[at.RESIDENTS]) << 16) // alike + 1
    open_eyes(tables, district)
    open_examinations(tables, district)
    oversee(tables, district)


def live_a_day(day: int, hot: Array, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Live one day of a district: the district first, then everybody, of whom most only draw once."""
    district_day(day, hot, citizens, tables, district, box, today)
    residents = i64(district[at.RESIDENTS])
    for first in range(0, residents, at.CHUNK):
        visits = find_visits(first, min(at.CHUNK, residents - first), day, hot, district, today)
        for k in range(visits):
            i = first + (i64(today[at.VISITS + k]) >> at.VISIT_PLACE)
            if i64(hot[i]) == room.ALWAYS_VISITED:
                hot[i] = quiet_day(i, citizens, tables)
        call_on(first, visits, citizens, tables, district, box, today)


def call_on(first: int, visits: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Live the day of those in a chunk of citizens, from ``first`` on, who are noted as visited."""
    fetch(first, visits, citizens, today)
    overlook(first, find_tries(first, visits, citizens, tables, district, today), citizens, tables, district, today)
    calls = find_calls(first, visits, citizens, today)
    fetch_wholly(first, calls, citizens, tables, district, today)
    for c in range(calls):
        k = i64(today[at.CALLS + c])
        visit = i64(today[at.VISITS + k])
        place = visit >> at.VISIT_PLACE
        today[at.DUE] = is_due(visit)
        if is_due(visit) == 1:
            today[at.NEAR_FROM] = near_of(place)
        district[at.LIVING] = i64(today[at.PLACES + place])
        citizen_day(first + place, k, citizens, tables, district, box, today)
    district[at.LIVING] = 0


def find_visits(first: int, size: int, day: int, hot: Array, district: Array, today: Array) -> int:
    """Make the first draws of a chunk of citizens, note who is to be visited, and return how many that is.

    A visit is noted as ``4 * place + 1``, on the due day as ``4 * place + 3``. ``first`` is a multiple of the cycle.

    All draws and all tests come before anybody is noted, and nothing branches: a processor does several at a time.
    """
    key_0, key_1 = key_from(i64(district[at.DAY_KEY]), first), i64(district[at.DAY_KEY + 1])
    for k in range(size):
        place = place_in_luck(key_0, key_1, k & 0xFF)  # which it is; a short number is multiplied faster
        u, quiet = draw_from(place, S_ANY), i64(hot[first + k])
        today[at.PLACES + k] = place
        today[at.DRAWN + k] = u
        acts = (1 if u >> 16 >= quiet else 0) & (1 if quiet < room.NEVER_VISITED else 0)
        today[at.NOTED + k] = (k << at.VISIT_PLACE) + acts
    for k in range(day % DAYS_PER_CYCLE, size, DAYS_PER_CYCLE):
        lives = 1 if i64(hot[first + k]) < room.NEVER_VISITED else 0
        today[at.NOTED + k] = (k << at.VISIT_PLACE) + at.VISIT_DUE * lives + lives
    visits = 0
    for k in range(size):
        noted = i64(today[at.NOTED + k])
        today[at.VISITS + visits] = noted
        visits += noted & 1
    return visits


def is_due(visit: int) -> int:
    """Return 1 where a visit comes on the due day of the one who is visited.

    >>> is_due(4 * 7 + 1), is_due(4 * 7 + 3)
    (0, 1)
    """
    return (visit // at.VISIT_DUE) & 1


def fetch(first: int, visits: int, citizens: Array, today: Array) -> None:
    """Touch what acts depend on in the rows of those who are visited.

    A processor waits for many rows at a time as long as for one.
    """
    for k in range(visits):
        i = first + (i64(today[at.VISITS + k]) >> at.VISIT_PLACE)
        today[at.FETCHED + k] = i64(citizens[i, 0])


def find_calls(first: int, visits: int, citizens: Array, today: Array) -> int:
    """Note the visits on which there is a day to be lived, and return how many: all candidates of many are rejected.

    Those who are due come last: most of the code is for them, and it stays at hand from one to the next.
    """
    calls, due = 0, 0
    for k in range(visits):
        visit = i64(today[at.VISITS + k])
        here = i64(today[at.FIRST_TRY + k]) | get(citizens, first + (visit >> at.VISIT_PLACE), INBOX)
        today[at.CALLS + calls] = k
        today[at.DUE_CALLS + due] = k
        calls += (1 - is_due(visit)) & (1 if here > 0 else 0)
        due += is_due(visit)
    for k in range(due):
        today[at.CALLS + calls + k] = i64(today[at.DUE_CALLS + k])
    return calls + due


def fetch_wholly(first: int, calls: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Touch what else is read of those whose day is to be lived and, where one is due, of near ones."""
    for c in range(calls):
        visit = i64(today[at.VISITS + i64(today[at.CALLS + c])])
        place = visit >> at.VISIT_PLACE
        i = first + place
        touched = get(citizens, i, BREACH)
        if is_due(visit) == 1:
            near = near_of(place)
            touched += get(citizens, i, POINTS) + fetch_near_ones(i, near, citizens, tables, district, today)
        today[at.FETCHED + c] = touched


def near_of(place: int) -> int:
    """Return where the near ones are noted of one whose due day it is, at a place of the chunk."""
    return at.NEAR + (place // DAYS_PER_CYCLE) * at.NEAR_ONES


def district_days(
    first: int,
    last: int,
    hot: Array,
    citizens: Array,
    tables: Array,
    district: Array,
    box: Array,
    today: Array,
    counts: Array,
    sampled: Array,
    panel: Array,
) -> None:
    """Live the days ``first .. last - 1`` of one district.

    ``counts[day - first, group, column]`` receives every day's counts; ``panel[day - first, k]`` what is recorded of
    the sampled citizens, whom being watched by us does not change.
    """
    for day in range(first, last):
        live_a_day(day, hot, citizens, tables, district, box, today)
        for group in range(count.GROUP_COUNT):
            row = at.COUNTS_HERE + group * count.COLUMNS
            for column in range(count.COLUMNS):
                counts[day - first, group, column] = district[row + column]
        for k in range(len(sampled)):
            observe(i64(sampled[k]), k, day - first, citizens, tables, district, panel)
