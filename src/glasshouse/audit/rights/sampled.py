"""Measures of the panel: how unequal, how lasting and how well fitted sanctions are, among the sampled citizens.

The panel has every day of some sampled citizens. What is worked out here is of them, said to be so, and of several
seeds the same is worked out in each, so that chance is told by the seeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.foresight import DOMAINS, per_day
from glasshouse.audit.seedwise import with_seeds
from glasshouse.audit.spread import Interval, of_mean
from glasshouse.record.panel import panel_of
from glasshouse.record.reading import Run

LEAST = 20
"""With fewer people or spells nothing is said: the figure would be of a few people's luck."""
TENTH = 10
Flags = NDArray[np.bool_]
"""``bool[day, citizen]``"""
Numbers = NDArray[np.float64]
Panel = Mapping[str, NDArray[np.int32]]


@dataclass(frozen=True)
class Figure:
    """One figure of the panel: None where too few are in it, or, of a median, where less than half has ended.

    ``among`` is how many people or spells it is of, ``counted`` what these are.
    """

    id: str
    what: str
    value: float | None
    unit: str
    among: int
    counted: str
    seeds: tuple[Figure, ...] = ()

    @property
    def of_all(self) -> float | None:
        """The figure, or the mean over seeds where all of them have one."""
        values = [one.value for one in self.seeds]
        known = [value for value in values if value is not None]
        if not values:
            return self.value
        return sum(known) / len(known) if len(known) == len(values) else None

    @property
    def interval(self) -> Interval | None:
        """What chance leaves over seeds; None with one seed."""
        return of_mean([one.value for one in self.seeds]) if self.seeds else None

    @property
    def of(self) -> int:
        """How many it is of, in all seeds together."""
        return sum(one.among for one in self.seeds) if self.seeds else self.among


def sampled(run: Run, severity: Mapping[str, int]) -> dict[str, list[Figure]]:
    """Return the figures of a run's panel by id of the measure; nothing of a run without a panel.

    ``severity`` says how severe each consequence is, 0 to 10, by its id.
    """
    whole = figures_of(run.first, severity)
    parts = [figures_of(one, severity) for one in run.replicates()]
    return {name: with_seeds(rows, [part.get(name) for part in parts]) for name, rows in whole.items()}


def figures_of(run: Run, severity: Mapping[str, int]) -> dict[str, list[Figure]]:
    """Return the figures of one seed's panel."""
    panel = panel_of(run.folder)
    if panel is None or not panel["under_held"].size:
        return {}
    legend = run.manifest.legend.consequences
    adverse = sum(1 << k for k, row in enumerate(legend) if row.adverse)
    under = (panel["under_held"] & adverse) != 0
    wrong = (panel["under_held"] & ~panel["under_error_free"] & adverse) != 0
    # A record of an older version does not say who is old enough for records; everybody of it is taken.
    known = panel["scored"][-1] == 1 if "scored" in panel else np.ones(under.shape[1], dtype=bool)
    found = {
        "M9": [injustice(panel, adverse, known)],
        "M10": unequal(panel, under, known),
        "M13": lasting("under a sanction", under),
        "M18": lasting("under a sanction in error", wrong),
    }
    if "unable" in panel:
        weights = [severity.get(row.id, 0) * row.adverse for row in legend]
        found["M24"] = fitting(panel, weights, known)
    return found


def injustice(panel: Panel, adverse: int, known: Flags) -> Figure:
    """Return how unequally errors fall, as generalised entropy (alpha 2) of what one gets above what is due (M9).

    Benefit is 1 for those who stand as the same rules would have them stand without errors, 0 under a sanction in
    error, and 2 free of one that they would be under (Speicher et al. 2018, with error-free standing for the truth).
    """
    free, due = ((panel[f"under_{name}"][-1] & adverse) == 0 for name in ("held", "error_free"))
    benefit = (free.astype(float) - due + 1)[known]
    value = entropy(benefit) if len(benefit) >= LEAST else None
    what = "generalised entropy of errors, last day"
    return Figure("entropy", what, value, "0 where errors fall on nobody", len(benefit), "of the panel")


def entropy(values: Numbers) -> float | None:
    """Return the generalised entropy index of alpha 2: half the squared coefficient of variation.

    >>> entropy(np.array([1.0, 1.0])), entropy(np.array([0.0, 2.0])), entropy(np.array([0.0]))
    (0.0, 0.5, None)
    """
    mean = float(values.mean())
    return float(((values / mean) ** 2 - 1).mean() / 2) if mean > 0 else None


def unequal(panel: Panel, under: Flags, known: Flags) -> list[Figure]:
    """Return how unequally cash and sanction-days are spread (M10)."""
    money, days = panel["money"][-1][known].astype(float), under.sum(axis=0)[known].astype(float)
    few = len(money) < LEAST
    rows = (
        ("gini-money", "Gini coefficient of cash, last day", None if few else gini(money), "0 equal, 1 one has all"),
        (
            "gini-days",
            "Gini coefficient of days under a sanction",
            None if few else gini(days),
            "0 equal, 1 one has all",
        ),
        ("top-tenth", "days under a sanction borne by the most burdened tenth", None if few else top(days), "in 100"),
    )
    return [Figure(name, what, value, unit, len(money), "of the panel") for name, what, value, unit in rows]


