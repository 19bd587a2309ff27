"""The story, done to its end as a pupil would: by pointer, by keys, and with nothing moving."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import faults_of
from tests.web.serving import Lab


def answer_cards(page: Page, answers: str) -> None:
    """Let the cards ride (r) or refuse them (n)."""
    for letter in answers:
        page.get_by_role("button", name="Let them ride" if letter == "r" else "Refuse", exact=True).click()


def to_month(page: Page, lab: Lab) -> None:
    """Go as far as the month under the first rule."""
    page.goto(f"{lab.base}/")
    answer_cards(page, "rnrnrn")
    expect(page.get_by_text("You refused 3 of six.")).to_be_visible()
    page.get_by_role("button", name="Let a rule decide").click()
    page.get_by_text("Whoever crosses on red").first.click()
    page.get_by_role("button", name="Run it").click()
    page.get_by_role("heading", name="A month under your rule").wait_for()


def test_the_story_comes_to_its_end(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened(reduced_motion="reduce")
    to_month(page, lab)
    # Whoever wants nothing to move gets the last day at once.
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_text("people under a sanction today")).to_be_visible()
    page.get_by_role("button", name="A letter has come").click()
    expect(page.get_by_text("Dear scorer,")).to_be_visible()
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_text("The record was wrong.")).to_be_visible()
    page.get_by_role("button", name="How many more?").click()
    expect(page.get_by_role("row", name="Minority N2")).to_be_visible()
    expect(page.get_by_text("It was somebody else, both times.")).to_be_visible()
    expect(page.get_by_role("textbox"), "the story takes no text").to_have_count(0)
    page.get_by_role("button", name="Now make it yours").click()
    page.get_by_role("button", name="Open it on the bench").click()
    expect(page.locator(".cm-content")).to_contain_text("regime: story-crossed-on-red")
    expect(page.get_by_role("banner").get_by_text("fiction")).to_be_visible()


@pytest.mark.slow
def test_the_story_can_be_played_paused_and_left_without_a_trace(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened("phone")
    to_month(page, lab)
    page.get_by_role("button", name="Pause").click()
    slider = page.get_by_role("slider", name="Day")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "29")
    assert faults_of(page) == []
    kept: dict[str, Any] = page.evaluate("() => ({ ...localStorage, ...sessionStorage })")
    assert kept == {}
    page.reload()
    expect(page.get_by_text("Card 1 of 6")).to_be_visible()


def test_the_cards_can_be_decided_by_keys(lab: Lab, opened: Callable[..., Page]) -> None:
    page = opened()
    page.goto(f"{lab.base}/")
    page.get_by_role("button", name="Refuse", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Card 2 of 6")).to_be_visible()
    # The next card has the focus, so that its file is read out before the question.
    expect(page.get_by_role("region", name="Card 2 of 6")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Card 3 of 6")).to_be_visible()
