"""R7 of the slow day: who protests, one due citizen at a time, and how many did so in the last thirty days."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

from tests.naive.luck import BIRTH
from tests.naive.population import Citizen

if TYPE_CHECKING:
    from tests.naive.life import Life
    from tests.naive.today import Today

PARTS, WHOLE = 256, 2**16


def protest(life: Life, me: Citizen, today: Today) -> None:
    """Join where enough of those on file protested in the last thirty days; fear asks for more of them."""
    clause, belief = life.conduct.protest, life.conduct.grievance
    if clause is None or clause.strength == 0 or belief is None or not me.scored or me.awareness == 0:
        return
    u = life.luck.bits(BIRTH, "trait:protest", me.id)
    moved = u % 2**24 < round(clause.strength * 2**24)
    if not moved or belief.start - me.legitimacy < clause.lost:
        return
    part = (u // 2**24 + 0.5) / PARTS
    own = math.floor(WHOLE * (clause.threshold + clause.spread * NormalDist().inv_cdf(part)))
    more = math.floor(WHOLE * clause.fear * me.fear / 15)
    others = sum(count for day, count in life.marched.items() if 0 < life.day - day <= 30) * WHOLE
    on_file = sum(life.on_file.values())
    flows = life.flows[me.group]
    if others < own * on_file:
        return
    if others < (own + more) * on_file:
        flows["withheld", clause.act] += 1
        return
    flows["protested",] += 1
    life.marched[life.day] += 1
    if clause.act not in [name for name, _ in today.acts]:
        flows["done", clause.act] += 1
        today.acts.append((clause.act, False))
