"""Ratings and votes that would mean nothing are refused; nothing of them can depend on a group."""

import pytest

from glasshouse.diagnostics import UserFault
from tests.inputs.peer_faults import FROM, PRESENTLY, Change, peers, vote
from tests.inputs.test_checks import changed, codes


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_faults_of_ratings_and_votes(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


@pytest.mark.parametrize(
    "change",
    [
        peers("rate_per_month: 1"),
        peers("rate_per_month: 0.1, weight_per_tier: -0.9, mistaken: 1"),
        vote("down: -1"),
        vote("up: 16, needed: 50"),
        ("conduct", "stars: [1, 4, 5]", "stars: [0, 0, 5]"),
    ],
)
def test_what_is_right_passes(change: Change) -> None:
    assert codes(change) == set()


@pytest.mark.parametrize(
    "change",
    [
        peers("rate_per_month: 1, by_group: {M: 1, N1: 2, N2: 3}"),
        vote("down: -1, by_group: {M: 1, N1: 2, N2: 3}"),
        ("conduct", "  pleasant: 0.6\n", "  pleasant: 0.6\n  exposure: {M: 1, N1: 2, N2: 3}\n"),
        ("conduct", "    above: 0.05\n", "    above: 0.05\n    group: N2\n"),
        ("conduct", "    per_tier: 0.03\n", "    per_tier: 0.03\n    by_group: {M: 1, N1: 1, N2: 2}\n"),
    ],
)
def test_no_rating_and_no_vote_can_depend_on_a_group(change: Change) -> None:
    with pytest.raises(UserFault) as caught:
        changed(change)
    assert {one.code for one in caught.value.diagnostics} == {"G102"}


def test_a_vote_with_points_needs_a_dimension_and_one_for_a_list_alone_does_not() -> None:
    kind, old, new = vote("down: -1")
    with pytest.raises(UserFault) as caught:
        changed((kind, old, new.replace("    dimension: behaviour\n", "")))
    assert [one.code for one in caught.value.diagnostics] == ["G108"]
    kind, old, new = vote("needed: 5")
    assert codes((kind, old, new.replace("    dimension: behaviour\n", ""))) == set()
    assert FROM in new
