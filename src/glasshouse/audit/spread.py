"""How far chance leaves a figure open, told by running it again under other seeds.

A seed is a society of its own, so figures of several seeds are independent: their spread holds all that chance does in
the model, days of one person and persons of one district that hang together included. It holds nothing of what the
assumptions leave open. A figure of several seeds is the one of all of them together, which is their mean where the
denominators are the same, and the mean weighted by denominators where they are not.

There are two intervals. Of any magnitudes (`of_ratio`: scores, money, ratios of ratios) it is Student's t. Of counts
(`of_counts`) it is the same where there are many, and where there are few it is skewed as counts are: few seeds with
anything in them spread little by chance, and Student's t then ends far too low.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

FEW = 5
"""With fewer seeds than these, the least and the most of them are told instead of an interval."""
CERTAINTY = 0.95
Z = 1.959964
"""Standard deviations to either side that hold 95 in 100 of a normal distribution."""
Parts = Sequence[tuple[float, float]]
"""A numerator and a denominator of each seed, in the seeds' order."""


@dataclass(frozen=True)
class Interval:
    """A *chance* interval: within one run, or over seeds; assumptions are in neither."""

    low: float
    high: float

    def times(self, by: float) -> "Interval":
        """Return the interval in another unit."""
        return Interval(self.low * by, self.high * by)


def mean_over(seeds: Sequence[float | None], alone: float | None) -> float | None:
    """Return the mean of the seeds that have a value, or what stands alone.

    >>> mean_over([1.0, None, 3.0], 9.0), mean_over([], 9.0)
    (2.0, 9.0)
    """
    known = [value for value in seeds if value is not None]
    return sum(known) / len(known) if known else alone


def wilson(hits: float, trials: float) -> tuple[float, float]:
    """Return Wilson's interval for a proportion (Wilson 1927).

    >>> [round(x, 3) for x in wilson(5, 10)], [round(x, 3) for x in wilson(10, 10)], wilson(0, 0)
    ([0.237, 0.763], [0.722, 1.0], (0.0, 1.0))
    """
    if trials <= 0:
        return 0.0, 1.0
    p, zz = hits / trials, Z * Z / trials
    middle = (p + zz / 2) / (1 + zz)
    half = Z / (1 + zz) * sqrt(max(p * (1 - p), 0.0) / trials + zz / (4 * trials))
    return max(middle - half, 0.0), min(middle + half, 1.0)


@lru_cache(maxsize=64)
def quantile(seeds: int, certainty: float = CERTAINTY) -> float:
    """Return how many standard errors to either side hold ``certainty`` of Student's t for so many seeds.

    >>> round(quantile(8), 3), round(quantile(2), 3)
    (2.365, 12.706)
    """
    from scipy.special import stdtrit

    return float(stdtrit(seeds - 1, 0.5 + certainty / 2))


def deviations(parts: Parts) -> tuple[float, list[float]]:
    """Return the ratio of all seeds together, and how far each seed lies from it.

    A seed counts by its share of the denominators: these are the residuals of the ratio estimator (Cochran 1977,
    chapter 6), which are plain deviations from the mean where all denominators are the same.

    >>> deviations([(1, 10), (3, 10)])
    (0.2, [-0.1, 0.1])
    """
    over, under = sum(n for n, _ in parts), sum(d for _, d in parts)
    ratio, mean = over / under, under / len(parts)
    return ratio, [(n - ratio * d) / mean for n, d in parts]


def half_width(residuals: Sequence[float], certainty: float = CERTAINTY) -> float:
    """Return half of the t-interval of a mean with these deviations from it."""
    count = len(residuals)
    variance = sum(each * each for each in residuals) / (count - 1)
    return quantile(count, certainty) * sqrt(variance / count)


def of_ratio(parts: Parts) -> Interval | None:
    """Return the chance interval over seeds of a ratio: Student's t, or least and most where there are few seeds.

    None without two seeds, or where there is nothing to divide by.

    >>> found = of_ratio([(n, 10) for n in (1, 2, 3, 4, 5)])
    >>> round(found.low, 6), round(found.high, 6)
    (0.103676, 0.496324)
    >>> of_ratio([(1, 10), (3, 10), (0, 0)])
    Interval(low=0.1, high=0.3)
    """
    if len(parts) < 2 or sum(under for _, under in parts) <= 0:
        return None
    if len(parts) < FEW:
        ratios = [over / under for over, under in parts if under > 0]
        return Interval(min(ratios), max(ratios))
    ratio, residuals = deviations(parts)
    half = half_width(residuals)
    return Interval(ratio - half, ratio + half)


