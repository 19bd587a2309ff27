"""How unequally errors, cash and sanctions fall on people, and how much of that lies between groups (M9, M10).

The indices are written out since the library for them brings maps along; the tests hold them against their definitions.
"""

from __future__ import annotations

import numpy as np

from glasshouse.audit.rights.sample import HUNDRED, LEAST, PANEL, Figure, Numbers, Sample, Whole

TENTH = 10
AVERSION = 0.5
"""Atkinson's aversion to inequality: the share of all cash that one who has it would give for an equal spread."""
EQUAL = "0 equal, 1 one has all"


def injustice(sample: Sample) -> list[Figure]:
    """Return how unequally errors fall, as generalised entropy (alpha 2) of what one gets above what is due (M9).

    Benefit is 1 for those who stand as the same rules would have them stand without errors, 0 under a sanction in
    error, and 2 free of one that they would be under (Speicher et al. 2018, with error-free standing for the truth).
    What lies between groups is the entropy of a world in which everybody had the mean of their group.
    """
    free, due = ((sample.panel[f"under_{name}"][-1] & sample.adverse) == 0 for name in ("held", "error_free"))
    benefit = (free.astype(float) - due + 1)[sample.known]
    some = len(benefit) >= LEAST
    what = "generalised entropy of errors, last day"
    whole = entropy(benefit) if some else None
    rows = [Figure("entropy", what, whole, "0 where errors fall on nobody", len(benefit), PANEL)]
    if sample.has("group"):
        part = entropy(between(benefit, sample.group)) if some and whole else None
        value = None if part is None or not whole else HUNDRED * part / whole
        rows.append(Figure("entropy-groups", f"of the {what}, between groups", value, "in 100", len(benefit), PANEL))
    return rows


def entropy(values: Numbers) -> float | None:
    """Return the generalised entropy index of alpha 2: half the squared coefficient of variation.

    >>> entropy(np.array([1.0, 1.0])), entropy(np.array([0.0, 2.0])), entropy(np.array([0.0]))
    (0.0, 0.5, None)
    """
    mean = float(values.mean())
    return float(((values / mean) ** 2 - 1).mean() / 2) if mean > 0 else None


def between(values: Numbers, group: Whole) -> Numbers:
    """Return a world in which everybody has the mean of their group.

    >>> between(np.array([0.0, 2.0, 5.0]), np.array([0, 0, 1])).tolist()
    [1.0, 1.0, 5.0]
    """
    means = {k: float(values[group == k].mean()) for k in set(group.tolist())}
    return np.array([means[k] for k in group.tolist()])


def spread_out(sample: Sample) -> list[Figure]:
    """Return how unequally cash and days under a sanction are spread (M10)."""
    money = sample.last("money").astype(float)
    days = sample.under.sum(axis=0)[sample.known].astype(float)
    few, of = len(money) < LEAST, len(money)

    def row(name: str, what: str, value: float | None, unit: str = EQUAL) -> Figure:
        return Figure(name, what, None if few else value, unit, of, PANEL)

    found = [
        row("gini-money", "Gini coefficient of cash, last day", gini(money)),
        row("gini-days", "Gini coefficient of days under a sanction", gini(days)),
        row("top-tenth", "days under a sanction borne by the most burdened tenth", top(days), "in 100"),
        row("theil-money", "Theil index of cash, last day", theil(money), "0 equal"),
        row("atkinson-money", "Atkinson index of cash, last day", atkinson(money), "0 equal, 1 one has all"),
        row("theil-days", "Theil index of days under a sanction", theil(days), "0 equal"),
    ]
    if sample.has("group"):
        for name, what, values in (("money", "cash", money), ("days", "days under a sanction", days)):
            whole = None if few else theil(values)
            part = theil(between(values, sample.group)) if whole else None
            value = None if part is None or not whole else HUNDRED * part / whole
            found.append(row(f"theil-{name}-groups", f"of the Theil index of {what}, between groups", value, "in 100"))
    return found


def gini(values: Numbers) -> float | None:
    """Return the Gini coefficient of amounts that are not negative; None where there is nothing to share.

    >>> gini(np.array([1.0, 1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 4.0])), gini(np.zeros(3))
    (0.0, 0.75, None)
    """
    total = float(values.sum())
    if total <= 0:
        return None
    ordered = np.sort(values)
    ranks = np.arange(1, len(ordered) + 1)
    return float(2 * (ranks * ordered).sum() / (len(ordered) * total) - (len(ordered) + 1) / len(ordered))


def theil(values: Numbers) -> float | None:
    """Return Theil's index T; who has nothing adds nothing to it, which is its limit and no nudge.

    >>> theil(np.ones(4)), round(theil(np.array([0.0, 2.0])), 6), theil(np.zeros(3))
    (0.0, 0.693147, None)
    """
    mean = float(values.mean()) if len(values) else 0.0
    if mean <= 0:
        return None
    shares = values[values > 0] / mean
    return float((shares * np.log(shares)).sum() / len(values))


def atkinson(values: Numbers) -> float | None:
    """Return Atkinson's index with an aversion of one half.

    >>> atkinson(np.ones(4)), atkinson(np.array([0.0, 4.0])), atkinson(np.zeros(3))
    (0.0, 0.5, None)
    """
    mean = float(values.mean()) if len(values) else 0.0
    if mean <= 0:
        return None
    return float(1 - (values ** (1 - AVERSION)).mean() ** (1 / (1 - AVERSION)) / mean)


def top(values: Numbers) -> float | None:
    """Return what the tenth with the most has, in 100 of all.

    >>> top(np.arange(10.0)), top(np.zeros(10))
    (20.0, None)
    """
    total = float(values.sum())
    return HUNDRED * float(np.sort(values)[-max(len(values) // TENTH, 1) :].sum()) / total if total > 0 else None
