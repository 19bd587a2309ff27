"""How long what weighs on people lasts: sanctions, errors, and how far a remedy ends an error (M13, M18, M19).

A spell that the last day cuts off is censored and not taken for ended. One that holds on the first day has no known
beginning and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.rights.sample import HUNDRED, LEAST, Figure, Flags, Sample, Whole, share

MONTH = 30
KNOWS_STANDING = 2
"""The level of awareness from which one knows the own standing."""
SOON = 31
"""Standing is reviewed on a day of the month, so that what was decided shows within a month."""
SPELLS = "spells in error"


def lasting(what: str, flags: Flags) -> list[Figure]:
    """Return how long spells last: the Kaplan-Meier median and ninetieth percentile, and those not over at the end."""
    lengths, over = spells(flags)
    some = len(lengths) >= LEAST
    half, most = (quantile_of(lengths, over, part) if some else None for part in (0.5, 0.9))
    on = HUNDRED * float((~over).mean()) if some else None
    of = len(lengths)
    return [
        Figure("median", f"days {what} until half of the spells have ended", half, "days", of, "spells"),
        Figure("ninetieth", f"days {what} until nine in ten spells have ended", most, "days", of, "spells"),
        Figure("never", f"spells {what} that the last day cut off", on, "in 100", of, "spells"),
    ]


def spells(flags: Flags) -> tuple[Whole, Flags]:
    """Return the lengths in days of all spells that begin after the first day, and whether each ended.

    >>> spells(np.array([[0, 1], [1, 1], [0, 0], [1, 0]], dtype=bool))
    (array([1, 1]), array([ True, False]))
    """
    found = list(ends_of(flags))
    lengths = np.array([last - first for _, first, last in found], dtype=np.int64)
    return lengths, np.array([last < len(flags) for _, _, last in found], dtype=bool)


def ends_of(flags: Flags) -> Iterator[tuple[int, int, int]]:
    """Yield whose spell it is, its first day, and the day after its last (the number of days where that cut it off).

    >>> list(ends_of(np.array([[0, 1], [1, 1], [0, 0], [1, 0]], dtype=bool)))
    [(0, 1, 2), (0, 3, 4)]
    """
    rows = np.ascontiguousarray(flags.T)
    steps = np.diff(rows.astype(np.int8), axis=1, append=0)
    for k, row in enumerate(steps):
        # What holds on the first day ends without having begun; what holds on the last ends there.
        ends = np.flatnonzero(row == -1)[int(rows[k, 0]) :] + 1
        for first, last in zip(np.flatnonzero(row == 1) + 1, ends, strict=True):
            yield k, int(first), int(last)


def quantile_of(lengths: Whole, over: Flags, part: float) -> float | None:
    """Return by when a part of the spells has ended (Kaplan-Meier); None where fewer have.

    >>> quantile_of(np.array([1, 2, 3, 4]), np.array([True] * 4), 0.5)
    2.0
    >>> quantile_of(np.array([1, 9]), np.array([True, False]), 0.5)
    1.0
    >>> quantile_of(np.array([5, 5]), np.array([False, False]), 0.5) is None
    True
    """
    from scipy.stats import CensoredData, ecdf

    if not over.any():
        return None
    survival = ecdf(CensoredData(uncensored=lengths[over], right=lengths[~over])).sf
    at = np.flatnonzero(survival.probabilities <= 1 - part + 1e-12)
    return float(survival.quantiles[at[0]]) if len(at) else None


def moving(sample: Sample) -> list[Figure]:
    """Return how far people move between tiers in a month (M13): Shorrocks' mobility index, and who stays lowest.

    The index is (n - trace P) / (n - 1) of the matrix P of transitions between the n tiers that anybody held: 0 where
    nobody moves, 1 where the tier of next month has nothing to do with this one (Shorrocks 1978 [verify]).
    """
    tiers = sample.panel["tier"][::MONTH][:, sample.known].astype(np.int64)
    if not sample.scored or len(tiers) < 2:
        return []
    here, there = tiers[:-1].ravel(), tiers[1:].ravel()
    enough = len(here) >= LEAST
    index = mobility(transitions(here, there, sample.tiers)) if enough else None
    lowest = there[here == 0] == 0
    return [
        Figure("mobility", "Shorrocks\u2019 index of moves between tiers, month by month", index,
               "0 nobody moves, 1 as by lot", len(here), "months of the panel"),
        share("lowest", "of those in the lowest tier, still there a month later", lowest, "months of the panel"),
    ]  # fmt: skip


def transitions(here: Whole, there: Whole, tiers: int) -> Whole:
    """Return how many moved from one tier to the other, ``[from, to]``.

    >>> transitions(np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    found: Whole = np.bincount(here * tiers + there, minlength=tiers * tiers).reshape(tiers, tiers)
    return found


def mobility(moves: Whole) -> float | None:
    """Return Shorrocks' index of a matrix of moves, over the tiers that anybody held; None with fewer than two.

    >>> mobility(np.array([[8, 2], [5, 5]])), mobility(np.array([[9, 0], [0, 0]]))
    (0.7, None)
    """
    held = moves.sum(axis=1) > 0
    kept = moves[held]
    if len(kept) < 2:
        return None
    stay = (np.diag(moves)[held] / kept.sum(axis=1)).sum()
    return round(float((len(kept) - stay) / (len(kept) - 1)), 12)


def in_error(sample: Sample) -> list[Figure]:
    """Return how long an error lasts (M18): on file, until standing is right again, and in what it takes away.

    The second is what the last copy does: a sanction ends where nothing that hangs on the error bears it any longer.
    """
    differs = sample.panel["score_held"] != sample.panel["score_error_free"]
    differs = differs | (sample.panel["under_held"] != sample.panel["under_error_free"])
    return [*lasting("with a standing in error", differs), *lasting("under a sanction in error", sample.wrong)]


def remedied(sample: Sample) -> list[Figure]:
    """Return the steps of effective remedy over all spells in error (M19): known of, appealed, decided, ended by it.

    An appeal of the same citizen during the spell is taken for one against it. A spell counts as ended by it where it
    was over within a month of the decision. Each step is of all spells, so that none can hide behind the one before.
    """
    found = list(ends_of(sample.wrong))
    if not sample.has("pending", "awareness"):
        return []
    aware, pending = sample.panel["awareness"], sample.panel["pending"]
    steps = np.zeros((len(found), 4), dtype=bool)
    for row, (who, first, last) in zip(steps, found, strict=True):
        waiting = pending[first:last, who] == 1
        decided = decision(pending[first : last + 1, who])
        row[0] = bool((aware[first:last, who] >= KNOWS_STANDING).any())
        row[1] = bool(waiting.any())
        row[2] = decided is not None
        row[3] = decided is not None and last < len(pending) and last - first - decided <= SOON
    names = ("known of by whom it befell", "appealed against", "decided on appeal", "ended within a month of that")
    return [share(f"step-{k}", f"of spells in error, {name}", steps[:, k], SPELLS) for k, name in enumerate(names)]


def decision(pending: NDArray[np.signedinteger]) -> int | None:
    """Return after how many days an appeal was decided, the last of several; None where none was.

    >>> decision(np.array([0, 1, 1, 0])), decision(np.array([0, 1, 1])), decision(np.array([0, 0]))
    (3, None, None)
    """
    ends = np.flatnonzero(np.diff(pending.astype(np.int8)) == -1)
    return int(ends[-1]) + 1 if len(ends) else None
