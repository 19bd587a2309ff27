"""Remedies and safeguards that would do nothing are refused, each at its place."""

import pytest

from tests.inputs.peer_faults import Change
from tests.inputs.remedy_faults import EXAMINATION, PRESENTLY, remedy
from tests.inputs.test_checks import codes


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_faults_of_remedies(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


@pytest.mark.parametrize(
    "says",
    [
        f"{EXAMINATION}, sensors: [watch], weeks: 3, anchoring: 0.5, per_1000_a_month: 2",
        "kind: oversight, allowed: 0.1, from_records: 5, halt_weeks: 4",
        "kind: repair, after_weeks: 9, fee: 50",
        "kind: opt-out, sensors: [watch]",
        "kind: notice, reach: 0.5",
    ],
)
def test_what_is_right_passes(says: str) -> None:
    assert codes(remedy(says)) == set()
