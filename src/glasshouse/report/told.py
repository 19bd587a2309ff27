"""What a command has to say of files: the same thing as plain data and as text of 80 columns."""

import textwrap
import unicodedata
from dataclasses import dataclass
from typing import Any

WIDTH, BLIND = 79, "\0"


@dataclass(frozen=True)
class Told:
    """An answer, as plain data for programs and as text for people."""

    data: dict[str, Any]
    text: str


def wrapped(words: str, indent: int = 0, hang: int | None = None) -> list[str]:
    """Return words as lines that fit 80 columns, all but the first indented by `hang`.

    >>> wrapped("a b", 2), wrapped(""), [len(line) for line in wrapped("中" * 50)]
    (['  a b'], [], [40, 10])
    """
    after = " " * (indent if hang is None else hang)
    # Chinese, Japanese and Korean characters are two columns wide: each is counted with a blind one beside it.
    broad = "".join(c + BLIND * (unicodedata.east_asian_width(c) in "WF") for c in printable(words))
    lines = textwrap.wrap(broad, WIDTH, initial_indent=" " * indent, subsequent_indent=after, break_on_hyphens=False)
    return [line.replace(BLIND, "") for line in lines]


def printable(words: str) -> str:
    """Return words on one line without anything that a terminal would obey; a file may be hostile.

    >>> printable("a\\n b\\x1b[2J")
    'a b\ufffd[2J'
    """
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(words.split()))


def text_of(lines: list[str]) -> str:
    """Return lines as one text, without blank lines at either end."""
    return "\n".join(lines).strip("\n")
