"""Phase 2, watch: which acts are seen, missed, or laid on another; which records arise from nothing.

A **channel** is one sensor looking for one act. One draw decides among seen, laid on somebody of the district, laid on
somebody elsewhere, and missed. A second sensor that sees the same act makes a double record. The authority keeps
records of those old enough; the audit, never the regime, knows whether a record is true.
"""

from glasshouse.chance import draw_from
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.examining import is_thrown_out, note_made, switched_off
from glasshouse.model.favour import is_added, is_dropped
from glasshouse.model.luck import luck
from glasshouse.model.notes import (
    DOUBLE,
    NOTHING,
    OVERLOOKED,
    SOMEBODY_ELSE,
    TRIED_ACT,
    TRIED_BY,
    TRIED_IN_VAIN,
    TRUE,
    act_of,
    is_claimed,
    is_unwatched,
    note_record,
)
from glasshouse.model.state import ABSENT_MONTHS, GROUP, INBOX, SCORED, URBAN, Array, get, put
from glasshouse.model.tally import add
from glasshouse.quantities import i64

POST_MISTAKEN = 1
POST_SEEKER = 2
POST_STRUCK = 3
WON_POST = 512
"""Flag in the inbox: something scarce was won overnight, and `won` says what; the low bits hold a channel + 1, or 0."""


def post(i: int, kind: int, content: int, box: Array, district: Array) -> int:
    """Put a message into the district's post box; return 0 where it is full (counted by the caller).

    An entry is ``citizen | kind << 20 | content << 22``; the order of entries carries no meaning.
    """
    posted = i64(district[at.POSTED])
    if posted >= len(box):
        return 0
    box[posted] = i | (kind << 20) | (content << 22)
    district[at.POSTED] = posted + 1
    return 1


def watch(i: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array) -> None:
    """Note today's records on citizen ``i``: of own acts, of what the post brought, of nothing."""
    today[at.RECORDS_TODAY] = 0
    today[at.STRAYED_TODAY] = 0
    scored = get(citizens, i, SCORED)
    for k in range(i64(today[at.ACTS_TODAY])):
        note = i64(today[at.ACT_NOTE + k])
        if is_claimed(note) == 1:
            believe(i, act_of(note), citizens, tables, district, today)
        elif is_unwatched(note) == 0 and scored == 1:
            look(i, act_of(note), note & OVERLOOKED, citizens, tables, district, box, today)
    letter = get(citizens, i, INBOX) & 511
    if letter > 0:
        keep(i, letter - 1, SOMEBODY_ELSE, citizens, tables, district, today)
        put(citizens, i, INBOX, get(citizens, i, INBOX) & WON_POST)
    if i64(today[at.DUE]) == 1 and scored == 1:
        mistaken_elsewhere(i, citizens, tables, district, today)
        invented(i, citizens, tables, district, today)
        if i64(tables[room.FAVOUR_ADDS]) > 0 and is_added(i, citizens, tables, district) == 1:
            keep(i, i64(tables[room.FAVOUR_CHANNEL]), NOTHING, citizens, tables, district, today)


