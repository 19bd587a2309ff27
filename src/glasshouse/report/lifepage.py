"""One synthetic life as a page of its own: what must be said first, the life drawn, and every day of it in words."""

from typing import Any

import numpy as np
from markupsafe import Markup

from glasshouse.experiment.diary import POINT, STANDINGS
from glasshouse.experiment.life import Life
from glasshouse.report import svg
from glasshouse.report.charts import Frame, base, thinned
from glasshouse.report.lifeline import CAVEAT, CLASSES, LETTERS, LEVELS, content_note, happened, in_short, under, who
from glasshouse.report.page import environment, source
from glasshouse.report.sentences import simulated
from glasshouse.report.telling import IN_WORDS
from glasshouse.report.words import figures, listed, many

WIDTH, HEIGHT, BAND = 820, 210, 16
DASHES = {"held": [1, 0], "error_free": [7, 4], "rights_respecting": [2, 4]}
LINES = {"held": svg.ALL, "error_free": svg.N1, "rights_respecting": svg.M}
FILLS = dict(zip(CLASSES, (svg.IN_ERROR, svg.AGAINST_RIGHT, svg.BY_RULES), strict=True))


def life_page(life: Life) -> str:
    """Return the page of a life: one file that asks nothing of the network."""
    spec, alt = drawn(life)
    return environment().get_template("life.html.jinja").render(
        manifest=life.manifest,
        citizen=life.citizen.id,
        simulated=simulated(life.manifest),
        note=content_note(life),
        caveat=CAVEAT,
        who=who(life),
        short=in_short(life),
        picture=Markup(svg.draw(spec, alt, "life")),
        alt=alt,
        lines=happened(life, full=True),
        light=Markup(svg.variables(dark=False)),
        dark=Markup(svg.variables(dark=True)),
        style=Markup(source("page.css")),
    )  # fmt: skip


def drawn(life: Life) -> tuple[dict[str, Any], str]:
    """Return the specification of a life's course, and the same in words."""
    frame = Frame(life.manifest.regime.title, life.manifest.status)
    parts, words = [], []
    if life.scores[-1] is not None:
        parts.append(standings(life))
        points = np.array([life.column(f"score_{name}") for name in STANDINGS]) / POINT
        words.append(f"the score in three standings, from {figures(points.min())} to {figures(points.max())} points")
    parts += [sanctions(life), *(level(life, name) for name in LEVELS)]
    held = [f"{many(under(life).count(letter), 'day')} {text}" for letter, text in LETTERS.items()]
    words.append(f"sanctions: {listed(held)}")
    words += [f"{name}, which ends at {life.column(name)[-1]} of {most}" for name, most in LEVELS.items()]
    spec = base(frame, f"The life of {life.citizen.id}, day by day (0 is the first)")
    del spec["width"], spec["height"], spec["autosize"]
    alt = f"From day {life.first} to {life.last}: {'; '.join(words)}."
    return {
        **spec,
        "vconcat": parts,
        "spacing": 12,
        "resolve": {"scale": {"color": "independent", "strokeDash": "independent"}},
    }, alt


def days_axis(life: Life, title: str | None = None) -> dict[str, Any]:
    """Return the axis of days, the same in every part."""
    scale = {"domain": [life.first, life.last + 1], "nice": False}
    return {"field": "day", "type": "quantitative", "title": title, "scale": scale}


def standings(life: Life) -> dict[str, Any]:
    """Return the three scores as lines, told apart by colour and dash."""
    values = [
        {"day": life.first + k, "points": float(life.column(f"score_{name}")[k]) / POINT, "standing": IN_WORDS[name]}
        for name in STANDINGS
        for k in thinned(len(life.series))
    ]
    names = [IN_WORDS[name] for name in STANDINGS]
    return {
        "width": WIDTH, "height": HEIGHT, "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after"},
        "encoding": {
            "x": days_axis(life),
            "y": {"field": "points", "type": "quantitative", "title": "points", "scale": {"zero": False}},
            "color": {"field": "standing", "type": "nominal",
                      "scale": {"domain": names, "range": list(LINES.values())}},
            "strokeDash": {"field": "standing", "type": "nominal",
                           "scale": {"domain": names, "range": list(DASHES.values())}},
        },
    }  # fmt: skip


def sanctions(life: Life) -> dict[str, Any]:
    """Return the days under a sanction as bands, by the gravest class."""
    values = [
        {"day": life.first + start, "end": life.first + end, "class": LETTERS[letter]}
        for letter, start, end in spells(under(life))
        if letter in LETTERS
    ]
    names = list(LETTERS.values())
    return {
        "width": WIDTH, "height": BAND * len(names), "data": {"values": values}, "mark": {"type": "bar"},
        "encoding": {
            "x": days_axis(life),
            "x2": {"field": "end"},
            "y": {"field": "class", "type": "nominal", "title": None, "scale": {"domain": names},
                  "axis": {"grid": False}},
            "color": {"field": "class", "type": "nominal", "legend": None,
                      "scale": {"domain": names, "range": list(FILLS.values())}},
        },
    }  # fmt: skip


def level(life: Life, name: str) -> dict[str, Any]:
    """Return fear or trust as a low curve, from 0 to its highest level."""
    values = [{"day": life.first + k, name: int(life.column(name)[k])} for k in thinned(len(life.series))]
    most = LEVELS[name]
    return {
        "width": WIDTH, "height": 3 * BAND, "data": {"values": values},
        "mark": {"type": "line", "interpolate": "step-after", "color": svg.MUTED},
        "encoding": {
            "x": days_axis(life, "day" if name == list(LEVELS)[-1] else None),
            "y": {"field": name, "type": "quantitative", "title": name, "scale": {"domain": [0, most]},
                  "axis": {"values": [0, most], "grid": False}},
        },
    }  # fmt: skip


def spells(letters: str) -> list[tuple[str, int, int]]:
    """Return runs of one letter, each with where it starts and where the next one does.

    >>> spells("aabb"), spells("")
    ([('a', 0, 2), ('b', 2, 4)], [])
    """
    found: list[tuple[str, int, int]] = []
    for k, letter in enumerate(letters):
        if found and found[-1][0] == letter:
            found[-1] = (letter, found[-1][1], k + 1)
        else:
            found.append((letter, k, k + 1))
    return found
