"""Who lives first today must not matter: a citizen knows others as of yesterday (DESIGN 3).

Threads share no district, but a GPU lives everybody of a district at once.
"""

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from glasshouse.chance import draw, place_in_luck, stream
from glasshouse.engine.backends import python_backend
from glasshouse.engine.districts import plan_of
from glasshouse.inputs.compiling import Compiled, compile_tables
from glasshouse.model import district as at
from glasshouse.model import tables as room
from glasshouse.model.day import call_on, district_day
from glasshouse.model.thinning import quiet_day
from tests.naive.compare import Kernel
from tests.people import changed, shipped_conduct
from tests.strategies import shipped_place, shipped_regime

CITIZENS, DAYS = 1000, 34


def lived(compiled: Compiled, order: Callable[[range], Iterable[int]]) -> Kernel:
    """Some days of a village in which, within a day, citizens live in this order."""
    kernel = Kernel(compiled, plan_of(1, CITIZENS, CITIZENS, 1), 0, python_backend())
    tables, hot, rows = kernel.tables, kernel.hot, kernel.rows
    district, box, today = kernel.district, kernel.box, kernel.today
    for day in range(DAYS):
        district_day(day, hot, rows, tables, district, box, today)
        keys = int(district[at.DAY_KEY]), int(district[at.DAY_KEY + 1])
        for i in order(range(CITIZENS)):
            u, due = draw(*keys, stream("any"), i), i % 30 == day % 30
            if due or u >> 16 >= int(hot[i]):
                today[at.VISITS], today[at.PLACES], today[at.DRAWN] = 1 + 2 * due, place_in_luck(*keys, i), u
                if int(hot[i]) == room.ALWAYS_VISITED:
                    hot[i] = quiet_day(i, rows, tables)
                call_on(i, 1, rows, tables, district, box, today)
    return kernel


@pytest.mark.parametrize("name", ["as-told", "nosedive"])
def test_the_order_of_citizens_within_a_day_does_not_matter(name: str) -> None:
    """Many lose work and many are sanctioned, so that it would show."""
    conduct, regime = shipped_conduct(), shipped_regime(name)
    assert regime.score is not None
    conduct = changed(
        conduct,
        shocks=changed(conduct.shocks, job_loss_per_month=0.4).model_dump(),
        awareness=changed(conduct.awareness, start=1.0).model_dump(),
        fear=changed(conduct.fear, ties=1.0, half_life_days=30.0).model_dump(),
    )
    regime = changed(regime, score=changed(regime.score, start=500 if name == "as-told" else 300).model_dump())
    compiled = compile_tables(shipped_place("village"), conduct, regime)
    one, other = lived(compiled, iter), lived(compiled, reversed)
    assert np.array_equal(one.rows, other.rows)
    assert np.array_equal(one.district, other.district)
