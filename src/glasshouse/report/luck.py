"""What is said of chance: how far it leaves a figure open, in one run and over several seeds."""

from collections.abc import Sequence

from glasshouse.audit.rates import Rate
from glasshouse.audit.spread import FEW, of_mean
from glasshouse.report.words import Printed, bracketed, figures, grouped, unit_of

ONE_SEED = "one run with one seed: indicative, and without what the assumptions leave open"


def chance(rate: Rate) -> str:
    """Return what chance leaves of a rate of one run, or how far up where nothing was counted; nothing of nobody."""
    interval = rate.interval
    if interval is None:
        return ""
    if rate.short:
        return "A run of a few days says little of a year."
    if rate.numerator == 0:
        return f"Chance alone would leave up to {figures(interval.high)} {unit_of(rate)}."
    ends = f"{figures(interval.low)} to {figures(interval.high)}"
    return f"Chance alone would leave {ends} {unit_of(rate)} ({ONE_SEED})."


def clear(how: Printed) -> str:
    """Return when a difference to the baseline is called clear."""
    by_counts = "larger than three standard deviations of two independent counts"
    if how.seeds == 1:
        return f"A difference is called clear where it is {by_counts}."
    seeds = f"Each of {grouped(how.seeds)} seeds is compared with the same seed of the baseline: the same people"
    if how.seeds < FEW:
        return f"{seeds}. A difference is called clear where all seeds agree on it and it is {by_counts}."
    return (
        f"{seeds} with the same luck. A difference is called clear where these paired differences lie to one side "
        "of nothing as surely as three standard deviations would have it (a t-interval of 997 in 1\u202f000)."
    )


def apart(points: float, seeds: Sequence[tuple[float | None, float | None]]) -> str:
    """Return a distance in points, and what chance leaves of it over the two ends that each seed has.

    >>> apart(-2.0, [(10.0, 11.0), (10.0, 13.0)])
    '2.0 [1.0 to 3.0] points'
    """
    way = 1 if points > 0 else -1
    over = of_mean([None if a is None or b is None else way * (a - b) for a, b in seeds])
    return f"{figures(abs(points))}{bracketed(over)} points"
