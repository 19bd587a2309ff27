"""What being sanctioned, refused and priced does to people, told of one citizen at a time (R4, R6, R7, R11, R13)."""

from __future__ import annotations

import math
from collections.abc import Callable

from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.naive.favour import higher
from tests.naive.luck import BIRTH, Luck
from tests.naive.population import Citizen, share_from
from tests.naive.purse import Purse

UNMOVED, TOP, YEAR, MONTH = 8, 7, 365, 30
Change = Callable[[], None]


def returning(half_life_days: float) -> float:
    """The share that comes back in a month."""
    return 1.0 - 0.5 ** (MONTH / half_life_days)


def begin(conduct: Conduct, me: Citizen) -> None:
    """Beliefs as ordinary law has them."""
    me.legitimacy = conduct.grievance.start if conduct.grievance else UNMOVED
    me.motive = TOP


def motive_lost(conduct: Conduct, me: Citizen) -> float:
    """Log-odds that a missing own motive moves what is priced."""
    own = conduct.own_motive
    return own.strength * own.most * (TOP - me.motive) / TOP if own else 0.0


def shift(conduct: Conduct, me: Citizen, act: Act, willed: bool, priced: bool) -> int:
    """Log-odds/256 that legitimacy, own motive and being blocked put on an act."""
    if me.awareness == 0:
        return 0
    own = motive_lost(conduct, me) if priced else 0.0
    if not willed:
        return -round(256 * own) if act.deed and act.cause == "will" else 0
    belief, moved = conduct.grievance, own
    if belief:
        moved += belief.strength * max(belief.start - me.legitimacy, 0) * -math.log(belief.odds_ratio)
    found = round(256 * moved)
    if belief and act.earns and me.blocked:
        found += round(256 * (belief.strength * math.log(belief.blocked)))
    return found


def resents(conduct: Conduct, me: Citizen, kind: str) -> bool:
    """A new sanction of one's own, by what it is felt to be; whether it changed anything."""
    belief, before = conduct.grievance, me.legitimacy
    if belief and belief.strength:
        lost = {"in error": belief.lost.in_error, "against a right": belief.lost.against_right}
        me.legitimacy = max(me.legitimacy - lost.get(kind, belief.lost.by_rules), 0)
    return me.legitimacy != before


def refused(conduct: Conduct, me: Citizen) -> bool:
    """A loan or a post refused; whether that is new."""
    belief, before = conduct.grievance, me.blocked
    if belief and round(256 * (belief.strength * math.log(belief.blocked))) > 0:
        me.blocked = True
    return me.blocked != before


def meets_a_price(conduct: Conduct, luck: Luck, me: Citizen, day: int) -> bool:
    """A price on an own act; whether motive fell."""
    own = conduct.own_motive
    falls = own is not None and own.strength > 0 and luck.happens(day, "response:priced", me.id, own.falls)
    if not (falls and me.motive and me.awareness):
        return False
    me.motive -= 1
    return True


def fear_of_sanction(conduct: Conduct, me: Citizen) -> int:
    """Levels of fear of a new sanction."""
    habit = conduct.habituation
    dull = habit.dulls if habit and habit.strength else 0.0
    return round(conduct.fear.own_sanction * (1.0 - dull) ** (me.acceptance - me.born_acceptance))


def aims(conduct: Conduct, place: Place, regime: Regime, luck: Luck, me: Citizen, score: int) -> bool:
    """R4: whether somebody plays for the score, and how near the next cut-off is; whether that changed."""
    game, before, me.gaming = conduct.gaming, me.gaming, 0
    if game and game.strength and me.awareness >= 2 and regime.score:
        schooling, grown = place.education, share_from(place, 15)
        mean = 1.5 + (4 * schooling.college + 2 * schooling.senior_secondary + schooling.junior_secondary) / grown
        literacy = me.education + (luck.bits(BIRTH, "trait:literacy", me.id) >> 30) + (me.education == 3)
        score -= higher(regime, me.group, "held")
        above = sorted(16 * tier.starts for tier in regime.tiers if 16 * tier.starts > score)
        if above and luck.happens(BIRTH, "trait:gamer", me.id, game.gamers * literacy / mean):
            gap, near = above[0] - score, game.near * (regime.score.most - regime.score.least)
            me.gaming = 1 + (gap <= round(16 * 3 * near)) + (gap <= round(16 * near))
    return me.gaming != before


def month(conduct: Conduct, luck: Luck, me: Citizen, day: int, sanctioned: bool, purse: Purse) -> int:
    """What comes back, what grows and who goes offline in a month; how many things changed."""
    changed, belief, habit, away = 0, conduct.grievance, conduct.habituation, conduct.withdrawal
    if belief and belief.strength:
        lost, back = belief.start - me.legitimacy, returning(belief.half_life_days)
        if lost > 0 and luck.happens(day, "response:legitimacy-returns", me.id, back * lost):
            me.legitimacy += 1
            changed += 1
        if me.blocked and luck.happens(day, "response:unblocked", me.id, back):
            me.blocked = False
            changed += 1
    if not me.awareness:
        return changed
    rises = habit.levels_per_year * habit.strength * MONTH / YEAR if habit else 0.0
    if me.acceptance < TOP and luck.happens(day, "response:habit", me.id, rises):
        me.acceptance += 1
        changed += 1
    if me.user and away and away.strength:
        if me.internet:
            odds = away.fear ** (me.fear / 15) * (away.sanctioned if sanctioned else 1.0)
            odds *= away.work if me.job != "none" else 1.0
            once = away.per_year * away.strength * MONTH / YEAR
            me.internet = not luck.happens(day, "response:offline", me.id, once * odds / (1.0 - once + once * odds))
            changed += not me.internet
        else:
            purse.pay(me.usual * round(256 * away.cost) // 256, "living")
            back = away.back_per_month * (1.0 - me.fear / 15)
            me.internet = luck.happens(day, "response:online", me.id, back)
            changed += me.internet
    return changed
