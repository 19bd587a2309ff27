"""The figures of a run that rules of law ask for, by the id of the measure; what a run cannot tell is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glasshouse.audit import lives, measures, sensors
from glasshouse.audit.rates import Rate, in_ten_thousand
from glasshouse.audit.rights.pack import Pack
from glasshouse.record.reading import Run

TRIPS = ("freedom of movement",)
Figures = list[dict[str, Any]]


def measures_of(run: Run) -> dict[str, Figures]:
    """Return every figure that the shipped packs ask for and this version has, by id."""
    return {name: found for name, figure in FIGURES.items() if (found := figure(run))}


def asked(packs: list[Pack]) -> set[str]:
    """Return the ids of measures that packs ask for."""
    return {row.id for pack in packs for law in pack.rules for row in law.measure if row.id}


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


def ratio(what: str, rates: list[Rate]) -> dict[str, Any]:
    """Return the least of several rates over the most; None where there is nothing to divide by. It has no pass mark.

    >>> ratio("under none", [in_ten_thousand(99, 100, "persons"), in_ten_thousand(97, 100, "persons")])["ratio"]
    0.9797979797979798
    """
    values = [rate.value for rate in rates if rate.value is not None]
    most = max(values, default=0.0)
    return {"what": what, "ratio": min(values) / most if most and len(values) > 1 else None}


def wrongful(run: Run) -> Figures:
    """Return sanction-days in error among sanction-days, by group (M1)."""
    return [row(one.group, one.in_error) for one in measures.sanctions(run)]


def innocents_risk(run: Run) -> Figures:
    """Return persons ever under a sanction in error per person-years, by group (M2)."""
    return [row(one.group, one.persons_in_error) for one in measures.sanctions(run)]


def by_group(run: Run) -> Figures:
    """Return people under a sanction at the end and people under none: ratios between groups, and counts (M4)."""
    sanctions = measures.sanctions(run)
    under = {one.group: one.now for one in sanctions}
    free = {name: without(rate) for name, rate in under.items()}
    groups = [name for name in under if name != measures.WHOLE]
    found = [
        ratio("least over most, under none", [free[name] for name in groups]),
        ratio("least over most, under a sanction", [under[name] for name in groups]),
    ]
    for name in under:
        found += [row(f"{name}, under a sanction", under[name]), row(f"{name}, under none", free[name])]
    return found


def without(rate: Rate) -> Rate:
    """Return the share of all the others."""
    return in_ten_thousand(rate.denominator - rate.numerator, rate.denominator, rate.unit, "persons under no sanction")


def remedy(run: Run) -> Figures:
    """Return the first two steps of effective remedy: appeals among records in error, and those won (M19)."""
    found = lives.appeals(run)
    return [row("appeals against records in error", found.taken_up), row("of these, won", found.success_in_error)]


def travel_bans(run: Run) -> Figures:
    """Return person-days under each sanction that refuses a journey."""
    return [row(one.title, one.burden) for one in measures.consequences(run) if one.adverse and one.right in TRIPS]


def false_alerts(run: Run) -> Figures:
    """Return false alerts of gates that look for the wanted, per passage and among alerts."""
    found = []
    for gate in sensors.gates(run):
        if gate.group == measures.WHOLE:
            rates = ((gate.title + ", per passage", gate.false_alerts), (gate.title + ", of alerts", gate.of_alerts))
            found += [row(what, rate) for what, rate in rates if rate is not None]
    return found


def ties(run: Run) -> Figures:
    """Return ties that were cut."""
    return [row("friendships", lives.ties_dropped(run))]


FIGURES: dict[str, Callable[[Run], Figures]] = {
    "M1": wrongful,
    "M2": innocents_risk,
    "M4": by_group,
    "M19": remedy,
    "false-alerts": false_alerts,
    "travel-ban-days": travel_bans,
    "ties": ties,
}
