"""Rates that keep their numerator and denominator, and how far chance leaves them open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from glasshouse.audit.spread import CERTAINTY, Interval, Parts, of_counts, of_difference, wilson

TEN_THOUSAND = 10_000
DAYS_OF_A_YEAR = 365
MONTH = 30


@dataclass(frozen=True)
class Rate:
    """``numerator`` of ``denominator``, said per ``per``.

    ``unit`` says what the denominator counts and ``counted`` what the numerator does. A person's days
    hang together, so an interval must not take days for independent: ``trials`` is how many persons
    stand behind the denominator (0: it counts independent things itself). ``once`` says that each of
    them is counted at most once in the numerator. Of a run of several seeds a rate is that of all of
    them together, and ``seeds`` has the same rate in each of them, in their order.
    """

    numerator: int
    denominator: int
    per: int
    unit: str
    counted: str = ""
    trials: int = 0
    once: bool = False
    seeds: tuple["Rate", ...] = ()

    @property
    def value(self) -> float | None:
        """The rate; None where there is nothing to divide by.

        >>> Rate(3, 1_500, 10_000, "sanction-days").value, Rate(0, 0, 10_000, "sanction-days").value
        (20.0, None)
        """
        return self.numerator * self.per / self.denominator if self.denominator > 0 else None

    @property
    def interval(self) -> Interval | None:
        """The interval of 95 in 100 that chance leaves, in the same unit as ``value``.

        Of one run it is Wilson's, and indicative. Of several seeds it is over the seeds
        (``glasshouse.audit.spread``); where they do not differ at all, as where nothing was counted in any of
        them, they say nothing of how far they might, and it is Wilson's over all of them.

        >>> Rate(0, 10, 10_000, "persons").interval
        Interval(low=0.0, high=2775.328)
        >>> Rate(3, 20, 100, "days", seeds=(Rate(1, 10, 100, "days"), Rate(2, 10, 100, "days"))).interval
        Interval(low=10.0, high=20.0)
        """
        if self.denominator <= 0:
            return None
        return (over_seeds(self) if self.seeds else None) or self.within

    @property
    def short(self) -> bool:
        """Whether persons were followed for less than 30 days, which say little of a rate of a year.

        >>> Rate(1, 290, 3_650_000, "person-days", "persons", trials=10, once=True).short
        True
        """
        return self.once and self.denominator < MONTH * self.trials

    @property
    def within(self) -> Interval:
        """Wilson's interval from these counts alone, seeds or not."""
        trials = self.trials or self.denominator
        if self.once:
            hits, most = float(self.numerator), trials * self.per / self.denominator
        else:
            hits, most = self.numerator * trials / self.denominator, float(self.per)
        low, high = wilson(min(hits, trials), trials)
        return Interval(round(low * most, 4), round(high * most, 4))


def parts_of(rate: Rate) -> Parts:
    """Return numerator and denominator of each seed."""
    return [(one.numerator, one.denominator) for one in rate.seeds]


def difference_of(here: Rate, there: Rate) -> float | None:
    """Return here less there in their unit; None where either has nothing to divide by."""
    return None if here.value is None or there.value is None else here.value - there.value


def paired(here: Rate, there: Rate, certainty: float = CERTAINTY) -> Interval | None:
    """Return the interval of here less there over seeds, each paired with the same of there; None with one seed."""
    found = of_difference(parts_of(here), parts_of(there), certainty)
    return found and found.times(here.per)


def over_seeds(rate: Rate) -> Interval | None:
    """Return the interval of a rate over its seeds, within what a rate can be; None where no spread can be told.

    A share cannot be above all there is, and no rate is below nothing.
    """
    parts = parts_of(rate)
    found = of_counts(parts)
    if found is None:
        return None
    most = found.high
    if rate.once and rate.trials:
        most = rate.trials / rate.denominator
    elif all(over <= under for over, under in parts):
        most = 1.0
    return Interval(round(max(found.low, 0.0) * rate.per, 4), round(min(found.high, most) * rate.per, 4))


def in_ten_thousand(numerator: int, denominator: int, unit: str, counted: str = "", trials: int = 0) -> Rate:
    """Return a rate per 10 000 of what ``unit`` names."""
    return Rate(int(numerator), int(denominator), TEN_THOUSAND, unit, counted, int(trials))


def in_person_years(numerator: int, person_days: int, counted: str, trials: int = 0, *, once: bool = False) -> Rate:
    """Return a rate per 10 000 person-years; the denominator stays in person-days, which are whole numbers.

    >>> in_person_years(2, 365_000, "persons").value
    20.0
    """
    per = TEN_THOUSAND * DAYS_OF_A_YEAR
    return Rate(int(numerator), int(person_days), per, "person-days", counted, int(trials), once)


def rate_of(row: Any, parts: Callable[[Any], tuple[int, int]], unit: str = "", trials: int = 0) -> Rate:
    """Return a rate in 10 000 out of a row of a measure, and out of the same row of each seed.

    ``parts`` gives numerator and denominator of a row, ``trials`` how many persons stand behind all of it.
    """
    whole = in_ten_thousand(*parts(row), unit, trials=trials)
    return replace(whole, seeds=tuple(in_ten_thousand(*parts(one), unit) for one in row.seeds))


def together(rates: list[Rate], unit: str) -> Rate:
    """Return several rates in 10 000 taken as one, over their sums, in all seeds and in each.

    >>> together([in_ten_thousand(1, 10, "days"), in_ten_thousand(2, 10, "days")], "days").value
    1500.0
    """
    whole = in_ten_thousand(sum(one.numerator for one in rates), sum(one.denominator for one in rates), unit)
    count = min((len(one.seeds) for one in rates), default=0)
    seeds = (together([one.seeds[k] for one in rates], unit) for k in range(count))
    return replace(whole, seeds=tuple(seeds))
