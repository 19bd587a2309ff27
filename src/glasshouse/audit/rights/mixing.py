"""Whether people keep to their like (M12): assortativity of friendships, and dissimilarity of places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from glasshouse.audit.rates import TEN_THOUSAND
from glasshouse.audit.rights.rows import Figures, Subject, plain_figure
from glasshouse.audit.spread import of_mean
from glasshouse.record.frames import last_frame


def assortativity(ties: Iterable[tuple[int, int]], kind: Mapping[int, int]) -> float | None:
    """Return Newman's coefficient of ties between people of some kinds: 1 among the like alone, 0 as by lot.

    A tie that is named twice counts twice. None where there is no tie, or all that are tied are of one kind. It is
    (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i) of the shares e of all ties, with their sums a and b by row and column
    (Newman 2003).

    >>> kind = {0: 0, 1: 0, 2: 1, 3: 1}
    >>> assortativity([(0, 1), (2, 3)], kind), assortativity([(0, 2), (1, 3)], kind), assortativity([(0, 1)], kind)
    (1.0, -1.0, None)
    """
    import networkx

    graph = networkx.MultiGraph()
    graph.add_edges_from(ties)
    if len({kind[one] for one in graph}) < 2:
        return None
    networkx.set_node_attributes(graph, {one: kind[one] for one in graph}, "kind")
    return float(networkx.attribute_assortativity_coefficient(graph, "kind"))


def dissimilarity(shares: NDArray[np.float64]) -> float | None:
    """Return the index of dissimilarity of places of one size, by the share in each to whom something applies.

    It is the share of those people who would have to live elsewhere for all places to have as many: half of the sum of
    how far a place's part of them lies from its part of all the others. None of one place alone, or where it applies to
    nobody or to all.

    >>> dissimilarity(np.array([0.5, 0.5])), dissimilarity(np.array([1.0, 0.0])), dissimilarity(np.array([0.0, 0.0]))
    (0.0, 1.0, None)
    """
    over, under = float(shares.sum()), float((1 - shares).sum())
    if len(shares) < 2 or min(over, under) <= 0:
        return None
    return float(np.abs(shares / over - (1 - shares) / under).sum() / 2)


def apart(subject: Subject) -> Figures:
    """Return how far people under a sanction live apart from all others on the last day, by district or by block."""
    folders = [one.folder for one in list(subject.run.replicates()) or [subject.run]]
    found = [last_frame(folder, "sanctioned") for folder in folders]
    seeds = [dissimilarity(shares / TEN_THOUSAND) for _, shares in found]
    known = [value for value in seeds if value is not None]
    if len(known) < len(seeds):
        return []
    word, shares = found[0]
    return [plain_figure("dissimilarity of places, by being under a sanction", sum(known) / len(known),
                         "0 as many everywhere, 1 all in one place", f"{len(shares)} {word}",
                         of_mean(seeds) if len(seeds) > 1 else None)]  # fmt: skip
