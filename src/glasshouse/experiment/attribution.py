"""What each group of clauses did: a regime without the group, with it alone, and its Shapley value.

The value of a coalition is an objective of the regime with these groups alone, less the same without any of them; all
other clauses stay. A group's Shapley value (Shapley 1953 [verify]) is what it adds when the groups come one after
another, as a mean over all orders: the values of all groups sum to what they do together. It is exact for few groups.
For many it is a mean over sampled orders, each followed by its reverse (antithetic), and how far it may lie from the
exact one is told.

Seeds are paired: a coalition is compared with others over the same people with the same luck, seed by seed.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt

Coalition = frozenset[str]
Values = Mapping[Coalition, tuple[float, ...] | None]
"""The value of each coalition in every seed; None of one that failed."""
EXACT_MOST = 8
"""With more groups than these, orders are sampled."""
Order = tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """What one group did, by seed. None: a world that it needs has failed.

    ``shapley`` as above; ``last`` is what the whole has more than the whole without the group; ``alone`` what the group
    adds where none of the others is. ``error`` is the standard error that sampled orders leave, 0 where all were taken.
    """

    group: str
    shapley: tuple[float, ...] | None
    last: tuple[float, ...] | None
    alone: tuple[float, ...] | None
    error: float | None


@dataclass(frozen=True)
class Shares:
    """What all groups did: none of them, all of them, and each; ``orders`` is how many were taken, 0 for all."""

    none: tuple[float, ...] | None
    all: tuple[float, ...] | None
    shares: tuple[Share, ...]
    orders: int

    @property
    def total(self) -> tuple[float, ...] | None:
        """What the groups do together, by seed."""
        return apart(self.all, self.none)


def apart(one: Sequence[float] | None, other: Sequence[float] | None) -> tuple[float, ...] | None:
    """Return differences seed by seed; None where either is missing.

    >>> apart((3.0, 5.0), (1.0, 1.0)), apart(None, (1.0,))
    ((2.0, 4.0), None)
    """
    return None if one is None or other is None else tuple(a - b for a, b in zip(one, other, strict=True))


def orders_of(groups: Sequence[str], count: int, seed: int) -> list[Order]:
    """Return ``count`` orders, in pairs of one and its reverse.

    >>> orders_of("abc", 2, 1)
    [('b', 'c', 'a'), ('a', 'c', 'b')]
    """
    luck, found = random.Random(seed), []
    for _ in range(max(count // 2, 1)):
        order = list(groups)
        luck.shuffle(order)
        found += [tuple(order), tuple(reversed(order))]
    return found


def coalitions_of(groups: Sequence[str], orders: Sequence[Order]) -> list[Coalition]:
    """Return every coalition that is needed, the whole and the empty one first: all, or those on sampled orders."""
    everybody = frozenset(groups)
    found = [everybody, Coalition(), *(everybody - {group} for group in groups), *(Coalition([g]) for g in groups)]
    if orders:
        found += [frozenset(order[:k]) for order in orders for k in range(len(order))]
    else:
        found += [frozenset(some) for size in range(2, len(groups) - 1) for some in combinations(groups, size)]
    return list(dict.fromkeys(found))


def shares_of(groups: Sequence[str], values: Values, orders: Sequence[Order] = ()) -> Shares:
    """Return what each group did, from the values of all coalitions that `coalitions_of` names.

    >>> worth = {frozenset(): (0.0,), frozenset("a"): (0.0,), frozenset("b"): (0.0,), frozenset("ab"): (6.0,)}
    >>> [one.shapley for one in shares_of("ab", worth).shares]
    [(3.0,), (3.0,)]
    """
    everybody = frozenset(groups)
    none, whole = values[Coalition()], values[everybody]
    found = []
    for group in groups:
        shapley, error = sampled(group, values, orders) if orders else (exact(group, groups, values), 0.0)
        last = apart(whole, values[everybody - {group}])
        alone = apart(values[Coalition([group])], none)
        found.append(Share(group, shapley, last, alone, None if shapley is None else error))
    return Shares(none, whole, tuple(found), len(orders))


def exact(group: str, groups: Sequence[str], values: Values) -> tuple[float, ...] | None:
    """Return a group's Shapley value in every seed, over all coalitions of the others."""
    others = [one for one in groups if one != group]
    weighed = []
    for size in range(len(groups)):
        weight = 1 / (len(groups) * comb(len(others), size))
        for some in combinations(others, size):
            added = apart(values[frozenset(some) | {group}], values[frozenset(some)])
            if added is None:
                return None
            weighed.append([weight * each for each in added])
    return tuple(sum(parts) for parts in zip(*weighed, strict=True))


def sampled(group: str, values: Values, orders: Sequence[Order]) -> tuple[tuple[float, ...] | None, float]:
    """Return a group's mean over sampled orders in every seed, and the standard error that the sample leaves.

    Orders that pass a failed coalition are left out with their reverse. The error is over pairs of orders.
    """
    pairs: list[list[float]] = []
    for there, back in zip(orders[::2], orders[1::2], strict=True):
        both = [added(group, order, values) for order in (there, back)]
        if both[0] is not None and both[1] is not None:
            pairs.append([(a + b) / 2 for a, b in zip(*both, strict=True)])
    if not pairs:
        return None, 0.0
    mean = tuple(sum(seeds) / len(pairs) for seeds in zip(*pairs, strict=True))
    over = [sum(pair) / len(pair) for pair in pairs]
    middle = sum(over) / len(over)
    spread = sum((each - middle) ** 2 for each in over)
    return mean, sqrt(spread / (len(over) - 1) / len(over)) if len(over) > 1 else float("inf")


def added(group: str, order: Order, values: Values) -> tuple[float, ...] | None:
    """Return what a group adds to those before it in an order."""
    before = frozenset(order[: order.index(group)])
    return apart(values[before | {group}], values[before])


def names_of(groups: Iterable[str], coalition: Coalition) -> str:
    """Return a coalition in words, in the order of the groups.

    >>> names_of(["a", "b", "c"], frozenset("ca")), names_of("ab", frozenset())
    ('a + c', 'none')
    """
    return " + ".join(group for group in groups if group in coalition) or "none"
