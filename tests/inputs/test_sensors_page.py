"""The page on sensors: its regime is clean and runs, its tables are computed, and no clause is left out."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from glasshouse.inputs import library
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.regime import FalseMatch, Gate, Impaired, Openness, Pull, Regime, Sensor
from glasshouse.inputs.schooling import Classroom, Mark
from tests.inputs.pages import DocumentPage, as_printed
from tests.worlds import conduct

PAGE = DocumentPage("sensors.md")
GALLERIES = [10**power for power in range(2, 10)]
PASSERS_BY = 10_000


def figure(key: str) -> float:
    """Return a published figure."""
    return float(figures()[key].value)


def false_alerts(gallery: int, stricter: float = 0.0) -> float:
    """Return the share of passers-by with a false alert, at the published rate per comparison."""
    rate = figure("lfr.npl.fpir_10k") / 10_000
    return FalseMatch(per_comparison=rate, gallery=gallery, local=1.0, stricter=stricter).per_search()


def example(folder: Path) -> Regime:
    """Write the regime of the page into a folder and read it."""
    return library.load_regime(str(PAGE.save(folder, "watched-town.yaml"))).value


def test_false_alerts_by_gallery_are_those_computed() -> None:
    expected = [
        [gallery, *as_printed(PASSERS_BY * false_alerts(gallery), PASSERS_BY * false_alerts(gallery, 1.0))]
        for gallery in GALLERIES
    ]
    assert PAGE.table("gallery") == expected


def test_the_share_of_false_alerts_is_that_of_the_declared_number() -> None:
    [wanted] = [act for act in conduct().acts if act.kind == "wanted"]
    assert wanted.assumption is not None
    low, high = wanted.assumption.range
    expected = []
    for share in (low, wanted.share, high):
        right, false = share * figure("lfr.npl.tpir"), (1.0 - share) * false_alerts(10_000)
        row = (PASSERS_BY * right, PASSERS_BY * false, 100 * false / (right + false))
        expected.append(as_printed(PASSERS_BY * share, *row))
    assert PAGE.table("wanted in 10 000") == expected


def test_the_share_of_recorded_inattention_that_was_none_is_bayes() -> None:
    """By hand from the matrix: the behaviours other than drifting off keep their proportion."""
    [cameras] = library.load_regime("classroom").value.sensors
    lessons = conduct().lessons
    assert cameras.classroom is not None and lessons is not None
    rows, off = cameras.classroom.behaviours, lessons.drifting
    rest = sum(share * rows[name].get(off, 0.0) for name, share in lessons.behaviours.items() if name != off)
    expected = []
    for share in (0.01, 0.03, 0.1, 0.3):
        false = (1.0 - share) * rest / (1.0 - lessons.behaviours[off])
        recorded = false + share * rows[off][off]
        expected.append(as_printed(100 * share, 100 * recorded, 100 * false / recorded))
    assert PAGE.table("drifting, in 100") == expected


def test_a_figure_that_went_stale_would_be_seen() -> None:
    one = PASSERS_BY * false_alerts(100_000)
    assert as_printed(one) == [16.7] != as_printed(one * 1.01)


def test_the_regime_of_the_page_has_what_it_promises(tmp_path: Path) -> None:
    regime = example(tmp_path)
    own = {sensor.id: sensor for sensor in regime.sensors if sensor.id in ("crossing-camera", "station-gate")}
    assert own["crossing-camera"].gate is None and own["station-gate"].gate is not None
    assert [entry.id for entry in regime.lists if entry.through] == ["seen-crossing"]
    for sensor in own.values():
        assert sensor.false_match is not None
        rate = figure("lfr.npl.fpir_10k") / 10_000
        assert sensor.false_match.per_comparison == pytest.approx(rate, rel=1e-6)


def test_the_commands_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert PAGE.verbs()[:3] == ["check", "run", "query"]
    for answer in PAGE.answers(capsys):
        assert "station-gate" in answer and "[fiction]" in answer


@pytest.mark.parametrize("model", [Sensor, FalseMatch, Impaired, Gate, Classroom, Mark, Pull, Openness])
def test_every_field_of_the_grammar_is_on_the_page(model: type[BaseModel]) -> None:
    assert PAGE.untold(model) <= {"of"}
