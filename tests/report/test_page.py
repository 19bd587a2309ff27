"""The page, made from runs at the edges of what can happen, read as a browser and a screen reader would."""

import csv
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import altair
import pytest
from rich.console import Console

from glasshouse.audit.whole import Audit, audit_of
from glasshouse.record.manifest import ListName
from glasshouse.record.reading import Run
from glasshouse.report import charts as drawing
from glasshouse.report import classes, periods, pictures, sensing
from glasshouse.report.assumptions import assumptions
from glasshouse.report.page import render
from glasshouse.report.terminal import summary
from tests.report.fakes import SENSORS, baseline, fake, legend, of_seeds, same, sensor, village, villages, watched

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


def tiny(citizens: int, seeds: int, **over: object) -> Run:
    """A run of one day in which next to nothing happens to next to nobody, or the same under several seeds."""
    everybody = ("citizens", "scored", "aware.nothing", "tier.high", "score_bin.30", "money_sum")
    counts = {name: same(1, citizens, 0, 0) for name in everybody}
    counts |= {name: same(1, 1, 0, 0) for name in ("wished.loan", "granted.loan")}
    counts |= {f"score_sum.{which}": same(1, citizens * 16 * 650, 0, 0) for which in ("held", "error_free")}
    runs = [fake(counts, days=1, citizens=citizens, seed=k + 1, **over) for k in range(seeds)]  # type: ignore[arg-type]
    return runs[0] if seeds == 1 else of_seeds(runs)


def observed(**over: object) -> Run:
    """A run of one day and one person with every kind of sensor, none of which notes anything."""
    return tiny(1, 1, legend=legend().model_copy(update={"sensors": SENSORS}), **over)


LAW = {"scored": False, "status": "baseline"}
WORLDS: dict[str, tuple[Run, Run | None]] = {
    "full": (village(days=40), baseline(days=40)),
    "no baseline": (village(), None),
    "no sanctions": (lone(3), baseline()),
    "nobody": (fake(), fake()),
    "one day": (village(days=1), baseline(days=1)),
    "unscored": (baseline(), None),
    "no pair": (village(), baseline(days=4)),
    "one person": (tiny(1, 1), tiny(1, 1, **LAW)),
    "ten people": (tiny(10, 1), None),
    "two of one person": (tiny(1, 2), tiny(1, 2, **LAW)),
    "six of ten people": (tiny(10, 6), None),
    "two of nobody": (of_seeds([fake(days=1, seed=k) for k in (1, 2)]), None),
    "national": (village(citizens=1_400_000_000), None),
    "sensors": (watched(days=40), baseline(days=40)),
    "sensors of a country": (watched(citizens=1_400_000_000), None),
    "sensors of three seeds": (of_seeds([watched(seed=k) for k in (1, 2, 3)]), None),
    "sensors of one day": (watched(days=1), None),
    "sensors and one person": (observed(), None),
    "sensors and nobody": (fake(legend=watched().manifest.legend), None),
    "one sensor": (watched(sensors=[sensor("office", "quarrels")]), None),
    "no sensors": (village(legend=legend().model_copy(update={"channels": []})), None),
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
    assert names.count("table") == names.count("caption") > 0
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in reader.tags if tag == "th")
    assert 'class="skip" href="#main"' in page
    assert "<title>" in page


@pytest.mark.parametrize("world", WORLDS)
def test_every_chart_carries_words_status_and_a_table(pages: dict[str, str], world: str) -> None:
    status = WORLDS[world][0].manifest.status
    figures = re.findall(r"<figure.*?</figure>", pages[world], re.DOTALL)
    assert figures or world in ("nobody", "two of nobody", "sensors and nobody")
    for figure in figures:
        alt = re.search(r'<svg[^>]* role="img"[^>]* aria-label="([^"]+)"', figure)
        assert alt is not None
        assert len(alt.group(1)) > 20
        drawing = figure[figure.index("<svg") : figure.index("</svg>")]
        assert f"{status} \u00b7 synthetic" in drawing
        assert "<figcaption>" in figure
        assert "<table" in figure
        assert "#c0ff" not in figure