def overlook(first: int, tries: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Flag the acts of a chunk that every sensor misses: most draws are far too high, which a bound tells at once.

    ``tries`` is what ``acts.find_tries`` returns. The draws of all of them wait for nothing, so a processor makes
    several at a time.
    """
    for t in range(1, tries):
        noted = i64(today[at.TRIES + t])
        nth = i64(today[at.VISITS + ((noted >> TRIED_BY) & 255)]) >> at.VISIT_PLACE
        i = first + nth
        act, group = (noted >> TRIED_ACT) & (room.ACTS - 1), get(citizens, i, GROUP)
        where, noticed = get(citizens, i, URBAN) * 3 + group, 0
        for channel in range(i64(tables[room.CHANNEL_FIRST + act]), i64(tables[room.CHANNEL_FIRST + act + 1])):
            u = draw_from(i64(today[at.PLACES + nth]), i64(tables[room.CHANNEL_STREAM + channel]))
            if u <= i64(district[at.WIDEST + channel * 6 + where]):
                noticed = 1
                break
        today[at.TRIES + t] = noted | ((1 - noticed) << TRIED_IN_VAIN)


def open_eyes(tables: Array, district: Array) -> None:
    """Write for today up to which draw a channel may do anything but miss, by residence and group."""
    for place in range(i64(tables[room.CHANNEL_FIRST + room.ACTS]) * 6):
        local = (i64(tables[room.CHANNEL_LOCAL + place]) * i64(district[at.WIDENING + place % 3])) >> 16
        seen = i64(tables[room.CHANNEL_SEEN + place]) + i64(tables[room.CHANNEL_AFAR + place])
        district[at.WIDEST + place] = seen + local


def look(
    i: int, act: int, overlooked: int, citizens: Array, tables: Array, district: Array, box: Array, today: Array
) -> None:
    """Let every sensor that looks for ``act`` look once, unless all of them are known to miss it.

    One that stands in for others (a gait camera where the face is hidden) does not look where one of them saw.
    """
    if overlooked != 0:
        add(district, get(citizens, i, GROUP), count.MISSED + act, 1)
        return
    group = get(citizens, i, GROUP)
    where = get(citizens, i, URBAN) * 3 + group
    first, seen_by = i64(tables[room.CHANNEL_FIRST + act]), 0
    off = switched_off(i, citizens, tables, district)
    for channel in range(first, i64(tables[room.CHANNEL_FIRST + act + 1])):
        if i64(tables[room.CHANNEL_INSTEAD + channel]) & seen_by != 0:
            continue
        if off != 0 and (off >> i64(tables[room.CHANNEL_SENSOR + channel])) & 1 == 1:
            continue
        place = channel * 6 + where
        seen = i64(tables[room.CHANNEL_SEEN + place])
        local, afar = i64(tables[room.CHANNEL_LOCAL + place]), i64(tables[room.CHANNEL_AFAR + place])
        u = luck(district, i64(tables[room.CHANNEL_STREAM + channel]))
        if u < seen:
            double = seen_by != 0 and counted_already(channel, act, tables, today) == 1
            keep(i, channel, DOUBLE if double else TRUE, citizens, tables, district, today)
            seen_by |= 1 << (channel - first)
        elif u <= i64(district[at.WIDEST + place]):
            local = local_width(local, group, district)
            if u < seen + local:
                stray(i, act, channel, group, district, box, today)
            elif u < seen + local + afar:
                add(district, group, count.STRAYED + act, 1)
                add(district, group, count.SENT_AFAR + i64(tables[room.FAR_PLACE + channel]), 1)
    if seen_by == 0:
        add(district, group, count.MISSED + act, 1)


def believe(i: int, act: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Let the first sensor that would have seen a deed believe that it was done: a record of nothing (R4)."""
    where = get(citizens, i, URBAN) * 3 + get(citizens, i, GROUP)
    off = switched_off(i, citizens, tables, district)
    for channel in range(i64(tables[room.CHANNEL_FIRST + act]), i64(tables[room.CHANNEL_FIRST + act + 1])):
        looks = 1 - ((off >> i64(tables[room.CHANNEL_SENSOR + channel])) & 1)
        u = luck(district, i64(tables[room.CHANNEL_STREAM + channel]))
        if looks == 1 and u < i64(tables[room.CHANNEL_SEEN + channel * 6 + where]):
            keep(i, channel, NOTHING, citizens, tables, district, today)
            return


def counted_already(channel: int, act: int, tables: Array, today: Array) -> int:
    """Return 1 where a record of the same act made today already meets one of this channel's rules."""
    for k in range(i64(today[at.RECORDS_TODAY])):
        other = i64(today[at.RECORD_NOTE + k]) & 255
        if i64(tables[room.CHANNEL_ACT + other]) == act and share_a_rule(channel, other, tables) == 1:
            return 1
    return 0


def share_a_rule(channel: int, other: int, tables: Array) -> int:
    """Return 1 where records of two channels meet a common rule: then one act would count twice."""
    for a in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        for b in range(i64(tables[room.USE_FIRST + other]), i64(tables[room.USE_FIRST + other + 1])):
            if i64(tables[room.USE + a]) == i64(tables[room.USE + b]):
                return 1
    return 0


def stray(i: int, act: int, channel: int, group: int, district: Array, box: Array, today: Array) -> None:
    """Lay an act on somebody of the district: the first of the day; more would find the same victim, taken."""
    add(district, group, count.STRAYED + act, 1)
    if i64(today[at.STRAYED_TODAY]) == 1:
        add(district, group, count.UNMATCHED, 1)
        return
    today[at.STRAYED_TODAY] = 1
    if post(i, POST_MISTAKEN, channel, box, district) == 0:
        add(district, group, count.OVERFLOWS + 2, 1)


def local_width(width: int, group: int, district: Array) -> int:
    """Widen a chance of false match so that dropping those of another group leaves it as declared.

    The victim is drawn among all residents and must be of the same group and on file; so the chance is divided by
    the share of those. Where that would pass one, it stays at one (the residue is lost, and tested to be small).
    """
    alike = i64(district[at.SCORED_OF_GROUP + group])
    if width == 0 or alike == 0:
        return 0
    return min((width * i64(district[at.RESIDENTS])) // alike, 1 << 32)


def mistaken_elsewhere(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Once a month: taken for somebody by a channel elsewhere, at the rate of the last exchange.

    Hardly ever is there one, so all draws are looked at together.
    """
    group = get(citizens, i, GROUP)
    found = 0
    for k in range(i64(tables[room.FAR_COUNT])):
        u = luck(district, i64(tables[room.FAR_STREAM + k]))
        found += 1 if u < i64(district[at.RECEIVED + 3 * k + group]) else 0
    if found == 0:
        return
    for k in range(i64(tables[room.FAR_COUNT])):
        if luck(district, i64(tables[room.FAR_STREAM + k])) < i64(district[at.RECEIVED + 3 * k + group]):
            keep(i, i64(tables[room.FAR_CHANNEL + k]), SOMEBODY_ELSE, citizens, tables, district, today)


def invented(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Once a month: records of what never happened. Hardly ever is there one, so all draws are looked at together."""
    found, row = 0, room.INVENTED_CHANCE + room.INVENTED * get(citizens, i, GROUP)
    for k in range(i64(tables[room.INVENTED_COUNT])):
        u = luck(district, i64(tables[room.INVENTED_STREAM + k]))
        found += 1 if u < i64(tables[row + k]) else 0
    if found == 0:
        return
    off = switched_off(i, citizens, tables, district)
    for k in range(i64(tables[room.INVENTED_COUNT])):
        if luck(district, i64(tables[room.INVENTED_STREAM + k])) < i64(tables[row + k]):
            channel = i64(tables[room.INVENTED_CHANNEL + k])
            if (off >> i64(tables[room.CHANNEL_SENSOR + channel])) & 1 == 0:
                keep(i, channel, NOTHING, citizens, tables, district, today)


def keep(i: int, channel: int, cause: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Count one record on citizen ``i``, and note it unless an examination throws it out before it counts."""
    if i64(tables[room.ABSENCE_MONTHS]) > 0:
        put(citizens, i, ABSENT_MONTHS, 0)
    act = i64(tables[room.CHANNEL_ACT + channel])
    add(district, get(citizens, i, GROUP), count.RECORDED + act * 4 + cause, 1)
    add(
        district, get(citizens, i, GROUP), count.RECORDED_BY + i64(tables[room.CHANNEL_SENSOR + channel]) * 4 + cause, 1
    )
    note_made(i, channel, citizens, tables, district)
    if i64(tables[room.FAVOUR_DROPS]) > 0 and is_dropped(i, channel, citizens, tables, district) == 1:
        return
    if i64(tables[room.CHANNEL_EXAMINED + channel]) != 0:
        if is_thrown_out(i, channel, cause, citizens, tables, district) == 1:
            return
    note_record(channel, cause, today)
