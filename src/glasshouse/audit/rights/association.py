"""What somebody with a sample of the same people would find by tests of association (M27).

No p-value is given on synthetic groups: their size is the user's choice, so any difference could be made significant.
What can be said is how often a test that an auditor would do finds a difference which is known to be there.
"""

from __future__ import annotations

import numpy as np

from glasshouse.audit.measures import WHOLE
from glasshouse.audit.rights.rows import Figures, Subject, plain_figure
from glasshouse.audit.rights.sample import HUNDRED, LEAST, PANEL, Figure, Flags, Sample, Whole
from glasshouse.audit.spread import Interval

SAMPLE, DRAWS, LEVEL = 500, 200, 0.05
"""An auditor's sample, how many of them are drawn, and the level at which one calls a difference found."""
LUCK = 1
"""The seed of the auditor's luck, which has nothing to do with that of the run."""


def auditors(subject: Subject) -> Figures:
    """Return how often an auditor with a sample would find that groups are sanctioned unequally.

    Fisher's exact test of each group against the first at 5 in 100, by Benjamini and Hochberg's method where there are
    several, on a sample of persons drawn without regard to group on the last day.
    """
    under = {one.group: one.now for one in subject.audit.sanctions if one.group != WHOLE}
    counts = np.array([[rate.numerator, rate.denominator - rate.numerator] for rate in under.values()], dtype=np.int64)
    if len(counts) < 2 or not counts.sum(axis=0).all():
        return []
    hits = power(counts, min(SAMPLE, int(counts.sum())))
    return [
        plain_figure(f"{name} against M: samples of {SAMPLE} in which Fisher\u2019s exact test finds a difference",
                     HUNDRED * hit / DRAWS, "in 100", f"{hit} of {DRAWS} samples")
        for name, hit in zip(list(under)[1:], hits, strict=True)
    ]  # fmt: skip


def power(counts: Whole, size: int) -> list[int]:
    """Return in how many of ``DRAWS`` samples each row of counts is found to differ from the first.

    >>> power(np.array([[0, 900], [100, 0]]), 500), power(np.array([[50, 850], [6, 94]]), 500)[0] < 20
    ([200], True)
    """
    from scipy.stats import false_discovery_control, fisher_exact

    luck = np.random.default_rng(LUCK)
    drawn = luck.multivariate_hypergeometric(counts.ravel(), size, size=DRAWS).reshape(DRAWS, *counts.shape)
    values = [[fisher_exact([first, other]).pvalue for other in others] for first, *others in drawn]
    return [int(hits) for hits in (false_discovery_control(values, axis=1) < LEVEL).sum(axis=0)]


def stratified(sample: Sample) -> list[Figure]:
    """Return the odds of ever being under a sanction against those of M, among people of like conduct (M27).

    Mantel and Haenszel's common odds ratio over strata of conduct (none, some, or many acts with a victim), and how
    often an auditor with a sample would find by it that groups are treated unequally (Cochran, Mantel and Haenszel's
    test at 5 in 100).
    """
    if not sample.has("group") or len(sample.groups) < 2:
        return []
    strata = np.digitize(sample.acts, [1, 3])
    first = sample.group == 0
    found = []
    for k, (name, mine) in enumerate(sample.by_group()):
        both = mine | first
        if k and min(int(mine.sum()), int(first.sum())) >= LEAST:
            counts = cells(strata[both], mine[both], sample.ever[both])
            odds, within = common_odds(counts)
            found.append(Figure(f"odds-{name}", f"{name}: odds of ever being under a sanction over those of M of like "
                                "conduct", odds, "1 alike", int(both.sum()), PANEL, within=within))  # fmt: skip
            size = round(SAMPLE * int(both.sum()) / len(first))
            hits = found_by_cmh(counts, min(size, int(counts.sum())))
            what = f"{name} against M: samples of {SAMPLE} in which Cochran, Mantel and Haenszel\u2019s test finds it"
            found.append(Figure(f"cmh-{name}", what, HUNDRED * hits / DRAWS, "in 100", DRAWS, "samples", hits))
    return found


def cells(strata: Whole, mine: Flags, ever: Flags) -> Whole:
    """Return how many there are of each stratum, ``[stratum, mine or not, hit or not]``, of strata with anybody in.

    >>> mine, ever = np.array([1, 1, 1, 0, 0, 0], dtype=bool), np.array([1, 1, 0, 1, 0, 0], dtype=bool)
    >>> cells(np.zeros(6, dtype=np.int64), mine, ever).tolist()
    [[[2, 1], [1, 2]]]
    """
    kinds = [[strata == one] for one in np.unique(strata)]
    found: Whole = np.array(
        [[[int((at & a & b).sum()) for b in (ever, ~ever)] for a in (mine, ~mine)] for [at] in kinds], dtype=np.int64
    )
    return found


def common_odds(counts: Whole) -> tuple[float | None, Interval | None]:
    """Return Mantel and Haenszel's common odds ratio and what chance leaves of it; None where no stratum can tell.

    >>> common_odds(np.array([[[2, 1], [1, 2]]]))[0], common_odds(np.array([[[2, 0], [3, 0]]]))
    (4.0, (None, None))
    """
    from statsmodels.stats.contingency_tables import StratifiedTable

    over, under = ((counts[:, 0, k] * counts[:, 1, 1 - k]).sum() for k in (0, 1))
    if not under:
        return None, None
    table = StratifiedTable([each.astype(float) for each in counts if each.sum() > 1])
    if not over:
        return 0.0, None  # The interval is of a logarithm, which nothing has none of.
    return float(table.oddsratio_pooled), Interval(*(float(end) for end in table.oddsratio_pooled_confint()))


def found_by_cmh(counts: Whole, size: int) -> int:
    """Return in how many of ``DRAWS`` samples the test finds a difference at ``LEVEL``.

    >>> found_by_cmh(np.array([[[300, 0], [0, 300]]]), 200), found_by_cmh(np.array([[[30, 300], [30, 300]]]), 200) < 20
    (200, True)
    """
    from statsmodels.stats.contingency_tables import StratifiedTable

    luck = np.random.default_rng(LUCK)
    drawn = luck.multivariate_hypergeometric(counts.ravel(), size, size=DRAWS).reshape(DRAWS, *counts.shape)
    hits = 0
    for each in drawn:
        # A stratum of which one kind is missing tells nothing, and would divide by nothing.
        telling = [one.astype(float) for one in each if one.sum(axis=0).all() and one.sum(axis=1).all()]
        hits += int(bool(telling) and StratifiedTable(telling).test_null_odds().pvalue < LEVEL)
    return hits
