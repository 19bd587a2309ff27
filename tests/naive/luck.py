"""Luck by its stated definition: blake2s for names and keys, two rounds of a 32-bit mixer for each draw."""

import math
from functools import cache
from hashlib import blake2s

WORD = 2**32
GOLDEN = 0x9E3779B1
BIRTH = -1
"""The day on which people are made."""


def threshold(chance: float) -> int:
    """The number that a 32-bit draw must stay under."""
    return round(min(max(chance, 0.0), 1.0) * WORD)


def found_by_any(chance: float, times: int) -> float:
    """The chance that at least one of so many independent comparisons says yes."""
    return 1.0 if chance == 1.0 else -math.expm1(times * math.log1p(-chance))


def largest_remainders(shares: list[float], total: int) -> list[int]:
    """Whole numbers in proportion that sum to `total`; what is left over goes to the largest remainders."""
    unit = total / math.fsum(shares)
    whole = [int(share * unit) for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda k: (whole[k] - shares[k] * unit, k))
    return [n + (k in by_rest[: total - sum(whole)]) for k, n in enumerate(whole)]


@cache
def name_word(name: str) -> int:
    """The 32-bit word of a name."""
    return int.from_bytes(blake2s(name.encode(), digest_size=4).digest(), "little")


def stir(x: int) -> int:
    """The mixer: shift, multiply, three times (the last without multiplying)."""
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B), (16, 1)):
        x = (x ^ (x >> shift)) * factor % WORD
    return x


class Luck:
    """The luck of one district: a draw by day, name and citizen."""

    def __init__(self, seed: int, district: int) -> None:
        digest = blake2s(f"glasshouse:{seed}:{district}".encode(), digest_size=8).digest()
        self.words = [int.from_bytes(digest[k : k + 4], "little") for k in (0, 4)]
        self._days: dict[int, tuple[int, int]] = {}

    def keys(self, day: int) -> tuple[int, int]:
        """The two keys of one day."""
        if day not in self._days:
            first, second = (stir((word + (day + 1) * GOLDEN) % WORD) for word in self.words)
            self._days[day] = first, second
        return self._days[day]

    def bits(self, day: int, name: str, citizen: int) -> int:
        """32 random bits."""
        first, second = self.keys(day)
        word = name_word(name)
        inner = stir((citizen * GOLDEN + first) % WORD)
        return stir((inner + second + word * 0x85EBCA6B) % WORD)

    def happens(self, day: int, name: str, citizen: int, chance: float) -> bool:
        """Whether something of this chance happens to a citizen today."""
        return self.bits(day, name, citizen) < threshold(chance)

    def lot(self, day: int, citizen: int) -> int:
        """A citizen's place in today's lottery: a keyed bijection on 20 bits."""
        first, second = self.keys(day)
        x = citizen
        for factor, key, shift in (
            (0x2C1B3, first, 9), (0x9E375, second, 11), (0x5BD1F, first ^ second, 10),
        ):  # fmt: skip
            x = (x * factor + key) % 2**20
            x ^= x >> shift
        return x
