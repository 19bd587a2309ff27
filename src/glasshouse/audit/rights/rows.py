"""What figures of a run are told as: plain rows, each with its parts, unit and intervals, of one subject."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Return the least of several shares over the most; None where there is nothing to divide by. It has no pass mark.

    Chance is told over seeds, and of one seed by the interval of the ratio of these two shares alone.

    >>> from glasshouse.audit.rates import in_ten_thousand
    >>> row = ratio("under none", [in_ten_thousand(99, 100, "persons"), in_ten_thousand(97, 100, "persons")])
    >>> round(row["ratio"], 4), [round(end, 3) for end in row["interval"]]
    (0.9798, [0.942, 1.0])
    """
    seeds = [least_over_most([rate.seeds[k] for rate in rates]) for k in range(len(rates[0].seeds) if rates else 0)]
    value = least_over_most(rates)
    ends = of_mean(seeds) if seeds else None if value is None else within(rates)
    return {"what": what, "ratio": value, "interval": ends and [ends.low, ends.high]}


def least_over_most(rates: list[Rate]) -> float | None:
    """Return the least of several shares over the most; None with fewer than two, or where the most is nothing."""
    known = [rate for rate in rates if rate.denominator]
    if len(known) < 2 or not any(rate.numerator for rate in known):
        return None
    from fairlearn.metrics import demographic_parity_ratio

    # Two rows a group, those counted and all the others, each weighing as many as it stands for.
    coded = [1, 0] * len(known)
    weights = [part for rate in known for part in (rate.numerator, rate.denominator - rate.numerator)]
    group = [k for k in range(len(known)) for _ in range(2)]
    return float(demographic_parity_ratio(coded, coded, sensitive_features=group, sample_weight=weights))


def within(rates: list[Rate]) -> Interval:
    """Return what chance leaves of the least share over the most, of one seed: by its logarithm, half a case added.

    By chance the other of the two may be the least; what is told stays the least over the most, and so at most 1.
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    ordered = sorted((rate for rate in rates if rate.denominator), key=lambda rate: rate.value or 0.0)
    (low, under), (high, over) = ((one.numerator, one.denominator) for one in (ordered[0], ordered[-1]))
    first, last = confint_proportions_2indep(low, under, high, over, compare="ratio", method="log-adjusted")
    return Interval(float(min(first, 1 / last)) if low else 0.0, float(min(last, 1.0)))


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


def joined(known: Mapping[str, Figures], more: Mapping[str, Figures]) -> dict[str, Figures]:
    """Return figures by id of the measure with further ones, which come before those that were there.

    >>> joined({"M1": [{"what": "a"}]}, {"M1": [{"what": "b"}], "M2": []})
    {'M1': [{'what': 'b'}, {'what': 'a'}], 'M2': []}
    """
    return {**known, **{name: [*rows, *known.get(name, ())] for name, rows in more.items()}}
