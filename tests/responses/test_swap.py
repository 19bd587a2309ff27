"""Group enters no response: one who belonged to another group would answer alike, to the bit (science 1.10)."""

from collections.abc import Callable
from typing import Any

import numpy as np

from glasshouse.model import district as at
from glasshouse.model import state
from glasshouse.model.acts import answer
from glasshouse.model.gaming import aim, claims, eagerness, leaves_undone
from glasshouse.model.grievance import be_blocked, recover, resent
from glasshouse.model.habit import habituate
from glasshouse.model.motive import crowd_out
from glasshouse.model.protest import protest
from glasshouse.model.withdrawal import withdraw
from tests import worlds
from tests.responses import paired

MONTHS = 24


def answers(i: int, rows: Any, tables: Any, district: Any, today: Any) -> tuple[int, ...]:
    """A month of all responses of one citizen; what acts are lifted by."""
    resent(i, rows, tables, district, today)
    for respond in (crowd_out, withdraw, aim):
        respond(i, rows, tables, district, today)
    for return_ in (be_blocked, recover, habituate):
        if return_ is be_blocked:
            be_blocked(i, rows, tables, district)
        else:
            return_(i, rows, tables, district)
    told = [protest(i, rows, tables, district, today)]
    deed = worlds.conduct().acts[18].slot
    told += [claims(i, deed, 0, rows, tables, district, today), leaves_undone(i, 0, rows, tables, district)]
    return (*told, *(answer(i, act, rows, tables) + eagerness(i, act, rows, tables) for act in range(38)))


def lived(world: worlds.Lived, group: int, prepare: Callable[[Any], None]) -> tuple[Any, list[tuple[int, ...]]]:
    """Some months of every ninth citizen, all of one group; the rows, and what acts were lifted by."""
    flight = world.flights[0]
    rows, district = flight.citizens.copy(), flight.district.copy()
    today, told = np.zeros(at.TODAY, dtype=np.int64), []
    for i in range(0, len(rows), 9):
        state.put(rows, i, state.GROUP, group)
        for month in range(MONTHS):
            district[at.DAY_KEY] = 977 * month + 1
            prepare(today)
            told.append(answers(i, rows, world.compiled.tables, district, today))
        state.put(rows, i, state.GROUP, 0)
    return rows, told


def sanctioned(today: Any) -> None:
    """Under a sanction that began today, in error, with a true record and a middling score."""
    today[at.BEFORE : at.BEFORE + 16] = 0
    today[at.AFTER : at.AFTER + 16] = 0
    today[at.AFTER + at.SCORE_NOTE] = 650 * 16
    today[at.AFTER + at.MASK_NOTE] = (1 << 24) - 1
    today[at.RECORDS_TODAY], today[at.ACTS_TODAY] = 1, 0


def test_whoever_is_of_another_group_answers_alike() -> None:
    fierce = paired.conduct(
        grievance={}, protest={"lost": 1, "threshold": 0.0}, own_motive={"falls": 1.0}, gaming={"gamers": 0.5},
        withdrawal={"per_year": 1.0}, habituation={"levels_per_year": 1.0},
    )  # fmt: skip
    world = paired.lived(paired.noticed(fierce), citizens=1_000, days=31)
    rows, told = lived(world, 0, sanctioned)
    assert len(set(told)) > 50 and not np.array_equal(rows, world.flights[0].citizens)
    for group in (1, 2):
        others, heard = lived(world, group, sanctioned)
        assert told == heard and np.array_equal(rows, others)
