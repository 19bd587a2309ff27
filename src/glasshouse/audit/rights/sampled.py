"""Every measure of the panel, by id, and how well sanctions fit conduct (M24)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from glasshouse.audit.rights.alike import calibrated, consistent, elite, equalised, impossible, leaving
from glasshouse.audit.rights.association import stratified
from glasshouse.audit.rights.generations import persistence
from glasshouse.audit.rights.sample import HUNDRED, LEAST, PANEL, Figure, Numbers, Sample, Whole, sample_of
from glasshouse.audit.rights.spells import in_error, lasting, moving, remedied
from glasshouse.audit.rights.survey import surveyed
from glasshouse.audit.rights.unequal import injustice, spread_out
from glasshouse.audit.seedwise import with_seeds
from glasshouse.inputs.conduct import Conduct
from glasshouse.record.reading import Run


def sampled(
    run: Run, severity: Mapping[str, int], gravity: Mapping[str, float], conduct: Conduct
) -> dict[str, list[Figure]]:
    """Return the figures of a run's panel by id of the measure; nothing of a run without a panel.

    ``severity`` says how severe each consequence is, 0 to 10, by its id, and ``gravity`` how grave acts with a victim
    of each domain of conduct are, as a mean; ``conduct`` is the run's, for what people would say.
    """
    whole = figures_of(run.first, severity, gravity, conduct)
    parts = [figures_of(one, severity, gravity, conduct) for one in run.replicates()]
    return {name: with_seeds(rows, [part.get(name) for part in parts]) for name, rows in whole.items() if rows}


def generations(run: Run) -> list[Figure]:
    """Return the figures between generations alone (M11), with those of each seed; nothing without a panel."""
    samples = [sample_of(one, {}, {}) for one in (run.first, *run.replicates())]
    whole, *parts = [None if one is None else persistence(one) for one in samples]
    return with_seeds(whole, parts) if whole else []


def figures_of(
    run: Run, severity: Mapping[str, int], gravity: Mapping[str, float], conduct: Conduct
) -> dict[str, list[Figure]]:
    """Return the figures of one seed's panel."""
    sample = sample_of(run, severity, gravity)
    if sample is None:
        return {}
    return {
        "M5": equalised(sample),
        "M6": [*calibrated(sample), *impossible(sample)],
        "M8": consistent(sample),
        "M9": injustice(sample),
        "M10": spread_out(sample),
        "M11": persistence(sample),
        "M13": [*lasting("under a sanction", sample.under), *moving(sample)],
        "M18": in_error(sample),
        "M19": remedied(sample),
        "M21": elite(sample),
        "M24": fitting(sample),
        "M27": stratified(sample),
        "M30": leaving(sample),
        **surveyed(sample, run, conduct),
    }


def fitting(sample: Sample) -> list[Figure]:
    """Return how far burdens follow conduct (M24): rank agreement, pairs the wrong way round, and the worst cases.

    Conduct is the acts with a victim that somebody did, each as grave as acts of its domain are as a mean in this run;
    the burden is days under a sanction, each as severe as the declared table says.
    """
    from scipy.stats import kendalltau

    grave = np.sum([sample.gravity.get(each, 1.0) * acts.sum(axis=0) for each, acts in sample.daily.items()], axis=0)
    conduct, burdens = grave[sample.known], burdens_of(sample)
    enough = len(burdens) >= LEAST and len(set(burdens.tolist())) > 1 and len(set(conduct.tolist())) > 1
    tau = float(kendalltau(conduct, burdens).statistic) if enough else None
    wrong = inverted(conduct, burdens) if enough else None
    both = (conduct > 0) & (burdens > 0)
    ratios = burdens[both] / conduct[both]
    median = float(np.median(ratios)) if len(ratios) >= LEAST else None
    worst = float(ratios.max()) if len(ratios) >= LEAST else None
    for_nothing = float(burdens[conduct == 0].max(initial=0)) if enough else None
    unit = "days of severity 1 for each point of gravity"
    return [
        Figure("tau", "Kendall\u2019s tau of gravity of acts and burden of sanctions", tau, "\u22121 to 1",
               len(conduct), PANEL),
        Figure("inverted", "of pairs of one who did graver things and one who did less, the latter bears more", wrong,
               "in 100", len(conduct), PANEL),
        Figure("median-burden", "burden for what was done, median", median, unit, len(ratios), PANEL),
        Figure("worst-burden", "burden for what was done, the worst case", worst, unit, len(ratios), PANEL),
        Figure("for-nothing", "the heaviest burden on somebody who harmed nobody", for_nothing, "days of severity 1",
               int((conduct == 0).sum()), PANEL),
    ]  # fmt: skip


def burdens_of(sample: Sample) -> Whole:
    """Return the burden of each who is old enough for records: days under each sanction times its severity."""
    found = np.zeros(sample.known.shape, dtype=np.int64)
    for k, weight in enumerate(sample.weights):
        found += weight * ((sample.panel["under_held"] >> k) & 1).sum(axis=0)
    return found[sample.known]


def inverted(acts: Whole | Numbers, burdens: Whole) -> float | None:
    """Return in how many of 100 pairs with unequal acts the one who did less bears more.

    >>> inverted(np.array([0, 1, 2]), np.array([5, 1, 1])), inverted(np.array([1, 1]), np.array([0, 9]))
    (66.66666666666667, None)
    """
    pairs = wrong = 0
    lower = np.zeros(0, dtype=burdens.dtype)
    for level in np.unique(acts):
        mine = burdens[acts == level]
        pairs += len(lower) * len(mine)
        wrong += int((len(lower) - np.searchsorted(lower, mine, side="right")).sum())
        lower = np.sort(np.concatenate([lower, mine]))
    return HUNDRED * wrong / pairs if pairs else None
