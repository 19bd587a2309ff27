"""A citizen's luck: 32 bits by (seed, district, day, stream, citizen), and the same for the day of birth."""

from glasshouse.chance import draw
from glasshouse.model import district as at
from glasshouse.model.state import Array
from glasshouse.quantities import i64


def luck(district: Array, named: int, i: int) -> int:
    """Return 32 bits of citizen ``i``'s luck today in one stream."""
    return draw(i64(district[at.DAY_KEY]), i64(district[at.DAY_KEY + 1]), named, i)


def born_luck(district: Array, named: int, i: int) -> int:
    """Return 32 bits of citizen ``i``'s birth luck in one stream."""
    return draw(i64(district[at.BIRTH_KEY]), i64(district[at.BIRTH_KEY + 1]), named, i)
