"""What is no longer said or done of what a right protects, for fear (M15): act by act, and as a series of days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.measures import WHOLE
from glasshouse.audit.rights.rows import HUNDRED, Figures, Subject, hundredfold, plain_figure
from glasshouse.audit.spread import Interval, of_mean, of_ratio
from glasshouse.record.reading import Run

FALLEN = "done for 100 in the baseline"
"""The unit of the whole fall."""
MONTH = 30
DAYS_ALIKE = 7
"""Days over which what one day has is taken to hang together with the next, as days of a week do."""
Line = tuple[tuple[float, Interval], tuple[float, Interval]]
"""Level and slope of a series, each with what chance leaves of it."""


def silence(subject: Subject) -> Figures:
    """Return how much is left undone of each protected act, and whether that grows."""
    return [*acts_fallen(subject), *series(subject.run)]


def acts_fallen(subject: Subject) -> Figures:
    """Return of each protected act the whole fall against a baseline, and how much is left undone for fear.

    Ratios alone: counts of what a regime forbids to say are given nowhere. What is left undone for fear is known within
    the model, act by act; the rest of the fall is of those whom a sanction kept from it, and what is done where nobody
    watches has not fallen at all.
    """
    found = []
    for one in subject.audit.speech:
        if one.group == WHOLE and one.ratio is not None:
            ends = hundredfold(one.interval)
            value = HUNDRED * one.ratio
            found.append(plain_figure(one.title, value, FALLEN, "everybody", ends))
    for one in subject.audit.speech:
        if one.group == WHOLE and one.meant:
            undone = HUNDRED * one.silenced / one.meant
            ends = hundredfold(of_ratio([(each.silenced, each.meant) for each in one.seeds]))
            found.append(plain_figure(f"{one.title}: left undone for fear", undone, "of 100 meant", "everybody", ends))
    return found


def series(run: Run) -> Figures:
    """Return what is left undone for fear of all protected acts together, as a level and as a change a month.

    A line through the shares of the days by least squares. Days hang together, so the intervals of one seed are by
    Newey and West's covariance over a week. Before its first day a regime frightens nobody, so that the level at the
    beginning is what its coming did at once. A ratio of all acts together tells of no single one.
    """
    lines = [line_of(daily_shares(one)) for one in list(run.replicates()) or [run]]
    known = [line for line in lines if line is not None]
    if not known or len(known) < len(lines):
        return []
    found = []
    for k, (word, unit) in enumerate((("at the beginning", "of 100 meant"), ("change in a month", "of 100 meant"))):
        values = [line[k][0] for line in known]
        ends = of_mean(values) if len(values) > 1 else known[0][k][1]
        what = f"all protected acts: left undone for fear, {word}"
        found.append(plain_figure(what, sum(values) / len(values), unit, f"{run.days} days", ends))
    return found


def daily_shares(run: Run) -> NDArray[np.float64]:
    """Return, day by day, how many in 100 of the protected acts that were meant are left undone; NaN of none."""
    acts = [act.id for act in run.manifest.legend.acts if act is not None and act.protects is not None]
    sums = {
        what: np.sum([run.daily(f"{what}.{act}").sum(axis=1) for act in acts], axis=0)
        for what in ("done", "withheld", "displaced")
    }
    undone = sums["withheld"] - sums["displaced"]
    meant = (sums["done"] + undone).astype(float)
    found: NDArray[np.float64] = np.divide(HUNDRED * undone, meant, out=np.full(len(meant), np.nan), where=meant > 0)
    return found


def line_of(shares: NDArray[np.float64]) -> Line | None:
    """Return the level on the first day and the change in a month of a series; None of less than a month.

    >>> (level, _), (change, _) = line_of(2.0 + np.arange(60) / 30)
    >>> round(level, 6), round(change, 6), line_of(np.ones(20)) is None
    (2.0, 1.0, True)
    """
    from statsmodels.api import OLS, add_constant

    told = np.flatnonzero(~np.isnan(shares))
    if len(told) < MONTH:
        return None
    line = OLS(shares[told], add_constant(told / MONTH)).fit(cov_type="HAC", cov_kwds={"maxlags": DAYS_ALIKE})
    level, change = ((float(value), Interval(*map(float, ends)))
                     for value, ends in zip(line.params, line.conf_int(), strict=True))  # fmt: skip
    return level, change
