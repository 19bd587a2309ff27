"""Phase 3, score: records become points on the regime's dimensions, in three standings at once.

Held standing takes every record; error-free standing only the true ones; rights-respecting standing only true ones of
acts that no right protects. Each standing clamps, caps and repeats on its own account: it is the same rules on fewer
records (science 1.1). A record kept is 30 bits: channel + 1 (8), cause (3), week (11), where it scored (3),
in which it was a repetition (3), whether appealed against (1), whether it still waits (1).
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.favour import treated
from glasshouse.model.money import owe, pay
from glasshouse.model.notes import TRUE, note_entry
from glasshouse.model.state import (
    APPEALED,
    DIMENSION_COUNT,
    GAINS,
    GROUP,
    HELD,
    PENDING,
    POINTS,
    POINTS_PAIR,
    RECORD,
    RECORDS_KEPT,
    TRACKS,
    URBAN,
    Array,
    get,
    half,
    put,
    whole,
)
from glasshouse.model.tally import add
from glasshouse.model.voting import count_votes, is_carried, voted_points
from glasshouse.quantities import DAYS_PER_CYCLE, fit, i64

ALL_GAINS = 15
"""The cap of a dimension that has none; four bits count the gains of a month."""
CAUSE_SHIFT, WEEK_SHIFT, SCORED_SHIFT, REPEAT_SHIFT, DISPUTED_SHIFT, WAITING_SHIFT = 8, 11, 22, 25, 28, 29


def channel_of(record: int) -> int:
    """Return the channel of a record, -1 for an empty place."""
    return (record & 255) - 1


def cause_of(record: int) -> int:
    """Return the cause of a record: true, somebody else's, of nothing, double."""
    return (record >> CAUSE_SHIFT) & 7


def week_of(record: int) -> int:
    """Return the week in which a record was made."""
    return (record >> WEEK_SHIFT) & 2047


def standings_of(act: int, cause: int, tables: Array) -> int:
    """Return the standings that take a record, as bits: 1 held, 2 error-free, 4 rights-respecting."""
    if cause != TRUE:
        return 1
    return 3 if i64(tables[room.ACT_PROTECTED + act]) == 1 else 7


