"""Compile the life course: how likely death is by age, and how those begin who grow up."""

import math
from itertools import pairwise

from glasshouse.inputs.compiling.living import WORK_RELATIVE, share_from
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Deaths, Place
from glasshouse.model import tables as room
from glasshouse.quantities import DAYS_PER_CYCLE, DAYS_PER_YEAR, threshold

REFERENCE_AGE = 60
LAST_RISE = 100
"""From this age on death is no likelier from year to year."""
PER_THOUSAND = 1000.0


def compile_life(shelf: Shelf, place: Place, conduct: Conduct) -> None:
    """Write the tables of years that pass; a place that says nothing of deaths leaves everybody as old as on day 0."""
    if place.deaths is None:
        return
    shelf.put(room.AGEING, 1)
    mortal = [threshold(dies_in_a_month(place.deaths, age)) for age in range(room.AGES)]
    shelf.put(room.MORTAL, mortal)
    shelf.put(room.MOST_MORTAL, max(mortal))
    earners = earning_share(place)
    income = shelf.tables[room.INCOME_FIFTH : room.INCOME_FIFTH + 5].tolist()
    shelf.put(room.INCOME_PER_EARNER, [round(each / earners) for each in income])
    seats = place.seats.value if place.seats else 1.0
    shelf.put(room.SEAT_SHARE, threshold(seats))
    compile_upbringing(shelf, conduct, seats)
    if conduct.courtship is not None:
        months = DAYS_PER_YEAR / DAYS_PER_CYCLE
        shelf.put(room.SEEKS, threshold(min(conduct.courtship.seeks_per_year / months, 1.0)))
        shelf.put(room.PARTS, threshold(conduct.courtship.separations_per_year / months))
        shelf.put(room.PICKS, threshold(conduct.courtship.by_standing))


def yearly_deaths(deaths: Deaths, age: int) -> float:
    """Return how many of a thousand people of an age die in a year: a floor, and what doubles with age (Gompertz).

    >>> yearly_deaths(Deaths(at_60=8, doubles_years=8, least=1, source="any"), 68)
    17.0
    """
    return deaths.least + deaths.at_60 * math.pow(2.0, (min(age, LAST_RISE) - REFERENCE_AGE) / deaths.doubles_years)


def dies_in_a_month(deaths: Deaths, age: int) -> float:
    """Return the chance of dying within thirty days, such that a year's chance is as declared."""
    yearly = min(yearly_deaths(deaths, age) / PER_THOUSAND, 1.0)
    return 1.0 if yearly == 1.0 else -math.expm1(math.log1p(-yearly) * DAYS_PER_CYCLE / DAYS_PER_YEAR)


def earning_share(place: Place) -> float:
    """Return which part of all residents brings a household its income: those who work, and those of 60 and over."""
    from_15, from_18, from_60 = (share_from(place, age) for age in (15, 18, 60))
    youth, prime, elder = WORK_RELATIVE
    weighted = (from_15 - from_18) * youth + (from_18 - from_60) * prime + from_60 * elder
    level = place.employed.value * from_15 / weighted
    working = (from_15 - from_18) * min(level * youth, 1.0) + (from_18 - from_60) * min(level * prime, 1.0)
    return working + from_60


def compile_upbringing(shelf: Shelf, conduct: Conduct, seats: float) -> None:
    """Write who goes to college, and in which fifth of income those of each schooling begin to work."""
    up = conduct.upbringing
    college, from_parents, from_schooling = (up.college, up.from_parents, up.from_schooling) if up else (0.0, 0.0, 0.0)
    shelf.put(room.COLLEGE_SHARE, threshold(college))
    shelf.put(room.FROM_PARENTS, threshold(from_parents))
    shelf.put(room.FROM_SCHOOLING, threshold(min(from_parents + from_schooling, 1.0)))
    cuts = [threshold(cut) for cut in (0.0, 1.0 - seats, 1.0 - seats * college)] + [threshold(1.0)]
    junior, senior, graduate = ((low, high - low) for low, high in pairwise(cuts))
    for level, (first, width) in enumerate((junior, junior, senior, graduate)):
        shelf.put(room.SCHOOL_FROM, first, level)
        shelf.put(room.SCHOOL_WIDTH, width, level)
