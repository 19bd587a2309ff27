"""The report as PDF that can be read aloud: tagged, with titles, headings and words for every picture (PDF/UA-1).

The template walks the same data as the page does; texts reach it as data and never as markup. A picture without words
does not build, so that what is built is accessible as far as a machine can tell.
"""

from __future__ import annotations

import json
import re
from typing import Literal

from glasshouse.report.brief.document import Document, as_data
from glasshouse.report.brief.page import source
from glasshouse.report.svg import COLOURS

TEMPLATE = "brief.typ"
STANDARD: Literal["ua-1"] = "ua-1"
FONT = "Libertinus Serif"
EPOCH = 0
"""The time that the file says it was made at: none, so that one report is one file."""


FOREIGN = re.compile("[^\u0000-\u024f\u0370-\u03ff\u0400-\u04ff\u2000-\u206f\u20ac\u2212]")
"""Characters that the fonts which every build has may lack: a file may be written in any script."""
STAND_IN = "\u25a1"


def pdf_of(document: Document) -> bytes:
    """Return the PDF of a report.

    A character that no font of this machine has is set as a square, since what cannot be read aloud must not be there;
    the page has it as it is.
    """
    import typst

    text = inputs_of(document)
    try:
        return compiled(text)
    except typst.TypstError:
        return compiled(FOREIGN.sub(STAND_IN, text))


def pages_of(document: Document) -> int:
    """Return on which page the chapters end: annexes begin on the next."""
    import typst

    text = FOREIGN.sub(STAND_IN, inputs_of(document))
    found = typst.query(source(TEMPLATE).encode("utf-8"), "<last-page>", field="value", sys_inputs={"report": text})
    [page] = json.loads(found)
    return int(page)


def compiled(text: str) -> bytes:
    """Return the PDF of a report that is given as JSON."""
    import typst

    compiler = typst.Compiler(source(TEMPLATE).encode("utf-8"), sys_inputs={"report": text})
    made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=EPOCH)
    assert isinstance(made, bytes)
    return made


def inputs_of(document: Document) -> str:
    """Return what the template is given: the report as JSON, its pictures fit for print."""
    data = as_data(document)
    for chapter in data["chapters"]:
        for block in chapter["blocks"]:
            if block["kind"] == "picture":
                block["svg"] = printable(block["svg"])
    return json.dumps(data, ensure_ascii=False)


def printable(svg: str) -> str:
    """Return a drawing with the light colours and a font that every build has, in place of the page's own.

    >>> printable('<text font-family="Arial" fill="var(--ink, #1d2124)"/>')
    '<text font-family="Libertinus Serif" fill="#1d2124"/>'
    """
    for name, light, _ in COLOURS.values():
        svg = svg.replace(f"var(--{name}, {light})", light)
    return re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', svg)
