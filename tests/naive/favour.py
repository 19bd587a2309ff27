"""Whom the rule-makers of the naive day spare, and which groups they treat apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glasshouse.inputs.regime import Regime

if TYPE_CHECKING:
    from tests.naive.authority import Channel
    from tests.naive.life import Life
    from tests.naive.population import Citizen

BIRTH = -1


def is_favoured(life: Life, me: Citizen) -> bool:
    """Whether somebody holds office where that counts, or is connected from birth."""
    favour = life.regime.favour
    if favour is None:
        return False
    known = life.luck.happens(BIRTH, "trait:connected", me.id, favour.connected)
    return known or (favour.officials and me.official)


def left_out(life: Life, me: Citizen, channel: Channel) -> bool:
    """Whether what is against somebody favoured is left off the file."""
    favour = life.regime.favour
    if favour is None or not channel.adverse or not is_favoured(life, me):
        return False
    spared = life.luck.happens(life.day, "favour:dropped", me.id, favour.drops * favour.strength)
    if spared:
        life.flows[me.group]["edited", "left out"] += 1
        life.safeguards.made[channel.sensor.id, me.group] += 1
    return spared


def entered(life: Life, me: Citizen) -> Channel | None:
    """The channel by which, this month, a good deed is entered that nobody did."""
    favour = life.regime.favour
    if favour is None or favour.enters is None or not is_favoured(life, me):
        return None
    if not life.luck.happens(life.day, "favour:added", me.id, favour.enters.per_month * favour.strength):
        return None
    life.flows[me.group]["edited", "entered"] += 1
    return next(
        one
        for one in life.authority.channels
        if (one.sensor.id, one.act.id) == (favour.enters.sensor, favour.enters.act)
    )


def times(regime: Regime, field: str, group: str, kind: str, size: int) -> int:
    """A size times what a group's treatment makes of it: nothing of rights-respecting standing, or of no field."""
    if regime.treatment is None or kind == "rights" or not field:
        return size
    return size * round(256 * getattr(getattr(regime.treatment, field), group)) // 256


def higher(regime: Regime, group: str, kind: str) -> int:
    """By how much the score must be higher for a tier, in sixteenths."""
    if regime.treatment is None or kind == "rights":
        return 0
    return round(16 * getattr(regime.treatment.higher_cut_offs, group))


def looked_at(regime: Regime, group: str) -> float:
    """The factor on what sensors cover of a group."""
    return float(getattr(regime.treatment.coverage, group)) if regime.treatment else 1.0
