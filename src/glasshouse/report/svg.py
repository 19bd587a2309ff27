"""From a Vega-Lite specification to an SVG that follows the reader's colours and carries its own words.

Charts are drawn in placeholder colours, which become CSS variables with a fallback: the page sets them
for light and dark, and a chart saved alone keeps the light ones. Colour never stands alone: groups have
dashes and shapes, classes have hatching.
"""

import re
from html import escape
from typing import Any

import vl_convert

INK, MUTED, GRID, PAGE = "#c0ffe0", "#c0ffe1", "#c0ffe2", "#c0ffe3"
ALL, M, N1, N2 = "#c0ff00", "#c0ff01", "#c0ff02", "#c0ff03"
IN_ERROR, AGAINST_RIGHT, BY_RULES = "#c0ff11", "#c0ff12", "#c0ff13"
BEFORE, BETTER, WORSE = "#c0ff21", "#c0ff22", "#c0ff23"

COLOURS: dict[str, tuple[str, str, str]] = {
    INK: ("ink", "#1d2124", "#e8e6e1"),
    MUTED: ("muted", "#585f66", "#a9afb5"),
    GRID: ("grid", "#e2dfd8", "#33393f"),
    PAGE: ("page", "#fbfaf7", "#15181b"),
    ALL: ("all", "#1d2124", "#e8e6e1"),
    M: ("m", "#0072B2", "#56B4E9"),
    N1: ("n1", "#D55E00", "#E69F00"),
    N2: ("n2", "#009E73", "#35C79A"),
    IN_ERROR: ("error", "#D55E00", "#F0803C"),
    AGAINST_RIGHT: ("right", "#0072B2", "#56B4E9"),
    BY_RULES: ("rules", "#858d95", "#767f88"),
    BEFORE: ("before", "#8b9299", "#8b9299"),
    BETTER: ("better", "#009E73", "#35C79A"),
    WORSE: ("worse", "#D55E00", "#F0803C"),
}
"""Placeholder: name of the CSS variable, light value (Okabe and Ito 2008, and greys), dark value."""

HATCHED = {AGAINST_RIGHT: "M-2,2l4,-4M0,8l8,-8M6,10l4,-4"}
CONFIG: dict[str, Any] = {
    "background": None,
    "font": "Helvetica Neue, Arial, Liberation Sans, sans-serif",
    "padding": {"left": 6, "right": 12, "top": 4, "bottom": 4},
    "title": {
        "anchor": "start", "frame": "bounds", "color": INK, "fontSize": 15, "fontWeight": 600, "offset": 12,
        "subtitleColor": MUTED, "subtitleFontSize": 12.5, "subtitlePadding": 4,
    },
    "axis": {
        "labelColor": MUTED, "titleColor": MUTED, "titleFontWeight": "normal", "labelFontSize": 13,
        "titleFontSize": 13, "gridColor": GRID, "domainColor": MUTED, "tickColor": MUTED, "ticks": False,
        "labelPadding": 6, "domain": False, "titlePadding": 8,
    },
    "axisX": {"grid": False, "domain": True},
    "axisQuantitative": {"labelOverlap": True, "labelSeparation": 10},
    "legend": {
        "labelColor": INK, "titleColor": MUTED, "labelFontSize": 13, "orient": "top", "title": None,
        "symbolSize": 140, "padding": 0, "offset": 8, "symbolStrokeWidth": 2, "columnPadding": 12,
        "labelLimit": 260, "symbolOpacity": 1,
    },
    "view": {"stroke": None},
    "line": {"strokeWidth": 2.2, "strokeCap": "round", "strokeJoin": "round"},
}  # fmt: skip

NUMBERS = {"decimal": ".", "thousands": "\u202f", "grouping": [3], "currency": ["", ""]}


def draw(spec: dict[str, Any], alt: str, name: str) -> str:
    """Return the SVG of a specification: one image to a screen reader, with ``alt`` as its words."""
    raw = vl_convert.vegalite_to_svg({**spec, "config": CONFIG}, allowed_base_urls=[], format_locale=NUMBERS)
    return finish(raw, alt, name)


def finish(raw: str, alt: str, name: str) -> str:
    """Make a drawn SVG fit for the page: its size from the page, its colours from CSS, its words from us."""
    head = re.match(r"<svg[^>]*>", raw)
    assert head is not None
    box = re.search(r'viewBox="([^"]*)"', head.group())
    assert box is not None
    width = box.group(1).split()[2]
    body = raw[head.end() :]
    body = re.sub(r' (?:role|aria-label|aria-roledescription|aria-hidden)="[^"]*"', "", body)
    body = re.sub(r' class="(?:mark|role|background|foreground)[^"]*"', "", body)
    for placeholder, path in HATCHED.items():
        body = body.replace(f'fill="{placeholder}"', f'fill="url(#{name}-hatch)"')
        if f"{name}-hatch" in body:
            body = pattern(f"{name}-hatch", placeholder, path) + body
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{box.group(1)}" '
        f'style="max-width:{float(width):.0f}px" aria-label="{escape(alt)}">'
        f"<desc>Synthetic: computed citizens, no real person is counted.</desc>{recoloured(body)}"
    )


def pattern(name: str, colour: str, path: str) -> str:
    """Return a hatching in one colour, on a paler ground of the same."""
    return (
        f'<defs><pattern id="{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{colour}" opacity="0.35"/>'
        f'<path d="{path}" stroke="{colour}" stroke-width="2.2"/></pattern></defs>'
    )


def recoloured(text: str) -> str:
    """Put the reader's colours in the place of placeholders."""
    for placeholder, (name, light, _) in COLOURS.items():
        text = text.replace(placeholder, f"var(--{name}, {light})")
    return text


def variables(dark: bool) -> str:
    """Return the declarations of the colours for light or dark pages."""
    return "".join(f"--{name}:{night if dark else day};" for name, day, night in COLOURS.values())
