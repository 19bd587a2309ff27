"""Checks of a place: the boundary (districts, cells, figures), ranges, whether its people fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.notes import Notes, number
from glasshouse.inputs.compiling.living import (
    ADULT_FROM,
    COUPLE,
    PARTNER,
    TEMPLATE_CITIZENS,
    WORK_RELATIVE,
    allot_bands,
    household_sizes,
    share_from,
)
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read

DISTRICT_LEAST, DISTRICT_MOST = 500, 500_000
PEOPLE_MOST = 2_000_000_000
CELL_LEAST = 10
PEOPLE_PER_FIGURE = 20
ONLINE_FROM = 6
SLACK = 1e-6

RANGES: dict[str, tuple[float, float]] = {
    "provinces": (1, 1000),
    "urban": (0.0, 1.0),
    "men_per_100_women": (50.0, 200.0),
    "employed": (0.0, 1.0),
    "internet": (0.0, 1.0),
    "officials": (0.0, 1.0),
    "lending_rate": (0.0, 1.0),
    "seats": (0.0, 1.0),
}


def check_place(read: Read[Place]) -> list[Diagnostic]:
    """Every fault of a place."""
    notes = Notes(read)
    check_size(notes)
    check_figures(notes)
    check_ranges(notes)
    if not notes.found:
        check_cells(notes)
        check_sums(notes)
        check_block(notes)
    return notes.found


def check_size(notes: Notes[Place]) -> None:
    """A district has 500 people at least, and a place a district at least."""
    people, district = notes.value.population.value, notes.value.district_size.value
    if not DISTRICT_LEAST <= district <= DISTRICT_MOST or district != int(district):
        span = f"a whole number from {DISTRICT_LEAST} to {DISTRICT_MOST}"
        notes.say("G340", ("district_size", "value"), f"a district of {number(district)}", f"write {span}")
    if people < DISTRICT_LEAST:
        what = f"a place of {number(people)} inhabitants"
        notes.say("G341", ("population", "value"), what, f"describe a place of {DISTRICT_LEAST} people or more")
    elif people < district:
        what = f"a place of {number(people)} inhabitants has no district of {number(district)}"
        notes.say("G341", ("population", "value"), what, "write a smaller `district_size` or a larger population")
    elif people > PEOPLE_MOST or people != int(people):
        what = f"a population of {number(people)}"
        notes.say("G346", ("population", "value"), what, f"write a whole number up to {PEOPLE_MOST}")


def figures_given(value: Any) -> Iterator[float]:
    """Every figure of a place: all numbers but those that name a row (ages, sizes) or an assumed range."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in ("first", "last", "size", "year", "assumption"):
                yield from figures_given(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from figures_given(child)
    elif isinstance(value, int | float):
        yield float(value)


def check_figures(notes: Notes[Place]) -> None:
    """One figure per 20 inhabitants at most."""
    count, people = len(list(figures_given(notes.value.model_dump()))), notes.value.population.value
    if count * PEOPLE_PER_FIGURE > people:
        what = f"{count} figures about {number(people)} people"
        most = int(people // PEOPLE_PER_FIGURE)
        notes.say("G343", ("population", "value"), what, f"keep {most} figures, or describe a larger place")


def check_ranges(notes: Notes[Place]) -> None:
    """Shares are shares; incomes rise from fifth to fifth; nobody begins in debt."""
    place = notes.value
    for name, (least, most) in RANGES.items():
        figure = getattr(place, name)
        value = least if figure is None else figure.value
        if not least <= value <= most:
            what = f"`{name}` is {number(value)}"
            notes.say("G346", (name, "value"), what, f"write {number(least)} to {number(most)}")
    fifths = place.incomes.fifths
    for k, income in enumerate(fifths):
        if income <= 0 or (k > 0 and income < fifths[k - 1]):
            what = f"fifth {k + 1} has {number(income)} a year"
            notes.say("G346", ("incomes", "fifths", k), what, "write the lowest fifth first, and more than 0")
    for k, months in enumerate(place.budget.savings_months):
        if not 0.0 <= months <= 1200.0:
            what = f"savings of {number(months)} months"
            notes.say("G346", ("budget", "savings_months", k), what, "write 0 to 1200")


def cells(place: Place) -> Iterator[tuple[Loc, str, float]]:
    """Every published cell: where it stands, its name, and the share of the place's people in it."""
    mean = sum(row.size * row.share for row in place.households) / sum(row.share for row in place.households)
    for k, band in enumerate(place.ages):
        yield ("ages", k, "share"), f"ages {band.first} to {band.last}", band.share
    for k, row in enumerate(place.households):
        yield ("households", k, "share"), f"households of {row.size}", row.share * row.size / mean
    for group in ("M", "N1", "N2"):
        yield ("groups", group), f"group {group}", getattr(place.groups, group)
    schooled = place.education
    for level in ("college", "senior_secondary", "junior_secondary"):
        yield ("education", level), f"`{level}`", getattr(schooled, level)
    rest = 1.0 - schooled.college - schooled.senior_secondary - schooled.junior_secondary
    yield ("education",), "primary schooling or none", max(rest, 0.0)
    working = place.employed.value * share_from(place, ADULT_FROM)
    for name, share in place.sectors.shares.items():
        yield ("sectors", "shares", name), f"the {name} sector", share * working
    yield ("employed", "value"), "those who work", working
    yield ("officials", "value"), "those in public office", place.officials.value * working
    yield ("posts", "share"), "those with a well-paid post", place.posts.share * working
    yield ("urban", "value"), "town", place.urban.value
    yield ("urban", "value"), "the country", 1.0 - place.urban.value
    yield ("internet", "value"), "those online", place.internet.value
    yield ("internet", "value"), "those not online", 1.0 - place.internet.value


def check_cells(notes: Notes[Place]) -> None:
    """A cell is empty or has 10 people at least."""
    for loc, name, share in cells(notes.value):
        people = share * notes.value.population.value
        if SLACK < people < CELL_LEAST - SLACK:
            what = f"{name}: {number(round(people, 2))} people"
            notes.say("G342", loc, what, "join it with another cell, or describe a larger place")


def check_sums(notes: Notes[Place]) -> None:
    """Schooling, work and the Internet find enough people of the ages that can have them."""
    place = notes.value
    grown, schooled = share_from(place, ADULT_FROM), place.education
    taught = schooled.college + schooled.senior_secondary + schooled.junior_secondary
    if taught > grown + 0.005:
        what = f"{number(taught)} of all have secondary schooling, and {number(grown)} are {ADULT_FROM} or older"
        notes.say("G345", ("education",), what, "give shares of the whole population")
    able = share_from(place, ONLINE_FROM)
    if place.internet.value > able + 0.005:
        what = f"{number(place.internet.value)} of all are online, and {number(able)} are {ONLINE_FROM} or older"
        notes.say("G345", ("internet", "value"), what, f"write at most {number(able)}")
    work = [share_from(place, age) for age in (15, 18, 60)] + [0.0]
    weighted = sum(relative * (work[k] - work[k + 1]) for k, relative in enumerate(WORK_RELATIVE))
    if grown > 0 and place.employed.value * grown > weighted + 0.005:
        most = number(weighted / grown)
        what = f"{number(place.employed.value)} of those aged {ADULT_FROM} and over work"
        notes.say("G345", ("employed", "value"), what, f"with these ages at most {most} can")


def check_block(notes: Notes[Place]) -> None:
    """A block of a thousand can be laid out: adults to head the households, men and women for the couples."""
    place = notes.value
    grown = [band for band in place.ages if band.last >= 18]
    try:
        sizes = household_sizes(place)
    except ValueError:
        what = f"a block of {TEMPLATE_CITIZENS} cannot be cut into households of these sizes"
        notes.say("G344", ("households",), what, "give some households of one or two")
        return
    heads = sum(min(size, 2) for size in sizes)
    adults = round(TEMPLATE_CITIZENS * sum(band.share for band in grown))
    if heads > adults:
        what = f"{heads} of {TEMPLATE_CITIZENS} people lead a household; {adults} are of adult bands"
        notes.say("G344", ("households",), what, "give fewer small households, or more adults")
        return
    roles = [role for _, role, _ in allot_bands(place, sizes)]
    couples = sum(role in (COUPLE, PARTNER) for role in roles) / len(roles)
    men = place.men_per_100_women.value / (100.0 + place.men_per_100_women.value)
    if not couples / 2 - 0.005 <= men <= 1.0 - couples / 2 + 0.005:
        what = f"half of the {number(couples)} who live in couples are men, and {number(men)} of all are"
        notes.say("G345", ("men_per_100_women", "value"), what, "write a figure nearer to 100")
