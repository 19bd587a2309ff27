"""Detention (C11): counted, and nothing else. No phase of the day is lived, and nothing happens inside.

What is counted: who is detained, by class and day (``under``), without a hearing or after one, how many of the
household are left behind, and the income that does not come. It moves no belief and no conduct, of the detained or of
others.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.counting import count_day
from glasshouse.model.money import monthly_income
from glasshouse.model.places import take_up
from glasshouse.model.standing import consequences_mask, judge, note_masks, note_standing
from glasshouse.model.state import DETAINED, GROUP, HELD, INBOX, INCOME, RECORD, Array, get, put
from glasshouse.model.tally import add
from glasshouse.model.traits import household_end, household_head
from glasshouse.quantities import i64


def is_detained(i: int, citizens: Array, tables: Array) -> int:
    """Return 1 for whoever began the day detained."""
    return get(citizens, i, DETAINED) if i64(tables[room.DETAINS]) != 0 else 0


def pass_day_detained(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Let a day pass; on the due day count what income is lost, and see whether the term is over."""
    if get(citizens, i, INBOX) != 0:
        take_up(i, citizens, district)
    if i64(today[at.DUE]) == 0:
        return
    usual = get(citizens, i, INCOME) * 10
    if usual > 0:
        add(district, get(citizens, i, GROUP), count.INCOME_LOST, monthly_income(i, usual, citizens, tables))
    today[at.STANDING_IN_PLAY] = 1
    today[at.PENALTIES] = 0
    today[at.REVISED] = 0
    today[at.RECORDS_TODAY] = 0
    today[at.ENTRIES_TODAY] = 0
    note_standing(i, at.BEFORE, citizens, tables, today)
    judge(i, citizens, tables, district, today)
    note_masks(i, at.AFTER, citizens, tables, today)
    confine(i, citizens, tables, district)
    count_day(i, citizens, tables, district, today)


def confine(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Detain from tomorrow on whoever stands on a list that detains; release who no longer does."""
    detains = i64(tables[room.DETAINS])
    if detains == 0:
        return
    detained = 1 if consequences_mask(i, HELD, citizens, tables) & detains != 0 else 0
    if detained == 1 and get(citizens, i, DETAINED) == 0:
        group, channel = get(citizens, i, GROUP), (get(citizens, i, RECORD) & 255) - 1
        heard = 1 if channel >= 0 and i64(tables[room.CHANNEL_EXAMINED + max(channel, 0)]) != 0 else 0
        add(district, group, count.DETENTIONS + heard, 1)
        add(district, group, count.KIN_LEFT, household_end(i, tables, district) - household_head(i, tables) - 1)
    put(citizens, i, DETAINED, detained)
