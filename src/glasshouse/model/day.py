"""The order of the day: ``citizen_day``, ``district_day``, and the days of a district one after another."""

from glasshouse.chance import day_key, draw, stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.acts import live
from glasshouse.model.clearing import clear
from glasshouse.model.consequences import apply
from glasshouse.model.counting import count_day
from glasshouse.model.panel import observe
from glasshouse.model.remedy import remedy
from glasshouse.model.response import respond
from glasshouse.model.scoring import score
from glasshouse.model.sensing import watch
from glasshouse.model.standing import judge, note_standing
from glasshouse.model.state import INBOX, KIND, Array, get
from glasshouse.quantities import DAYS_PER_CYCLE, i64

S_ANY = stream("any")
S_REFLECTION = stream("district:reflection")


def citizen_day(i: int, u: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Live one day of citizen ``i``; ``u`` is the day's first draw. The schedule, and who reads and writes what:

    1. live: what the citizen truly does today, given traits, place, fear, habit, means
    2. watch: which acts are seen, missed, or laid on another; which records arise from nothing
    3. score: records become points on the regime's dimensions, held, error-free and rights-respecting; fading, terms
    4. judge: tiers, list entry and exit
    5. apply: rewards and sanctions meet today's wishes: the ticket, the loan, the flat, the post
    6. respond: fear, certainty, awareness, ties, from own fate and near ones' yesterday
    7. remedy: appeals filed and decided, expiry asked for
    8. count: exact contributions to the counts; what others will see tomorrow

    A citizen writes its own row, today's counts and the post box, and knows others as of yesterday.
    """
    live(i, u, citizens, tables, district, today)
    letter = get(citizens, i, INBOX)
    if i64(today[at.ACTS_TODAY]) == 0 and i64(today[at.DUE]) == 0 and letter == 0:
        return
    watch(i, citizens, tables, district, box, today)
    in_play = 1 if i64(today[at.DUE]) == 1 or i64(today[at.RECORDS_TODAY]) > 0 else 0
    today[at.STANDING_IN_PLAY] = in_play
    today[at.PENALTIES] = 0
    if in_play == 1:
        note_standing(i, at.BEFORE, citizens, tables, today)
        score(i, citizens, tables, district, today)
        judge(i, citizens, tables, district, today)
        note_standing(i, at.AFTER, citizens, tables, today)
    apply(i, citizens, tables, district, box, today)
    respond(i, citizens, tables, district, today)
    remedy(i, citizens, tables, district, today)
    count_day(i, citizens, tables, district, today)


def district_day(
    day: int, hot: Array, citizens: Array, tables: Array, district: Array, box: Array, today: Array
) -> None:
    """Begin a day: new keys, flows at zero, yesterday's post delivered, vacancies filled."""
    for group in range(count.GROUP_COUNT):
        row = at.COUNTS_HERE + group * count.COLUMNS
        district[at.VACANCIES] += i64(district[row + count.POSTS_LEFT])
        for column in range(count.STOCKS, count.COLUMNS):
            district[row + column] = 0
    district[at.DAY] = day
    district[at.WEEK] = day // 7
    district[at.DAY_KEY] = day_key(i64(district[at.BASE_KEY]), day)
    district[at.DAY_KEY + 1] = day_key(i64(district[at.BASE_KEY + 1]), day)
    centre = draw(i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]), S_REFLECTION, 0)
    district[at.REFLECTION] = centre % i64(district[at.RESIDENTS])
    clear(hot, citizens, district, box, today)


def live_a_day(
    day: int, hot: Array, citizens: Array, tables: Array, district: Array, box: Array, today: Array
) -> None:
    """Live one day of a district: the district first, then everybody, of whom most only draw once."""
    district_day(day, hot, citizens, tables, district, box, today)
    key_0, key_1 = i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1])
    next_due = day % DAYS_PER_CYCLE
    for i in range(i64(district[at.RESIDENTS])):
        u = draw(key_0, key_1, S_ANY, i)
        kind = i64(hot[i])
        if i == next_due or u >= i64(tables[room.QUIET + kind]):
            today[at.DUE] = 0
            if i == next_due:
                today[at.DUE] = 1
                next_due += DAYS_PER_CYCLE
            if kind == room.ALWAYS_VISITED:
                hot[i] = get(citizens, i, KIND)
            citizen_day(i, u, citizens, tables, district, box, today)


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
            observe(i64(sampled[k]), k, day - first, citizens, tables, panel)
