"""What figures of a run are told as: plain rows, each with its parts, unit and intervals, of one subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from glasshouse.audit.rates import Rate
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.sample import Figure
from glasshouse.audit.spread import Interval, of_mean
from glasshouse.audit.whole import Audit
from glasshouse.record.reading import Run

HUNDRED = 100
Figures = list[dict[str, Any]]


@dataclass(frozen=True)
class Subject:
    """What is measured: a run with its audit (beside a baseline or not) and the facts of its regime."""

    run: Run
    audit: Audit
    facts: RegimeFacts


def row(what: str, rate: Rate) -> dict[str, Any]:
    """Return a rate with its numerator and denominator, what they count, and the interval that chance leaves."""
    interval = rate.interval
    return {
        "what": what,
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "per": rate.per,
        "unit": rate.unit,
        "counted": rate.counted,
        "value": rate.value,
        "interval": None if interval is None else [interval.low, interval.high],
    }


def figure_row(one: Figure) -> dict[str, Any]:
    """Return a figure that is no rate, with its unit and of how many it is."""
    return plain_figure(one.what, one.of_all, one.unit, f"{one.counts} {one.counted}", one.interval, one.assumption)


def plain_figure(
    what: str, value: float | None, unit: str, of: str, interval: Interval | None = None,
    assumption: tuple[float, float] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return a figure as a row: what, value, unit, of how many, what chance leaves of it, and what assumptions do."""
    ends = None if interval is None else [interval.low, interval.high]
    found = {"what": what, "figure": value, "unit": unit, "of": of, "interval": ends}
    return found if assumption is None else {**found, "assumption": list(assumption)}


def ratio(what: str, rates: list[Rate]) -> dict[str, Any]:
    """Return the least of several rates over the most; None where there is nothing to divide by. It has no pass mark.

    >>> from glasshouse.audit.rates import in_ten_thousand
    >>> ratio("under none", [in_ten_thousand(99, 100, "persons"), in_ten_thousand(97, 100, "persons")])["ratio"]
    0.9797979797979798
    """
    seeds = [least_over_most([rate.seeds[k] for rate in rates]) for k in range(len(rates[0].seeds) if rates else 0)]
    ends = of_mean(seeds) if seeds else None
    return {"what": what, "ratio": least_over_most(rates), "interval": ends and [ends.low, ends.high]}


def least_over_most(rates: list[Rate]) -> float | None:
    """Return the least of several rates over the most; None with fewer than two, or where the most is nothing."""
    values = [rate.value for rate in rates if rate.value is not None]
    most = max(values, default=0.0)
    return min(values) / most if most and len(values) > 1 else None


def turned(rate: Rate, counted: str) -> Rate:
    """Return the share of all the others, in all seeds and in each."""
    seeds = tuple(turned(one, counted) for one in rate.seeds)
    return replace(rate, numerator=rate.denominator - rate.numerator, counted=counted, seeds=seeds)


def without(rate: Rate) -> Rate:
    """Return the share of those under no sanction."""
    return turned(rate, "persons under no sanction")


def hundredfold(interval: Interval | None) -> Interval | None:
    """Return an interval of a ratio in hundredths."""
    return None if interval is None else interval.times(HUNDRED)
