"""What the authority sees once a month: who passed its gates, and of whom it knows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.naive.authority import STANDINGS
from tests.naive.gates import chance_found, errors_of, gate_rates, poisson
from tests.naive.luck import BIRTH
from tests.naive.population import Citizen

if TYPE_CHECKING:
    from tests.naive.life import Life
    from tests.naive.today import Today


def pass_gates(life: Life, me: Citizen, today: Today) -> None:
    """A month of passing sensors: how often, how often taken for somebody wanted or not known, how long."""
    counts, found = life.flows[me.group], False
    state = next((act for act in life.conduct.acts if act.kind == "wanted"), None)
    wanted = state is not None and life.luck.happens(BIRTH, "birth:wanted", me.id, state.share)
    gates = [sensor for sensor in life.regime.sensors if sensor.gate]
    if not gates or state is None:
        wanted = False
    if wanted and state:
        counts["done", state.id] += 1
    for sensor in (one for one in gates if life.safeguards.sees(me, one.id)):
        name, day = sensor.id, life.day
        channel = next((one for one in life.authority.channels if one.sensor is sensor and one.act is state), None)
        clean, wrong, false = gate_rates(life.conduct, sensor, me, channel is not None)
        passed = poisson(clean, life.luck.bits(day, f"gate:passed:{name}", me.id), 127)
        errors = errors_of(wrong, life.luck.bits(day, f"gate:errs:{name}", me.id))
        for k in range(errors):
            alert = wrong > 0 and life.luck.happens(day, f"gate:error:{name}:{k}", me.id, false / wrong)
            if alert and channel and not wanted:
                life.keep(me, channel, "somebody else", today)
            if not alert and sensor.gate:
                counts["turned_away", name] += 1
                counts["gate_tenths", name] += round(10 * sensor.gate.refusal_minutes)
        counts["passed", name] += passed + errors
        took = [(passed + errors) * life.authority.tenths(sensor, me.standing[kind].tier) for kind in STANDINGS]
        counts["gate_tenths", name] += took[0]
        counts["gate_tenths_in_error", name] += took[0] - took[1]
        if (
            wanted
            and channel
            and life.luck.bits(day, f"gate:finds:{name}", me.id) < chance_found(life.conduct, sensor, me)
        ):
            rules = {rule.id for rule in channel.rules}
            met = {rule.id for one in today.records if one.channel.act is state for rule in one.channel.rules}
            life.keep(me, channel, "double" if rules & met else "true", today)
            found = True
    if wanted and state:
        counts["missed", state.id] += not found


def read_absence(life: Life, me: Citizen, today: Today) -> None:
    """W14: months without any record may be recorded themselves."""
    channel = next((one for one in life.authority.channels if one.sensor.absence), None)
    if channel is None or channel.sensor.absence is None or today.records:
        return
    me.absent += 1
    if me.absent == channel.sensor.absence.months:
        me.absent = 0
        life.flows[me.group]["done", channel.act.id] += 1
        if life.luck.bits(life.day, channel.luck, me.id) < life.authority.errors(channel, me)[0]:
            life.keep(me, channel, "true", today)
        else:
            life.flows[me.group]["missed", channel.act.id] += 1
