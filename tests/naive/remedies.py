"""Remedies and safeguards of the naive day: who looks before a record counts, who halts a sensor, who refuses one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.remedies import Examination, Notice, OptOut, Oversight, Repair
from tests.naive.luck import WORD, threshold
from tests.naive.population import Citizen

if TYPE_CHECKING:
    from tests.naive.authority import Channel, Record
    from tests.naive.evening import District
    from tests.naive.life import Life
    from tests.naive.today import Today

TRUTHS = {True: "true", False: "in error"}
MONTH = 30


def half_product(one: int, other: int) -> int:
    """Two independent thresholds together, each rounded down to 31 bits."""
    return (one // 2) * (other // 2) // 2**30


class Safeguards:
    """What a regime has of them, and what the district remembers for them."""

    def __init__(self, conduct: Conduct, regime: Regime) -> None:
        def of(kind: type[Any]) -> list[Any]:
            return [one for one in regime.remedies if isinstance(one, kind) and one.strength > 0]

        self.conduct, self.regime = conduct, regime
        self.examinations: list[Examination] = of(Examination)
        self.oversight: Oversight | None = next(iter(of(Oversight)), None)
        self.repair: Repair | None = next(iter(of(Repair)), None)
        self.opting: OptOut | None = next(iter(of(OptOut)), None)
        reached = max((one.reach * one.strength for one in of(Notice)), default=0.0)
        self.noticed = reached + (1.0 - reached) * conduct.remedies.unnoticed
        self.told = 1.0 - (1.0 - conduct.awareness.notice) * (1.0 - reached)
        self.arrived: Counter[str] = Counter()
        self.load: Counter[str] = Counter()
        self.room = {one.id: WORD for one in self.examinations}
        self.made: Counter[tuple[str, str]] = Counter()
        self.found_out: Counter[tuple[str, str]] = Counter()
        self.halted_until: dict[str, int] = {}
        self.halted: set[str] = set()

    def weeks(self, channel: Channel) -> int:
        """How long a record of a channel waits for those who look at it."""
        return sum(one.weeks for one in self.examinations if self.looks(one, channel))

    def looks(self, one: Examination, channel: Channel) -> bool:
        """Whether somebody looks at a channel's records."""
        return channel.adverse and (one.sensors is None or channel.sensor.id in one.sensors)

    def night(self, day: int, residents: int) -> int:
        """Set what there is room for, and what is halted; how many sensors are."""
        for one in self.examinations:
            self.load[one.id] += self.arrived[one.id] * 65536 - self.load[one.id] // MONTH
            self.room[one.id] = WORD
            if one.per_1000_a_month is not None:
                most = max(round(one.per_1000_a_month / 1000 * 65536), 1) * residents
                if self.load[one.id] > most:
                    self.room[one.id] = min(most * 65536 // max(self.load[one.id] // 65536, 1), WORD)
        self.arrived.clear()
        if self.oversight is None:
            return 0
        if day > 0 and day % MONTH == 0:
            for sensor in self.regime.sensors:
                if self.too_much(sensor.id):
                    self.halted_until[sensor.id] = day // 7 + self.oversight.halt_weeks
            self.made.clear()
            self.found_out.clear()
        self.halted = {name for name, until in self.halted_until.items() if day // 7 < until}
        return len(self.halted)

    def too_much(self, sensor: str) -> bool:
        """Whether more was found out of a sensor's month than is allowed."""
        assert self.oversight is not None
        parties = [GROUPS, *([(group,) for group in GROUPS] if self.oversight.by_group else [])]
        for party in parties:
            made = sum(self.made[sensor, group] for group in party)
            wrong = sum(self.found_out[sensor, group] for group in party)
            if made >= self.oversight.from_records and wrong * 65536 > round(self.oversight.allowed * 65536) * made:
                return True
        return False

    def sees(self, me: Citizen, sensor: str) -> bool:
        """Whether a sensor looks at somebody at all."""
        return sensor not in self.halted and not (me.opted_out and self.opting and sensor in self.opting.sensors)


def thrown_out(life: Life, me: Citizen, channel: Channel, cause: str) -> bool:
    """Whether somebody throws a record out before it counts."""
    guards, true = life.safeguards, cause == "true"
    guards.made[channel.sensor.id, me.group] += 1
    for one in guards.examinations:
        if not guards.looks(one, channel):
            continue
        guards.arrived[one.id] += 1
        looked = half_product(guards.room[one.id], threshold(one.strength))
        u = life.luck.bits(life.day, f"examination:{one.id}:{channel.name}", me.id)
        if u >= looked:
            continue
        life.flows[me.group]["examined", TRUTHS[true]] += 1
        share = one.in_error
        if true:
            share = one.could_not_help if channel.act.cause == "cannot" else one.otherwise_true
        tiers = len(life.regime.tiers)
        if tiers:
            top = max(tiers - 1, 1)
            share *= 1.0 - one.anchoring * (top - me.standing["held"].tier) / top
        if u < half_product(looked, threshold(share)):
            life.flows[me.group]["thrown_out", TRUTHS[true]] += 1
            if not true:
                guards.found_out[channel.sensor.id, me.group] += 1
            return True
    return False


def opt_out(life: Life, me: Citizen, today: Today) -> None:
    """D15: refuse what may be refused, or take that back."""
    guards, taking = life.safeguards, life.conduct.remedies
    if guards.opting is None or not me.scored or me.awareness == 0:
        return
    chance = taking.take_back if me.opted_out else taking.refuse * guards.opting.strength * (7 - me.acceptance) / 7
    if life.luck.happens(life.day, "remedy:opt-out", me.id, chance):
        me.opted_out = not me.opted_out
        life.flows[me.group]["changes",] += 1
        act = next((one for one in life.conduct.acts if one.kind == "refusal"), None)
        if me.opted_out and act:
            life.flows[me.group]["done", act.id] += 1
            today.acts.append((act.id, False))


def seek_repair(district: District, me: Citizen, gained: int) -> None:
    """D5: have the oldest adverse record struck that is old enough."""
    repair = district.safeguards.repair
    if repair is None:
        return
    old = [
        one
        for one in reversed(me.file)
        if not one.waiting and one.channel.adverse and district.week - one.week >= repair.after_weeks
    ]
    taking = district.conduct.remedies
    chance = min(taking.repair * repair.strength * taking.schooling[me.education], 1.0)
    if not old or not district.luck.happens(district.day, "remedy:repair", me.id, chance):
        return
    if me.money < repair.fee or gained < repair.deeds:
        return
    me.money -= repair.fee
    district.flows[me.group]["fees",] += repair.fee
    record: Record = old[0]
    true = record.cause == "true"
    for rule in record.channel.rules:
        for kind, standing in me.standing.items():
            if rule.list and (true or kind == "held"):
                district.authority.leave(standing, rule.list)
    district.authority.strike(me, record, district.week)
    district.authority.grade(me)
    district.flows[me.group]["repaired", TRUTHS[true]] += 1
