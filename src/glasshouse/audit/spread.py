"""How far chance leaves a figure open, told by running it again under other seeds.

A seed is a society of its own, so figures of several seeds are independent: their spread holds all that chance does in
the model, days of one person and persons of one district that hang together included. It holds nothing of what the
assumptions leave open. A figure of several seeds is the one of all of them together, which is their mean where the
denominators are the same, and the mean weighted by denominators where they are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

FEW = 5
"""With fewer seeds than these, the least and the most of them are told instead of an interval."""
CERTAINTY = 0.95
Parts = Sequence[tuple[float, float]]
"""A numerator and a denominator of each seed, in the seeds' order."""


@dataclass(frozen=True)
class Interval:
    """A *chance* interval: within one run, or over seeds; assumptions are in neither."""

    low: float
    high: float


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
