"""Who of some citizens knows whom, and turns in which nobody meets anybody known."""

import numpy as np
from numpy.typing import NDArray

from glasshouse.engine.districts import Flight
from glasshouse.model import district as at
from glasshouse.model.luck import born_luck
from glasshouse.model.ties import (
    CLASS_SLOTS,
    FRIEND_SLOTS,
    S_FAR_FRIEND,
    WORKMATE_SLOTS,
    classmate,
    friend,
    workmate,
)
from glasshouse.model.traits import household_head
from glasshouse.quantities import i64

Numbers = NDArray[np.int64]


def turns_of(numbers: Numbers, flight: Flight, tables: NDArray[np.int64]) -> list[Numbers]:
    """Return the citizens in turns, as few as can easily be, so that no two of one turn know each other."""
    met = known(numbers, flight, tables)
    turns: list[list[int]] = []
    for number in numbers.tolist():
        free = [turn for turn in turns if not met[number].intersection(turn)]
        if free:
            free[0].append(number)
        else:
            turns.append([number])
    return [np.array(turn, dtype=np.int64) for turn in turns]


def known(numbers: Numbers, flight: Flight, tables: NDArray[np.int64]) -> dict[int, set[int]]:
    """Return whom of these citizens each knows: household, friends, workmates, classmates; both ways."""
    district, today = flight.district.copy(), np.zeros(at.TODAY, dtype=np.int64)
    district[at.FAR_FRIENDS] = born_luck(district, S_FAR_FRIEND, 0) % i64(district[at.RESIDENTS])
    asked = set(numbers.tolist())
    homes: dict[int, list[int]] = {}
    for i in asked:
        homes.setdefault(household_head(i, tables), []).append(i)
    found: dict[int, set[int]] = {i: set() for i in asked}
    for i in asked:
        ties = [friend(i, slot, flight.citizens, tables, district, today) for slot in range(FRIEND_SLOTS)]
        ties += [workmate(i, slot, flight.citizens, tables, district, today) for slot in range(WORKMATE_SLOTS)]
        ties += [classmate(i, slot, flight.citizens, tables, district, today) for slot in range(CLASS_SLOTS)]
        for j in asked.intersection([*ties, *homes[household_head(i, tables)]]) - {i}:
            found[i].add(j)
            found[j].add(i)
    return found
