"""Shares against known truth: brute force over orders, games with known answers, sampled orders within their error."""

from itertools import permutations
from math import factorial
from random import Random

import pytest

from glasshouse.experiment.attribution import EXACT_MOST, Coalition, coalitions_of, orders_of, shares_of


def game(groups: str, seed: int, seeds: int = 3) -> dict[Coalition, tuple[float, ...] | None]:
    """A game of random values."""
    luck = Random(seed)
    return {made: tuple(luck.uniform(-5, 5) for _ in range(seeds)) for made in coalitions_of(groups, [])}


def by_brute_force(group: str, groups: str, values: dict[Coalition, tuple[float, ...] | None], seed: int) -> float:
    """The mean of what a group adds over all orders, written down one after another."""
    total = 0.0
    for order in permutations(groups):
        before = frozenset(order[: order.index(group)])
        after, then = values[before | {group}], values[before]
        assert after is not None and then is not None
        total += after[seed] - then[seed]
    return total / factorial(len(groups))


@pytest.mark.parametrize("groups", ["a", "ab", "abcde"])
def test_shares_are_the_means_over_all_orders_and_sum_to_the_total(groups: str) -> None:
    values = game(groups, seed=7)
    found = shares_of(groups, values)
    assert found.total is not None
    for seed in range(3):
        for share in found.shares:
            assert share.shapley is not None
            assert share.shapley[seed] == pytest.approx(by_brute_force(share.group, groups, values, seed))
        assert sum(share.shapley[seed] for share in found.shares if share.shapley) == pytest.approx(found.total[seed])


def test_gloves_share_as_is_known() -> None:
    """One left glove and two right ones make one pair: 4/6 and 1/6 each (a textbook game)."""
    values = {made: (1.0 if "l" in made and len(made) > 1 else 0.0,) for made in coalitions_of(["l", "r", "s"], [])}
    found = {share.group: share for share in shares_of(["l", "r", "s"], values).shares}
    assert found["l"].shapley == pytest.approx((2 / 3,))
    assert found["r"].shapley == found["s"].shapley == pytest.approx((1 / 6,))
    assert found["l"].last == (1.0,) and found["r"].last == (0.0,) and found["l"].alone == (0.0,)


def test_sampled_orders_sum_to_the_total_and_come_near_the_exact_shares() -> None:
    groups = "abcdefgh"
    assert len(groups) == EXACT_MOST
    luck = Random(3)
    weight = {group: luck.uniform(-2, 2) for group in groups}
    values: dict[Coalition, tuple[float, ...] | None] = {
        made: (sum(weight[one] for one in made) + 3.0 * ("a" in made and "b" in made) + len(made) ** 2 / 4,)
        for made in coalitions_of(groups, [])
    }
    orders = orders_of(groups, 200, seed=5)
    exact, near = shares_of(groups, values), shares_of(groups, values, orders)
    assert near.total is not None and near.orders == 200
    assert sum(share.shapley[0] for share in near.shares if share.shapley) == pytest.approx(near.total[0])
    for one, other in zip(exact.shares, near.shares, strict=True):
        assert one.shapley and other.shapley and other.error is not None
        # Five standard errors: a fixed seed, so this holds always or never.
        assert abs(one.shapley[0] - other.shapley[0]) <= 5 * other.error + 1e-9
    # Orders say nothing where what a group adds is the same in all of them, or evened out by the reverse.
    assert max(share.error or 0.0 for share in near.shares) > 0.0


def test_sampled_orders_need_few_coalitions_and_come_in_pairs() -> None:
    groups = [f"g{k}" for k in range(20)]
    orders = orders_of(groups, 10, seed=1)
    assert all(one == tuple(reversed(other)) for one, other in zip(orders[::2], orders[1::2], strict=True))
    assert len(coalitions_of(groups, orders)) <= 10 * 20 + 42
    assert orders_of(groups, 10, seed=1) == orders and orders_of(groups, 10, seed=2) != orders


def test_a_failed_coalition_takes_what_needs_it_and_nothing_else() -> None:
    values = game("abc", seed=1)
    values[frozenset("ab")] = None
    found = {share.group: share for share in shares_of("abc", values).shares}
    assert found["a"].shapley is None and found["c"].shapley is None
    assert found["c"].last is None and found["a"].last is not None and found["c"].alone is not None
    orders = [("a", "b", "c"), ("c", "b", "a"), ("c", "a", "b"), ("b", "a", "c"), ("a", "c", "b"), ("b", "c", "a")]
    some = {share.group: share for share in shares_of("abc", values, orders).shares}
    assert all(share.shapley is not None for share in some.values())
