"""Clauses that contradict each other, or the place, are refused; what only comes near is not."""

import pytest

from glasshouse.inputs import library
from tests.inputs.contradictory_faults import PRESENTLY, RIGHT
from tests.inputs.peer_faults import Change
from tests.inputs.test_checks import codes


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_contradictions(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


@pytest.mark.parametrize("changes", RIGHT)
def test_what_comes_near_passes(changes: tuple[Change, ...]) -> None:
    assert codes(*changes) & {"G394", "G395", "G396"} == set()


def test_a_grade_of_many_rules_is_common_and_a_shared_record_is_not() -> None:
    """The shipped regimes that cap gains have several rules; each record of theirs is read by one rule with points."""
    capped = [
        name
        for name in library.names("regimes")
        if (score := library.load_regime(name).value.score) and any(row.gains_per_month for row in score.dimensions)
    ]
    assert len(capped) >= 4
