"""Units and their integer forms: what the kernel stores, and how the compiler of files gets there.

The kernel knows integers only. A probability is a **threshold** per 2^32, money is whole units of the
place's currency, points are sixteenths, a curve is a table of log-odds in 1/256. Floats are met here and in
``inputs``, where files are compiled, and nowhere below.
"""

import math

THRESHOLD_ONE = 1 << 32
"""The threshold that every 32-bit draw stays under: probability one."""

LOGIT_UNIT = 256
"""Log-odds are stored in 1/256."""

POINT_UNIT = 16
"""Points are stored in sixteenths, so that slow decay does not stick at a whole point."""

DAYS_PER_YEAR = 365
DAYS_PER_CYCLE = 30
"""Monthly things fall due on a citizen's own day of a 30-day cycle."""

i64 = int
"""What every load in the kernel goes through: ``int`` here, the machine's 64-bit integer once compiled."""


def fit(value: int, low: int, high: int) -> int:
    """Return ``value`` held inside ``low..high``: every store in the kernel saturates through this.

    >>> fit(300, 0, 255), fit(-3, 0, 255), fit(7, 0, 255)
    (255, 0, 7)
    """
    if value < low:
        return low
    if value > high:
        return high
    return value


def threshold(probability: float) -> int:
    """Return a probability (0 to 1) as a threshold per 2^32; a draw below it is a yes.

    >>> threshold(0.5), threshold(0.0), threshold(1.0) == THRESHOLD_ONE
    (2147483648, 0, True)
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"a probability lies in 0..1, not {probability}")
    return round(probability * THRESHOLD_ONE)


def daily_probability(rate_per_year: float) -> float:
    """Return the chance that an act of the given yearly rate happens on one day (at most once a day).

    The year has 365 days; the chance is that of at least one event of a Poisson stream.

    >>> round(daily_probability(3.65), 6)
    0.00995
    """
    if rate_per_year < 0:
        raise ValueError("a rate is not negative")
    return -math.expm1(-rate_per_year / DAYS_PER_YEAR)


def log_odds(probability: float) -> float:
    """Return ln(p / (1 - p)) for 0 < p < 1.

    >>> log_odds(0.5)
    0.0
    """
    return math.log(probability / (1.0 - probability))


def points(value: float) -> int:
    """Return points in sixteenths.

    >>> points(-2.5)
    -40
    """
    return round(value * POINT_UNIT)


def whole_shares(shares: list[float], total: int) -> list[int]:
    """Return integers in the proportion of ``shares`` that sum to ``total`` (largest remainders).

    >>> whole_shares([0.35, 0.25, 0.15, 0.05, 0.20], 256)
    [90, 64, 38, 13, 51]
    """
    scale = total / math.fsum(shares)
    exact = [share * scale for share in shares]
    floors = [math.floor(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda k: (floors[k] - exact[k], k))
    for k in order[: total - sum(floors)]:
        floors[k] += 1
    return floors
