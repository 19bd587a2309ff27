"""Fitting a learned scorecard (S5) at an exchange, on what the sentinels counted, and on nothing else.

A logistic regression of how many of each cell had a breach within the term, and how many had not. What it takes is
that table of integers: never rows, never features of anybody. What it gives are whole points, which the exchange tells
to all districts with the rest of what it says; so they are made once, stand in the run's series of exchanges, and are
read from there by whatever lives any part of the run again. There is no other way in or out: no file of points, and no
function that applies them to anything but a district.

Points halve the odds at a declared distance, as the trade's scorecards do (Siddiqi 2006, Credit Risk Scorecards
[verify]), and none are given to the odds of everybody together: there stands the start value.
"""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.exchange import CARD_FROM, cells_of
from glasshouse.model import tables as room
from glasshouse.quantities import POINT_UNIT

Cells = NDArray[np.int64]
"""``int64[CARD_CELLS, 2]``: people by cell, without and with a breach in the term."""
LOGIT_UNIT = 256
LEAST = 10
"""With fewer breaches, or fewer without one, nothing is fitted: the card before stays."""


def fit(cells: Cells, halves: int) -> Cells | None:
    """Return a scorecard fitted on a table of counts, None where they are too few; ``halves`` is points x 16.

    >>> few = np.zeros((room.CARD_CELLS, 2), np.int64); fit(few, 320) is None
    True
    >>> few[0], few[1] = (900, 100), (100, 100)
    >>> fit(few, 320)[:4].tolist()[0] > 0 > fit(few, 320)[:4].tolist()[2]
    True
    """
    if not isinstance(cells, np.ndarray) or cells.shape != (room.CARD_CELLS, 2) or cells.dtype != np.int64:
        raise TypeError("a scorecard is fitted on the run's own table of counts: so many whole numbers by cell, by two")
    without, breaches = (int(total) for total in cells.sum(axis=0))
    if min(without, breaches) < LEAST:
        return None
    intercept, weights = regression(cells)
    factor, everybody = halves / log(2.0) / POINT_UNIT, log(breaches / without)
    card = [whole_points(-factor * (intercept - everybody))]
    for kind in range(room.CHARACTERISTICS):
        of_kind = weights[kind * (room.ATTRIBUTES - 1) : (kind + 1) * (room.ATTRIBUTES - 1)]
        card += [0, *(whole_points(-factor * weight) for weight in of_kind)]
    return np.array([*card, round(LOGIT_UNIT * everybody)], dtype=np.int64)


def whole_points(points: float) -> int:
    """Return whole points x 16: so coarse that the last bits of a float, which differ by machine, seldom matter."""
    return round(points) * POINT_UNIT


def design() -> NDArray[np.int64]:
    """Return what each cell has: of each characteristic one record, more (none of it is what the rest is against)."""
    rows = []
    for cell in range(room.CARD_CELLS):
        attributes = [cell // room.ATTRIBUTES**kind % room.ATTRIBUTES for kind in range(room.CHARACTERISTICS)]
        rows.append([int(has == k) for has in attributes for k in range(1, room.ATTRIBUTES)])
    return np.array(rows, dtype=np.int64)


def regression(cells: Cells) -> tuple[float, list[float]]:
    """Return intercept and weights of log-odds: maximum likelihood with a unit ridge, which empty cells need."""
    from sklearn.linear_model import LogisticRegression

    rows, outcomes, people = [], [], []
    for has, counts in zip(design(), cells, strict=True):
        for outcome in range(2):
            if counts[outcome] > 0:
                rows.append(has)
                outcomes.append(outcome)
                people.append(int(counts[outcome]))
    model = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-10, max_iter=1000)
    model.fit(np.array(rows), np.array(outcomes), sample_weight=np.array(people, dtype=float))
    return float(model.intercept_[0]), [float(weight) for weight in model.coef_[0]]


def with_scorecard(before: Sequence[Cells], said: Cells, tables: Cells) -> Cells:
    """Return what an exchange says with the scorecard that is in force from then on, fitted on all terms so far.

    ``before`` are the exchanges before it, each with its card.
    """
    refit = int(tables[room.SCORECARD_REFIT])
    if refit == 0:
        return np.concatenate([said[:CARD_FROM], np.zeros(room.FITTED, dtype=np.int64)])
    card = before[-1][CARD_FROM:] if before else np.zeros(room.FITTED, dtype=np.int64)
    if (len(before) + 1) % refit == 0:
        cells = np.stack([cells_of(vector) for vector in (*before, said)]).sum(axis=0)
        fresh = fit(cells, int(tables[room.SCORECARD_HALVES]))
        card = card if fresh is None else fresh
    return np.concatenate([said[:CARD_FROM], card])


def is_fitted(vectors: Sequence[Cells], tables: Cells) -> bool:
    """Return whether the card of every exchange is what was fitted on it, to a point: another machine may round so."""
    again = (with_scorecard(vectors[:k], said, tables) for k, said in enumerate(vectors))
    return all(
        np.abs(one - said).max() <= (POINT_UNIT if int(tables[room.SCORECARD_REFIT]) else 0)
        for one, said in zip(again, vectors, strict=True)
    )
