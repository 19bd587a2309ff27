"""Phase 7, remedy: appeals filed and decided, terms that run out only for those who ask.

Take-up (conduct's), success and restoration (the regime's) are three things. An appeal won strikes the record and takes
back its points; the list entry that came with it goes as well only in the share of cases that are restored in full.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.examining import find_out
from glasshouse.model.luck import luck
from glasshouse.model.money import pay
from glasshouse.model.notes import TRUE
from glasshouse.model.scoring import (
    DISPUTED_SHIFT,
    WAITING_SHIFT,
    cause_of,
    channel_of,
    has_record,
    is_past_term,
    strike,
    week_of,
)
from glasshouse.model.standing import S_REQUEST, grade, leave
from glasshouse.model.state import (
    APPEALED,
    DECISION_WEEK,
    EDUCATION,
    ERROR_FREE,
    GROUP,
    HELD,
    MONEY,
    PENDING,
    RECORD,
    RECORDS_KEPT,
    RIGHTS,
    SCORED,
    Array,
    get,
    put,
    whole,
)
from glasshouse.model.tally import add
from glasshouse.quantities import fit, i64

S_APPEAL = stream("remedy:appeal")
S_DECISION = stream("remedy:decision")
S_RESTORE = stream("remedy:restore")
S_REPAIR = stream("remedy:repair")


def remedy(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """On the due day: hear the pending appeal, ask for expiry, file a new appeal."""
    today[at.REVISED] = 0
    if i64(today[at.DUE]) == 0 or get(citizens, i, SCORED) == 0:
        return
    if get(citizens, i, PENDING) == 1 and i64(district[at.WEEK]) >= get(citizens, i, DECISION_WEEK):
        decide(i, citizens, tables, district, today)
    if has_record(i, citizens) == 0:
        return
    if i64(tables[room.EXPIRY_AUTOMATIC]) == 0:
        ask_for_expiry(i, citizens, tables, district, today)
    if i64(tables[room.REPAIR_WEEKS]) > 0:
        repair(i, citizens, tables, district, today)
    if i64(tables[room.APPEALS]) == 1 and get(citizens, i, PENDING) == 0:
        file_appeal(i, citizens, tables, district, today)


def decide(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Decide the pending appeal: success depends on whether the record was true."""
    put(citizens, i, PENDING, 0)
    today[at.REVISED] = i64(tables[room.APPEAL_SUSPENDS])
    place = get(citizens, i, APPEALED)
    record = get(citizens, i, whole(RECORD, place))
    if record == 0:
        return
    in_error = 0 if cause_of(record) == TRUE else 1
    if luck(district, S_DECISION) >= i64(tables[room.SUCCESS + in_error]):
        return
    add(district, get(citizens, i, GROUP), count.APPEALS_WON + in_error, 1)
    if in_error == 1:
        find_out(i, channel_of(record), citizens, tables, district)
    if luck(district, S_RESTORE) < i64(tables[room.RESTORES]):
        leave_lists(i, record, in_error, citizens, tables)
    strike(i, place, citizens, tables, district)
    today[at.REVISED] = 1
    grade(i, citizens, tables)


def leave_lists(i: int, record: int, in_error: int, citizens: Array, tables: Array) -> None:
    """Delete the list entries to which a record's rules lead; a true record leaves all three standings."""
    channel = channel_of(record)
    for use in range(i64(tables[room.USE_FIRST + channel]), i64(tables[room.USE_FIRST + channel + 1])):
        entry = i64(tables[room.RULE_LIST + i64(tables[room.USE + use])]) - 1
        if entry >= 0:
            leave(i, entry, HELD, citizens)
            if in_error == 0:
                leave(i, entry, ERROR_FREE, citizens)
                leave(i, entry, RIGHTS, citizens)


def ask_for_expiry(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Have records past their term struck, for those who ask this month (D4 on request)."""
    if luck(district, S_REQUEST) >= i64(tables[room.REQUEST_CHANCE + get(citizens, i, EDUCATION)]):
        return
    for place in range(RECORDS_KEPT - 1, -1, -1):
        if is_past_term(get(citizens, i, whole(RECORD, place)), tables, district) == 1:
            strike(i, place, citizens, tables, district)
            grade(i, citizens, tables)
            today[at.REVISED] = 1
            add(district, get(citizens, i, GROUP), count.EXPIRED, 1)


def repair(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Have the oldest adverse record struck that is old enough, for a fee, for deeds, or both (D5)."""
    place = repairable(i, citizens, tables, district)
    if place < 0 or luck(district, S_REPAIR) >= i64(tables[room.REPAIR + get(citizens, i, EDUCATION)]):
        return
    fee = i64(tables[room.REPAIR_FEE])
    if get(citizens, i, MONEY) < fee or i64(today[at.GAINED]) < i64(tables[room.REPAIR_DEEDS]):
        return
    pay(i, fee, count.FEES, citizens, district)
    record = get(citizens, i, whole(RECORD, place))
    in_error = 0 if cause_of(record) == TRUE else 1
    leave_lists(i, record, in_error, citizens, tables)
    strike(i, place, citizens, tables, district)
    grade(i, citizens, tables)
    today[at.REVISED] = 1
    add(district, get(citizens, i, GROUP), count.REPAIRED + in_error, 1)


def repairable(i: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the place of the oldest adverse record that counts and is old enough for repair, or -1."""
    for place in range(RECORDS_KEPT - 1, -1, -1):
        record = get(citizens, i, whole(RECORD, place))
        if record != 0 and (record >> WAITING_SHIFT) & 1 == 0:
            old = i64(district[at.WEEK]) - week_of(record) >= i64(tables[room.REPAIR_WEEKS])
            if old and i64(tables[room.CHANNEL_ADVERSE + channel_of(record)]) == 1:
                return place
    return -1


def file_appeal(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Appeal against the newest adverse record that was not yet disputed, if the citizen takes it up."""
    for place in range(RECORDS_KEPT):
        record = get(citizens, i, whole(RECORD, place))
        disputed = (record >> DISPUTED_SHIFT) & 1
        waits = (record >> WAITING_SHIFT) & 1
        if record != 0 and disputed | waits == 0 and i64(tables[room.CHANNEL_ADVERSE + channel_of(record)]) == 1:
            in_error = 0 if cause_of(record) == TRUE else 1
            chance = i64(tables[room.APPEAL_CHANCE + 2 * get(citizens, i, EDUCATION) + in_error])
            if luck(district, S_APPEAL) < chance:
                put(citizens, i, whole(RECORD, place), record | (1 << DISPUTED_SHIFT))
                put(citizens, i, PENDING, 1)
                put(citizens, i, APPEALED, place)
                if i64(tables[room.APPEAL_SUSPENDS]) == 1:
                    today[at.REVISED] = 1
                weeks = i64(district[at.WEEK]) + i64(tables[room.APPEAL_WEEKS])
                put(citizens, i, DECISION_WEEK, fit(weeks, 0, 2047))
                add(district, get(citizens, i, GROUP), count.APPEALED_RECORDS + in_error, 1)
            return
