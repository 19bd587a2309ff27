"""What people do: chances of acts from conduct files, the walk over candidates, and how people answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from scipy.special import gammainc, gammaincinv

from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.naive.luck import WORD, Luck, threshold
from tests.naive.population import Citizen
from tests.naive.responses import shift

SCALE = 256
LOWEST = -16
"""Log-odds are kept in 1/256, counted from -16: there never, and from 0 on every other day."""
LEVELS = 16
CURVE = -LOWEST * SCALE
CYCLE = 30
DOMAINS = ("money", "street", "home", "work", "expression")
"""The order in which a day's candidates are walked through."""
BAND = 2
"""Levels of conduct that are classed together for thinning."""
Kind = tuple[str, bool, bool, str, int]
"""Domain, lives in town, woman, age group, and the band of conduct in the domain."""
HALF = 1 << 31


@cache
def sixteenths(shape: float) -> tuple[float, ...]:
    """Means of the sixteen equal parts of a gamma of mean one."""
    inner = [float(gammainc(shape + 1, gammaincinv(shape, k / LEVELS))) for k in range(1, LEVELS)]
    below = [0.0, *inner, 1.0]
    return tuple(LEVELS * (below[k + 1] - below[k]) for k in range(LEVELS))


@cache
def on_curve(index: int) -> int:
    """The threshold of log-odds/256 counted from -16."""
    if index <= 0:
        return 0
    return round(WORD / (1.0 + math.exp(-(LOWEST + min(index, CURVE - 1) / SCALE))))


def fading(half_life_days: float) -> float:
    """The share that fades in a month."""
    return 1.0 - 0.5 ** (CYCLE / half_life_days)


