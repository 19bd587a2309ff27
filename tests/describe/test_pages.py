"""The description of the model: no element is empty, and what is made of the code is as the code makes it now.

`BLESS=1` makes the pages anew.
"""

import os
import re
from pathlib import Path

import pytest

from glasshouse.inputs import library
from glasshouse.report import odd, regimepages
from tests.tidy import rules

DOCS = rules.ROOT / "docs"
REGIMES = DOCS / "regimes"
ODD = (
    "Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
    "Design concepts", "Initialization", "Input data", "Submodels",
)  # fmt: skip
CONCEPTS = (
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
)  # fmt: skip
TRACE = (
    "Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation",
    "Implementation verification", "Model output verification", "Model analysis", "Model output corroboration",
)  # fmt: skip
LEAST = 150
"""Letters under a heading at least: fewer say nothing."""


def held(path: Path, text: str) -> None:
    """Hold a page to what is made now; with BLESS, make it anew."""
    if os.environ.get("BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"there is no {rules.short(path)}; BLESS=1 makes it"
    assert path.read_text("utf-8") == text, f"{rules.short(path)} is not what the code says; BLESS=1 makes it anew"


def empty(text: str) -> set[str]:
    """The headings under which next to nothing stands."""
    return {title for title, body in odd.elements(text).items() if len(body) < LEAST}


@pytest.mark.parametrize(("name", "titles"), [("odd.md", ODD), ("trace.md", TRACE)])
def test_every_element_is_there_in_order_and_none_is_empty(name: str, titles: tuple[str, ...]) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert list(odd.elements(text)) == [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    assert empty(text) == set()


def test_every_design_concept_is_there_in_order() -> None:
    concepts = odd.elements((DOCS / "odd.md").read_text("utf-8"))["4. Design concepts"]
    assert tuple(re.findall(r"^\*\*([A-Z][a-z ]+)\.\*\*", concepts, re.MULTILINE)) == CONCEPTS


def test_an_empty_element_is_caught() -> None:
    assert empty("# T\n\n## 1. Full\n\n" + "x" * LEAST + "\n\n## 2. Empty\n\n<!-- made: birth -->\n<!-- end -->\n") == {
        "2. Empty"
    }


def test_what_is_made_of_the_code_is_fresh() -> None:
    text = (DOCS / "odd.md").read_text("utf-8")
    assert set(re.findall(r"<!-- made: ([a-z-]+) -->", text)) == set(odd.PLACES) - {"cycle"}
    held(DOCS / "odd.md", odd.filled(text))


def test_a_stale_table_is_caught(tmp_path: Path) -> None:
    path = tmp_path / "odd.md"
    path.write_text("# T\n\n<!-- made: cycle -->\n31 days\n<!-- end -->\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BLESS", raising=False)
        patch.setattr(rules, "short", str)
        with pytest.raises(AssertionError, match="not what the code says"):
            held(path, odd.filled(path.read_text("utf-8")))
    with pytest.raises(AssertionError, match="nothing makes"):
        odd.filled("<!-- made: nothing -->\n<!-- end -->")


def test_the_tables_have_every_column_phase_and_entry() -> None:
    from glasshouse.model import columns, state

    text = (DOCS / "odd.md").read_text("utf-8")
    assert all(f"`{odd.SERIES.sub('', column.name)}`" in text for column in state.COLUMNS)
    assert all(f"`{block.name}`" in text for block in columns.COUNTS)
    for kind in library.KINDS.values():
        assert all(f"`{field.alias or name}`" in text for name, field in kind.model_fields.items())


@pytest.mark.parametrize("name", [regimepages.INDEX, *library.names("regimes")])
def test_every_regime_has_a_page_as_its_file_says(name: str) -> None:
    held(REGIMES / f"{name}.md", regimepages.one(name))


def test_no_page_is_of_a_regime_that_is_gone() -> None:
    assert {path.stem for path in REGIMES.glob("*.md")} == {regimepages.INDEX, *library.names("regimes")}


def test_a_page_says_status_dispute_marks_and_content_note() -> None:
    text = regimepages.one("court-defaulters")
    assert "**documented**" in text and "Disputed are" in text and "mostly about firms" in text
    assert "`spc.listing_term` [verify]" in text and "assumption, range" in text
    assert "**Content note:" in regimepages.one("dossier")
    assert empty(regimepages.one("bare")) <= {"What it rests on"}
