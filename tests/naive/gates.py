"""Gates, asked one month at a time: means of Poisson counts, and the counts for a draw, by summing from nothing."""

from __future__ import annotations

import math

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Sensor
from tests.naive.luck import WORD, found_by_any, threshold
from tests.naive.population import Citizen


def covered(conduct: Conduct, sensor: Sensor, me: Citizen) -> float:
    """How often in a month somebody goes past a gate."""
    assert sensor.gate is not None
    passage = next(row for row in conduct.passages if row.id == sensor.gate.passage)
    often: float = (passage.per_month.urban if me.urban else passage.per_month.rural) * getattr(
        passage.by_age, me.age_group
    )
    share = sensor.coverage.urban if me.urban else sensor.coverage.rural
    return often * min(share * getattr(sensor.exposure, me.group), 1.0)


def gate_rates(conduct: Conduct, sensor: Sensor, me: Citizen, listed: bool) -> tuple[float, float, float]:
    """Passages without an error, errors, and of these false alerts, each as a mean of a month."""
    assert sensor.gate is not None
    often, false = covered(conduct, sensor, me), 0.0
    if sensor.false_match is not None:
        match = sensor.false_match
        one = min(match.per_comparison * 10.0**-match.stricter, 1.0)
        false = min(found_by_any(one, match.gallery) * getattr(match.by_group, me.group), 1.0)
    refused = min(sensor.gate.refused * getattr(sensor.gate.refused_by_group, me.group), 1.0 - false)
    false = false if listed else 0.0
    return often * (1.0 - false - refused), often * (false + refused), often * false


def at_most(count: int, mean: float) -> float:
    """The chance that a Poisson count is at most this."""
    return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


def poisson(mean: float, draw: int, most: int) -> int:
    """The Poisson count of a draw: how many counts lie wholly below it."""
    return next((k for k in range(most) if draw < round(at_most(k, mean) * WORD)), most)


def errors_of(mean: float, draw: int) -> int:
    """The number of errors of a draw, where many come of small draws; four at the most."""
    beyond = [-math.expm1(-mean), *(max(1.0 - at_most(k, mean), 0.0) for k in (1, 2, 3))]
    return sum(draw < threshold(chance) for chance in beyond)


def chance_found(conduct: Conduct, sensor: Sensor, me: Citizen) -> int:
    """The threshold of finding somebody wanted at least once in a month."""
    match, good = sensor.false_match, 1.0
    if match is not None and match.stricter > 0:
        good = (1.0 - sensor.hit_lost) ** match.stricter
    hit = sensor.hit
    if sensor.impaired is not None:
        hit += sensor.impaired.share * (sensor.impaired.hit - hit)
    hit = max(1.0 - (1.0 - hit * good) * getattr(sensor.missed, me.group), 0.0)
    return threshold(-math.expm1(-covered(conduct, sensor, me) * hit))
