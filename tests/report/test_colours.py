"""Colours: told from their ground by whoever sees little, and never the only thing that tells two marks apart."""

import re

import pytest

from glasshouse.report import charts as drawing
from glasshouse.report import classes, svg
from glasshouse.report.page import source


def luminance(colour: str) -> float:
    """The relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[k : k + 2] for k in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(dark: bool) -> dict[str, str]:
    """The page's colours by name, in the light or in the dark."""
    style = source("page.css")
    blocks = re.findall(r":root\{([^}]*)\}", style)
    found = dict(re.findall(r"--([a-z0-9]+):(#[0-9a-f]{3,6})\b", blocks[0]))
    if dark:
        found |= dict(re.findall(r"--([a-z0-9]+):(#[0-9a-f]{3,6})\b", blocks[1]))
    return found | {name: (night if dark else day) for name, day, night in svg.COLOURS.values()}


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01), "the grey that is famous for failing"


@pytest.mark.parametrize("dark", [False, True])
def test_words_and_marks_stand_out_from_their_ground(dark: bool) -> None:
    found = colours(dark)
    for ground in ("page", "sheet", "tint"):
        for text in ("ink", "muted", "link", "warn"):
            assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
    for mark in ("all", "m", "n1", "n2", "error", "right", "rules", "before", "better", "worse"):
        assert contrast(found[mark], found["sheet"]) >= 3.0, mark


def test_colour_never_stands_alone() -> None:
    names = [group for group in drawing.GROUP_COLOURS if group != "everybody"]
    assert len({str(drawing.GROUP_DASHES[group]) for group in names}) == len(names)
    assert len({drawing.GROUP_SHAPES[group] for group in names}) == len(names)
    assert len(set(drawing.VERDICT_SHAPES)) == len(drawing.VERDICT_SHAPES)
    assert set(svg.HATCHED) & set(classes.COLOURS)
