"""A life drawn on a page of its own: asks nothing of the network, carries its status, keeps its words safe."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting
from glasshouse.experiment.diary import Event
from glasshouse.report.lifepage import drawn, life_page
from tests.explain.test_view import EVENTS, made


class Tags(HTMLParser):
    """The tags of a page, and whether each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_nothing_of_the_network() -> None:
    page = life_page(made())
    tags = Tags(page)
    assert tags.open == [] and tags.seen.count("h1") == 1 and tags.seen.count("svg") == 1
    assert not {"script", "link", "iframe", "img"} & set(tags.seen)
    addresses = set(re.findall(r"https?://[^\"' <]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_the_status_stands_in_the_title_the_picture_and_the_table() -> None:
    page = life_page(made(status="fiction"))
    for part in ("title", "figcaption", "caption"):
        found = re.search(rf"<{part}>(.*?)</{part}>", page, re.DOTALL)
        assert found is not None and "fiction, synthetic" in found[1], part
    assert "The strict file \u00b7 fiction \u00b7 synthetic" in page


def test_the_note_comes_before_anything_else_is_told() -> None:
    page = life_page(made()).partition("<body>")[2]
    assert 0 < page.index("<strong>Content note") < page.index("Nobody real did any of it") < page.index("In short")
    assert "Content note" not in life_page(made(()))


def test_every_event_is_told_and_escaped() -> None:
    hostile = Event(4, "tie", {"friend": "<script>alert(1)</script>", "dropped": True})
    page = life_page(made((*EVENTS, hostile)))
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert page.count('<td class="t">') >= len(EVENTS)
    days = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert all(days) and [int(day) for day in days] == sorted(int(day) for day in days)


def test_the_picture_in_words_and_of_a_regime_without_a_score() -> None:
    _, alt = drawn(made())
    assert alt == (
        "From day 0 to 9: the score in three standings, from 560 to 650 points; sanctions: 4 days in error, "
        "1 day against a right and 1 day by the rules; fear, which ends at 4 of 15; trust, "
        "which ends at 3 of 7."
    )
    life = made()
    spec, alt = drawn(type(life)(**{**vars(life), "scores": (None,) * 10}))
    assert len(spec["vconcat"]) == 3 and "score" not in alt


def test_a_page_is_written_over_nothing_but_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    api.run(api.load("bare", "village"), Setting(500, 2, 4, district_size=500, panel=0), folder)
    mine, page = tmp_path / "letter.html", tmp_path / "life.html"
    mine.write_text("mine")
    with pytest.raises(UserFault) as raised:
        api.explain(folder, "1", out=mine)
    assert raised.value.diagnostics[0].code == "G507" and mine.read_text() == "mine"
    for _ in range(2):
        api.explain(folder, "1", out=page)
        assert page.read_text().lower().startswith("<!doctype html")
