"""Districts: which there are, which of them are sentinels, and the arrays of one in flight.

Districts belong to the place, never to threads: their number and sizes follow from citizens and district size alone.
"""

from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from glasshouse.chance import day_key, district_keys, draw, stream
from glasshouse.engine.arrays import citizen_rows
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import state

SENTINELS = 136
S_SENTINEL = stream("district:sentinel")


@dataclass(frozen=True)
class Plan:
    """How a place is cut: ``sizes`` of districts, the province of each, and the sentinels in order."""

    seed: int
    citizens: int
    districts: int
    provinces: int

    def size(self, district: int) -> int:
        """Return how many citizens a district has: as equal as can be, the first ones having one more."""
        return self.citizens // self.districts + (1 if district < self.citizens % self.districts else 0)

    def province(self, district: int) -> int:
        """Return the province of a district: runs of districts, as equal as can be."""
        return district * self.provinces // self.districts

    def sentinels(self) -> list[int]:
        """Return the sentinel districts: all where there are few, else a keyed sample stratified by province."""
        if self.districts <= SENTINELS:
            return list(range(self.districts))
        by_province: dict[int, list[int]] = {}
        for district in range(self.districts):
            by_province.setdefault(self.province(district), []).append(district)
        key_0, key_1 = district_keys(self.seed, -1)
        chosen: list[int] = []
        for order, members in enumerate(by_province.values()):
            want = SENTINELS * (order + 1) // len(by_province) - SENTINELS * order // len(by_province)
            ranked = sorted(members, key=lambda d: (draw(key_0, key_1, S_SENTINEL, d), d))
            chosen += ranked[:want]
        return sorted(chosen)


def plan_of(seed: int, citizens: int, district_size: int, provinces: int) -> Plan:
    """Cut a place of so many citizens into districts of about ``district_size``.

    >>> plan = plan_of(1, 2500, 1000, 31); plan.districts, [plan.size(d) for d in range(plan.districts)]
    (2, [1250, 1250])
    """
    districts = max(1, round(citizens / district_size))
    return Plan(seed, citizens, districts, min(provinces, districts))


@dataclass
class Flight:
    """One district in flight: the arrays that the kernel reads and writes."""

    number: int
    hot: NDArray[np.uint16]
    citizens: NDArray[np.uint32]
    district: NDArray[np.int64]
    box: NDArray[np.uint32]

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return self.hot.nbytes + self.citizens.nbytes + self.district.nbytes + self.box.nbytes

    def digest(self) -> bytes:
        """Return the digest of the final state, column words in order."""
        return sha256(self.citizens.tobytes() + self.district.tobytes()).digest()


def take_off(plan: Plan, number: int) -> Flight:
    """Return the arrays of a district before anybody is born."""
    residents = plan.size(number)
    key_0, key_1 = district_keys(plan.seed, number)
    district = np.zeros(at.SIZE, dtype=np.int64)
    district[at.BASE_KEY : at.BASE_KEY + 2] = key_0, key_1
    district[at.BIRTH_KEY : at.BIRTH_KEY + 2] = day_key(key_0, -1), day_key(key_1, -1)
    district[at.RESIDENTS] = residents
    return Flight(
        number,
        np.zeros(residents, dtype=np.uint16),
        citizen_rows(residents),
        district,
        np.zeros(residents, dtype=np.uint32),
    )


def bytes_per_citizen() -> int:
    """Return the bytes of one citizen in flight: quiet day, row, place in the post box."""
    return 2 + 4 * state.WORDS + 4


def empty_cube(days: int) -> NDArray[np.int64]:
    """Return counts of so many days, groups and columns."""
    return np.zeros((days, count.GROUP_COUNT, count.COLUMNS), dtype=np.int64)
