"""The classroom (W7, A7): scans of pupils every so many seconds, read for behaviour and mood, and often misread.

No scan of a day is drawn singly. A day has two **marks**, bands of the share of its scans that shows no attention: one
of what was done, one of what was recorded. Their joint distribution is compiled exactly
(``inputs.compiling.schooling``), so one draw gives both. One scan of each day is **looked at**: what the pupil did and
felt, and what the machine took it for; the marks are drawn given that scan, which is one of those they are made of.

The thirty days up to a citizen's due day are lived on it, each school day with the luck of that day. A mark may be a
record of the act that it stands for: true where the mark of what was done stands for the same act, else of nothing.
Who has no file is scanned and marked like the others, and no mark of theirs is kept.
"""

from glasshouse.chance import day_key, draw, stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import born_luck
from glasshouse.model.notes import NOTHING, TRUE
from glasshouse.model.sensing import keep
from glasshouse.model.state import AGE, CONDUCT, GROUP, SCORED, URBAN, Array, beside, get
from glasshouse.model.tally import add
from glasshouse.quantities import DAYS_PER_CYCLE, i64

S_SEAT = stream("birth:seat")
S_SCAN = stream("class:scan")
S_MOOD = stream("class:mood")
S_MARK = stream("class:mark")
S_RECORD = stream("class:record")
FIRST_AGE, YOUTH_AGE, LAST_AGE = 6, 14, 17
"""Who goes to school: the half from which rates of youth hold, and the ends."""
DAYS_PER_WEEK, SCHOOL_DAYS_PER_WEEK, WEEKS_PER_YEAR = 7, 5, 52


def go_to_school(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Live the lessons of the thirty days up to today, of a pupil whose file or class they can reach."""
    if i64(tables[room.LESSON_SCANS]) == 0:
        return
    age = get(citizens, i, AGE)
    if age < FIRST_AGE or age > LAST_AGE:
        return
    if get(citizens, i, SCORED) == 0 and has_seat(i, citizens, tables, district) == 0:
        return
    last = i64(district[at.DAY])
    for day in range(max(last - DAYS_PER_CYCLE + 1, 0), last + 1):
        if is_school_day(day, tables) == 1:
            attend(i, day, citizens, tables, district, today)


def is_school_day(day: int, tables: Array) -> int:
    """Return 1 on five days of each week of school; a year of school begins on day 0 and ends with its holidays."""
    if day % DAYS_PER_WEEK >= SCHOOL_DAYS_PER_WEEK:
        return 0
    return 1 if (day // DAYS_PER_WEEK) % WEEKS_PER_YEAR < i64(tables[room.LESSON_WEEKS]) else 0


def has_seat(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where a pupil sits in a class that is scanned."""
    where = get(citizens, i, URBAN) * 3 + get(citizens, i, GROUP)
    return 1 if born_luck(district, S_SEAT, i) < i64(tables[room.LESSON_SEATS + where]) else 0


def lesson_cell(i: int, citizens: Array, tables: Array) -> int:
    """Return the cell of what a pupil does in class and is taken for: half of school age, conduct level, group."""
    level = get(citizens, i, beside(CONDUCT, i64(tables[room.LESSON_DOMAIN])))
    youth = 1 if get(citizens, i, AGE) >= YOUTH_AGE else 0
    return (youth * room.LEVELS + level) * 3 + get(citizens, i, GROUP)


def attend(i: int, day: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Live one school day: a scan that is looked at, the two marks, and the record that comes of the second."""
    key_0, key_1 = day_key(i64(district[at.BASE_KEY]), day), day_key(i64(district[at.BASE_KEY + 1]), day)
    cell = lesson_cell(i, citizens, tables)
    size, seat = room.STATES * room.STATES, has_seat(i, citizens, tables, district)
    scan = pick(room.LESSON_SHOWN + cell * size, size, draw(key_0, key_1, S_SCAN, i), tables)
    shows = 2 * drifts(scan // room.STATES, tables) + drifts(scan % room.STATES, tables)
    days = room.MARKS * room.MARKS
    marks = pick(room.LESSON_MARKS + (cell * 4 + shows) * days, days, draw(key_0, key_1, S_MARK, i), tables)
    if seat == 1:
        mood = pick(room.LESSON_MOODS + get(citizens, i, GROUP) * size, size, draw(key_0, key_1, S_MOOD, i), tables)
        note_school_day(i, scan, mood, marks, citizens, tables, district)
    if get(citizens, i, SCORED) == 0:
        return
    kept = seat * (
        1 if draw(key_0, key_1, S_RECORD, i) < i64(tables[room.LESSON_KEPT + get(citizens, i, GROUP)]) else 0
    )
    record_mark(i, marks // room.MARKS, marks % room.MARKS, kept, citizens, tables, district, today)


def pick(start: int, size: int, u: int, tables: Array) -> int:
    """Return the first of a row of rising thresholds that a draw stays under; the last where it stays under none."""
    k = 0
    while k < size - 1 and i64(tables[start + k]) <= u:
        k += 1
    return k


def drifts(behaviour: int, tables: Array) -> int:
    """Return 1 for a behaviour that is no attention."""
    return (i64(tables[room.LESSON_DRIFTS]) >> behaviour) & 1


def note_school_day(i: int, scan: int, mood: int, marks: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count a day of a pupil in a class that is scanned: its scans, its marks, and the scan that is looked at.

    ``scan`` and ``mood`` are what was so x 8 + what was recorded; ``marks`` the mark of what was done x 5 + the other.
    """
    group = get(citizens, i, GROUP)
    add(district, group, count.SCHOOL_DAYS, 1)
    add(district, group, count.SCANS, i64(tables[room.LESSON_SCANS]))
    done, recorded = marks // room.MARKS, marks % room.MARKS
    add(district, group, count.MARKS_DONE + done, 1)
    add(district, group, count.MARKS_RECORDED + recorded, 1)
    if recorded != done:
        add(district, group, count.MARKS_IN_ERROR + (0 if recorded > done else 1), 1)
    truly, taken = drifts(scan // room.STATES, tables), drifts(scan % room.STATES, tables)
    add(district, group, count.LOOKED_AT, truly)
    add(district, group, count.LOOKED_AT + 1, taken)
    add(district, group, count.LOOKED_AT + 2, taken * (1 - truly))
    add(district, group, count.BEHAVIOURS_MISTAKEN, 1 if scan // room.STATES != scan % room.STATES else 0)
    add(district, group, count.MOODS_MISTAKEN, 1 if mood // room.STATES != mood % room.STATES else 0)


def record_mark(
    i: int, done: int, recorded: int, kept: int, citizens: Array, tables: Array, district: Array, today: Array
) -> None:
    """Count the act that the mark of what was done stands for, and keep a record of what the other stands for.

    ``kept`` is 1 where the pupil has a seat in such a class and the mark of the day reaches the file.
    """
    group = get(citizens, i, GROUP)
    truth, channel = i64(tables[room.LESSON_CHANNEL + done]), i64(tables[room.LESSON_CHANNEL + recorded])
    if kept == 0:
        channel = -1
    if truth >= 0:
        act = i64(tables[room.CHANNEL_ACT + truth])
        add(district, group, count.DONE + act, 1)
        if channel != truth:
            add(district, group, count.MISSED + act, 1)
    if channel >= 0:
        keep(i, channel, TRUE if channel == truth else NOTHING, citizens, tables, district, today)
