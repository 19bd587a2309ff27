"""Birth, and the placebo twin: the same world with one act of one citizen changed before its first day.

Two worlds that differ in their rules differ in many lives, and in some of them only because one thing led to another.
How much comes of next to nothing is told by a world in which next to nothing was changed: the first adult of district 0
who has money spends all of it on the eve of day 0. It is one purchase, so it needs no record and no rule, and it is
large enough to be felt, in a bill that is paid late, where one coin would hardly ever be. Being of the eve it stands in
no day's flows; the stocks know it.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.backends import Backend
from glasshouse.engine.districts import Flight, Plan, take_off
from glasshouse.model import columns as count
from glasshouse.model.dealings import ADULT
from glasshouse.model.money import pay
from glasshouse.model.state import AGE, MONEY, get

DISTRICT = 0
"""The district in which the one act is changed."""


def born(plan: Plan, number: int, tables: NDArray[np.int64], backend: Backend, *, placebo: bool = False) -> Flight:
    """Return a district whose people are born and have lived no day; of a placebo twin one of them has shopped."""
    return born_together(plan, [number], lambda district: tables, backend, placebo=placebo)[0]


def born_together(
    plan: Plan, numbers: list[int], tables_of: Callable[[int], NDArray[np.int64]], backend: Backend, *,
    placebo: bool = False,
) -> list[Flight]:  # fmt: skip
    """Return some districts, each as ``born`` would by its own tables, all at once where the backend can."""
    flights = [take_off(plan, number) for number in numbers]
    if backend.batches is not None:
        alike: dict[int, list[Flight]] = {}
        for flight in flights:
            alike.setdefault(id(tables_of(flight.number)), []).append(flight)
        for together in alike.values():
            backend.batches.populate(together, tables_of(together[0].number))
    else:
        for flight in flights:
            backend.populate(flight.hot, flight.citizens, tables_of(flight.number), flight.district)
    for flight in flights:
        if placebo and flight.number == DISTRICT:
            shop(flight)
    return flights


def shop(flight: Flight) -> int:
    """Let the first adult who has money spend all of it; return whose number it is."""
    for i in range(len(flight.hot)):
        purse = get(flight.citizens, i, MONEY)
        if purse > 0 and get(flight.citizens, i, AGE) >= ADULT:
            pay(i, purse, count.SPENT, flight.citizens, flight.district)
            return i
    raise UserFault([Diagnostic("G405", "there is no placebo twin of this world",
                                "its one changed act is a purchase, and no adult of district 0 has money",
                                "give people savings in the conduct file, or compare without a placebo")])  # fmt: skip
