"""A learned scorecard of the naive day: everybody's file in a cell, and a regression solved step by step."""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

import numpy as np

from glasshouse.inputs.regime import Regime
from glasshouse.inputs.scorecard import Scorecard
from tests.naive.authority import HELD, STANDINGS

if TYPE_CHECKING:
    from tests.naive.authority import Record
    from tests.naive.life import Life
    from tests.naive.population import Citizen

KINDS, MOST, FEW = 3, 2, 10
Table = Counter[tuple[int, int]]
"""People by cell, without (0) and with (1) a breach."""


def card_of(regime: Regime) -> Scorecard | None:
    """The scorecard, if there is one."""
    return regime.score.scorecard if regime.score else None


def attributes(life: Life, me: Citizen, kind: str, before: int) -> list[int]:
    """Of each characteristic: how many records made before a week one standing takes; two stand for more."""

    def taken(one: Record) -> bool:
        counts = not one.waiting and one.week < before and kind in one.standings
        return counts and (kind == HELD or not one.past_term(life.week))

    card = card_of(life.regime)
    assert card is not None
    acts = [one.records_of for one in card.characteristics] + [[]] * (KINDS - len(card.characteristics))
    return [min(sum(taken(one) and one.channel.act.id in names for one in me.file), MOST) for names in acts]


def month(life: Life, me: Citizen) -> None:
    """Count how the file of a term ago turned out; set the dimension by the file of today."""
    card = card_of(life.regime)
    if card is None:
        return
    then = life.week - card.term_weeks + 1
    if then > 0:
        cell = sum(n * 3**k for k, n in enumerate(attributes(life, me, HELD, then)))
        late = any(
            one.channel.act.id in card.breach and one.week >= then and not one.waiting and not one.struck
            for one in me.file
        )
        life.flows[me.group]["tabulated", cell, "with" if late else "without"] += 1
    for kind in STANDINGS:
        mine = attributes(life, me, kind, life.week + 1)
        points = sum(life.card.get((k, n), 0) for k, n in enumerate(mine)) + life.card.get("everybody", 0)
        me.standing[kind].points[card.dimension] = life.authority.clamp(life.authority.start + 16 * points)


def fitted(table: Table, card: Scorecard) -> dict[object, int] | None:
    """Whole points by characteristic and attribute, and for everybody; Newton's method on the penalised likelihood."""
    totals = [sum(n for (_, breach), n in table.items() if breach == which) for which in (0, 1)]
    if min(totals) < FEW:
        return None
    rows = np.array([[1.0, *(cell // 3**k % 3 == n for k in range(KINDS) for n in (1, 2))] for cell, _ in table])
    breach = np.array([float(which) for _, which in table])
    people = np.array([float(n) for n in table.values()])
    ridge = np.diag([0.0] + [1.0] * (2 * KINDS))
    w = np.zeros(1 + 2 * KINDS)
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-rows @ w))
        slope = rows.T @ (people * (p - breach)) + ridge @ w
        curve = rows.T @ (rows * (people * p * (1.0 - p))[:, None]) + ridge
        w = w - np.linalg.solve(curve, slope)
    per = card.points_to_halve_odds / log(2.0)
    found: dict[object, int] = {"everybody": round(per * (log(totals[1] / totals[0]) - w[0]))}
    found |= {(k, n): round(-per * w[2 * k + n]) for k in range(KINDS) for n in (1, 2)}
    return found
