"""Public votes (W13, S7): the district votes on an incident, up or down, and standing follows.

A record of an act under a voting rule is put to the vote on the day on which it counts. How many of the voters vote
down is one draw per act, day and person, from the district's mean opinion, the tier in which the person was seen
yesterday, and how much voters agree on one incident. Whom the incident is laid on is voted on: the votes are a record
like any other, so one that is somebody else's or of nothing moves held standing alone.
"""

from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.state import GROUP, HELD, Array, get
from glasshouse.model.tally import add
from glasshouse.model.ties import tier_as_of_yesterday
from glasshouse.quantities import i64


def votes_down(i: int, rule: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return how many vote ``i`` down today on what a rule is about; the others vote up."""
    tier = tier_as_of_yesterday(citizens, i, i64(district[at.DAY]), HELD)
    u, down = luck(district, i64(tables[room.RULE_VOTE + rule])), 0
    while down < i64(tables[room.VOTERS]) and i64(tables[room.VOTES_DOWN + tier * room.BALLOTS + down]) <= u:
        down += 1
    return down


def voted_points(i: int, rule: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return the points x 16 of a rule's vote; 0 where it puts nothing to the vote."""
    each_up, each_down = (
        i64(tables[room.RULE_VOTE_POINTS + 2 * rule]),
        i64(tables[room.RULE_VOTE_POINTS + 2 * rule + 1]),
    )
    if each_up == 0 and each_down == 0:
        return 0
    down = votes_down(i, rule, citizens, tables, district)
    return (i64(tables[room.VOTERS]) - down) * each_up + down * each_down


def is_carried(i: int, rule: int, citizens: Array, tables: Array, district: Array) -> int:
    """Return 1 where enough vote down for a rule's list, or where the list needs no vote."""
    needed = i64(tables[room.RULE_VOTES_NEEDED + rule])
    return 1 if needed == 0 or votes_down(i, rule, citizens, tables, district) >= needed else 0


def count_votes(i: int, rule: int, standings: int, citizens: Array, tables: Array, district: Array) -> None:
    """Count the votes of one record: up, down, and of both those on a record in error."""
    group, down = get(citizens, i, GROUP), votes_down(i, rule, citizens, tables, district)
    add(district, group, count.VOTES, i64(tables[room.VOTERS]) - down)
    add(district, group, count.VOTES + 1, down)
    if standings == 1:
        add(district, group, count.VOTES_IN_ERROR, i64(tables[room.VOTERS]))
