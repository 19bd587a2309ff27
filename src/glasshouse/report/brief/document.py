"""What a report is made of: chapters of paragraphs, tables and pictures, with references that become links.

Texts are plain. A reference stands in them as it would be spoken of, `[M1]` for a figure, `[AIA-5c-i]` for a rule of
law, `as-told.yaml:334` for a line, and becomes a link where the report has what it names. So a report is written once,
and the page and the typeset document link alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from glasshouse.report.words import NONE

NOTICE = "Not legal advice; synthetic people."
"""What every page of a report says."""
Voice = Literal["plain", "lead", "note"]
LINE = re.compile(r"(?:[\w.-]+/)*[\w.-]+\.ya?ml:\d+")
REFERENCE = re.compile(rf"\[([A-Za-z][\w./+()-]*)\]|({LINE.pattern})")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a `lead` says what matters most and a `note` what to read a table with."""

    text: str
    voice: Voice = "plain"


@dataclass(frozen=True)
class Terms:
    """Short statements, each under a word that says what it is about."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """Statements in no order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Tile:
    """One figure that is shown large, with its unit and what it is of."""

    label: str
    value: str
    unit: str
    of: str


@dataclass(frozen=True)
class Tiles:
    """Figures that are shown large, side by side."""

    items: tuple[Tile, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table; what has a name, as `M1`, can be referred to."""

    cells: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: ``widths`` are shares of the line, columns from ``numbers`` on hold figures."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    numbers: int = 99
    note: str = ""


@dataclass(frozen=True)
class Picture:
    """A drawing, with its words for those who do not see it."""

    name: str
    svg: str
    alt: str
    caption: str
    width: float = 1.0
    """The share of the line that it takes in print."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter."""

    text: str


Block = Paragraph | Terms | Bullets | Tiles | Grid | Picture | Heading


@dataclass(frozen=True)
class Chapter:
    """A chapter, or an annex."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    annex: bool = False


@dataclass(frozen=True)
class Document:
    """A whole report; its status, and that it is synthetic, travel with every page and table."""

    title: str
    subtitle: str
    status: str
    description: str
    generator: str
    chapters: tuple[Chapter, ...]
    targets: dict[str, str] = field(default_factory=dict)
    """The anchor of everything that can be referred to, by its name in texts."""

    @property
    def marks(self) -> str:
        """What stands beside every table and on every page."""
        return f"{self.status}, synthetic" if self.status else "synthetic"


@dataclass(frozen=True)
class Piece:
    """A part of a text; with a target it is a link."""

    text: str
    target: str = ""


def anchor(name: str) -> str:
    """Return the anchor of something that can be referred to by a name.

    >>> anchor("AIA-5c-i"), anchor("inputs/regime-as-told.yaml:334")
    ('to-AIA-5c-i', 'to-inputs-regime-as-told-yaml-334')
    """
    return "to-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def pieces(text: str, targets: dict[str, str]) -> list[Piece]:
    """Return a text cut at its references; one to what is not there stays text.

    >>> pieces("Of all days [M1], 3.", {"M1": "to-M1"})
    [Piece(text='Of all days ', target=''), Piece(text='[M1]', target='to-M1'), Piece(text=', 3.', target='')]
    >>> pieces("nothing [M9]", {})
    [Piece(text='nothing [M9]', target='')]
    """
    found: list[Piece] = []
    last = 0
    for match in REFERENCE.finditer(text):
        target = targets.get(match[1] or match[2])
        if target:
            found += [Piece(text[last : match.start()]), Piece(match.group(), target)]
            last = match.end()
    return [piece for piece in [*found, Piece(text[last:])] if piece.text]


def targets_of(chapters: Iterable[Chapter]) -> dict[str, str]:
    """Return the anchors of every named row; a name that is given twice is the first of its rows."""
    found: dict[str, str] = {}
    for chapter in chapters:
        for block in chapter.blocks:
            for row in block.rows if isinstance(block, Grid) else ():
                if row.name:
                    found.setdefault(row.name, anchor(row.name))
    return found


def texts(block: Block) -> Iterator[str]:
    """Yield every text of a block."""
    if isinstance(block, Paragraph | Heading):
        yield block.text
    elif isinstance(block, Terms):
        yield from (text for item in block.items for text in item)
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Tiles):
        yield from (text for tile in block.items for text in (tile.label, tile.value, tile.unit, tile.of))
    elif isinstance(block, Grid):
        yield from (block.caption, *block.head, *(cell for row in block.rows for cell in row.cells), block.note)
    else:
        yield from (block.alt, block.caption)


def lines_cited(chapters: Iterable[Chapter]) -> list[str]:
    """Return every line of a file that texts name, each once, by file and then by number."""
    found = {
        match.group() for chapter in chapters for block in chapter.blocks for text in texts(block)
        for match in LINE.finditer(text)
    }  # fmt: skip
    return sorted(found, key=lambda line: (line.rpartition(":")[0], int(line.rpartition(":")[2])))


def as_data(document: Document) -> dict[str, Any]:
    """Return a report as plain data, its texts cut into pieces: what both the page and the typeset one are made of."""
    given: set[str] = set()
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "status": document.status,
        "marks": document.marks,
        "notice": NOTICE,
        "description": document.description,
        "generator": document.generator,
        "chapters": [
            {
                "id": chapter.id,
                "heading": chapter.heading,
                "annex": chapter.annex,
                "blocks": [block_data(block, document.targets, given) for block in chapter.blocks],
            }
            for chapter in document.chapters
        ],
    }


def block_data(block: Block, targets: dict[str, str], given: set[str]) -> dict[str, Any]:
    """Return a block as plain data; ``given`` are anchors that stand already, since none may stand twice."""

    def cut(text: str) -> list[dict[str, str]]:
        return [vars(piece) for piece in pieces(text, targets)]

    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "voice": block.voice, "text": cut(block.text)}
    if isinstance(block, Terms):
        return {"kind": "terms", "items": [{"term": term, "text": cut(text)} for term, text in block.items]}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [cut(text) for text in block.items]}
    if isinstance(block, Tiles):
        return {"kind": "tiles", "items": [vars(tile) for tile in block.items]}
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Picture):
        return {"kind": "picture", **vars(block)}
    rows = []
    for row in block.rows:
        name = targets.get(row.name, "")
        rows.append({"anchor": "" if name in given else name, "cells": [cut(cell or NONE) for cell in row.cells]})
        given.add(name)
    return {
        "kind": "grid", "caption": block.caption, "head": list(block.head), "rows": rows,
        "widths": list(block.widths), "numbers": block.numbers, "note": cut(block.note),
    }  # fmt: skip
