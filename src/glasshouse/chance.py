"""Chance is named, not numbered: a draw is a pure function of (seed, district, day, stream, citizen).

A **stream** is the hash of a name (``act:jaywalk``), so that adding a clause moves nobody's luck. The scalar
functions here are plain integers and are compiled with the kernel. The two-round design and its constants follow
the public-domain 32-bit mixers ("lowbias32" of C. Wellons' hash-prospector); marginals and pairs are tested in
``tests/truth``.
"""

from hashlib import blake2s

MASK_32 = 0xFFFFFFFF


def stream(name: str) -> int:
    """Return the 32-bit stream of a name; the same name is the same luck in every regime.

    >>> stream("act:jaywalk") == stream("act:jaywalk") != stream("act:litter")
    True
    """
    return int.from_bytes(blake2s(name.encode(), digest_size=4).digest(), "little")


def district_keys(seed: int, district: int) -> tuple[int, int]:
    """Return the two 32-bit keys from which everything in a district is drawn.

    >>> district_keys(1, 0) != district_keys(1, 1) != district_keys(2, 1)
    True
    """
    digest = blake2s(f"glasshouse:{seed}:{district}".encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def mix(x: int) -> int:
    """Return a well-stirred 32-bit word of a 32-bit word (a bijection).

    >>> mix(0), mix(1)
    (0, 1753845952)
    """
    x ^= x >> 16
    x = (x * 0x7FEB352D) & MASK_32
    x ^= x >> 15
    x = (x * 0x846CA68B) & MASK_32
    x ^= x >> 16
    return x


def day_key(key: int, day: int) -> int:
    """Return a district key for one day (day -1 is the birth of the world: traits and first state).

    >>> day_key(7, 0) != day_key(7, 1)
    True
    """
    return mix((key + (day + 1) * 0x9E3779B1) & MASK_32)


def place_in_luck(key_0: int, key_1: int, citizen: int) -> int:
    """Return the 32 bits from which all draws of one citizen are made under one pair of keys.

    >>> place_in_luck(1, 2, 4) != place_in_luck(1, 2, 5)
    True
    """
    return (mix((citizen * 0x9E3779B1 + key_0) & MASK_32) + key_1) & MASK_32


def key_from(key_0: int, first: int) -> int:
    """Return the first key under which the citizens from ``first`` on, numbered from 0, are where they are.

    >>> place_in_luck(key_from(1, 240), 2, 5) == place_in_luck(1, 2, 245)
    True
    """
    return (first * 0x9E3779B1 + key_0) & MASK_32


def draw_from(place: int, named: int) -> int:
    """Return 32 random bits in one stream, of the citizen whose place in luck this is.

    >>> draw_from(place_in_luck(1, 2, 4), 3) == draw(1, 2, 3, 4)
    True
    """
    return mix((place + named * 0x85EBCA6B) & MASK_32)


def draw(key_0: int, key_1: int, named: int, citizen: int) -> int:
    """Return 32 random bits of a citizen's luck in one stream under one pair of keys.

    >>> 0 <= draw(1, 2, 3, 4) < 2**32
    True
    """
    return draw_from(place_in_luck(key_0, key_1, citizen), named)


def shuffle_20(x: int, key_0: int, key_1: int) -> int:
    """Return a keyed bijection on 20 bits: a fair order among equals, without sorting anybody.

    >>> len({shuffle_20(x, 5, 9) for x in range(1 << 12)})
    4096
    """
    x = (x * 0x2C1B3 + key_0) & 0xFFFFF
    x ^= x >> 9
    x = (x * 0x9E375 + key_1) & 0xFFFFF
    x ^= x >> 11
    x = (x * 0x5BD1F + (key_0 ^ key_1)) & 0xFFFFF
    return x ^ (x >> 10)
