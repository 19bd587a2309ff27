"""What figures of a run are told as: plain rows, each with its parts, unit and intervals, of one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from glasshouse.audit.rates import Rate
from glasshouse.audit.rights.facts import RegimeFacts
from glasshouse.audit.rights.sample import Figure
from glasshouse.audit.spread import Interval, of_ratio
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

    Chance is that of the same two in every seed, and of one seed the interval of the ratio of two shares alone. Where
    it reaches above 1, either of the two may be the least.

    >>> from glasshouse.audit.rates import in_ten_thousand
    >>> row = ratio("under none", [in_ten_thousand(99, 100, "persons"), in_ten_thousand(97, 100, "persons")])
    >>> round(row["ratio"], 4), [round(end, 3) for end in row["interval"]]
    (0.9798, [0.942, 1.019])
    """
    value = least_over_most(rates)
    ends = None if value is None else within(*ends_of(rates))
    return {"what": what, "ratio": value, "interval": ends and [ends.low, ends.high]}


def ends_of(rates: Sequence[Rate]) -> tuple[Rate, Rate]:
    """Return the least and the most of several rates; one at least must have something to divide by."""
    ordered = sorted((rate for rate in rates if rate.denominator), key=lambda rate: rate.value or 0.0)
    return ordered[0], ordered[-1]


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


def within(least: Rate, most: Rate) -> Interval | None:
    """Return what chance leaves of one share over another: over seeds, or by its logarithm with half a case added."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    if most.seeds:
        return of_ratio([(one.numerator * other.denominator, one.denominator * other.numerator)
                         for one, other in zip(least.seeds, most.seeds, strict=True)])  # fmt: skip
    first, last = confint_proportions_2indep(
        least.numerator, least.denominator, most.numerator, most.denominator, compare="ratio", method="log-adjusted"
    )
    return Interval(float(first) if least.numerator else 0.0, float(last))


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
