"""Every shipped regime lives a month in the village, and its page says something under every heading."""

import re
from pathlib import Path

import pytest

from glasshouse import api
from glasshouse.engine.experiment import Setting
from glasshouse.inputs import library
from glasshouse.inputs.describing import content_note

SETTING = Setting(500, 30, 1, panel=20)


def sections(page: str) -> dict[str, str]:
    """The sections of a page by their headings, as words."""
    parts = re.split(r"<h2[^>]*>(.*?)</h2>", page, flags=re.DOTALL)[1:]
    return {
        title: " ".join(re.sub(r"<[^>]*>", " ", body).split())
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The baseline that every page is beside."""
    return api.run(api.load("ordinary-law", "village"), SETTING, tmp_path_factory.mktemp("law") / "law").folder


@pytest.mark.parametrize("name", [name for name in library.names("regimes") if name != "ordinary-law"])
def test_no_section_is_empty(law: Path, tmp_path: Path, name: str) -> None:
    run = api.run(api.load(name, "village"), SETTING, tmp_path / name)
    page = api.report(run.folder, law).read_text("utf-8")
    found = sections(page)
    warning, _ = content_note(run.manifest.describes)
    assert (f'<p class="heed">{warning}</p>' in page.split("</header>")[0]) == bool(warning)
    assert len(found) >= 6
    assert {title for title, words in found.items() if len(words) < 80} == set()


def test_an_empty_section_would_be_seen() -> None:
    assert sections("<h2>One</h2><p>Words.</p><h2 id='b'>Two</h2><div></div>") == {"One": "Words.", "Two": ""}