def score(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Take today's records into the standings; on the due day, fade and let terms run out."""
    today[at.ENTRIES_TODAY] = 0
    today[at.PENALTIES] = 0
    if i64(today[at.DUE]) == 1:
        today[at.GAINED] = gains_of(i, citizens)
        fade(i, citizens, tables)
        if has_record(i, citizens) == 1:
            run_out(i, citizens, tables, district)
            arrive(i, citizens, tables, district, today)
    for k in range(i64(today[at.RECORDS_TODAY])):
        note = i64(today[at.RECORD_NOTE + k])
        take(i, note & 255, note >> 8, citizens, tables, district, today)


def take(i: int, channel: int, cause: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Put one record on file and apply its rules: at once, or later where the channel is slow.

    One that still waits and would now be pushed off the file counts first: slow it is, but it does not get lost. What
    nothing can depend on any more (a gift that was counted, without a term) needs no place there.
    """
    if i64(tables[room.CHANNEL_FILED + channel]) == 0:
        counted(i, channel, cause, citizens, tables, district)
        follow_up(i, channel, cause, citizens, tables, district, today)
        return
    oldest = get(citizens, i, whole(RECORD, RECORDS_KEPT - 1))
    if (oldest >> WAITING_SHIFT) & 1 == 1:
        settle(i, RECORDS_KEPT - 1, citizens, tables, district, today)
    record = (channel + 1) | (cause << CAUSE_SHIFT) | ((i64(district[at.WEEK]) & 2047) << WEEK_SHIFT)
    if i64(tables[room.CHANNEL_DELAY + channel]) > 0:
        file_record(i, record | (1 << WAITING_SHIFT), citizens, tables, district)
        return
    record |= counted(i, channel, cause, citizens, tables, district)
    file_record(i, record, citizens, tables, district)
    follow_up(i, channel, cause, citizens, tables, district, today)


def arrive(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Let records that were waiting count from this due day on, the oldest first."""
    for place in range(RECORDS_KEPT - 1, -1, -1):
        record = get(citizens, i, whole(RECORD, place))
        if (record >> WAITING_SHIFT) & 1 == 1:
            if i64(district[at.WEEK]) - week_of(record) >= i64(tables[room.CHANNEL_DELAY + channel_of(record)]):
                settle(i, place, citizens, tables, district, today)


def settle(i: int, place: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Let a record that was waiting count from now on."""
    record = get(citizens, i, whole(RECORD, place)) ^ (1 << WAITING_SHIFT)
    channel, cause = channel_of(record), cause_of(record)
    record |= counted(i, channel, cause, citizens, tables, district)
    put(citizens, i, whole(RECORD, place), record)
    follow_up(i, channel, cause, citizens, tables, district, today)


def counted(i: int, channel: int, cause: int, citizens: Array, tables: Array, district: Array) -> int:
    """Apply the rules that a record meets; return its bits for where it scored and where it was a repetition."""
    standings = standings_of(i64(tables[room.CHANNEL_ACT + channel]), cause, tables)
    repeats = repetitions(i, channel, citizens, tables)
    scored, vote = 0, i64(tables[room.CHANNEL_VOTE + channel]) - 1
    if vote >= 0:
        count_votes(i, vote, standings, citizens, tables, district)
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        scored |= apply_rule(i, i64(tables[room.USE + use]), standings, repeats, citizens, tables, district)
    return (scored << SCORED_SHIFT) | (repeats << REPEAT_SHIFT)


def follow_up(i: int, channel: int, cause: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Ask for the lists that a record on file leads to, and note in which family something was taken."""
    act = i64(tables[room.CHANNEL_ACT + channel])
    standings = standings_of(act, cause, tables)
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        rule = i64(tables[room.USE + use])
        if i64(tables[room.RULE_LIST + rule]) > 0 and is_carried(i, rule, citizens, tables, district) == 1:
            ask_for_entry(i, rule, channel, standings, cause, citizens, tables, today)
    if i64(tables[room.CHANNEL_ADVERSE + channel]) == 1:
        today[at.PENALTIES] = i64(today[at.PENALTIES]) | (1 << i64(tables[room.ACT_FAMILY + act]))


def on_file(i: int, channel: int, citizens: Array, tables: Array) -> int:
    """Return how many records of a channel count by now: all in the low 4 bits, true ones above."""
    found = 0
    for k in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, k))
        if channel_of(record) == channel and (record >> WAITING_SHIFT) & 1 == 0:
            found += 1 if cause_of(record) != TRUE else 17
    return found


def repetitions(i: int, channel: int, citizens: Array, tables: Array) -> int:
    """Return the standings in which a record of this channel is already on file, as bits."""
    found = on_file(i, channel, citizens, tables)
    return (1 if found & 15 > 0 else 0) | (6 if found >> 4 > 0 else 0)


def apply_rule(i: int, rule: int, standings: int, repeats: int, citizens: Array, tables: Array, district: Array) -> int:
    """Apply one rule in the given standings; return those in which its points were counted.

    Points of a vote are never taken back: what the public has voted stands until it fades.
    """
    counted, voted = 0, voted_points(i, rule, citizens, tables, district)
    for track in range(TRACKS):
        if (standings >> track) & 1 == 1:
            counted |= score_points(i, rule, track, (repeats >> track) & 1, citizens, tables) << track
            drop(i, i64(tables[room.RULE_DROP + rule]), track, citizens, tables)
            if voted != 0:
                add_points(i, track, i64(tables[room.RULE_DIMENSION + rule]), voted, citizens, tables)
    fine = (i64(tables[room.RULE_FINE + rule]) * treated(i, room.TREATED_FINES, HELD, citizens, tables)) >> 8
    if fine > 0:
        owe(i, fine - pay(i, fine, count.FINES, citizens, district), citizens)
    return counted


def points_of(i: int, rule: int, track: int, repeated: int, citizens: Array, tables: Array) -> int:
    """Return the points x 16 of a rule where the citizen lives, times the factors of a repetition and of treatment."""
    points = i64(tables[room.RULE_POINTS + 2 * rule + get(citizens, i, URBAN)])
    if points < 0:
        points = -((-points * treated(i, room.TREATED_POINTS, track, citizens, tables)) >> 8)
    if repeated == 1:
        factor = i64(tables[room.RULE_REPEAT + rule])
        return (points * factor) >> 8 if points >= 0 else -((-points * factor) >> 8)
    return points


def score_points(i: int, rule: int, track: int, repeated: int, citizens: Array, tables: Array) -> int:
    """Add a rule's points in one standing, unless this month's gains are used up; return 1 where counted."""
    dimension = i64(tables[room.RULE_DIMENSION + rule])
    if dimension < 0:
        return 0
    points = points_of(i, rule, track, repeated, citizens, tables)
    if points > 0 and use_gain(i, track, dimension, citizens, tables) == 0:
        return 0
    add_points(i, track, dimension, points, citizens, tables)
    return 1


def use_gain(i: int, track: int, dimension: int, citizens: Array, tables: Array) -> int:
    """Count one gain of this month; return 0 where the cap is reached."""
    gains = get(citizens, i, half(GAINS, track))
    used = (gains >> (4 * dimension)) & 15
    most = i64(tables[room.GAINS_MOST + dimension])
    if most < ALL_GAINS and used >= most:
        return 0
    if used < ALL_GAINS:
        put(citizens, i, half(GAINS, track), gains + (1 << (4 * dimension)))
    return 1


def gains_of(i: int, citizens: Array) -> int:
    """Return how many gains held standing has counted since the last due day."""
    gains = get(citizens, i, half(GAINS, HELD))
    return (gains & 15) + ((gains >> 4) & 15) + ((gains >> 8) & 15) + (gains >> 12)


def add_points(i: int, track: int, dimension: int, points: int, citizens: Array, tables: Array) -> None:
    """Move one dimension of one standing, inside the scale."""
    column = half(POINTS, track * DIMENSION_COUNT + dimension)
    value = fit(get(citizens, i, column) + points, i64(tables[room.LEAST]), i64(tables[room.MOST]))
    put(citizens, i, column, value)


def drop(i: int, to: int, track: int, citizens: Array, tables: Array) -> None:
    """Let every dimension above ``to`` fall to it (zero tolerance); -1 is no such rule."""
    if to < 0:
        return
    for dimension in range(DIMENSION_COUNT):
        column = half(POINTS, track * DIMENSION_COUNT + dimension)
        put(citizens, i, column, min(get(citizens, i, column), to))


def ask_for_entry(
    i: int, rule: int, channel: int, standings: int, cause: int, citizens: Array, tables: Array, today: Array
) -> None:
    """Ask for the list a rule leads to, in the standings in which enough records are on file."""
    found = on_file(i, channel, citizens, tables)
    needed = i64(tables[room.RULE_AFTER + rule])
    enough = (1 if found & 15 >= needed else 0) | (6 if found >> 4 >= needed else 0)
    if standings & enough != 0:
        note_entry(i64(tables[room.RULE_LIST + rule]) - 1, standings & enough, cause, today)


def file_record(i: int, record: int, citizens: Array, tables: Array, district: Array) -> None:
    """Put a record on file as the newest: those before it move on, up to the first free place.

    Where none is free the oldest is folded in, and counted if a term was still to come; its appeal is dropped.
    """
    place = 0
    while place < RECORDS_KEPT - 1 and get(citizens, i, whole(RECORD, place)) != 0:
        place += 1
    oldest = get(citizens, i, whole(RECORD, place))
    if oldest != 0 and i64(tables[room.CHANNEL_TERM + channel_of(oldest)]) > 0:
        if is_past_term(oldest, tables, district) == 0:
            add(district, get(citizens, i, GROUP), count.OVERFLOWS, 1)
    for k in range(place, 0, -1):
        put(citizens, i, whole(RECORD, k), get(citizens, i, whole(RECORD, k - 1)))
    put(citizens, i, RECORD, record)
    appealed = get(citizens, i, APPEALED)
    if get(citizens, i, PENDING) == 1 and appealed <= place:
        put(citizens, i, APPEALED, appealed + 1)
        if appealed == place:
            put(citizens, i, PENDING, 0)
            put(citizens, i, APPEALED, 0)


def strike(i: int, place: int, citizens: Array, tables: Array, district: Array) -> None:
    """Take a record off the file, and its points back in every standing; an appeal against it has no object."""
    take_back(i, place, 7, citizens, tables, district)
    for k in range(place, RECORDS_KEPT - 1):
        put(citizens, i, whole(RECORD, k), get(citizens, i, whole(RECORD, k + 1)))
    put(citizens, i, whole(RECORD, RECORDS_KEPT - 1), 0)
    appealed = get(citizens, i, APPEALED)
    if get(citizens, i, PENDING) == 1 and appealed >= place:
        put(citizens, i, APPEALED, appealed - 1)
        if appealed == place:
            put(citizens, i, PENDING, 0)
            put(citizens, i, APPEALED, 0)


def left_of(points: int, dimension: int, record: int, tables: Array, district: Array) -> int:
    """Return what fading has left of a record's points: a month's step for each month since."""
    rate = i64(tables[room.FADES + dimension])
    if rate > 0:
        for _ in range(((i64(district[at.WEEK]) - week_of(record)) * 7) // DAYS_PER_CYCLE):
            points = faded(points, 0, rate)
    return points


def take_back(i: int, place: int, standings: int, citizens: Array, tables: Array, district: Array) -> None:
    """Take back what is left of a record's points, in those of the given standings that had counted them."""
    record = get(citizens, i, whole(RECORD, place))
    channel = channel_of(record)
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        rule = i64(tables[room.USE + use])
        dimension = i64(tables[room.RULE_DIMENSION + rule])
        for track in range(TRACKS):
            if dimension >= 0 and ((record >> SCORED_SHIFT) & standings) >> track & 1 == 1:
                points = points_of(i, rule, track, (record >> (REPEAT_SHIFT + track)) & 1, citizens, tables)
                points = left_of(points, dimension, record, tables, district)
                add_points(i, track, dimension, -points, citizens, tables)
    put(citizens, i, whole(RECORD, place), record & (0xFFFFFFFF ^ (standings << SCORED_SHIFT)))


def has_record(i: int, citizens: Array) -> int:
    """Return 0 where no record is on file."""
    found = get(citizens, i, RECORD)
    for place in range(1, RECORDS_KEPT):
        found |= get(citizens, i, whole(RECORD, place))
    return 1 if found != 0 else 0


def run_out(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Strike records past their term, where the regime lets terms run out by themselves (D4).

    Where one must ask, only held standing keeps what is past its term: to keep it is one of the errors (science 1.1).
    """
    for place in range(RECORDS_KEPT - 1, -1, -1):
        record = get(citizens, i, whole(RECORD, place))
        if is_past_keeping(record, tables, district) == 1:
            strike(i, place, citizens, tables, district)
            add(district, get(citizens, i, GROUP), count.EXPIRED, 1)
        elif is_past_term(record, tables, district) == 1:
            if i64(tables[room.EXPIRY_AUTOMATIC]) == 0:
                take_back(i, place, 6, citizens, tables, district)
            else:
                strike(i, place, citizens, tables, district)
                add(district, get(citizens, i, GROUP), count.EXPIRED, 1)


def is_past_keeping(record: int, tables: Array, district: Array) -> int:
    """Return 1 for a record that its sensor's system throws away by now, with all that it did (retention)."""
    if record == 0:
        return 0
    kept = i64(tables[room.CHANNEL_KEPT + channel_of(record)])
    return 1 if kept > 0 and i64(district[at.WEEK]) - week_of(record) >= kept else 0


def is_past_term(record: int, tables: Array, district: Array) -> int:
    """Return 1 for a record whose points have a term, and whose term is over."""
    if record == 0:
        return 0
    term = i64(tables[room.CHANNEL_TERM + channel_of(record)])
    return 1 if term > 0 and i64(district[at.WEEK]) - week_of(record) >= term else 0


def faded(value: int, start: int, rate: int) -> int:
    """Return a value one month's step nearer to the start.

    >>> faded(160, 0, 6554), faded(1, 0, 6554), faded(-160, 0, 6554), faded(7, 7, 6554), faded(160, 0, 0)
    (144, 0, -144, 7, 160)
    """
    away = value - start
    far = away if away > 0 else -away
    step = min(max((far * rate) >> 16, 1), far) if rate > 0 else 0
    return value - (step if away > 0 else -step)


def faded_pair(pair: int, dimension: int, tables: Array) -> int:
    """Return two dimensions that share a word, both faded."""
    start = i64(tables[room.START])
    low = faded(pair & 0xFFFF, start, i64(tables[room.FADES + dimension]))
    return low | (faded(pair >> 16, start, i64(tables[room.FADES + dimension + 1])) << 16)


def fade(i: int, citizens: Array, tables: Array) -> None:
    """Move each dimension a month's step back towards the start, and begin a new month of gains.

    A step is at least 1/16 of a point, so that nothing sticks short of the start. Standings that agree fade alike.
    """
    if i64(tables[room.SCORED_REGIME]) == 0:
        return
    for k in range(DIMENSION_COUNT // 2):
        held = get(citizens, i, whole(POINTS_PAIR, k))
        after = faded_pair(held, 2 * k, tables)
        put(citizens, i, whole(POINTS_PAIR, k), after)
        for track in range(1, TRACKS):
            column = whole(POINTS_PAIR, track * (DIMENSION_COUNT // 2) + k)
            other = get(citizens, i, column)
            put(citizens, i, column, after if other == held else faded_pair(other, 2 * k, tables))
    for track in range(TRACKS):
        put(citizens, i, half(GAINS, track), 0)
