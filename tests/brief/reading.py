"""A finished report as a reader meets it: the texts of its page, chapter by chapter, with its tables apart."""

import re
from html.parser import HTMLParser

VOID = ("meta", "link", "br", "img", "col", "path", "use")


class Page(HTMLParser):
    """The chapters of a page with their texts, its links, its anchors, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.chapters: dict[str, str] = {}
        self.scopes = 0
        self.chapter = ""
        self.skipping = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("style", "svg"):
            self.skipping = tag
        if given.get("id"):
            self.anchors.append(str(given["id"]))
        if tag == "section":
            self.chapter = str(given["id"])
            self.chapters[self.chapter] = ""
        if tag == "a" and str(given.get("href", "")).startswith("#"):
            self.links.append(str(given["href"])[1:])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == self.skipping:
            self.skipping = ""
        if tag == "section":
            self.chapter = ""
        if self.chapter and tag in ("p", "td", "th", "tr", "dd", "dt", "li", "caption", "h2", "h3", "span"):
            self.chapters[self.chapter] += " "

    def handle_data(self, data: str) -> None:
        if self.chapter and not self.skipping:
            self.chapters[self.chapter] += data

    def text(self, chapter: str) -> str:
        """One chapter on one line; nothing where there is none."""
        return re.sub(r"[ \n\t]+", " ", self.chapters.get(chapter, "")).strip()

    @property
    def whole(self) -> str:
        """All chapters on one line."""
        return " ".join(self.text(name) for name in self.chapters)
