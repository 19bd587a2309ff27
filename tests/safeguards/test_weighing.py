"""What safeguards change, where it is known; points of intensities, kept worlds, failures, what is told of silence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from glasshouse.audit.objectives import OBJECTIVES, Figures, figures_of
from glasshouse.audit.rights.tables import relation_of
from glasshouse.engine.experiment import Files
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.safeguarding import NOTHING, Weighed, points_of, sets_of, weigh
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.safeguard import chosen
from glasshouse.record.reading import Run
from glasshouse.report.safeguards import change
from tests.attribution import worlds

IN_ERROR, DAYS = OBJECTIVES["in-error"], OBJECTIVES["sanction-days"]


def silent(stage: str, done: int, of: int) -> None:
    del stage, done, of


def weighed(regime: Regime, *words: str, design: Design | None = None, intensities: int = 0) -> Weighed:
    """Some safeguards over a regime of which all is known, under a conduct without responses."""
    files: Mapping[str, Files] = {"unmoved": worlds.files(regime)}
    some = design or worlds.design(1)
    return weigh(files, chosen(words), relation_of, some, silent, intensities=intensities)


def inventing(kind: str) -> Regime:
    """A regime whose only sensor sees nothing and invents records, for which flights are refused."""
    return worlds.regime(worlds.chain("a", "flight", {**worlds.INVENTING, "kind": kind}))


def test_a_sensor_that_is_gone_harms_nobody_and_two_safeguards_share_what_either_averts() -> None:
    found = weighed(inventing("face-camera"), "D9", "D10", "D14")
    everything, d10 = found.everything, frozenset(["fewer-sensors"])
    all_of_it = change(found, IN_ERROR, NOTHING, everything).spread.mean
    assert all_of_it == pytest.approx(change(found, IN_ERROR, NOTHING, d10).spread.mean)
    assert all_of_it is not None and all_of_it > 0
    # What no longer records anything has nothing that could be thrown away.
    assert change(found, IN_ERROR, everything - frozenset(["retention"]), everything).spread.mean == 0
    assert change(found, IN_ERROR, everything - d10, everything).spread.mean == pytest.approx(all_of_it)
    assert found.changes == {"retention": 1, "fewer-sensors": 4, "no-exemptions": 0}
    assert found.worths[next(w for w in found.worths if w.laid == frozenset(["no-exemptions"]))].lived == 0


def test_half_of_the_errors_found_averts_half_of_the_days() -> None:
    nobody = {"per_comparison": 0.0, "gallery": 1, "local": 1.0}
    regime = worlds.regime(worlds.chain("a", "flight", {**worlds.INVENTING, "false_match": nobody}))
    found = weighed(regime, "D11", design=Design(6000, 30, (1, 2, 3), figures_of))
    seen = found.value(NOTHING, "unmoved", IN_ERROR.value)
    left = found.value(found.everything, "unmoved", IN_ERROR.value)
    assert seen is not None and left is not None
    # In thirty days everybody is due once, so one record is all there can be; a second person finds half of them out.
    assert sum(left) / sum(seen) == pytest.approx(0.5, abs=0.03)


def test_intensities_are_drawn_over_their_ranges_and_the_more_the_less() -> None:
    some = chosen(["D10", "D5"])
    points = points_of(some, 8, 1)
    assert points == points_of(some, 8, 1) and len(points) == 8
    assert sorted(round((p["fewer-sensors"] - 0.25) / 0.75 * 8 - 0.5) for p in points) == list(range(8))
    assert {p["repair"] for p in points} <= {1.0, 2.0, 3.0, 4.0, 5.0, 6.0}
    found = weighed(inventing("face-camera"), "D10", intensities=6)
    values = [(point["fewer-sensors"], found.at_point(k, DAYS.value)) for k, point in enumerate(found.points)]
    days = [seeds[0] for _, seeds in sorted(values) if seeds is not None]
    assert len(days) == 6 and days == sorted(days, reverse=True) and days[0] > days[-1] >= 0


def fails_with_remedies(run: Run) -> Figures:
    """A measure that fails where somebody may refuse or appeal."""
    if run.manifest.legend.sensors == []:
        raise RuntimeError("made to fail")
    return figures_of(run)


def test_a_world_that_fails_takes_no_other_along() -> None:
    found = weighed(inventing("face-camera"), "D9", "D10", design=Design(700, 10, (1,), fails_with_remedies))
    assert set(found.failures) == {"unmoved: all of them", "unmoved: D10"}
    assert change(found, IN_ERROR, NOTHING, frozenset(["retention"])).spread.mean is not None
    assert change(found, IN_ERROR, NOTHING, found.everything).spread.mean is None


def test_a_stopped_experiment_goes_on(tmp_path: Path) -> None:
    regime, design = inventing("face-camera"), worlds.design(1, folder=tmp_path)
    assert weighed(regime, "D9", "D10", design=design).lived == 3
    assert weighed(regime, "D9", "D10", design=design).lived == 0
    assert weighed(regime, "D9", "D10", "D6", design=design).lived <= 2


def test_none_all_each_and_all_but_each() -> None:
    some = chosen(["D1", "D2", "D3"])
    assert [len(laid) for laid in sets_of(some)] == [0, 3, 1, 1, 1, 2, 2, 2]
    assert [len(laid) for laid in sets_of(some[:1])] == [0, 1]