class Behaviour:
    """Conduct, asked for one citizen at a time."""

    def __init__(self, place: Place, conduct: Conduct, luck: Luck) -> None:
        self.place, self.conduct, self.luck = place, conduct, luck
        self.acts = sorted(conduct.acts, key=lambda act: act.slot)
        self.priced = set[str]()
        """Acts of which a record gives or takes points or money, as the regime has it."""
        self.rewarded = set[str]()
        """Willed good deeds of which a record gives points."""
        self._walks: dict[Kind, list[tuple[Act, int, int]]] = {}

    def base(self, act: Act, urban: bool, woman: bool, age_group: str) -> int:
        """Log-odds of the act per day in a cell, as an index of the curve; 0 is never."""
        residence = act.rate_per_year.urban if urban else act.rate_per_year.rural
        sex = act.by_sex.women if woman else act.by_sex.men
        rate: float = residence * sex * getattr(act.by_age, age_group)
        if rate <= 0.0:
            return 0
        daily = min(-math.expm1(-rate / 365), 0.5)
        return max(round(SCALE * (math.log(daily / (1.0 - daily)) - LOWEST)), 1)

    def frailty(self, act: Act, level: int) -> int:
        """How much more than the mean somebody of this level does it, in log-odds/256."""
        return round(SCALE * math.log(max(sixteenths(act.frailty_shape)[level], 1e-6)))

    def willed(self, act: Act) -> bool:
        """Whether being watched could deter it."""
        return act.cause == "will" and act.gravity > 0 and not act.deed and act.protects is None

    def compliance(self, me: Citizen, act: Act) -> int:
        """R1: the shift for one who has heard, by doublings of perceived certainty."""
        if not self.willed(act) or me.awareness == 0:
            return 0
        answer, prior = self.conduct.compliance, self.conduct.learning.prior
        doublings = math.log2((me.certainty[act.family] + 1) / (prior + 1))
        own = min(sixteenths(self.conduct.strength_shape.value)[me.strength], 3.0)
        return round(SCALE * (answer.strength * own * math.log(answer.odds_ratio) * doublings))

    def silence(self, me: Citizen, act: Act) -> int:
        """R2: the shift that fear puts on a protected act, by where it can be seen."""
        if act.protects is None or me.awareness == 0:
            return 0
        answer = self.conduct.silence
        felt = {"private": answer.private, "friends": answer.friends, "open": 1.0}[act.visibility]
        tilt = 1.0 + answer.acceptance * (me.acceptance - 3.5) / 3.5
        return round(SCALE * math.log(1.0 - min(answer.strength * answer.most * (me.fear / 15.0) * felt * tilt, 0.99)))

    def inclination(self, me: Citizen, act: Act) -> int:
        """The index of the curve today, before silence."""
        base = self.base(act, me.urban, me.woman, me.age_group)
        if base == 0:
            return 0
        answer = shift(self.conduct, me, act, self.willed(act), act.id in self.priced)
        return max(base + self.frailty(act, me.conduct[act.domain]) + self.compliance(me, act) + answer, 1)

    # -- thinning: a bound that no response may exceed, by class; it depends on conduct and place alone

    def bound(self, act: Act, kind: Kind) -> int:
        """The bound of an act in a class: its most active member, with headroom."""
        _, urban, woman, age_group, band = kind
        base = self.base(act, urban, woman, age_group)
        if base == 0:
            return 0
        most = max(self.frailty(act, level) for level in range(BAND * (band + 1)))
        return on_curve(max(base + most + math.ceil(SCALE * math.log(act.headroom)), 1))

    def steps(self, kind: Kind) -> list[tuple[Act, int, int]]:
        """The commonest first in a domain: the act, its bound, and what is left of HALF after no candidate up to it."""
        if kind not in self._walks:
            alive, steps = 1.0, []
            for act in sorted(self.acts, key=lambda act: act.rate_per_year.urban, reverse=True):
                if act.kind == "rare" and act.domain == kind[0]:
                    bound = self.bound(act, kind)
                    alive *= 1.0 - bound / WORD
                    steps.append((act, bound, round(alive * HALF)))
            self._walks[kind] = steps
        return self._walks[kind]

    def candidates(self, me: Citizen, day: int) -> Iterator[tuple[Act, int]]:
        """Today's candidate acts with their bounds, domain by domain; a fresh draw after each."""
        left, before = min(self.luck.bits(day, "any", me.id), WORD - 2), WORD - 1
        for domain in DOMAINS:
            kind = (domain, me.urban, me.woman, me.age_group, me.conduct[domain] // BAND)
            survival = HALF
            for act, bound, survival in self.steps(kind):
                now = before * survival // HALF
                if now <= left:
                    yield act, bound
                    fresh = self.luck.bits(day, f"act:{act.id}:next", me.id)
                    left = now * (fresh >> 1) >> 31
            before = before * survival // HALF

    def decide(self, me: Citizen, act: Act, bound: int, day: int) -> str:
        """Whether a candidate is done, left, withheld for fear, or has to do with playing for the score."""
        if act.online and not me.internet:
            return "left"
        share = (self.luck.bits(day, f"act:{act.id}", me.id) >> 2) * bound
        free = self.inclination(me, act)
        game, played = self.conduct.gaming, 0
        if game and act.id in self.rewarded:
            played = round(SCALE * (game.strength * math.log(game.odds_ratio) * me.gaming / 3))
        if share >= on_curve(free + played) << 30:
            return "left"
        if share >= on_curve(free) << 30:
            claimed = self.luck.happens(day, "response:claim", me.id, game.claimed) if game else False
            return "claimed" if claimed else "for the score"
        if me.owed and act.deed and act.cause == "will" and act.id not in self.rewarded:
            return "left undone"
        shift = self.silence(me, act)
        return "done" if share < on_curve(free + shift) << 30 else "withheld"

    def tick(self, me: Citizen, name: str, day: int) -> int:
        """W16: when in the day an act is done, told by the low bits of its own draw."""
        return self.luck.bits(day, f"act:{name}", me.id) % 128

    # -- beliefs

    def learns(self, me: Citizen, family: str, day: int, caught: bool) -> None:
        """R9: certainty rises a step when caught and falls a step when not, by chance."""
        belief = self.conduct.learning
        floor = belief.prior if belief.floor is None else belief.floor
        if not caught and me.certainty[family] <= floor:
            return
        chance = (belief.punished if caught else belief.unpunished) * 15 * belief.strength
        if self.luck.happens(day, f"response:learn:{family}", me.id, chance):
            me.certainty[family] = min(max(me.certainty[family] + (1 if caught else -1), 0), 15)

    def learns_from_kin(self, me: Citizen, family: str, day: int) -> None:
        """R9: the household's fate counts for less than one's own."""
        belief = self.conduct.learning
        own = min(belief.punished * 15 * belief.strength * belief.kin, 1.0)
        if self.luck.happens(day, "response:kin", me.id, own):
            me.certainty[family] = min(me.certainty[family] + 1, 15)

    def drifts(self, me: Citizen, day: int) -> None:
        """Once a month, certainty may go a step towards the prior in every family."""
        belief = self.conduct.learning
        if self.luck.happens(day, "response:drift", me.id, fading(belief.half_life_days)):
            for family, level in me.certainty.items():
                me.certainty[family] = level + (level < belief.prior) - (level > belief.prior)

    def hears(self, me: Citizen, ties: int, regime: Regime, day: int) -> int:
        """R10: the level of awareness after this month."""
        word = self.conduct.awareness
        reach = regime.announced.reach if regime.announced else 0.0
        shown = regime.openness is None or regime.openness.score_shown
        if me.awareness == 1 and regime.score is not None and shown:
            looks = self.luck.happens(day, "response:look", me.id, word.look_per_month * word.strength)
            return 2 if looks else 1
        if me.awareness == 0:
            media = min(word.media_per_month * word.strength * reach, 1.0)
            heard = threshold(media) + threshold(word.tie * word.strength * ties / 7)
            return int(self.luck.bits(day, "response:hear", me.id) < heard)
        published = regime.openness is None or regime.openness.rules_published
        studies = published and self.luck.happens(day, "response:study", me.id, word.study_per_month * word.strength)
        return 3 if me.awareness == 2 and studies else me.awareness

    def feels(self, me: Citizen, ties: int, day: int) -> int:
        """The level of fear after this month: it fades; sanctioned ties raise it in those who have heard."""
        fear, answer = me.fear, self.conduct.fear
        if self.luck.happens(day, "response:fear-fades", me.id, fading(answer.half_life_days) * fear):
            fear -= 1
        if me.awareness > 0 and self.luck.happens(day, "response:fear", me.id, answer.ties * ties / 7):
            fear += 1
        return min(fear, 15)
