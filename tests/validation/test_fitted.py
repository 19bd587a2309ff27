"""The calibration finds what it is asked for, and says where it cannot; hold-outs are measured as they are named."""

import pytest

from glasshouse.audit.heldout import MEASURES, Measured
from glasshouse.experiment.calibrating import calibrate
from glasshouse.experiment.heldout import fall_at_full_fear, measure, street_offences
from glasshouse.experiment.validating import silent
from glasshouse.inputs import library, validation
from glasshouse.inputs.parameters import Parameter, moved, parameters_of
from glasshouse.inputs.validation import Published, Side, Target

CONDUCT = library.load_conduct("default")
TARGETS = {one.id: one for one in validation.targets().targets}


@pytest.fixture(scope="module")
def known() -> dict[str, Parameter]:
    """The assumptions of the default conduct by name."""
    return {one.name: one for one in parameters_of(CONDUCT, library.load_place("cn-2020"))}


def near(target: Target, key: str) -> Target:
    """The same target, with another figure in its place."""
    return target.model_copy(update={"published": Published(of=key)})


def test_a_target_within_the_range_is_reached(known: dict[str, Parameter]) -> None:
    target = near(TARGETS["reading-falls"], "chill.marthews_tucker")
    found = calibrate(target, known, {}, CONDUCT, silent)
    assert found.inside and found.parameter.low < found.value < found.parameter.high
    assert found.reached == pytest.approx(-0.022, abs=0.002)
    # Twice the fall takes about twice the strength.
    assert fall_at_full_fear(moved(CONDUCT, {"silence": 2 * found.value}, known)) == pytest.approx(-0.044, abs=0.003)


def test_a_target_out_of_reach_is_left_at_the_nearer_end(known: dict[str, Parameter]) -> None:
    found = calibrate(TARGETS["reading-falls"], known, {}, CONDUCT, silent)
    assert not found.inside and found.value == found.parameter.high
    assert found.shipped > found.reached > found.target.published.value


def test_willed_street_acts_with_a_victim_are_what_cameras_are_measured_on() -> None:
    acts = {act.id: act for act in CONDUCT.value.acts}
    found = street_offences(CONDUCT.value)
    assert "traffic-offence" in found and "jaywalk" not in found and "is-wanted" not in found
    assert all(acts[name].victim != "none" for name in found)


def test_holdouts_of_one_world_are_measured_in_every_seed() -> None:
    born = [one for one in validation.holdouts() if one.world == "birth"]
    found = measure(born, MEASURES, {}, CONDUCT, silent, seeds=(8, 9))
    assert set(found) == {one.id for one in born}
    assert all(len(values) == 2 for values in found.values())
    shares = found["aged-65-and-over"] + found["married"] + found["income-gini"]
    assert all(0.0 < value < 1.0 for value in shares)


@pytest.mark.parametrize(
    ("value", "near", "side", "agrees"),
    [(4.5, True, True, True), (1.2, False, True, False), (0.5, False, False, False)],
)
def test_a_verdict_needs_the_side_and_the_nearness(value: float, near: bool, side: bool, agrees: bool) -> None:
    flights = next(one for one in validation.holdouts() if one.id == "flights-beside-trains")
    assert flights.side == Side(above=1.0)
    found = Measured(flights, (value, value))
    assert (found.near, found.on_its_side, found.agrees) == (near, side, agrees)
