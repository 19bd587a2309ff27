"""What others say of somebody, asked one rating and one vote at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Peers, Regime, Rule
from tests.naive.behaviour import sixteenths
from tests.naive.gates import poisson
from tests.naive.luck import BIRTH, WORD, Luck, threshold
from tests.naive.population import Citizen
from tests.naive.ties import FRIENDS, Circle

ENCOUNTERS_MOST = 16
STARS_MOST = 5


class Rating(NamedTuple):
    """Stars, who gave them, and why they were given."""

    stars: int
    rater: Citizen
    cause: str


class Public:
    """The others, as raters and voters."""

    def __init__(self, conduct: Conduct, regime: Regime, luck: Luck, circle: Circle) -> None:
        self.conduct, self.regime, self.luck, self.circle = conduct, regime, luck, circle

    # -- ratings

    @property
    def peers(self) -> Peers | None:
        """The clause on ratings, if it does anything."""
        found = self.regime.score.peers if self.regime.score else None
        return found if found and found.strength * found.rate_per_month > 0.0 else None

    def met(self, me: Citizen, name: str, day: int) -> Citizen | None:
        """Whom a named involution of today gives, if on file."""
        many = len(self.circle.people)
        other = self.circle.mirror(me.id, 0, many, self.luck.bits(day, name, 0) % many)
        return other if other and other.scored else None

    def ratings(self, me: Citizen, day: int) -> Iterator[Rating]:
        """The ratings of a month."""
        assert self.conduct.encounters and self.peers
        how, draw = self.conduct.encounters, self.luck
        often: float = (how.per_month.urban if me.urban else how.per_month.rural) * getattr(how.by_age, me.age_group)
        for k in range(poisson(often, draw.bits(day, "peer:encounters", me.id), ENCOUNTERS_MOST)):
            rater = self.met(me, f"peer:met:{k}", day)
            if rater is None:
                continue
            whose, cause = me, "true"
            if draw.happens(day, f"peer:mistaken:{k}", me.id, self.peers.mistaken):
                other = self.met(me, "district:reflection", day)
                if other is not None and other is not rater:
                    whose, cause = other, "somebody else"
            stars = self.felt(whose, draw.bits(day, f"peer:mood:{k}", me.id))
            lean = draw.bits(BIRTH, "peer:leniency", rater.id)
            if how.leniency:
                stars += (lean >= WORD - threshold(how.leniency.lenient)) - (lean < threshold(how.leniency.strict))
            above = self.circle.yesterday[whose.id].tier - self.circle.yesterday[rater.id].tier
            leaning = how.deference
            chance = (above * leaning.above if above > 0 else -above * leaning.below) if leaning else 0.0
            if draw.happens(day, f"peer:bow:{k}", me.id, chance):
                stars += 1 if above > 0 else -1
            yield Rating(min(max(stars, 0), STARS_MOST), rater, cause)
        for slot in FRIENDS if how.collusion else ():
            friend = self.circle.friend(me, slot)
            if friend and friend.scored and slot not in me.cuts and slot not in self.circle.yesterday[friend.id].cuts:
                assert how.collusion
                if draw.happens(BIRTH, f"peer:agreed:{slot}", min(me.id, friend.id), how.collusion.share):
                    yield Rating(STARS_MOST, friend, "nothing")

    def felt(self, whose: Citizen, u: int) -> int:
        """What an encounter was worth."""
        how = self.conduct.encounters
        assert how
        sour, plain, sweet = (round(stars) for stars in how.stars)
        if u < threshold(how.unpleasant * sixteenths(how.frailty_shape)[whose.conduct[how.domain]]):
            return sour
        return sweet if u >= WORD - threshold(how.pleasant) else plain

    def towards(self, points: int, ratings: list[Rating], kind: str, least: int, most: int) -> int:
        """Where points come to that follow some ratings, as raters of one standing weigh."""
        assert self.peers
        weighed = [
            (
                round(16 * (1 + self.peers.weight_per_tier * self.circle.yesterday[one.rater.id].tier_in[kind])),
                one.stars,
            )
            for one in ratings
        ]
        if not weighed:
            return points
        mean = Fraction(sum(weight * stars for weight, stars in weighed), sum(weight for weight, _ in weighed))
        goal = math.floor(least + (most - least) * mean / STARS_MOST)
        share = round(65536 * self.peers.rate_per_month * self.peers.strength)
        step = max(abs(goal - points) * share // 65536, 1) if goal != points else 0
        return points + (step if goal > points else -step)

    # -- votes

    def votes_down(self, me: Citizen, rule: Rule, day: int) -> int:
        """How many of the public vote somebody down today."""
        assert self.regime.ballot and self.conduct.voting
        many, how = self.regime.ballot.voters, self.conduct.voting
        halo = how.halo.per_tier if how.halo else 0.0
        mean = min(max(how.down - halo * self.circle.yesterday[me.id].tier, 1e-9), 1 - 1e-9)
        u = self.luck.bits(day, f"vote:{rule.act}", me.id)
        chances = list(voting(many, mean, how.agreement))
        return next((k for k in range(many) if u < min(round(math.fsum(chances[: k + 1]) * WORD), WORD)), many)


def voting(many: int, mean: float, agreement: float) -> Iterator[float]:
    """The chances of no vote down, one, two ... as if voters drew from an urn that each vote adds to."""
    if agreement == 0.0:
        for k in range(many + 1):
            yield math.comb(many, k) * mean**k * (1 - mean) ** (many - k)
        return
    down, up = mean * (1 - agreement) / agreement, (1 - mean) * (1 - agreement) / agreement
    chance = math.prod((up + t) / (down + up + t) for t in range(many))
    for k in range(many + 1):
        yield chance
        if k < many:
            chance *= (many - k) / (k + 1) * (down + k) / (up + many - k - 1)
