"""Luck: 32 bits by (seed, district, day, stream, citizen), of today or of the day of birth.

All of one citizen's draws of a day begin at one place, which is found once: a draw is then half as long.
"""

from glasshouse.chance import draw, draw_from
from glasshouse.model import district as at
from glasshouse.model.state import Array
from glasshouse.quantities import i64


def luck(district: Array, named: int) -> int:
    """Return 32 bits of today's luck, in one stream, of the citizen whose day is being lived."""
    return draw_from(i64(district[at.LIVING]), named)


def luck_of(i: int, named: int, district: Array) -> int:
    """Return 32 bits of citizen ``i``'s luck of today in one stream, for the district's hand: nobody's day is lived."""
    return draw(i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]), named, i)


def shared_luck(district: Array, named: int) -> int:
    """Return 32 bits of today's luck in one stream that everybody in the district shares."""
    return draw(i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]), named, 0)


def born_luck(district: Array, named: int, i: int) -> int:
    """Return 32 bits of citizen ``i``'s birth luck in one stream."""
    return draw(i64(district[at.BIRTH_KEY]), i64(district[at.BIRTH_KEY + 1]), named, i)
