"""What a run has to say of claims: entries, refusals, grades, time and false records, each under a word and a clause.

How well sensors find protected acts is not among them: what is read here is what was done to people, and what was
recorded of them that they did not do.
"""

from collections.abc import Iterator

from glasshouse.audit.lives import moods, refusals
from glasshouse.audit.measures import WHOLE, consequences, lists, tiers
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, Rate
from glasshouse.audit.sensors import gates, sensors
from glasshouse.record.reading import Run

Figures = dict[str, tuple[int, int]]
"""Numerator and denominator of each reading in one seed, by its key."""
YEARLY = TEN_THOUSAND * DAYS_OF_A_YEAR
TENTHS_OF_A_MINUTE = 10
PER: dict[str, float] = {
    "entered": YEARLY,
    "under": TEN_THOUSAND,
    "refused": TEN_THOUSAND,
    "tier": TEN_THOUSAND,
    "false": YEARLY,
    "minutes": DAYS_OF_A_YEAR / TENTHS_OF_A_MINUTE,
    "minutes_in_error": DAYS_OF_A_YEAR / TENTHS_OF_A_MINUTE,
    "aware": TEN_THOUSAND,
}
"""By measure: what a numerator over its denominator is multiplied by."""


def figures_of(run: Run) -> Figures:
    """Return all that a claim may ask of one run, by the key of a reading."""
    found = {key: (rate.numerator, rate.denominator) for key, rate in rates(run)}
    for gate in gates(run):
        if gate.group == WHOLE:
            found[f"minutes {gate.id}"] = gate.hours.tenths, gate.hours.person_days
            found[f"minutes_in_error {gate.id}"] = gate.hours_in_error.tenths, gate.hours_in_error.person_days
    return found


def rates(run: Run) -> Iterator[tuple[str, Rate]]:
    """Yield every rate that a claim may ask for, with its key."""
    for entry in lists(run):
        yield f"entered {entry.id}", entry.entered
    for consequence in consequences(run):
        yield f"under {consequence.id}", consequence.burden
    for wish in refusals(run):
        yield f"refused {wish.id}", wish.rate
    for tier in tiers(run):
        yield f"tier {tier.id}", tier.last
    for sensor in sensors(run):
        if sensor.group == WHOLE:
            yield f"false {sensor.id}", sensor.false
    yield "aware heard", moods(run)[0].aware


def value(key: str, figures: Figures) -> float:
    """Return a reading in its unit; where there is nothing to divide by nothing happened, and it is 0.

    >>> value("entered late-payers", {"entered late-payers": (2, 365_000)}), value("tier a", {"tier a": (0, 0)})
    (20.0, 0.0)
    """
    over, under = figures[key]
    return over * PER[key.split()[0]] / under if under else 0.0
