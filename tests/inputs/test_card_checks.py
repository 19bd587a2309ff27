"""A scorecard that would mean nothing is refused, and a plain one is not."""

import pytest

from tests.inputs.card_faults import PRESENTLY, card
from tests.inputs.peer_faults import Change
from tests.inputs.test_checks import codes


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_faults_of_scorecards(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


def test_what_is_right_passes() -> None:
    assert codes(card()) == set()
    assert codes(card("{records_of: [jaywalk]}, {records_of: [litters]}", breach="jaywalk, litters")) == set()
