"""What people can know of their score and its rules is what the regime shows (S9): nobody knows more."""

import pytest

from glasshouse.model import columns as count
from tests import worlds

OPEN = {"assumption": {"why": "Made up by a test.", "range": [0, 1]}, "id": "openness"}


def knowing(**changes: object) -> list[int]:
    """Return person-days on which people know nothing, of it, their own standing, its rules."""
    regime = worlds.changed(worlds.regime("as-told"), **changes)
    world = worlds.live(worlds.place("village"), worlds.conduct(), regime, 1000, 180, district_size=500)
    return [int(world.counts[:, :, count.AWARE + level].sum()) for level in range(4)]


@pytest.mark.parametrize(
    ("shown", "published", "known"),
    [(True, True, {1, 2, 3}), (True, False, {1, 2}), (False, True, {1}), (False, False, {1})],
)
def test_nobody_knows_what_is_not_shown(shown: bool, published: bool, known: set[int]) -> None:
    found = knowing(openness={**OPEN, "score_shown": shown, "rules_published": published})
    assert {level for level in range(1, 4) if found[level]} == known


def test_of_covert_scoring_nobody_hears() -> None:
    """Not even those to whom it does something: they do not know by what."""
    told, covert = knowing(), knowing(announced=None)
    assert sum(told[1:]) > 0 and covert[1:] == [0, 0, 0] and sum(covert) == sum(told)
