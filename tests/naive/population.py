"""Who lives in a district: the block of households, and every citizen as an object with a life of its own."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from statistics import NormalDist
from typing import Any

from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.conduct import DOMAINS, FAMILIES, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime
from tests.naive.luck import BIRTH, Luck, largest_remainders, threshold

BLOCK = 1000
READY_TO_WORK = {"youth": 0.2, "prime": 1.0, "elder": 0.4}


@dataclass(frozen=True)
class Spot:
    """One place of the block: in which household (its offsets), in which role, of which age band."""

    household: tuple[int, ...]
    role: str
    band: int

    @property
    def head(self) -> int:
        """The offset of the household's head."""
        return self.household[0]


def household_sizes(place: Place) -> list[int]:
    """Household sizes of one block, mixed, summing to the block."""
    rows = place.households
    mean = sum(row.size * row.share for row in rows) / sum(row.share for row in rows)
    how_many = largest_remainders([row.share for row in rows], round(BLOCK / mean))
    sizes: list[int] = []
    for row, n in zip(rows, how_many, strict=True):
        sizes.extend([row.size] * n)
    sizes = sorted(sizes, key=lambda size: size * 7919 % 11)
    while (excess := sum(sizes) - BLOCK) > 0:
        sizes.remove(max(size for size in sizes if size <= excess))
    sizes.extend([1] * (BLOCK - sum(sizes)))
    third = max(len(sizes) // 3, 1)
    return [sizes[k] for start in range(third) for k in range(start, len(sizes), third)]


def evenly_mixed(how_many: dict[int, int]) -> list[int]:
    """A pile in which each key lies so often, evenly."""
    cards = [(Fraction(2 * turn + 1, 2 * n), key) for key, n in how_many.items() for turn in range(n)]
    return [key for _, key in sorted(cards)]


def lay_out(place: Place) -> list[Spot]:
    """The block: heads and partners of adult bands, the young first in the other places."""
    sizes = household_sizes(place)
    quota = largest_remainders([band.share for band in place.ages], BLOCK)
    adult = [k for k, band in enumerate(place.ages) if band.last >= 18]
    wanted = largest_remainders([quota[k] for k in adult], sum(min(size, 2) for size in sizes))
    leading = {k: min(n, quota[k]) for k, n in zip(adult, wanted, strict=True)}
    left = {k: n - leading.get(k, 0) for k, n in enumerate(quota)}
    leads = evenly_mixed(leading)
    others = evenly_mixed({k: left[k] for k in left if k not in adult})
    others += evenly_mixed({k: left[k] for k in adult})
    spots: list[Spot] = []
    for size in sizes:
        members = tuple(range(len(spots), len(spots) + size))
        head = leads.pop() if leads else others.pop()
        spots.append(Spot(members, "head of couple" if size > 1 else "alone", head))
        if size > 1:
            if leads:
                partner = leads.pop(leads.index(head) if head in leads else -1)
            else:
                partner = others.pop()
            spots.append(Spot(members, "partner", partner))
        for _ in range(size - 2):
            spots.append(Spot(members, "other", others.pop(0) if others else leads.pop()))
    return spots


def share_from(place: Place, age: int) -> float:
    """Share of the population of an age or older; ages are uniform in their band."""
    total = 0.0
    for band in place.ages:
        years = range(band.first, band.last + 1)
        total += band.share * sum(year >= age for year in years) / len(years)
    return total


def fifths_in_town(place: Place) -> list[float]:
    """Chance of each fifth in town, tilted until the ratio of mean incomes is the published one."""
    urban, incomes = place.urban.value, place.incomes

    def tilted(tilt: float) -> list[float]:
        shares = [(1.0 + tilt) ** k for k in range(5)]
        most, full = 0.2 / urban, set[int]()
        for _ in range(6):
            free = sum(share for k, share in enumerate(shares) if k not in full)
            room = 1.0 - most * len(full)
            shares = [most if k in full else share * room / free for k, share in enumerate(shares)]
            full |= {k for k, share in enumerate(shares) if share > most}
        return shares

    def excess(tilt: float) -> float:
        town = tilted(tilt)
        country = [(0.2 - urban * share) / (1.0 - urban) for share in town]
        mean = [sum(p * x for p, x in zip(q, incomes.fifths, strict=True)) for q in (town, country)]
        return mean[0] * incomes.rural_mean - mean[1] * incomes.urban_mean

    low, high = 0.0, 4.0
    if excess(low) >= 0.0:
        return tilted(low)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0.0 else (low, middle)
    return tilted(high)


@cache
def conduct_scale(generality: float) -> tuple[list[int], list[int], int, int]:
    """Quantiles/256 of a normal, the fifteen cuts of the mixture, and the two weights/256."""
    common, own = round(256 * math.sqrt(generality)), round(256 * math.sqrt(1.0 - generality))
    quantiles = [round(256 * NormalDist().inv_cdf((k + 0.5) / 256)) for k in range(256)]
    mixed = sorted(common * a + own * b for a in quantiles for b in quantiles)
    return quantiles, mixed[4096::4096], common, own


@dataclass
class Citizen:
    """One synthetic person: who they are, then how they are doing."""

    id: int
    block: int
    band: int
    rank: int
    household: list[int]
    age: int
    woman: bool
    urban: bool
    group: str
    education: int
    fifth: int
    scored: bool
    sector: str = "none"
    internet: bool = False
    user: bool = False
    official: bool = False
    conduct: dict[str, int] = field(default_factory=dict)
    strength: int = 0
    acceptance: int = 0
    born_acceptance: int = 0
    sociability: int = 0
    income: int = 0
    job: str = "none"
    money: int = 0
    debt: int = 0
    deposit: int = 0
    arrears: int = 0
    certainty: dict[str, int] = field(default_factory=dict)
    awareness: int = 0
    fear: int = 0
    file: list[Any] = field(default_factory=list)
    standing: dict[str, Any] = field(default_factory=dict)
    appeal: tuple[Any, int] | None = None
    cuts: set[int] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    shows_family: str = FAMILIES[0]
    disposition: int = 0
    trust: int = 0
    struck: int = 0
    absent: int = 0
    opted_out: bool = False
    legitimacy: int = 0
    motive: int = 0
    blocked: bool = False
    gaming: int = 0
    owed: int = 0
    has: set[str] = field(default_factory=set)
    won: set[str] = field(default_factory=set)
    detained: bool = False
    exposed: bool = False
    breaches: Counter[str] = field(default_factory=Counter)
    dead: bool = False
    spouse: int | None = None
    pupil: bool = False
    """Under fifteen on day 0: goes to school in the run."""

    @property
    def usual(self) -> int:
        """Usual monthly income in money (it is kept in tens)."""
        return 10 * self.income

    @property
    def in_labour_force(self) -> bool:
        """Of working age with an income: those who lose and find work."""
        return 18 <= self.age < 60 and self.income > 0

    @property
    def age_group(self) -> str:
        """Age as conduct files group it."""
        names = ("child", "youth", "young", "middle", "older", "elder")
        return names[bisect_right((14, 18, 30, 45, 60), self.age)]


class Nursery:
    """Makes the citizens of one district, each computed from its number."""

    def __init__(self, place: Place, conduct: Conduct, regime: Regime, luck: Luck, residents: int) -> None:
        self.place, self.conduct, self.regime = place, conduct, regime
        self.luck, self.residents = luck, residents
        self.spots = lay_out(place)
        self.members = [
            [k for k, spot in enumerate(self.spots) if spot.band == band] for band in range(len(place.ages))
        ]
        self.from_age = regime.score.from_age if regime.score else 18
        self.to_age = regime.score.to_age if regime.score else 200
        self.town = fifths_in_town(place) if 0.0 < place.urban.value < 1.0 else [0.2] * 5
        self._ages: dict[int, int] = {}

    def draw(self, name: str, i: int) -> int:
        """32 bits of birth luck."""
        return self.luck.bits(BIRTH, name, i)

    def chance(self, name: str, i: int, chance: float) -> bool:
        """Whether something holds from birth."""
        return self.luck.happens(BIRTH, name, i, chance)

    def spot(self, i: int) -> Spot:
        """The place of the block in which a citizen lives."""
        return self.spots[i % BLOCK]

    def household(self, i: int) -> list[int]:
        """All members; the last block may be cut short."""
        block = i - i % BLOCK
        return [block + k for k in self.spot(i).household if block + k < self.residents]

    def age(self, i: int) -> int:
        """Uniform in the band; partners of one band are near; the last band thins out."""
        if i not in self._ages:
            spot, head = self.spot(i), self.household(i)[0]
            band = self.place.ages[spot.band]
            u = self.draw("trait:age", i)
            if spot.role == "partner" and self.spot(head).band == spot.band:
                u = self.draw("trait:age", head) + u // 16 - 2**27
                u = abs(u) if u < 2**32 else 2**33 - 1 - u
            if spot.band == len(self.place.ages) - 1:
                u = min(u, self.draw("trait:age-gap", i))
            self._ages[i] = band.first + u * (band.last - band.first + 1) // 2**32
        return self._ages[i]

    def is_woman(self, i: int) -> bool:
        """Couples are of two sexes; the others make up the published ratio."""
        spot = self.spot(i)
        if spot.role == "head of couple":
            return self.draw("trait:sex", i) % 2 == 1
        if spot.role == "partner":
            return self.draw("trait:sex", self.household(i)[0]) % 2 == 0
        ratio = self.place.men_per_100_women.value
        paired = sum(one.role in ("head of couple", "partner") for one in self.spots) / BLOCK
        alone = (ratio / (100.0 + ratio) - paired / 2) / (1.0 - paired) if paired < 1.0 else 0.5
        return not self.chance("trait:sex", i, alone)

    def works(self, i: int) -> bool:
        """Whether somebody of 15 or more works."""
        return self.works_at(i, self.age(i))

    def works_at(self, i: int, age: int) -> bool:
        """Whether somebody of that age works, or goes on to."""
        place = self.place
        if age < 15:
            return False
        at = {limit: share_from(place, limit) for limit in (15, 18, 60)}
        ready = READY_TO_WORK
        stock = (at[15] - at[18]) * ready["youth"] + (at[18] - at[60]) * ready["prime"] + at[60] * ready["elder"]
        stage = "youth" if age < 18 else "prime" if age < 60 else "elder"
        return self.chance("trait:employed", i, place.employed.value * at[15] / stock * ready[stage])

    def earns(self, i: int) -> bool:
        """Whether the household's income comes through this member."""
        return self.age(i) >= 60 or self.works(i)

    def education(self, i: int) -> int:
        """0 primary or none to 3 college; children have 0."""
        if self.age(i) < 15:
            return 0
        shares, adults = self.place.education, share_from(self.place, 15)
        cut, u = 0.0, self.draw("trait:education", i)
        for level, share in ((3, shares.college), (2, shares.senior_secondary), (1, shares.junior_secondary)):
            cut += share / adults
            if u < threshold(cut):
                return level
        return 0

    def sector(self, i: int, urban: bool) -> str:
        """Farming goes to the country as far as it goes there."""
        town, shares = self.place.urban.value, self.place.sectors.shares
        farms = min(shares["primary"] / (1.0 - town), 1.0) if town < 1.0 else 0.0
        if urban:
            farms = max(shares["primary"] - farms * (1.0 - town), 0.0) / town if town > 0.0 else 0.0
        industry = (1.0 - farms) * shares["secondary"] / (1.0 - shares["primary"]) if shares["primary"] < 1.0 else 0.0
        u = self.draw("trait:sector", i)
        if u < threshold(farms):
            return "primary"
        return "secondary" if u < threshold(farms + industry) else "tertiary"

    def fifth(self, i: int, urban: bool) -> int:
        """The household's fifth of income."""
        town = self.place.urban.value
        shares = self.town
        if not urban and 0.0 < town < 1.0:
            shares = [(0.2 - town * share) / (1.0 - town) for share in self.town]
        u = self.draw("trait:fifth", self.household(i)[0])
        return sum(u >= threshold(sum(shares[: k + 1])) for k in range(4))

    def income(self, i: int, fifth: int) -> int:
        """The household's income, shared among its earners, in tens of money a month."""
        household = self.household(i)
        earners = [j for j in household if self.earns(j)] or household[:1]
        if i not in earners:
            return 0
        posts = self.place.posts
        per_head = round(self.place.incomes.fifths[fifth] / 12.0 / (1.0 + posts.share * (posts.premium - 1.0)))
        spread = 179 + self.draw("trait:income", i) * 155 // 2**32
        return min(per_head * len(household) * spread // (len(earners) * 2560), 0xFFFF)

    def level(self, i: int, domain: str) -> int:
        """The conduct factor in one domain, in sixteen equal parts."""
        quantiles, cuts, common, own = conduct_scale(self.conduct.generality.value)
        shared = quantiles[self.draw("trait:conduct", i) >> 24]
        special = quantiles[self.draw(f"trait:conduct:{domain}", i) >> 24]
        return bisect_right(cuts, common * shared + own * special)

    def born(self, i: int) -> Citizen:
        """One citizen as on day 0, without standing and beliefs."""
        place, spot, age = self.place, self.spot(i), self.age(i)
        share, turn = threshold(place.urban.value), self.draw("trait:residence", 0)
        urban = ((i // BLOCK + 1) * share + turn) // 2**32 > (i // BLOCK * share + turn) // 2**32
        fifth = self.fifth(i, urban)
        u = self.draw("trait:group", self.household(i)[0])
        group = sum(u >= threshold(cut) for cut in (place.groups.M, place.groups.M + place.groups.N1))
        citizen = Citizen(
            id=i, block=i - i % BLOCK, band=spot.band, rank=self.members[spot.band].index(i % BLOCK),
            household=self.household(i), age=age, woman=self.is_woman(i), urban=urban, group=GROUPS[group],
            education=self.education(i), fifth=fifth, scored=self.from_age <= age <= self.to_age,
        )  # fmt: skip
        if self.works(i):
            citizen.sector = self.sector(i, urban)
            citizen.official = age >= 18 and self.chance("trait:official", i, place.officials.value)
            has_post = 18 <= age < 60 and self.chance("birth:post", i, place.posts.share)
            citizen.job = "post" if has_post else "ordinary"
        online = min(place.internet.value / share_from(place, 6), 1.0)
        citizen.user = citizen.internet = age >= 6 and self.chance("trait:internet", i, online)
        citizen.conduct = {domain: self.level(i, domain) for domain in DOMAINS}
        citizen.strength = self.draw("trait:strength", i) >> 28
        citizen.acceptance = citizen.born_acceptance = self.draw("trait:acceptance", i) >> 29
        citizen.sociability = self.draw("trait:sociability", i) >> 29
        citizen.pupil = age < 15
        couple = citizen.household[:2] if spot.role in ("head of couple", "partner") else []
        citizen.spouse = next((j for j in couple if j != i), None)
        citizen.income = self.income(i, fifth)
        months = round(place.budget.savings_months[fifth] * 256)
        citizen.money = (citizen.usual * months // 256) * (self.draw("birth:savings", i) >> 16) // 2**15
        citizen.certainty = dict.fromkeys(FAMILIES, self.conduct.learning.prior)
        return citizen
