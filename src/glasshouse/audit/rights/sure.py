"""How sure a conclusion is (M26), and what somebody with a sample of the same people would find (M27).

No p-value is given on synthetic groups: their size is the user's choice, so any difference could be made significant.
What can be said is how often a test that an auditor would do finds a difference which is known to be there.
"""

from __future__ import annotations

from typing import Any

from glasshouse.audit.measures import WHOLE
from glasshouse.audit.rates import Rate, difference_of
from glasshouse.audit.rights.rows import HUNDRED, Figures, Subject, plain_figure

SAMPLE, DRAWS, LEVEL = 500, 400, 0.05
"""An auditor's sample, how many of them are drawn, and the level at which one calls a difference found."""
LUCK = 1
"""The seed of the auditor's luck, which has nothing to do with that of the run."""


def robust(subject: Subject) -> Figures:
    """Return how many seeds agree with all of them together, benefit by benefit and on errors (M26).

    A conclusion is that there is more, or less, of something than in the baseline, with the same people and luck.
    """
    audit = subject.audit
    if not audit.compared:
        return []
    pairs = [(line.title, line.here, line.there) for line in audit.ledger]
    if audit.sanctions and audit.baseline_sanctions:
        here, there = audit.sanctions[0], audit.baseline_sanctions[0]
        pairs += [("sanction-days", here.burden, there.burden),
                  ("sanction-days in error", here.burden_in_error, there.burden_in_error)]  # fmt: skip
    return [row for title, here, there in pairs if there is not None and (row := agreeing(title, here, there))]


def agreeing(title: str, here: Rate, there: Rate) -> dict[str, Any] | None:
    """Return in how many of 100 seeds a difference to the baseline has the sign that it has in all together."""
    whole = difference_of(here, there)
    each = [difference_of(one, other) for one, other in zip(here.seeds, there.seeds, strict=False)]
    known = [one for one in each if one is not None]
    if not whole or len(known) < 2:
        return None
    same = sum(one * whole > 0 for one in known)
    more = "more" if whole > 0 else "fewer"
    what = f"seeds that agree: {more} {title[:1].lower()}{title[1:]} than in the baseline"
    return plain_figure(what, HUNDRED * same / len(known), "in 100", f"{same} of {len(known)} seeds")


def auditors(subject: Subject) -> Figures:
    """Return how often an auditor with a sample would find that groups are sanctioned unequally (M27).

    Fisher's exact test at 5 in 100, on a sample of persons drawn without regard to group on the last day.
    """
    under = {one.group: one.now for one in subject.audit.sanctions if one.group != WHOLE}
    counts = [(name, rate.numerator, rate.denominator - rate.numerator) for name, rate in under.items()]
    found = []
    for (_, *first), (name, *other) in ((counts[0], each) for each in counts[1:]):
        people = sum(first) + sum(other)
        whole = sum(a + b for _, a, b in counts)
        size = min(round(SAMPLE * people / whole), people)
        if first[0] + other[0] and first[1] + other[1]:
            hits = power((first[0], first[1], other[0], other[1]), size)
            what = f"{name} against M: samples of {SAMPLE} in which Fisher\u2019s exact test finds a difference"
            found.append(plain_figure(what, HUNDRED * hits / DRAWS, "in 100", f"{hits} of {DRAWS} samples"))
    return found


def power(counts: tuple[int, int, int, int], size: int) -> int:
    """Return in how many of ``DRAWS`` samples Fisher's exact test finds a difference.

    >>> power((0, 900, 100, 0), 500), power((50, 850, 6, 94), 500) < 40
    (400, True)
    """
    import numpy as np
    from scipy.stats import fisher_exact

    luck = np.random.default_rng(LUCK)
    drawn = luck.multivariate_hypergeometric(counts, size, size=DRAWS)
    tables, times = np.unique(drawn, axis=0, return_counts=True)
    found = [fisher_exact([[a, b], [c, d]]).pvalue < LEVEL for a, b, c, d in tables.tolist()]
    return int(times[np.array(found)].sum())
