"""Every shipped file says where its numbers are from, in whatever folder it lies, and marks are seen with them."""

from pathlib import Path

import pytest

from glasshouse.audit.rights.whole import said
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.inputs import library, validation
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.safeguard import safeguards
from tests.data.test_evidence import unsourced
from tests.tidy import rules

DATA = rules.SOURCE / "data"
HELD_ELSEWHERE = {
    "regimes": "tests/data", "places": "tests/data", "conduct": "tests/data",
    "rights": "tests/rights", "rights/tables": "tests/rights",
    "evidence": "tests/data",
}  # fmt: skip
"""Folders whose files are held to their sources, or to the text of a law, by tests that stand there."""
HERE = {"safeguards", "validation", "story"}


def test_no_kind_of_shipped_file_is_left_out() -> None:
    folders = {
        rules.short(path.parent).removeprefix("src/glasshouse/data/") for path in rules.files(".yaml", under=DATA)
    }
    assert folders == set(HELD_ELSEWHERE) | HERE, "a new kind of file: say here who holds its numbers to a source"
    assert all((rules.ROOT / place).is_dir() for place in HELD_ELSEWHERE.values())


def test_safeguards_and_stories_say_where_their_numbers_are_from() -> None:
    for read in safeguards():
        assert set(unsourced(read.value)) == set(), read.path
        assert {figures()[key].role for key in read.value.sources} <= {"input"}, read.path
    stories = sorted((DATA / "story").glob("*.yaml"))
    assert stories
    for path in stories:
        assert set(unsourced(library.load_regime(path).value)) == set(), path


def test_worlds_of_validation_rest_on_declared_assumptions() -> None:
    for one in validation.targets().watching.values():
        low, high = one.assumption.range
        assert low <= one.coverage * one.hit <= high or low <= one.coverage <= high


def test_no_published_number_is_written_out_in_validation() -> None:
    """What is published is named by its key: a number in the file could be another one."""
    numbers = {name for name, field in validation.Published.model_fields.items() if field.annotation is float}
    assert numbers == {"times"}
    of_nine_months = round(10_000 * 12 / 9, 2)
    assert {one.published.times for one in validation.holdouts()} <= {1.0, 10_000.0, of_nine_months}


VERIFY = next(key for key, row in figures().items() if row.confidence == "verify" and row.role == "input")


class Row:
    """A fact of law that rests on a figure which nobody has checked."""

    why, source = "", VERIFY


def test_a_mark_is_seen_where_an_audit_names_a_figure() -> None:
    assert said(Row) == f"source: {VERIFY} [verify]"


@pytest.mark.parametrize("words", ["show court-defaulters", "diff bare court-defaulters", "diff bare ordinary-law"])
def test_a_mark_is_seen_where_a_command_names_a_figure(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(lambda: app(words.split())) == 0
    text = " ".join(capsys.readouterr().out.split())
    keys = [key for key, row in figures().items() if row.confidence == "verify" and key in text]
    assert keys
    assert all(text.count(key) == text.count(f"{key} [verify]") for key in keys)


def test_a_mark_is_seen_on_the_pages_of_the_regimes() -> None:
    for path in sorted((rules.ROOT / "docs" / "regimes").glob("*.md")):
        text = path.read_text("utf-8")
        for key, row in figures().items():
            if row.confidence == "verify":
                assert text.count(f"`{key}`") == text.count(f"`{key}` [verify]"), (Path(path).name, key)