def of_counts(parts: Parts) -> Interval | None:
    """Return the chance interval over seeds of a ratio of counts, or None where the seeds cannot tell one.

    The interval of a Poisson mean (Garwood 1936), as if each thing counted stood for a cluster of ``cluster`` that come
    together (quasi-Poisson: McCullagh and Nelder 1989, chapter 6). Seeds say how large clusters are: the variance of
    their counts over the mean, widened by what Student's t has over the normal distribution, and never less than
    counts of independent things would have. Of many clusters it is the interval of `of_ratio`. Of few it is skewed,
    and its lower end stays above nothing. A share beyond one half is taken by what is missing to all.

    Few seeds have their least and most. None: fewer than two seeds, too few of them with anything to divide by, or no
    difference between them, as where nothing was counted in any.

    >>> found = of_counts([(1, 100), *[(0, 100)] * 7])
    >>> round(found.low * 800, 2), round(found.high * 800, 1)
    (0.01, 7.3)
    >>> many, plain = of_counts([(900, 9000), (1000, 9000)] * 4), of_ratio([(900, 9000), (1000, 9000)] * 4)
    >>> [round(each, 4) for each in (many.low, plain.low, many.high, plain.high)]
    [0.1006, 0.1006, 0.1106, 0.1105]
    """
    over, under = sum(n for n, _ in parts), sum(d for _, d in parts)
    known = sum(1 for _, d in parts if d > 0)
    if len(parts) < FEW:
        found = of_ratio(parts)
        return None if found is None or found.low == found.high or known < 2 else found
    if known < FEW:
        return None
    _, residuals = deviations(parts)
    variance = len(parts) / (len(parts) - 1) * sum(each * each for each in residuals) * (under / len(parts)) ** 2
    share = all(n <= d for n, d in parts)
    turned = share and 2 * over > under
    count = under - over if turned else over
    if variance == 0 or count == 0:
        return None
    independent = 1 - count / under if share else 1.0
    cluster = max(independent, variance * (quantile(len(parts)) / Z) ** 2 / count)
    low, high = (end * cluster / under for end in garwood(count / cluster))
    return Interval(1 - high, 1 - low) if turned else Interval(low, high)


def garwood(count: float) -> tuple[float, float]:
    """Return the exact interval of a Poisson mean for a count, which need not be whole (Garwood 1936).

    >>> [round(end, 3) for end in garwood(1)], [round(end, 3) for end in garwood(10)]
    ([0.025, 5.572], [4.795, 18.39])
    """
    from scipy.special import gammaincinv

    tail = (1 - CERTAINTY) / 2
    return float(gammaincinv(count, tail)), float(gammaincinv(count + 1, 1 - tail))


def of_mean(values: Sequence[float | None]) -> Interval | None:
    """Return the chance interval over seeds of a mean; None where a seed has no value, or there is but one.

    >>> of_mean([1.0, 3.0]), of_mean([1.0, None])
    (Interval(low=1.0, high=3.0), None)
    """
    known = [(value, 1.0) for value in values if value is not None]
    return of_ratio(known) if len(known) == len(values) else None


def of_difference(here: Parts, there: Parts, certainty: float = CERTAINTY) -> Interval | None:
    """Return the chance interval of the difference of two ratios, each seed paired with the same seed of the other.

    The same seed is the same people with the same luck, so what luck does to both drops out.

    >>> of_difference([(k, 10) for k in range(5)], [(k + 1, 10) for k in range(5)])
    Interval(low=-0.09999999999999998, high=-0.09999999999999998)
    """
    if len(here) < 2 or len(here) != len(there) or not all(sum(d for _, d in parts) > 0 for parts in (here, there)):
        return None
    if len(here) < FEW:
        both = [(a / b - c / d) for (a, b), (c, d) in zip(here, there, strict=True) if b > 0 and d > 0]
        return Interval(min(both), max(both)) if both else None
    (ours, one), (theirs, other) = deviations(here), deviations(there)
    half = half_width([a - b for a, b in zip(one, other, strict=True)], certainty)
    return Interval(ours - theirs - half, ours - theirs + half)
