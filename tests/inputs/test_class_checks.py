"""A class under scan that would mean nothing is refused; what pupils do can depend on no group."""

import pytest

from glasshouse.diagnostics import UserFault
from tests.inputs.class_faults import MATRIX, PRESENTLY, PUPILS, Change, cameras
from tests.inputs.test_checks import changed, codes

POINTS: Change = (
    "regime",
    "    act: jaywalk\n",
    "    act: inattentive-day\n",
)


@pytest.mark.parametrize(("code", "changes"), PRESENTLY)
def test_faults_of_classes_under_scan(code: str, changes: tuple[Change, ...]) -> None:
    assert code in codes(*changes)


@pytest.mark.parametrize(
    "change",
    [
        cameras(),
        cameras(inattentive="drifts-off, stands"),
        cameras(more=", mistaken_by_group: {M: 1, N1: 2, N2: 0}"),
        cameras(marks="[{up_to: 0, act: attentive-day}, {up_to: 1, act: inattentive-day}]"),
        cameras(MATRIX.replace("{reads: 1}", "{reads: 0.6, drifts-off: 0.4}")),
    ],
)
def test_what_is_right_passes(change: Change) -> None:
    assert codes(PUPILS, change) == set()
    assert codes(PUPILS, change, POINTS) == set()


@pytest.mark.parametrize("ages", ["from_age: 6\n  to_age: 17", "from_age: 17", "from_age: 0\n  to_age: 6"])
def test_a_class_is_scanned_where_some_pupils_are_on_file(ages: str) -> None:
    assert codes(("regime", "  start: 500", f"  start: 500\n  {ages}"), cameras()) == set()


def test_nobody_is_on_file_of_an_age_above_the_last() -> None:
    with pytest.raises(UserFault) as caught:
        changed(("regime", "  start: 500", "  start: 500\n  from_age: 18\n  to_age: 17"))
    assert "nobody would be on file" in caught.value.diagnostics[0].what


@pytest.mark.parametrize("key", ["by_group: {M: 1, N1: 2, N2: 3}", "group: N2"])
def test_nothing_that_pupils_do_can_depend_on_a_group(key: str) -> None:
    with pytest.raises(UserFault) as caught:
        changed(("conduct", "  youth: 1.2", f"  youth: 1.2\n  {key}"))
    assert {one.code for one in caught.value.diagnostics} == {"G102"}
