"""The page of ids names fields, files, clauses, views and tests that there are, and leaves no id out."""

import re
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from glasshouse.inputs import clause, conduct, consequence, library, regime, schooling, scorecard
from glasshouse.record.views import VIEWS
from tests.tidy import rules

PAGE = rules.ROOT / "docs" / "ids.md"
IDS = (
    *(f"A{k}" for k in range(1, 10)), *(f"W{k}" for k in range(1, 19)), *(f"S{k}" for k in range(1, 10)),
    "M1", "M2", "M3", "M4", "M5", "M6", "M16", "M29", "M34",
)  # fmt: skip
GRAMMAR = (clause, conduct, consequence, regime, schooling, scorecard)
CODE = re.compile(r"`([^`]+)`")


@cache
def models() -> dict[str, type[BaseModel]]:
    """Every model of the grammar of regimes and conduct files, by name."""
    named = {name: value for module in GRAMMAR for name, value in vars(module).items()}
    return {name: value for name, value in named.items() if isinstance(value, type) and issubclass(value, BaseModel)}


@cache
def named_in(name: str) -> set[str]:
    """What a regime names: clauses by id, acts that its sensors see, and its score's parts."""
    found = library.load_regime(name).value

    def ids(value: Any) -> set[str]:
        if isinstance(value, BaseModel):
            own = {value.id} if isinstance(value, clause.Clause) else set()
            return own.union(*(ids(getattr(value, field)) for field in type(value).model_fields))
        return set().union(*map(ids, value)) if isinstance(value, list | tuple) else set()

    return ids(found) | {act for sensor in found.sensors for act in sensor.sees}


@cache
def those_of(path: str) -> set[str]:
    """The tests of a file."""
    return set(re.findall(r"^def (test_\w+)", (rules.ROOT / path).read_text("utf-8"), re.MULTILINE))


def is_there(word: str) -> bool:
    """Whether a field, clauses of a regime, a test, a file or a view is there."""
    if "::" in word:
        path, _, test = word.partition("::")
        return (rules.ROOT / path).is_file() and test in those_of(path)
    if ": " in word:
        name, _, listed = word.partition(": ")
        return name in library.names("regimes") and set(listed.split(", ")) <= named_in(name)
    if re.fullmatch(r"[A-Z]\w+\.\w+", word):
        model, _, field = word.partition(".")
        return model in models() and field in models()[model].model_fields
    if "/" in word:
        return any((base / word).is_file() for base in (rules.ROOT, rules.SOURCE))
    return word in VIEWS


def table_rows() -> list[list[str]]:
    """The rows of all tables of the page, cell by cell."""
    lines = PAGE.read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] not in ("id", "what") and not set(row[0]) <= {"-"}]


def test_every_id_has_one_row_in_order_and_every_cell_says_something() -> None:
    rows = table_rows()
    assert tuple(row[0] for row in rows if re.fullmatch(r"[AWSM]\d+", row[0])) == IDS
    assert all(cell for row in rows for cell in row)
    assert all(any("::" in word for word in CODE.findall(" ".join(row))) for row in rows)


def test_everything_named_in_a_row_is_there() -> None:
    missing = {word for row in table_rows() for word in CODE.findall(" ".join(row)) if not is_there(word)}
    assert missing == set()
    for text in re.findall(r"`(tests/[^`]+::[^`]+)`", PAGE.read_text("utf-8")):
        assert is_there(text), text


def test_the_page_of_a_run_has_each_measure_under_its_heading() -> None:
    said = "".join(path.read_text("utf-8") for path in rules.files(".py", under=rules.SOURCE / "report"))
    headings = {row[4] for row in table_rows() if re.fullmatch(r"M\d+", row[0])}
    assert len(headings) > 5 and {one for one in headings if f'"{one}"' not in said} == set()


@pytest.mark.parametrize(
    "word",
    ["Sensor.gait", "Censor.hit", "as-told: no-camera", "as-tld: net-watch", "tests/regimes/test_rows.py::test_no",
     "tests/regimes/test_cols.py::test_no", "model/nowhere.py", "watchd"],
)  # fmt: skip
def test_what_is_not_there_is_caught(word: str) -> None:
    assert not is_there(word)


def test_so_many_lists_and_entry_on_one_leads_to_another() -> None:
    """S6: fifteen lists or more in what is told, each with grounds, a term, an exit and something that it does."""
    told = library.load_regime("as-told").value
    named = {rule.list for rule in told.rules} | {one.id for one in told.lists if one.below or one.above or one.through}
    used = {name for one in told.consequences for name in one.lists} | {n for one in told.lists for n in one.through}
    assert len(told.lists) >= 15 and {one.id for one in told.lists} <= named & used
    assert {one.exit for one in told.lists} == {"automatic", "request"} and any(
        one.extension_weeks for one in told.lists
    )
    assert sum(bool(one.through) for one in told.lists) >= 2
