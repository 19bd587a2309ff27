"""What a report is made of: references become links to what is there, and to nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
import typst

from glasshouse.report.brief import gathering
from glasshouse.report.brief.document import (
    Chapter,
    Document,
    Grid,
    Paragraph,
    Picture,
    Row,
    as_data,
    lines_cited,
    pieces,
    targets_of,
)
from glasshouse.report.brief.dossier import BRIEFEST
from glasshouse.report.brief.page import page_of, source
from glasshouse.report.brief.typeset import TEMPLATE, inputs_of, pdf_of
from glasshouse.report.brief.whole import document_of
from tests.brief.conftest import Told
from tests.brief.reading import Page

HOSTILE = 'A <script>alert("1")</script> *bold* #pagebreak() $x$ \\ @label `raw` \u793e\u4f1a'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def document(*blocks: object, text: str = "A report") -> Document:
    """A report of one chapter."""
    chapters = (Chapter("answer", text, blocks),)  # type: ignore[arg-type]
    return Document(text, text, "fiction", text, text, chapters, targets_of(chapters))


def test_every_link_of_a_report_leads_to_one_place(disputed: Told, legal: Told) -> None:
    for told in (disputed, legal):
        page = Page(page_of(told.document))
        assert len(page.anchors) == len(set(page.anchors))
        assert len(page.links) > 50 and set(page.links) <= set(page.anchors)


def test_every_measure_and_rule_that_is_named_is_linked(disputed: Told) -> None:
    """Of the references in square brackets none is left as plain text."""
    data = as_data(disputed.document)
    names = {one.law.id for one in disputed.dossier.findings} | {f"M{k}" for k in range(1, 35)}
    for chapter in data["chapters"]:
        for block in chapter["blocks"]:
            for text in block.get("text", []) if block["kind"] == "paragraph" else []:
                assert text["target"] or not any(f"[{name}]" in text["text"] for name in names)


def test_a_cited_line_is_printed_as_it_stands(disputed: Told, records: Path) -> None:
    """Annex C, held against the files that the record keeps."""
    [annex] = [chapter for chapter in disputed.document.chapters if chapter.id == "lines"]
    rows = [row for block in annex.blocks if isinstance(block, Grid) for row in block.rows]
    assert len(rows) > 30
    for row in rows:
        name, _, number = row.cells[0].rpartition(":")
        text = (records / "as-told" / "inputs" / f"regime-{name}").read_text("utf-8").splitlines()[int(number) - 1]
        assert " ".join(text.split()).startswith(row.cells[1].rstrip("\u2026"))
    cited = lines_cited([chapter for chapter in disputed.document.chapters if chapter.id != "lines"])
    assert {row.cells[0] for row in rows} == set(cited)


def test_a_row_that_is_given_twice_has_one_anchor() -> None:
    grid = Grid("Twice", ("a",), (Row(("one",), "M1"), Row(("two",), "M1")), (1,))
    [block] = as_data(document(grid))["chapters"][0]["blocks"]
    assert [row["anchor"] for row in block["rows"]] == ["to-M1", ""]


def test_what_is_no_reference_stays_text() -> None:
    assert [piece.target for piece in pieces("[x] [M1] a.yaml:7 b.yaml", {"M1": "m", "a.yaml:7": "a"})] == [
        "", "m", "", "a", "",
    ]  # fmt: skip


def test_texts_of_files_are_never_markup() -> None:
    grid = Grid(HOSTILE, (HOSTILE,), (Row((HOSTILE,), "M1"),), (1,), note=HOSTILE)
    made = document(Paragraph(HOSTILE), grid, text=HOSTILE)
    page = page_of(made)
    assert "<script>" not in page and page.count("&lt;script&gt;") >= 5
    # A script without a font on this machine must not keep the PDF from being built.
    assert pdf_of(made).startswith(b"%PDF-")


def test_a_picture_without_words_does_not_build() -> None:
    assert pdf_of(document(Picture("one", SVG, "A line.", "A line"))).startswith(b"%PDF-")
    with pytest.raises(typst.TypstError, match="alt"):
        pdf_of(document(Picture("one", SVG, "", "A line")))


def last_page(told: Told) -> int:
    """The page on which the chapters end and the annexes have not begun."""
    found = typst.query(
        source(TEMPLATE).encode(), "<last-page>", field="value", sys_inputs={"report": inputs_of(told.document)}
    )
    return int(found.strip("[] \n"))


def test_the_pdf_is_accessible_and_short(disputed: Told, empty: Told, legal: Told) -> None:
    for told in (disputed, empty, legal):
        made = pdf_of(told.document)
        assert b"pdfuaid:part" in made and b"/MarkInfo" in made and b"/StructTreeRoot" in made
        assert b"/Lang" in made
        assert last_page(told) <= 8


def test_what_is_too_long_for_its_pages_gives_way_to_the_annexes(
    disputed: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fullest report that fits is taken, and shorter ones say less of the same in their chapters."""
    shorter = [document_of(replace(disputed.dossier, brevity=brevity)) for brevity in range(BRIEFEST + 1)]
    told = [sum(len(block.rows) for chapter in one.chapters if not chapter.annex for block in chapter.blocks
                if isinstance(block, Grid)) for one in shorter]  # fmt: skip
    assert sorted(told, reverse=True) == told and len(set(told)) == len(told)
    for longest, taken in ((8, 0), (10, 2), (99, BRIEFEST)):
        pages = iter(range(longest, longest - 9, -1))
        monkeypatch.setattr(gathering, "pages_of", lambda document, pages=pages: next(pages))
        assert gathering.fitted(disputed.dossier) == shorter[taken]


def test_the_same_report_is_the_same_file(legal: Told) -> None:
    assert pdf_of(legal.document) == pdf_of(legal.document)
