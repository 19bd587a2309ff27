"""Roles of the evidence: every shipped number says where it is from, and what set one is nobody's agreement."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from glasshouse.inputs import library
from glasshouse.inputs.citing import ROLES, TOPICS, find, topic_of, uses
from glasshouse.inputs.clause import Assumption, Sourced
from glasshouse.inputs.evidence import FigureRow, cited, figures
from glasshouse.inputs.regime import Regime
from glasshouse.report.evidence import shown
from tests.tidy import rules

SHIPPED = [(kind, name) for kind in library.KINDS for name in library.names(kind)]
README = (rules.SOURCE / "data" / "evidence" / "README.md").read_text("utf-8")
OF_THE_FILE = {"year"}
"""Numbers that say which file this is and set nothing."""


def unsourced(value: Any, path: str = "") -> Iterator[str]:
    """The path of every number that stands under no entry with a source or an assumption with a range."""
    if isinstance(value, Sourced) and (value.sources or value.assumption is not None):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from unsourced(getattr(value, name), f"{path}.{name}".strip("."))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from unsourced(child, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for k, child in enumerate(value):
            yield from unsourced(child, f"{path}.{k}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def misused(keys: set[str], known: dict[str, FigureRow]) -> dict[str, str]:
    """The keys that files cite and that are no input of theirs, with the role that they have instead."""
    return {
        key: known[key].role if key in known else "none"
        for key in keys
        if key not in known or known[key].role != "input"
    }


def idle(keys: set[str], known: dict[str, FigureRow]) -> set[str]:
    """The figures said to be an input that no file cites."""
    return {key for key, row in known.items() if row.role == "input"} - keys


def keys_cited() -> set[str]:
    """Every key that a shipped file cites."""
    return {key for kind, name in SHIPPED for _, key in cited(library.load(kind, name).data)}


def facts(path: str) -> bool:
    """Whether a number is a fact of law, which says by `why` or `source` who says so and sets nothing."""
    return path.startswith("governance.")


@pytest.mark.parametrize(("kind", "name"), SHIPPED)
def test_every_number_has_a_source_or_an_assumption_with_a_range(kind: library.Kind, name: str) -> None:
    found = {path for path in unsourced(library.load(kind, name).value) if not facts(path)}
    assert found <= OF_THE_FILE


def test_a_number_without_either_is_caught() -> None:
    regime = library.load_regime("as-told").value
    rule = regime.rules[0].model_copy(update={"source": None, "assumption": None, "fine": 5})
    sensor = regime.sensors[0].model_copy(update={"source": None, "assumption": None})
    found = set(unsourced(regime.model_copy(update={"rules": [rule], "sensors": [sensor]})))
    assert {"rules.0.fine", "sensors.0.hit", "sensors.0.coverage.urban"} <= found
    conduct = library.load_conduct("default").value
    fear = conduct.fear.model_copy(update={"source": [], "assumption": None})
    assert "fear.half_life_days" in set(unsourced(conduct.model_copy(update={"fear": fear})))
    with pytest.raises(ValueError, match="neither `source:`"):
        Regime.model_validate({"regime": "x", "title": "xxx", "status": "fiction", "describes": "x" * 10,
                               "rules": [{"id": "r", "act": "jaywalk", "fine": 5}]})  # fmt: skip


def test_an_assumption_without_a_range_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="range"):
        Assumption.model_validate({"why": "made up for a test"})


def test_what_files_cite_is_input_and_every_input_is_cited() -> None:
    assert misused(keys_cited(), figures()) == {}
    assert idle(keys_cited(), figures()) == set()


@pytest.mark.parametrize("role", ["target", "holdout", "context"])
def test_a_figure_of_another_role_that_set_a_parameter_is_caught(role: str) -> None:
    known = {**figures(), "lfr.npl.tpir": replace(figures()["lfr.npl.tpir"], role=role)}
    assert misused(keys_cited(), known) == {"lfr.npl.tpir": role}


def test_an_input_that_nothing_cites_is_caught() -> None:
    key = next(key for key, row in figures().items() if row.role == "context")
    assert idle(keys_cited(), {**figures(), key: replace(figures()[key], role="input")}) == {key}


def test_the_readme_says_what_is_there() -> None:
    assert {row.role for row in figures().values()} <= set(ROLES)
    assert f"holds {len(figures())} figures" in README
    # Nothing is shown as agreement while nothing is kept to test against; the sentence goes when the first one comes.
    tested = {key for key, row in figures().items() if row.role in ("target", "holdout")}
    assert ("there is no target and no\nholdout" in README) == (not tested)


def test_every_figure_has_a_topic_and_every_topic_a_figure() -> None:
    assert {topic_of(key) for key in figures()} == set(TOPICS)
    starts = [start for words in TOPICS.values() for start in words.split()]
    assert len(starts) == len(set(starts))
    with pytest.raises(AssertionError, match="no topic"):
        topic_of("nothing.of.this")


def test_every_line_that_is_said_to_cite_a_figure_has_its_key() -> None:
    lines = {path: (rules.SOURCE / "data" / path).read_text("utf-8").splitlines()
             for path in {use.file for rows in uses().values() for use in rows}}  # fmt: skip
    assert set(uses()) == keys_cited()
    for key, rows in uses().items():
        for use in rows:
            assert re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", lines[use.file][use.line - 1]), (key, use)


def test_no_line_that_cites_a_figure_is_left_out() -> None:
    told = {(use.file, use.line) for rows in uses().values() for use in rows}
    for kind, name in SHIPPED:
        text = (rules.SOURCE / "data" / kind / f"{name}.yaml").read_text("utf-8")
        written = {number for number, line in enumerate(text.splitlines(), 1) if re.search(r"\bsource: *[\[a-z]", line)}
        # A list of keys may go on over several lines; a fact of law names its keys too.
        assert {(f"{kind}/{name}.yaml", number) for number in written} <= told


def test_verify_marks_are_seen_in_the_table_and_in_one_figure() -> None:
    marked = find(verify=True)
    assert {one.figure.key for one in marked} == {key for key, row in figures().items() if row.confidence == "verify"}
    for one in marked:
        assert "[verify]" in shown([one], True).text and "[verify]" in shown([one], False).text


@pytest.mark.parametrize("role", ROLES)
def test_filters_leave_what_they_say(role: str) -> None:
    assert {one.figure.role for one in find(role=role)} <= {role}
    assert all(not one.uses for one in find(role=role, unused=True))
    assert len(find(role=role)) == sum(row.role == role for row in figures().values())
