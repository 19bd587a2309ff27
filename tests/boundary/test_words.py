"""Words that are used nowhere, marks that are never missing, and figures that are never given."""

import re

import pytest

from glasshouse.audit.whole import as_data, audit_of
from glasshouse.record.reading import Run
from glasshouse.report.page import render
from tests.report.fakes import baseline, fake, village

BANNED = re.compile(r"\b(just|deserved|rightful|trustworthy|p-value|statistically significant)\b", re.IGNORECASE)
WORLDS: dict[str, tuple[Run, Run | None]] = {
    "disputed": (village(days=31), baseline(days=31)),
    "fiction": (village(status="fiction"), None),
    "empty": (fake(), None),
}


def text_of(page: str) -> str:
    """What is read of a page: without style and without what a regime says of itself."""
    page = re.sub(r"<(style|blockquote).*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", re.sub(r'aria-label="([^"]*)"', r">\1<", page))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every world's page, made once."""
    return {name: render(*pair) for name, pair in WORLDS.items()}


@pytest.mark.parametrize("world", WORLDS)
def test_the_authoritys_praise_is_not_ours(pages: dict[str, str], world: str) -> None:
    assert BANNED.findall(text_of(pages[world])) == []


@pytest.mark.parametrize("word", ["just", "Deserved", "rightful", "trustworthy", "p-value"])
def test_a_banned_word_is_caught(word: str) -> None:
    assert BANNED.search(text_of(f"<p>a {word} score</p>"))
    assert BANNED.search(text_of(f'<svg aria-label="a {word} score"></svg>'))
    assert not BANNED.search(text_of(f"<blockquote>{word}</blockquote><p>adjust justice</p>"))


@pytest.mark.parametrize("world", WORLDS)
def test_synthetic_is_said_on_the_page_and_in_every_drawing(pages: dict[str, str], world: str) -> None:
    page = pages[world]
    assert "synthetic" in page[page.index("<title>") : page.index("</title>")]
    assert "synthetic" in page[page.index("<footer>") :].lower()
    for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert "Synthetic: computed citizens" in drawing
        assert f"{WORLDS[world][0].manifest.status} \u00b7 synthetic" in drawing


def figures_on(page: str, title: str) -> list[str]:
    """The cells of the table rows that begin with a title."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    named = [row for row in rows if re.search(rf">\s*{title}", row, re.IGNORECASE)]
    return [re.sub(r"\s+", "", cell) for row in named for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def test_how_well_a_sensor_finds_protected_acts_is_not_on_the_page(pages: dict[str, str]) -> None:
    page = pages["disputed"]
    # 31 days of 4 true and 2 false records of 90 acts: none of these may appear beside the act.
    true, kept, done = 31 * 4, 31 * 6, 31 * 90
    cells = figures_on(page, "posts criticism")
    assert cells
    assert str(true) not in cells
    assert str(kept) not in cells
    for rate in (true * 10_000 // done, kept * 10_000 // done, true * 10_000 // kept, 2 * 10_000 // 6):
        assert not any(cell.startswith(str(rate)) for cell in cells), rate
    assert "notgiven" in figures_on(page, "any protected act")
    for word in ("hit rate", "yield", "detection rate", "recall", "missed acts"):
        assert word not in text_of(page).lower()


def test_nor_is_it_in_the_data_of_an_audit() -> None:
    data = as_data(audit_of(*WORLDS["disputed"]))
    for row in data["false_records"]:
        assert "true" not in row
        if row["protected"]:
            assert row["of_records"] is None
    assert not {"posts-criticism"} & {row["id"] for row in data["ledger"] + data["details"]}