@pytest.mark.parametrize("world", WORLDS)
def test_no_figure_is_broken(pages: dict[str, str], world: str) -> None:
    text = re.sub(r"<(style|svg).*?</\1>", " ", pages[world], flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    assert not re.search(r"\b(nan|NaN|None|inf|undefined)\b(?! of)", text)
    assert not re.search(r"<p>\s*</p>", pages[world])


SINGULAR = r"(?<![\d\u202f.,])1 (person-days|person-years|persons|attempts|days|entries|acts|records|citizens|seeds)\b"


@pytest.mark.parametrize("world", WORLDS)
def test_nothing_that_stands_alone_is_plural(pages: dict[str, str], world: str) -> None:
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<style.*?</style>", " ", pages[world], flags=re.DOTALL))
    found = [match.group() for match in re.finditer(SINGULAR, text) if text[match.start() - 3 : match.start()] != "of "]
    assert not found


def test_a_plural_that_stands_alone_is_caught() -> None:
    assert re.search(SINGULAR, "of the 1 attempts")
    assert not re.search(SINGULAR, "11 attempts, 1.1 persons, 10\u202f001 days and 1 day")


@pytest.mark.parametrize("world", ["one person", "ten people", "two of one person", "six of ten people"])
def test_one_day_has_no_first_and_last(pages: dict[str, str], world: str) -> None:
    page = pages[world]
    assert "first day" not in page.lower()
    assert "from 650" not in page
    assert "of the one day was 650.0" in page or "of the one day was 650" in page
    assert "same days under" not in page
    assert "the table has the first" not in page and "open of a line" not in page


@pytest.mark.parametrize("world", ["one person", "ten people", "two of one person", "six of ten people"])
def test_one_group_is_not_told_twice(pages: dict[str, str], world: str) -> None:
    assert "Majority" not in pages[world]
    assert "There is one group with anybody old enough for records" in pages[world]


def told(page: str) -> list[str]:
    """The ids of the sections of a page, in their order."""
    return re.findall(r'<section id="([^"]+)"', page)


@pytest.mark.parametrize("world", WORLDS)
def test_the_sections_come_in_their_order(pages: dict[str, str], world: str) -> None:
    order = ["what", "happened", "pictures", "errors", "ledger", "assumptions", "provenance"]
    assert told(pages[world]) == order
    assert re.findall(r'<li><a href="#([^"]+)"', pages[world]) == order


@pytest.mark.parametrize("world", WORLDS)
def test_nothing_has_a_heading_and_no_content(pages: dict[str, str], world: str) -> None:
    for found in re.finditer(r"<h3>([^<]+)</h3>(.*?)(?=<h[23]|</section>)", pages[world], re.DOTALL):
        assert re.search(r"<p>[^<]{20,}|<table", found.group(2)), found.group(1)
    assert "no figure for what people say in public" in pages[world]


@pytest.mark.parametrize("world", WORLDS)
def test_every_table_carries_its_status(pages: dict[str, str], world: str) -> None:
    status = WORLDS[world][0].manifest.status
    captions = re.findall(r"<caption>(.*?)</caption>", pages[world], re.DOTALL)
    assert captions
    assert all(f'<span class="mark">{status}, synthetic</span>' in caption for caption in captions)
    heads = re.findall(r"<th scope=\"[^\"]+\"[^>]*>(.*?)</th>", pages[world], re.DOTALL)
    assert all(head.strip() for head in heads), "a heading without words is read out as nothing"


@pytest.mark.parametrize("world", WORLDS)
def test_no_chart_is_drawn_of_nothing(pages: dict[str, str], world: str) -> None:
    drawn = set(re.findall(r'<figure id="figure-([^"]+)"', pages[world]))
    if world in ("no sanctions", "nobody"):
        assert not drawn & {"sanctioned", "lists", "under", "refused", "rights", "flows", "honours", "silence"}
    if world == "full":
        assert drawn >= {"score", "gap", "spread", "tiers", "tier-rows", "sanctioned", "flows", "lists", "rights",
                         "under", "refused", "silence", "speech", "money", "money-apart", "fear", "ledger"}  # fmt: skip


@pytest.mark.parametrize("world", WORLDS)
def test_what_sensors_saw_is_told_or_why_it_is_not(pages: dict[str, str], world: str) -> None:
    told = re.search(r"<h3>What the sensors saw</h3>(.*?)<h3>", pages[world], re.DOTALL)
    assert told is not None
    several = world.startswith("sensors") or world == "one sensor"
    assert ("A record is false here" in told.group(1)) == (several and world != "sensors and nobody")
    assert ("written before records were counted by sensor" in told.group(1)) == (not several and world != "no sensors")
    assert ('id="figure-sensors"' in told.group(1)) == (several and not re.search("nobody|person", world))


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
    for pair, count in ((WORLDS["full"], 17), (WORLDS["one day"], 16), ((villages(8), villages(8, baseline)), 18),
                        (WORLDS["sensors"], 18), (WORLDS["sensors of three seeds"], 16)):  # fmt: skip
        audit = audit_of(*pair)
        made = drawn_of(pair[0], audit)
        assert len(made) == count
        for chart in made:
            altair.Chart.from_dict(chart.spec)


def drawn_of(run: Run, audit: Audit) -> list[drawing.Chart]:
    """Every chart of a run."""
    frame = pictures.frame_of(run)
    return [
        *pictures.score_lines(frame, audit.scores),
        *pictures.score_histogram(frame, run.manifest, audit.courses.spread),
        *pictures.tier_bars(frame, audit),
        *periods.tier_rows(frame, audit),
        *classes.sanction_areas(frame, audit.courses.sanctioned),
        *periods.list_flows(frame, audit),
        *periods.right_bars(frame, audit),
        *periods.silence_lines(frame, audit, run.days),
        *periods.money_lines(frame, "CNY", audit, "ordinary-law"),
        *pictures.consequence_bars(frame, audit),
        *pictures.list_bars(frame, audit),
        *pictures.fear_lines(frame, audit),
        *pictures.speech_dots(frame, audit, "ordinary-law"),
        *pictures.ledger_dots(frame, audit, "ordinary-law"),
        *pictures.refusal_bars(frame, audit),
        *sensing.sensor_dots(frame, audit),
    ]


def test_charts_are_exported_with_their_status(tmp_path: Path) -> None:
    render(*WORLDS["full"], tmp_path / "made" / "here")
    files = sorted((tmp_path / "made" / "here").iterdir())
    names = {path.stem for path in files}
    assert names >= {"score", "sanctioned", "flows", "rights", "silence", "money-apart"}
    assert len(files) == 2 * len(names)
    for path in files:
        text = path.read_text("utf-8")
        if path.suffix == ".svg":
            ElementTree.fromstring(text)
            assert "disputed \u00b7 synthetic" in text and "var(--" in text
            continue
        head, *rows = csv.reader(text.splitlines())
        assert head[-3:] == ["regime", "status", "synthetic"]
        assert rows and all(row[-3:] == ["strict", "disputed", "true"] for row in rows)
        assert "\u202f" not in text and "\u2212" not in text


def test_bars_of_nought_stand_in_the_table_alone() -> None:
    run = village()
    lists = [*run.manifest.legend.lists, ListName(id="quiet", title="Nobody is here", colour="black")]
    run = village(legend=run.manifest.legend.model_copy(update={"lists": lists}))
    [chart] = pictures.list_bars(pictures.frame_of(run), audit_of(run, None))
    drawn = [value["label"] for value in chart.spec["data"]["values"]]
    assert "Late payers" in drawn
    assert "Nobody is here" not in drawn
    assert "Nobody is here" in [row[0] for row in chart.table.rows]
    assert "What is nought is not drawn; the table has it." in chart.note


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
