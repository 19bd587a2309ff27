"""Trust among strangers (R12), told of one adult at a time."""

from __future__ import annotations

import math
from functools import cache

from glasshouse.inputs.conduct import Trust
from tests.naive.luck import BIRTH, Luck, threshold
from tests.naive.population import Citizen

GRADES = 7


def falling(belief: Trust) -> float:
    """The chance that one broken dealing takes a level."""
    return min(belief.rises_per_month * belief.falls_to_rises, 1.0) * belief.strength


@cache
def below(disposition: int, rises: float, falls: float, struck: float) -> tuple[float, ...]:
    """Shares of those who lie 0, 1, ... levels below their disposition once rises and falls balance."""
    share, rows = 1.0, []
    for _ in range(disposition + 1):
        rows.append(share)
        share *= (1.0 - math.exp(-struck * falls)) / (math.exp(-struck) * rises) if rises else 0.0
    return tuple(row / sum(rows) for row in rows)


def first_trust(belief: Trust, luck: Luck, i: int) -> tuple[int, int]:
    """Disposition and trust on day 0."""
    p, u, cut, disposition = belief.disposition, luck.bits(BIRTH, "birth:disposition", i), 0.0, 0
    for level in range(GRADES):
        cut += math.comb(GRADES, level) * p**level * (1.0 - p) ** (GRADES - level)
        disposition += u >= threshold(min(cut, 1.0))
    shares = below(disposition, belief.rises_per_month * belief.strength, falling(belief), belief.struck_per_month)
    v, short = luck.bits(BIRTH, "birth:trust", i), 0
    for level in range(disposition):
        short += v >= threshold(min(sum(shares[: level + 1]), 1.0))
    return disposition, disposition - short


def hears_of_informer(belief: Trust, luck: Luck, me: Citizen, day: int) -> None:
    """Somebody, and no machine, reported me."""
    if luck.happens(day, "response:informed-on", me.id, belief.informed * belief.strength):
        me.trust = max(me.trust - 1, 0)


def month(belief: Trust, luck: Luck, me: Citizen, day: int) -> None:
    """How the month's dealings went."""
    if me.struck:
        if luck.happens(day, "response:trust-falls", me.id, 1.0 - (1.0 - falling(belief)) ** me.struck):
            me.trust = max(me.trust - 1, 0)
    elif me.trust < me.disposition:
        rises = belief.rises_per_month * belief.strength
        me.trust += luck.happens(day, "response:trust-rises", me.id, rises)
    me.struck = 0
