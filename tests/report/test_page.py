"""The page, made from runs at the edges of what can happen, read as a browser and a screen reader would."""

import io
import re
from html.parser import HTMLParser
from itertools import pairwise

import altair
import pytest
from rich.console import Console

from glasshouse.audit.whole import audit_of
from glasshouse.record.reading import Run
from glasshouse.report import pictures
from glasshouse.report.assumptions import assumptions
from glasshouse.report.page import render
from glasshouse.report.terminal import summary
from tests.report.fakes import baseline, fake, same, village

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "line", "rect", "circle"}


class Reader(HTMLParser):
    """Notes tags, headings and what is open; complains where tags do not match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def read(page: str) -> Reader:
    """Parse a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def lone(days: int) -> Run:
    """A run in which one group is all there is."""
    return fake({"citizens": same(days, 9, 0, 0), "scored": same(days, 7, 0, 0)}, days=days)


WORLDS: dict[str, tuple[Run, Run | None]] = {
    "full": (village(days=40), baseline(days=40)),
    "no baseline": (village(), None),
    "no sanctions": (lone(3), baseline()),
    "nobody": (fake(), fake()),
    "one day": (village(days=1), baseline(days=1)),
    "unscored": (baseline(), None),
    "no pair": (village(), baseline(days=4)),
    "national": (village(citizens=1_400_000_000), None),
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every world's page, made once."""
    return {name: render(*pair) for name, pair in WORLDS.items()}


@pytest.mark.parametrize("world", WORLDS)
def test_the_page_is_sound(pages: dict[str, str], world: str) -> None:
    page, reader = pages[world], read(pages[world])
    assert page.startswith("<!doctype html>")
    assert not reader.faults
    assert not reader.open
    assert len(page) < 1_500_000
    ids = [attrs["id"] for _, attrs in reader.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    targets = [attrs["href"] for tag, attrs in reader.tags if tag == "a"]
    assert all(target and target[1:] in ids for target in targets)


@pytest.mark.parametrize("world", WORLDS)
def test_the_page_asks_nothing_of_the_network(pages: dict[str, str], world: str) -> None:
    for tag, attrs in read(pages[world]).tags:
        assert tag not in {"script", "link", "iframe", "img", "object", "embed", "base", "form", "input"}
        for key in ("src", "href", "xlink:href", "action", "data", "poster", "srcset"):
            assert (attrs.get(key) or "#").startswith("#"), (tag, attrs)
    assert not re.search(r"url\((?!#)", pages[world])
    assert "@import" not in pages[world]


@pytest.mark.parametrize("world", WORLDS)
def test_headings_come_in_order(pages: dict[str, str], world: str) -> None:
    headings = read(pages[world]).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(headings))


@pytest.mark.parametrize("world", WORLDS)
def test_it_can_be_read_without_eyes(pages: dict[str, str], world: str) -> None:
    page, reader = pages[world], read(pages[world])
    names = [tag for tag, _ in reader.tags]
    assert ("html", {"lang": "en"}) in reader.tags
    assert {"header", "nav", "main", "footer"} <= set(names)
    assert page.count("<table>") == page.count("<caption>")
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in reader.tags if tag == "th")
    assert 'class="skip" href="#main"' in page
    assert "<title>" in page


@pytest.mark.parametrize("world", WORLDS)
def test_every_chart_carries_words_status_and_a_table(pages: dict[str, str], world: str) -> None:
    status = WORLDS[world][0].manifest.status
    figures = re.findall(r"<figure.*?</figure>", pages[world], re.DOTALL)
    assert figures
    for figure in figures:
        alt = re.search(r'<svg[^>]* role="img"[^>]* aria-label="([^"]+)"', figure)
        assert alt is not None
        assert len(alt.group(1)) > 20
        drawing = figure[figure.index("<svg") : figure.index("</svg>")]
        assert f"{status} \u00b7 synthetic" in drawing
        assert "<figcaption>" in figure
        assert "<table>" in figure
        assert "#c0ff" not in figure


@pytest.mark.parametrize("world", WORLDS)
def test_no_figure_is_broken(pages: dict[str, str], world: str) -> None:
    text = re.sub(r"<(style|svg).*?</\1>", " ", pages[world], flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    assert not re.search(r"\b(nan|NaN|None|inf|undefined)\b(?! of)", text)
    assert not re.search(r"<p>\s*</p>", pages[world])


def test_status_and_synthetic_come_first(pages: dict[str, str]) -> None:
    head = pages["full"][: pages["full"].index("<nav")]
    assert '<span class="badge disputed">disputed</span>' in head
    assert '<span class="badge">synthetic</span>' in head
    assert "what it can and cannot tell you" in pages["full"]


def test_numerators_and_denominators_are_there(pages: dict[str, str]) -> None:
    text = pages["full"].replace("\u202f", "")
    assert "4000 in 10000 sanction-days (400 of 1000)" in text
    assert "2000 in 10000 sanction-days (200 of 1000) were against a right" in text


def test_what_the_files_say_is_escaped(pages: dict[str, str]) -> None:
    assert "A regime &lt;b&gt;made&lt;/b&gt; for a test &amp; nothing else." in pages["full"]


def test_a_baseline_that_is_no_pair_is_named(pages: dict[str, str]) -> None:
    assert "is no pair to this run (another number of days)" in pages["no pair"]


def test_marks_to_verify_are_shown() -> None:
    regime = village().manifest.regime.model_copy(update={"verify": ["some.key"]})
    page = render(village(regime=regime))
    assert "1 figure in use is marked" in page
    assert re.search(r"some\.key</th>\s*<td class=\"t\">regime</td>\s*<td class=\"t\">verify</td>", page)


def test_a_country_is_told_per_million(pages: dict[str, str]) -> None:
    assert "Counts are per million synthetic citizens" in pages["national"]


def test_specifications_are_in_altairs_grammar() -> None:
    run, frame = WORLDS["full"][0], pictures.frame_of(WORLDS["full"][0])
    audit = audit_of(*WORLDS["full"])
    charts = [
        *pictures.score_lines(frame, audit.scores),
        *pictures.score_histogram(frame, run),
        *pictures.tier_bars(frame, audit),
        pictures.sanction_areas(frame, run),
        *pictures.consequence_bars(frame, audit),
        *pictures.list_bars(frame, audit),
        *pictures.fear_lines(frame, run, audit),
        *pictures.speech_dots(frame, audit, "ordinary-law"),
        *pictures.ledger_dots(frame, audit, "ordinary-law"),
        *pictures.refusal_bars(frame, audit),
    ]
    assert len(charts) == 11
    for chart in charts:
        altair.Chart.from_dict(chart.spec)


def test_a_record_without_its_files_has_no_assumptions() -> None:
    assert assumptions(village().folder, village().manifest) == []


@pytest.mark.parametrize("world", WORLDS)
def test_the_terminal_gets_eighty_columns(world: str) -> None:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(summary(*WORLDS[world]))
    text = capture.get()
    assert max(len(line) for line in text.splitlines()) <= 80
    assert WORLDS[world][0].manifest.status in text
    assert "synthetic" in text
