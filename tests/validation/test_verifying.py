"""The closed forms hold, and an engine that is a little wrong is found out."""

import pytest

from glasshouse.experiment import made, verifying
from glasshouse.experiment.opened import Opened
from glasshouse.experiment.verifying import FORMS, Check, exactly, number, share


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_engine_does_what_is_worked_out_by_hand(form: verifying.Form) -> None:
    found = list(form())
    assert found
    for one in found:
        assert one.holds, one
        assert one.low <= one.expected <= one.high


def test_a_sensor_that_sees_a_little_more_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = made.sensor
    monkeypatch.setattr(made, "sensor", lambda name, sees, hit, **rest: honest(name, sees, hit * 1.05, **rest))
    found = {one.id: one.holds for one in verifying.sensors_see_their_share()}
    assert not found["seen"]


def test_a_list_that_is_left_later_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = made.black_list
    monkeypatch.setattr(made, "black_list", lambda name, weeks: honest(name, weeks + 4))
    found = {one.id: one.holds for one in verifying.sanctions_are_classed()}
    assert not found["listed"] and found["only-false-records"]


def test_money_that_leaks_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Opened.daily
    monkeypatch.setattr(Opened, "daily", lambda self, name: honest(self, name) + (name == "fines"))
    [found] = verifying.money_is_conserved()
    assert not found.holds


def test_bounds_are_four_standard_errors() -> None:
    assert share("a", "", "", 0.5, 50, 100) == Check("a", "", "", 0.5, 0.3, 0.7, 0.5)
    assert number("a", "", "", 100.0, 140).holds and not number("a", "", "", 100.0, 141).holds
    assert not exactly("a", "", "", 0.0, 1.0).holds
