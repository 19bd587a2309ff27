"""Phases that contradict themselves or each other are refused, each at its place; what is right passes."""

import pytest

from glasshouse.diagnostics import UserFault
from tests.inputs.peer_faults import Change
from tests.inputs.phase_faults import CONTRADICTORY, PRESENTLY, RIGHT, phases
from tests.inputs.test_checks import codes


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_faults_of_phases(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


@pytest.mark.parametrize("says", RIGHT)
def test_what_is_right_passes(says: str) -> None:
    assert codes(phases(says)) == set()


@pytest.mark.parametrize("says", CONTRADICTORY)
def test_a_phase_that_contradicts_itself_is_not_even_read(says: str) -> None:
    with pytest.raises(UserFault) as caught:
        codes(phases(says))
    assert [one.code for one in caught.value.diagnostics] == ["G108"]
