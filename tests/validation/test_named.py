"""What is named beforehand: roles are kept apart, and a changed conduct has seen every hold-out."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from glasshouse.audit.heldout import MEASURES
from glasshouse.experiment.heldout import SIZES
from glasshouse.inputs import library, validation
from glasshouse.inputs.citing import uses
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.parameters import parameters_of
from glasshouse.inputs.validation import Published, Within


def roles(published: Published) -> set[str]:
    """The roles of what a value is made of, but for what it is divided by."""
    return {figures()[key].role for key in published.keys}


def test_a_figure_is_held_against_the_model_in_the_role_that_it_has() -> None:
    assert all(roles(one.published) == {"holdout"} for one in validation.holdouts())
    assert all(roles(one.published) == {"target"} for one in validation.targets().targets)
    divisors = {one.published.over for one in validation.holdouts()} - {None}
    assert all(figures()[str(key)].role in ("input", "holdout") for key in divisors)


def test_every_target_and_holdout_of_the_evidence_is_compared_and_none_set_a_parameter() -> None:
    published = [one.published for one in validation.holdouts()] + [
        one.published for one in validation.targets().targets
    ]
    compared = {key for one in published for key in one.all_keys}
    kept = {key for key, row in figures().items() if row.role in ("holdout", "target")}
    assert kept <= compared
    assert not kept & set(uses())


def test_what_is_measured_and_moved_is_there() -> None:
    aims = validation.targets()
    for one in validation.holdouts():
        assert one.measure in MEASURES or one.world in aims.watching, one.id
        assert one.world in SIZES or one.world in aims.watching, one.id
    known = {one.name for one in parameters_of(library.load_conduct("default"), library.load_place("cn-2020"))}
    assert {one.moves for one in aims.targets} <= known
    assert {name for pair in validation.pairs() for name in pair.parameters} <= known
    assert {key for pair in validation.pairs() for key in pair.figures} <= set(figures())
    for rows in (validation.holdouts(), aims.targets, validation.pairs()):
        assert max(Counter(one.id for one in rows).values()) == 1


def test_a_holdout_is_named_before_the_freeze_that_it_is_counted_from() -> None:
    assert all(one.named <= validation.freeze().day for one in validation.holdouts())


def test_a_conduct_that_says_something_else_has_seen_every_holdout() -> None:
    conduct = library.load_conduct("default")
    frozen = validation.Freeze(tag="t", day=validation.freeze().day, conduct="default",
                               digest=validation.digest_of(conduct))  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(validation, "freeze", lambda: frozen)
        assert validation.is_frozen(conduct)
        moved = {**conduct.data, "generality": {**conduct.data["generality"], "value": 0.3}}
        assert not validation.is_frozen(replace(conduct, data=moved))


def test_comments_and_order_are_not_in_the_digest(tmp_path: Path) -> None:
    conduct = library.load_conduct("default")
    other = tmp_path / "default.yaml"
    other.write_text("# A remark.\n" + library.find("conduct", "default").read_text("utf-8"), "utf-8")
    again = library.load_conduct(other)
    turned = replace(conduct, data=dict(reversed(conduct.data.items())))
    assert again.sha256 != conduct.sha256
    assert validation.digest_of(again) == validation.digest_of(conduct) == validation.digest_of(turned)


def test_values_are_worked_out_of_figures_alone() -> None:
    rise = Published(of="spc.defaulters.cumulative.2018-12", less="spc.defaulters.cumulative.2017-12",
                     over="cn.2020.population", times=10_000)  # fmt: skip
    assert rise.value == pytest.approx((13_000_000 - 9_590_000) / 1_411_780_000 * 10_000)
    assert Published(of="chill.penney.wikipedia").value == pytest.approx(-0.25)
    assert Published(of="deter.cctv.overall").verify == ("deter.cctv.overall",)
    with pytest.raises(AssertionError, match="no number"):
        _ = Published(of="chill.stoycheff").value


def test_nearness_is_said_in_one_way() -> None:
    assert Within(share_of_it=0.1).around(-10.0) == (-11.0, -9.0)
    for wrong in ({}, {"factor": 2.0, "plus_or_minus": 1.0}):
        with pytest.raises(ValueError, match="one way"):
            Within.model_validate(wrong)
