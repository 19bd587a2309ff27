"""Compile a place: the template of a block, and who lives in it."""

from itertools import pairwise

from scipy.optimize import brentq
from scipy.special import ndtri

from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.model import tables as room
from glasshouse.quantities import threshold, whole_shares

TEMPLATE_CITIZENS = 1000
"""One block: enough for shares to a tenth of a percent."""
ADULT_FROM = 15
WORK_RELATIVE = (0.2, 1.0, 0.4)
"""Structural assumption: readiness to work at 15-17, 18-59, 60 and over, against each other."""
ALONE, COUPLE, PARTNER, OTHER = 0, 1, 2, 3


def compile_place(shelf: Shelf, place: Place, conduct: Conduct) -> None:
    """Write the place's tables."""
    couples = lay_out_block(shelf, place)
    compile_people(shelf, place, couples)
    compile_work(shelf, place)
    compile_incomes(shelf, place)
    compile_conduct_factors(shelf, conduct)


def household_sizes(place: Place) -> list[int]:
    """Return the households of one block, as sizes that sum to its citizens, in the published shares."""
    mean = sum(row.size * row.share for row in place.households) / sum(row.share for row in place.households)
    counts = whole_shares([row.share for row in place.households], round(TEMPLATE_CITIZENS / mean))
    sizes = [row.size for row, n in zip(place.households, counts, strict=True) for _ in range(n)]
    sizes.sort(key=lambda size: (size * 7919) % 11)  # mixed, so that a cut-short block is like the others
    while sum(sizes) > TEMPLATE_CITIZENS:
        sizes.remove(max(size for size in sizes if size <= sum(sizes) - TEMPLATE_CITIZENS))
    sizes += [1] * (TEMPLATE_CITIZENS - sum(sizes))
    third = len(sizes) // 3 or 1
    return [size for k in range(third) for size in sizes[k::third]]


def allot_bands(place: Place, sizes: list[int]) -> list[tuple[int, int, int]]:
    """Give every place of the block a role and an age band, with the published shares of bands exact.

    Heads and partners are of adult bands, the youngest band fills the other places of the larger households first.
    Returns (household, role, band) place by place.
    """
    quota = whole_shares([band.share for band in place.ages], TEMPLATE_CITIZENS)
    grown = [k for k, band in enumerate(place.ages) if band.last >= 18]
    young = [k for k in range(len(place.ages)) if k not in grown]
    leads = sum(min(size, 2) for size in sizes)
    lead_quota = whole_shares([quota[k] for k in grown], leads)
    lead_quota = [min(n, quota[k]) for n, k in zip(lead_quota, grown, strict=True)]
    lead_pool = deal(dict(zip(grown, lead_quota, strict=True)))
    rest = {k: quota[k] - (lead_quota[grown.index(k)] if k in grown else 0) for k in range(len(quota))}
    other_pool = deal({k: rest[k] for k in young}) + deal({k: rest[k] for k in grown})
    places: list[tuple[int, int, int]] = []
    for household, size in enumerate(sizes):
        head = lead_pool.pop() if lead_pool else other_pool.pop()
        places.append((household, COUPLE if size > 1 else ALONE, head))
        if size > 1:
            same = lead_pool.index(head) if head in lead_pool else len(lead_pool) - 1
            places.append((household, PARTNER, lead_pool.pop(same) if lead_pool else other_pool.pop()))
        for _ in range(size - 2):
            places.append((household, OTHER, other_pool.pop(0) if other_pool else lead_pool.pop()))
    return places


def deal(counts: dict[int, int]) -> list[int]:
    """Return a pile in which each key lies ``count`` times, evenly mixed.

    >>> deal({0: 1, 1: 3})
    [1, 0, 1, 1]
    """
    pile = [((turn + 0.5) / n, key) for key, n in counts.items() for turn in range(n)]
    return [key for _, key in sorted(pile)]


def lay_out_block(shelf: Shelf, place: Place) -> float:
    """Write the template; return the share of places that belong to a couple."""
    places = allot_bands(place, household_sizes(place))
    shelf.put(room.TEMPLATE_SIZE, len(places))
    heads: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for offset, (household, _, _) in enumerate(places):
        heads.setdefault(household, offset)
        sizes[household] = sizes.get(household, 0) + 1
    bands: list[list[int]] = [[] for _ in place.ages]
    for offset, (household, role, band) in enumerate(places):
        shelf.put(room.HOUSE_HEAD, heads[household], offset)
        shelf.put(room.HOUSE_SIZE, sizes[household], offset)
        shelf.put(room.ROLE, role, offset)
        shelf.put(room.BAND, band, offset)
        shelf.put(room.RANK, len(bands[band]), offset)
        bands[band].append(offset)
    start = 0
    for k, (band_row, members) in enumerate(zip(place.ages, bands, strict=True)):
        shelf.put(room.BAND_FROM, band_row.first, k)
        shelf.put(room.BAND_YEARS, band_row.last - band_row.first + 1, k)
        shelf.put(room.BAND_START, start, k)
        shelf.put(room.BAND_SIZE, max(len(members), 1), k)
        shelf.put(room.MEMBER, members, start)
        start += len(members)
    shelf.put(room.BAND_COUNT, len(place.ages))
    return sum(role in (COUPLE, PARTNER) for _, role, _ in places) / len(places)