def gini(values: Numbers) -> float | None:
    """Return the Gini coefficient of amounts that are not negative; None where there is nothing to share.

    Written here since the library for it brings maps along.

    >>> gini(np.array([1.0, 1.0, 1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 4.0])), gini(np.zeros(3))
    (0.0, 0.75, None)
    """
    total = float(values.sum())
    if total <= 0:
        return None
    ordered = np.sort(values)
    ranks = np.arange(1, len(ordered) + 1)
    return float(2 * (ranks * ordered).sum() / (len(ordered) * total) - (len(ordered) + 1) / len(ordered))


def top(values: Numbers) -> float | None:
    """Return what the tenth with the most has, in 100 of all.

    >>> top(np.arange(10.0)), top(np.zeros(10))
    (20.0, None)
    """
    total = float(values.sum())
    return 100 * float(np.sort(values)[-max(len(values) // TENTH, 1) :].sum()) / total if total > 0 else None


def lasting(what: str, flags: Flags) -> list[Figure]:
    """Return how long spells last (M13, M18): the Kaplan-Meier median, and those not over on the last day.

    A spell that the last day cuts off is censored and not taken for ended. One that holds on the first day has no
    known beginning and is left out.
    """
    lengths, over = spells(flags)
    some = len(lengths) >= LEAST
    median = median_of(lengths, over) if some else None
    lasting_on = 100 * float((~over).mean()) if some else None
    return [
        Figure("median", f"days {what} until half of the spells have ended", median, "days", len(lengths), "spells"),
        Figure("never", f"spells {what} that the last day cut off", lasting_on, "in 100", len(lengths), "spells"),
    ]


def spells(flags: Flags) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the lengths in days of all spells that begin after the first day, and whether each ended.

    >>> spells(np.array([[0, 1], [1, 1], [0, 0], [1, 0]], dtype=bool))
    (array([1, 1]), array([ True, False]))
    """
    rows = np.ascontiguousarray(flags.T)
    steps = np.diff(rows.astype(np.int8), axis=1, append=0)
    begins = [np.flatnonzero(row == 1) + 1 for row in steps]
    ends = [np.flatnonzero(row == -1) + 1 for row in steps]
    # What holds on the first day ends without having begun.
    ends = [last[int(row[0]) :] for last, row in zip(ends, rows, strict=True)]
    first, last = (np.concatenate([*part, np.zeros(0, dtype=np.int64)]).astype(np.int64) for part in (begins, ends))
    return last - first, last < rows.shape[1]


def median_of(lengths: NDArray[np.int64], over: NDArray[np.bool_]) -> float | None:
    """Return the Kaplan-Meier median; None where half of the spells have not ended.

    >>> median_of(np.array([1, 2, 3, 4]), np.array([True] * 4)), median_of(np.array([1, 9]), np.array([True, False]))
    (2.0, 1.0)
    >>> median_of(np.array([5, 5]), np.array([False, False])) is None
    True
    """
    from scipy.stats import CensoredData, ecdf

    if not over.any():
        return None
    survival = ecdf(CensoredData(uncensored=lengths[over], right=lengths[~over])).sf
    at = np.flatnonzero(survival.probabilities <= 0.5 + 1e-12)
    return float(survival.quantiles[at[0]]) if len(at) else None


def fitting(panel: Panel, weights: list[int], known: Flags) -> list[Figure]:
    """Return how far burdens follow conduct (M24): rank agreement, and pairs that stand the wrong way round.

    Conduct is the number of acts with a victim that somebody did, since the panel does not say how grave each was; the
    burden is days under a sanction, each as severe as the declared table says.
    """
    from scipy.stats import kendalltau

    acts = np.sum([per_day(panel[f"breach_{each}"]).sum(axis=0) for each in DOMAINS], axis=0)[known]
    burdens = np.zeros(len(known), dtype=np.int64)
    for k, weight in enumerate(weights):
        burdens += weight * ((panel["under_held"] >> k) & 1).sum(axis=0)
    burdens = burdens[known]
    enough = len(burdens) >= LEAST and len(set(burdens.tolist())) > 1 and len(set(acts.tolist())) > 1
    tau = float(kendalltau(acts, burdens).statistic) if enough else None
    wrong = inverted(acts, burdens) if enough else None
    return [
        Figure("tau", "Kendall\u2019s tau of acts with a victim and burden of sanctions", tau,
               "\u22121 to 1", len(acts), "of the panel"),
        Figure("inverted", "of pairs of one who did more and one who did less, the latter bears more", wrong,
               "in 100", len(acts), "of the panel"),
    ]  # fmt: skip


def inverted(acts: NDArray[np.int64], burdens: NDArray[np.int64]) -> float | None:
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
    return 100 * wrong / pairs if pairs else None
