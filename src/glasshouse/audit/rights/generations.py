"""How far children's income follows their parents' (M11): rank-rank slope and elasticity.

Who counts: children of five to seventeen on day 0 who are alive and twenty-five or older on the last day, with an
income. Parents are known by the fifth of income of the household on day 0. Ranks are by the whole of those who count,
ties at their middle (Dahl and DeLeire 2008; the elasticity is that of Solon 1992, with the fifth's mean for parents).
"""

from __future__ import annotations

import numpy as np

from glasshouse.audit.rights.sample import LEAST, Figure, Flags, Numbers, Sample
from glasshouse.audit.spread import Interval

FIRST_AGE, LAST_AGE, GROWN_AGE = 5, 17, 25
COUNTED = "children on day 0 who are 25 or older"
COLUMNS = ("age", "dead", "fifth", "brings")


def persistence(sample: Sample) -> list[Figure]:
    """Return the slope of children's on parents' rank, the elasticity, and who counts; untold of too few children."""
    if not sample.incomes or not sample.has(*COLUMNS):
        return []
    who = grown_children(sample)
    parents, own = sample.panel["fifth"][0][who].astype(float), sample.panel["brings"][-1][who].astype(float)
    means = np.array(sample.incomes)[parents.astype(int)]
    slope = "slope of children\u2019s rank of income on parents\u2019 rank"
    return [
        fitted("rank-slope", slope, ranks(parents), ranks(own), "0 no link, 1 the same rank"),
        fitted("elasticity", "elasticity of children\u2019s income in parents\u2019", np.log(means), np.log(own),
               "in 100 more of parents\u2019, in 100 more of children\u2019s"),
    ]  # fmt: skip


def grown_children(sample: Sample) -> Flags:
    """Return who of the panel counts."""
    panel = sample.panel
    child = (panel["age"][0] >= FIRST_AGE) & (panel["age"][0] <= LAST_AGE)
    who: Flags = child & (panel["dead"][-1] == 0) & (panel["age"][-1] >= GROWN_AGE) & (panel["brings"][-1] > 0)
    return who


def ranks(values: Numbers) -> Numbers:
    """Return the rank of each value as a share of all, ties at their middle.

    >>> ranks(np.array([3.0, 1.0, 3.0, 9.0])).tolist()
    [0.5, 0.125, 0.5, 0.875]
    """
    from scipy.stats import rankdata

    found: Numbers = (rankdata(values) - 0.5) / max(len(values), 1)
    return found


def fitted(name: str, what: str, x: Numbers, y: Numbers, unit: str) -> Figure:
    """Return the least-squares slope of y on x, with what chance leaves of it; None of too few, or where x is one."""
    if len(x) < LEAST or len(set(x.tolist())) < 2:
        return Figure(name, what, None, unit, len(x), COUNTED)
    from statsmodels.api import OLS, add_constant

    line = OLS(y, add_constant(x)).fit()
    ends = Interval(*(float(end) for end in line.conf_int()[1]))
    return Figure(name, what, float(line.params[1]), unit, len(x), COUNTED, within=ends)
