"""The regime, asked one question at a time: sensors, records, scores, tiers, lists, consequences.

There are three standings: `held`, on all records; `error-free`, on the true ones; `rights`, on the
true ones of acts that no right protects, and without identity.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.consequence import Consequence
from glasshouse.inputs.regime import ListClause, Regime, Rule, Sensor
from glasshouse.inputs.remedies import Appeal, Expiry
from tests.naive.behaviour import fading
from tests.naive.favour import higher, looked_at, times
from tests.naive.luck import found_by_any, largest_remainders, threshold
from tests.naive.population import Citizen
from tests.naive.remedies import Safeguards

POINT = 16
DIMENSIONS = ("history", "fulfilment", "relations", "behaviour")
ADVERSE = ("refuse", "last", "dearer", "shown", "confess")
"""What a sanction does; detention is counted apart and moves nobody."""
HELD, ERROR_FREE, RIGHTS = STANDINGS = ("held", "error-free", "rights")
SLOTS = {HELD: 4, ERROR_FREE: 4, RIGHTS: 4}
RING = 4
LAST_WEEK = 2047


@dataclass(frozen=True)
class Channel:
    """One sensor looking for one act, with the rules that its records meet."""

    sensor: Sensor
    act: Act
    rules: tuple[Rule, ...]
    adverse: bool
    delay: int = 0
    learned: bool = False
    """Whether a scorecard counts its records."""

    @property
    def name(self) -> str:
        """As it is called in streams and legends."""
        return f"{self.sensor.id}:{self.act.id}"

    @property
    def term(self) -> int:
        """Weeks after which its points are taken back; 0 is never."""
        return max((rule.term_weeks or 0 for rule in self.rules), default=0)

    @property
    def filed(self) -> bool:
        """Whether anything may still depend on its records once they have counted."""
        sensor = self.sensor
        lasting = self.learned or self.delay > 0 or sensor.retention_weeks is not None or self.adverse or self.term > 0
        return lasting or any(rule.repeat_factor != 1.0 or rule.list for rule in self.rules)

    @property
    def priced(self) -> bool:
        """Whether its records give or take points or money."""
        return any(rule.points or rule.vote or rule.drop_to is not None or rule.fine for rule in self.rules)

    @property
    def rewarded(self) -> bool:
        """Whether it looks for a willed good deed, and a record of one gives points."""
        gives = any(rule.points and max(rule.points.urban, rule.points.rural) > 0 for rule in self.rules)
        return gives and self.act.deed and self.act.cause == "will"

    @property
    def luck(self) -> str:
        """The draw with which it looks: sensors of one system share it."""
        return f"sensor:{self.sensor.system or self.sensor.id}:{self.act.id}"


@dataclass(eq=False)
class Record:
    """What the authority holds; the cause is known to the audit alone."""

    channel: Channel
    cause: str
    week: int
    repeated: set[str]
    counted: set[tuple[str, str]] = field(default_factory=set)
    disputed: bool = False
    waiting: bool = False
    struck: bool = False

    @property
    def standings(self) -> tuple[str, ...]:
        """The standings that take it."""
        if self.cause != "true":
            return (HELD,)
        act = self.channel.act
        return (HELD, ERROR_FREE) if act.protects is not None or act.kind == "absent" else STANDINGS

    def thrown_away(self, week: int) -> bool:
        """Whether its sensor keeps nothing as old as this."""
        kept = self.channel.sensor.retention_weeks
        return kept is not None and self.week + kept <= week

    def past_term(self, week: int) -> bool:
        """Whether its points have a term that is over."""
        return not self.struck and 0 < self.channel.term <= week - self.week


@dataclass
class Standing:
    """Points, gains of the month, tier and list entries in one standing."""

    kind: str
    points: dict[str, int]
    gains: Counter[str] = field(default_factory=Counter)
    tier: int = 0
    slots: list[tuple[str, int] | None] = field(default_factory=list)

    @property
    def lists(self) -> set[str]:
        """The lists a citizen is on."""
        return {slot[0] for slot in self.slots if slot}


class Authority:
    """One regime over one conduct file."""

    def __init__(self, conduct: Conduct, regime: Regime) -> None:
        self.conduct, self.regime = conduct, regime
        self.tiers = [tier.id for tier in regime.tiers]
        self.lists = {entry.id: entry for entry in regime.lists}
        self.black = {entry.id for entry in regime.lists if entry.colour == "black"}
        self.effects = {row.id: row for row in regime.consequences}
        self.adverse = {row.id for row in regime.consequences if row.effect in ADVERSE}
        score = regime.score
        self.least, self.most = (score.least * POINT, score.most * POINT) if score else (0, 0)
        self.start = score.start * POINT if score else 0
        self.rows = {row.dimension: row for row in score.dimensions} if score else {}
        weights = [self.rows[name].weight if name in self.rows else 0.0 for name in (*DIMENSIONS, "identity")]
        self.weights = largest_remainders(weights, 256) if score else [0] * 5
        self.appeal = next((r for r in regime.remedies if isinstance(r, Appeal) and r.strength > 0), None)
        self.expiry = next((r for r in regime.remedies if isinstance(r, Expiry) and r.strength > 0), None)
        self.reach = {row.id: (set(row.lists), self.tiers_of(row)) for row in regime.consequences}
        self.safeguards = Safeguards(conduct, regime)
        acts = sorted(conduct.acts, key=lambda act: act.slot)
        self.channels = [
            self.channel(sensor, act) for act in acts for sensor in regime.sensors if act.id in sensor.sees
        ]

    # -- sensors

    def channel(self, sensor: Sensor, act: Act) -> Channel:
        """A sensor's eye for one act."""
        met = [
            rule
            for rule in self.regime.rules
            if rule.act == act.id and (rule.sensors is None or sensor.id in rule.sensors)
        ]
        one = Channel(sensor, act, tuple(met), any(self.takes(rule) for rule in met))
        card = self.regime.score.scorecard if self.regime.score else None
        learned = card is not None and act.id in {
            *card.breach, *(name for kind in card.characteristics for name in kind.records_of)
        }  # fmt: skip
        return replace(one, delay=sensor.delay_weeks + self.safeguards.weeks(one), learned=learned)

    def takes(self, rule: Rule) -> bool:
        """Whether a rule takes something from somebody."""
        lost = rule.points is not None and (rule.points.urban < 0 or rule.points.rural < 0)
        lost = lost or (rule.vote is not None and (rule.vote.up < 0 or rule.vote.down < 0))
        return lost or rule.fine > 0 or rule.drop_to is not None or rule.list in self.black

    def errors(self, channel: Channel, me: Citizen) -> tuple[int, int, int]:
        """Thresholds: seen, laid on somebody of the district, laid on somebody elsewhere."""
        sensor = channel.sensor
        place = sensor.coverage.urban if me.urban else sensor.coverage.rural
        covered = min(place * getattr(sensor.exposure, me.group) * looked_at(self.regime, me.group), 1.0)
        match, good = sensor.false_match, 1.0
        if match is not None and match.stricter > 0:
            good = (1.0 - sensor.hit_lost) ** match.stricter
        dull = sensor.impaired.share if sensor.impaired else 0.0
        hit = sensor.hit + dull * ((sensor.impaired.hit if sensor.impaired else 0.0) - sensor.hit)
        seen = covered * max(1.0 - (1.0 - hit * good) * getattr(sensor.missed, me.group), 0.0)
        if match is None:
            return threshold(seen), 0, 0
        one = min(match.per_comparison * 10.0**-match.stricter, 1.0)
        search = found_by_any(one, match.gallery)
        wrong = (covered - seen) * min(search * getattr(match.by_group, me.group), 1.0)
        return threshold(seen), threshold(wrong * match.local), threshold(wrong * (1.0 - match.local))

    def invented(self, channel: Channel) -> float:
        """Records of nothing in a year, spread over a sensor's acts as often as these are done (or evenly)."""
        often = {act.id: act.rate_per_year.urban + act.rate_per_year.rural for act in self.conduct.acts}
        total = sum(often[name] for name in channel.sensor.sees)
        if total == 0.0:
            return channel.sensor.invented_per_year / len(channel.sensor.sees)
        return channel.sensor.invented_per_year * often[channel.act.id] / total

    def inventing(self, group: str) -> list[tuple[Channel, float]]:
        """Channels that record what never happened, with the monthly chance for somebody of a group."""
        return [
            (one, min(self.invented(one) * 30 / 365 * getattr(one.sensor.exposure, group), 1.0))
            for one in self.channels
            if one.sensor.invented_per_year > 0
        ]

    def tenths(self, sensor: Sensor, tier: int) -> int:
        """How long a gate takes of somebody of a tier, in tenths of a minute."""
        if sensor.gate is None:
            return 0
        name = self.tiers[tier] if self.tiers else ""
        return round(10 * sensor.gate.by_tier.get(name, sensor.gate.minutes))

    # -- the score

    def new_standing(self, kind: str) -> Standing:
        """Everybody begins at the start value."""
        return Standing(kind, dict.fromkeys(DIMENSIONS, self.start), slots=[None] * SLOTS[kind])

    def clamp(self, points: int) -> int:
        """Points inside the scale."""
        return min(max(points, self.least), self.most)

    def identity(self, me: Citizen) -> int:
        """Points for who one is."""
        if self.regime.score is None:
            return 0
        who = self.regime.score.identity
        total = who.urban if me.urban else who.rural
        total += {3: who.college, 0: who.primary_or_none}.get(me.education, 0.0)
        total += who.elder if me.age >= 60 else 0.0
        total += who.official if me.official else 0.0
        return round(total * POINT)

    def score(self, me: Citizen, kind: str) -> int:
        """The weighted mean of the dimensions and of identity, in sixteenths."""
        identity = self.start if kind == RIGHTS else self.clamp(self.start + self.identity(me))
        values = [*(me.standing[kind].points[name] for name in DIMENSIONS), identity]
        return sum(weight * value for weight, value in zip(self.weights, values, strict=True)) // 256

    def grade(self, me: Citizen) -> None:
        """Write the tier of each standing: the last that starts at or below the score."""
        if me.scored and self.tiers:
            for kind in STANDINGS:
                at = self.score(me, kind) - higher(self.regime, me.group, kind)
                reached = [k for k, tier in enumerate(self.regime.tiers) if at >= tier.starts * POINT]
                me.standing[kind].tier = max(reached, default=0)

    def worth(self, rule: Rule, me: Citizen, repeated: bool, kind: str) -> int:
        """What a rule's points are for somebody, in sixteenths."""
        if rule.points is None:
            return 0
        worth = round((rule.points.urban if me.urban else rule.points.rural) * POINT)
        if worth < 0:
            worth = -times(self.regime, "points", me.group, kind, -worth)
        if repeated:
            size = abs(worth) * round(rule.repeat_factor * 256) // 256
            worth = size if worth >= 0 else -size
        return worth

    def gain_allowed(self, standing: Standing, dimension: str) -> bool:
        """Use up one of this month's gains; `False` where none is left."""
        row = next((row for name, row in self.rows.items() if name == dimension), None)
        cap = row.gains_per_month if row else None
        if cap is not None and standing.gains[dimension] >= cap:
            return False
        standing.gains[dimension] += 1
        return True

    def apply_points(self, me: Citizen, record: Record, rule: Rule, kind: str, votes: tuple[int, int]) -> None:
        """What one rule does in one standing."""
        standing = me.standing[kind]
        if rule.dimension is not None:
            worth = self.worth(rule, me, kind in record.repeated, kind)
            if worth <= 0 or self.gain_allowed(standing, rule.dimension):
                standing.points[rule.dimension] = self.clamp(standing.points[rule.dimension] + worth)
                record.counted.add((kind, rule.id))
        if rule.drop_to is not None:
            for name, value in standing.points.items():
                standing.points[name] = min(value, rule.drop_to * POINT)
        if rule.vote is not None and rule.dimension is not None:
            moved = votes[0] * round(rule.vote.up * POINT) + votes[1] * round(rule.vote.down * POINT)
            standing.points[rule.dimension] = self.clamp(standing.points[rule.dimension] + moved)

    def left(self, worth: int, dimension: str, months: int) -> int:
        """What is left of some points after so many months of fading."""
        half_life = self.rows[dimension].fades_half_life_days if dimension in self.rows else None
        if half_life:
            for _ in range(months):
                step = max(abs(worth) * round(65536 * fading(half_life)) // 65536, 1) if worth else 0
                worth += step if worth < 0 else -step
        return worth

    def strike(self, me: Citizen, record: Record, week: int) -> None:
        """Take a record off the file, and its points back; an appeal against it is over."""
        self.take_back(me, record, week, STANDINGS)
        record.struck = True
        me.file.remove(record)
        if me.appeal and me.appeal[0] is record:
            me.appeal = None

    def take_back(self, me: Citizen, record: Record, week: int, standings: tuple[str, ...]) -> None:
        """Give back what is left of a record's points in some standings."""
        for kind in standings:
            kept = {rule for standing, rule in record.counted if standing == kind}
            for rule in record.channel.rules:
                if rule.id in kept and rule.dimension is not None:
                    points = me.standing[kind].points
                    worth = self.worth(rule, me, kind in record.repeated, kind)
                    worth = self.left(worth, rule.dimension, (week - record.week) * 7 // 30)
                    points[rule.dimension] = self.clamp(points[rule.dimension] - worth)
        record.counted = {(standing, rule) for standing, rule in record.counted if standing not in standings}

    def fade(self, me: Citizen) -> None:
        """A month's step of each dimension back to the start, at least a sixteenth; a new month of gains."""
        if self.regime.score is None:
            return
        for standing in me.standing.values():
            standing.gains.clear()
            for name, value in standing.points.items():
                half_life = self.rows[name].fades_half_life_days if name in self.rows else None
                away = abs(self.start - value)
                if half_life and away:
                    step = max(away * round(65536 * fading(half_life)) // 65536, 1)
                    standing.points[name] += step if value < self.start else -step

    # -- lists and what follows

    def tiers_of(self, row: ListClause | Consequence) -> set[int]:
        """The tiers that alone lead to a list or a consequence: all below one, or from one upwards."""
        tiers = range(len(self.tiers))
        below = tiers[: self.tiers.index(row.below)] if row.below else ()
        above = tiers[self.tiers.index(row.above) :] if row.above else ()
        return {*below, *above}

    def led_to_by_tier(self, tier: int) -> list[str]:
        """The lists that a tier alone leads to."""
        return [entry.id for entry in self.regime.lists if tier in self.tiers_of(entry)]

    def led_to_by_lists(self, lists: set[str]) -> list[str]:
        """The lists that being on some lists leads to."""
        return [entry.id for entry in self.regime.lists if lists.intersection(entry.through)]

    def enter(self, standing: Standing, name: str, week: int, recurs: bool, group: str) -> bool:
        """Enter a list, or stay longer; `False` where another entry had to give way."""
        entry = self.lists[name]
        treated = entry.colour == "black"
        until = week + times(self.regime, "terms" if treated else "", group, standing.kind, entry.term_weeks)
        for k, slot in enumerate(standing.slots):
            if slot and slot[0] == name:
                longer = slot[1] + (entry.extension_weeks if recurs else 0)
                standing.slots[k] = name, min(max(longer, until), LAST_WEEK)
                return True
        new = name, min(until, LAST_WEEK)
        if None in standing.slots:
            standing.slots[standing.slots.index(None)] = new
            return True
        exits = [slot[1] for slot in standing.slots if slot]
        standing.slots[exits.index(min(exits))] = new
        return False

    def leave(self, standing: Standing, name: str) -> None:
        """Delete an entry."""
        standing.slots = [None if slot and slot[0] == name else slot for slot in standing.slots]

    def under(self, me: Citizen, kind: str) -> frozenset[str]:
        """The consequences a citizen is under in one standing."""
        standing = me.standing[kind]
        idle = {rule.list for rule in me.appeal[0].channel.rules} if me.appeal and kind == HELD else set()
        idle = idle if self.appeal and self.appeal.suspends else set()
        lists, tier = standing.lists - idle, standing.tier if me.scored and self.tiers else None
        return frozenset(
            name for name, (through, tiers) in self.reach.items() if tier in tiers or not lists.isdisjoint(through)
        )

    # -- remedies

    def take_up(self, kind: str, me: Citizen, in_error: bool) -> float:
        """Monthly chance of an appeal, or of a request, by schooling."""
        taking = self.conduct.remedies
        if kind == "request":
            chance = taking.request * self.expiry.strength if self.expiry else 0.0
            return chance * taking.schooling[me.education]
        chance = taking.appeal_in_error if in_error else taking.appeal_true
        return (
            chance
            * taking.schooling[me.education]
            * (self.appeal.strength if self.appeal else 0.0)
            * self.safeguards.noticed
        )
