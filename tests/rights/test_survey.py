"""What people would say beside what they think: no strength, no gap; sums by hand; who may read an opinion."""

import ast
from math import log
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.audit.rights import survey
from glasshouse.audit.rights.sample import LEAST, Sample
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.responses import Falsification
from glasshouse.record.reading import Run
from tests import worlds

SOURCE = Path(survey.__file__).resolve().parents[2]
DEFAULT = worlds.conduct()
assert DEFAULT.falsification is not None
ENTRY = DEFAULT.falsification
CHANCES = st.floats(0.01, 0.99)
PEOPLE, DAYS = 4000, 61


def entry(**changes: Any) -> Falsification:
    return ENTRY.model_copy(update=changes)


def panel(fear: int = 0, aware: int = 1, people: int = PEOPLE) -> Sample:
    columns = {name: np.zeros((DAYS, people), dtype=np.int32) for name in (*survey.NEEDED, "under_held", "tier")}
    columns["fear"][:] = fear
    columns["awareness"][:] = aware
    columns["legitimacy"][:] = 15
    columns["scored"][:] = 1
    return Sample(columns, 0, (), ("M",), {}, 1, True)


def minds(support: float, people: int = PEOPLE) -> survey.Minds:
    return survey.Minds(np.arange(people) < support * people, np.full(people, 0.5))


@given(CHANCES, st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.integers(0, 14))
def test_fear_and_majority_never_lower_what_is_misstated_and_boldness_never_lifts_it(
    base: float, boldness: float, heard: float, fear: int
) -> None:
    def chance(fear: float, bold: float, heard: float) -> float:
        return float(survey.misstated(base, ENTRY, np.array([fear]), np.array([bold]), heard)[0])

    here = chance(fear, boldness, heard)
    assert 0.0 < here < 1.0
    assert chance(fear + 1, boldness, heard) >= here >= chance(fear, min(boldness + 0.1, 1.0), heard)
    assert chance(fear, boldness, min(heard + 0.1, 1.0)) >= here


def test_without_strength_everybody_says_what_they_think() -> None:
    said = survey.said_of(panel(fear=15), minds(0.4), entry(strength=0.0))
    for told in (said.friends, said.public, said.interviewer, said.listed):
        assert np.array_equal(told, said.private)


def test_the_gap_is_what_a_hand_finds() -> None:
    # Half of those heard are for, nobody is in fear, everybody is middling bold: the chances are the file's own.
    said = survey.said_of(panel(), minds(0.5), entry(public=0.0, majority=1.0))
    assert said.interviewer.mean() == pytest.approx(0.5 + 0.5 * ENTRY.interviewer)
    assert said.listed.mean() == pytest.approx(0.5 + 0.5 * ENTRY.interviewer * (1 - ENTRY.list_removes))
    # At full fear the odds are multiplied as the file says.
    odds = ENTRY.interviewer / (1 - ENTRY.interviewer) * ENTRY.fear
    afraid = survey.said_of(panel(fear=15), minds(0.5), entry(public=0.0, majority=1.0))
    assert afraid.interviewer.mean() == pytest.approx(0.5 + 0.5 * odds / (1 + odds))


def test_what_is_heard_in_public_is_the_majority_of_the_next_cycle() -> None:
    heard, base = 0.5, ENTRY.public
    for _ in range(3):
        odds = log(base / (1 - base)) + log(ENTRY.majority) * (2 * heard - 1)
        heard = 0.5 + 0.5 / (1 + np.exp(-odds))
    assert survey.said_of(panel(), minds(0.5), ENTRY).public.mean() == pytest.approx(heard)


def test_what_is_said_becomes_what_is_thought_only_where_the_file_says_so() -> None:
    still = survey.said_of(panel(), minds(0.5), ENTRY)
    moved = survey.said_of(panel(), minds(0.5), entry(internalised_per_year=0.02))
    assert still.private.mean() == 0.5 < moved.private.mean() < 0.502


def test_a_list_question_finds_on_average_what_is_said_on_a_list() -> None:
    sample, said = panel(), survey.said_of(panel(), minds(0.5), ENTRY)
    found = [
        value
        for seed in range(200)
        for one in survey.list_question(sample, said, seed)
        if one.id == "list" and (value := one.value) is not None
    ]
    error = float(np.std(found)) / len(found) ** 0.5
    assert len(found) == 200 and abs(np.mean(found) - 100 * said.listed.mean()) < 4 * error


def test_nothing_is_said_of_fewer_than_twenty(tmp_path: Path) -> None:
    few = panel(people=LEAST - 1)
    assert survey.surveyed(few, cast("Run", SimpleNamespace(folder=tmp_path)), DEFAULT) == {}
    said = survey.said_of(few, minds(0.5, LEAST - 1), ENTRY)
    assert survey.mean_of(said.public, few.known) is None
    assert list(survey.by_tier(few, said, ["all"])) == []


def test_approval_is_told_by_awareness_and_never_lower_than_it_is() -> None:
    sample = panel(aware=2)
    said = survey.said_of(sample, minds(0.5), ENTRY)
    so, told = survey.approval(sample, said, DEFAULT)
    assert "know their own standing" in so.what and so.value == 50.0
    assert told.value == pytest.approx(50.0 + 50.0 * float(said.misstates.mean()))


def test_what_people_say_moves_nothing_that_is_lived() -> None:
    other = DEFAULT.model_copy(update={"falsification": None})
    place, regime = worlds.place("village"), worlds.regime("as-told")
    assert compile_tables(place, DEFAULT, regime).sha256 == compile_tables(place, other, regime).sha256


def test_no_other_file_reads_an_opinion() -> None:
    """Private opinion is read where its means are taken, and nowhere else."""
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name | ast.alias) and getattr(node, "id", getattr(node, "name", "")) in READS
    }
    assert found == {"audit/rights/survey.py", "model/traits.py"}


READS = ("S_OPINION", "opinion")