def compile_people(shelf: Shelf, place: Place, couples: float) -> None:
    """Write residence, sex, groups, schooling and the Internet."""
    men = place.men_per_100_women.value / (100.0 + place.men_per_100_women.value)
    alone = (men - couples / 2) / (1.0 - couples) if couples < 1.0 else 0.5
    shelf.put(room.MAN_SHARE, threshold(min(max(alone, 0.0), 1.0)))
    shelf.put(room.URBAN_SHARE, threshold(place.urban.value))
    shelf.put(room.GROUP_CUTS, [threshold(place.groups.M), threshold(min(place.groups.M + place.groups.N1, 1.0))])
    older = share_from(place, ADULT_FROM)
    college = place.education.college / older
    senior = college + place.education.senior_secondary / older
    junior = senior + place.education.junior_secondary / older
    shelf.put(room.EDUCATION_CUTS, [threshold(min(cut, 1.0)) for cut in (college, senior, junior)])
    shelf.put(room.INTERNET_SHARE, threshold(min(place.internet.value / share_from(place, 6), 1.0)))


def share_from(place: Place, age: int) -> float:
    """Return the share of the population of an age or older, bands being uniform inside."""
    share = 0.0
    for band in place.ages:
        years = band.last - band.first + 1
        share += band.share * min(max(band.last + 1 - age, 0), years) / years
    return share


def compile_work(shelf: Shelf, place: Place) -> None:
    """Write who works, in which sector, in which office or post."""
    stages = [
        share_from(place, 15) - share_from(place, 18),
        share_from(place, 18) - share_from(place, 60),
        share_from(place, 60),
    ]
    weighted = sum(share * relative for share, relative in zip(stages, WORK_RELATIVE, strict=True))
    level = place.employed.value * share_from(place, 15) / weighted
    shelf.put(room.EMPLOYED_SHARE, [threshold(min(level * relative, 1.0)) for relative in WORK_RELATIVE])
    urban = place.urban.value
    primary, secondary = place.sectors.shares["primary"], place.sectors.shares["secondary"]
    country = min(primary / (1.0 - urban), 1.0) if urban < 1.0 else 0.0
    town = max(primary - country * (1.0 - urban), 0.0) / urban if urban > 0.0 else 0.0
    for residence, first in enumerate((country, town)):
        rest = (1.0 - first) * secondary / (1.0 - primary) if primary < 1.0 else 0.0
        shelf.put(room.SECTOR_CUTS, [threshold(first), threshold(min(first + rest, 1.0))], 2 * residence)
    shelf.put(room.OFFICIAL_SHARE, threshold(place.officials.value))


def fifths_by_residence(place: Place) -> tuple[list[float], list[float]]:
    """Return the chance of each fifth in the country and in town.

    Each fifth keeps a fifth of the people; an exponential tilt towards town meets the published ratio of means.
    """
    urban, incomes = place.urban.value, place.incomes
    if not 0.0 < urban < 1.0:
        return [0.2] * 5, [0.2] * 5

    def town_of(tilt: float) -> list[float]:
        raw = [(1.0 + tilt) ** k for k in range(5)]
        shares = [0.2] * 5
        for _ in range(60):  # alternate the two margins until both hold
            total = sum(shares[k] * raw[k] for k in range(5))
            shares = [min(shares[k] * raw[k] / total, 0.2 / urban) for k in range(5)]
            raw = [1.0] * 5
        return shares

    def gap(tilt: float) -> float:
        town = town_of(tilt)
        country = [(0.2 - urban * share) / (1.0 - urban) for share in town]
        means = [sum(p * x for p, x in zip(shares, incomes.fifths, strict=True)) for shares in (town, country)]
        return means[0] * incomes.rural_mean - means[1] * incomes.urban_mean

    high = 4.0
    tilt = brentq(gap, 0.0, high) if gap(0.0) * gap(high) < 0 else (high if gap(0.0) < 0 else 0.0)
    town = town_of(float(tilt))
    return [(0.2 - urban * share) / (1.0 - urban) for share in town], town


def compile_incomes(shelf: Shelf, place: Place) -> None:
    """Write incomes, posts, what a month costs, and the price of a loan."""
    for residence, shares in enumerate(fifths_by_residence(place)):
        cuts = [min(max(sum(shares[: k + 1]), 0.0), 1.0) for k in range(4)]
        shelf.put(room.FIFTH_CUTS, [threshold(cut) for cut in cuts], 4 * residence)
    posts = place.posts
    ordinary = 1.0 + posts.share * (posts.premium - 1.0)
    shelf.put(room.INCOME_FIFTH, [round(income / 12.0 / ordinary) for income in place.incomes.fifths])
    shelf.put(room.POST_SHARE, threshold(posts.share))
    shelf.put(room.POST_PREMIUM, round(posts.premium * 256))
    shelf.put(room.LIVING_SHARE, [round(share * 256) for share in place.budget.living])
    shelf.put(room.BILL_SHARE, round(place.budget.bills * 256))
    shelf.put(room.SAVINGS, [round(months * 256) for months in place.budget.savings_months])
    shelf.put(room.BENEFIT, round(place.budget.benefit * 256))


def compile_conduct_factors(shelf: Shelf, conduct: Conduct) -> None:
    """Write the quantiles by which conduct factors are drawn, and the cuts of their mixture."""
    generality = conduct.generality.value
    common, own = round(256 * generality**0.5), round(256 * (1.0 - generality) ** 0.5)
    quantiles = [round(256 * float(ndtri((k + 0.5) / 256))) for k in range(256)]
    shelf.put(room.NORMAL, quantiles)
    shelf.put(room.CONDUCT_COMMON, common)
    shelf.put(room.CONDUCT_OWN, own)
    mixed = sorted(common * a + own * b for a in quantiles for b in quantiles)
    cuts = [mixed[(k + 1) * len(mixed) // 16] for k in range(15)]
    assert all(low <= high for low, high in pairwise(cuts))
    shelf.put(room.CONDUCT_CUTS, cuts)
