"""What favour gives one it takes from another, exactly: places, matches, minutes of a queue."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from glasshouse.chance import day_key
from glasshouse.model import columns as count
from glasshouse.model import district as at
from glasshouse.model import meeting, state
from glasshouse.model import tables as room
from glasshouse.model.consequences import price_factor
from glasshouse.model.sensing import POST_SEEKER
from glasshouse.record import rows
from glasshouse.record.panel import read_panel, write_panel
from tests import worlds
from tests.consequences import lively
from tests.drawing import ASSUMED
from tests.report.fakes import legend

DAYS = 45


@cache
def world() -> worlds.Lived:
    regime = lively.favouring(*lively.FIRST, *lively.LAST)
    return worlds.live(worlds.place("cn-2020"), lively.conduct(), regime, 3000, DAYS)


def of(block: int, wish: int, size: int = 1) -> Any:
    """A block of flows of one wish, summed over days and groups."""
    return world().flow(block + size * wish, size)


def number(name: str) -> int:
    return world().compiled.legend.wishes.index(name)


@pytest.mark.parametrize("name", lively.SCARCE)
def test_what_one_gains_by_favour_another_loses(name: str) -> None:
    wish = number(name)
    if name == "clinic":
        assert of(count.WAIT_SKIPPED, wish)[0] == of(count.WAIT_ADDED, wish)[0] > 1000
        return
    moved, missed = of(count.PLACES_MOVED, wish)[0], of(count.PLACES_MISSED, wish)[0]
    assert moved == missed and (moved > 0 or name not in ("senior-school", "match"))
    won, lost = (of(block, wish, 3) for block in (count.PLACES_WON, count.PLACES_LOST))
    applied = won + lost
    assert applied.sum() + world().flow(count.OVERFLOWS, 3)[2] <= world().flow(count.GRANTED + wish)[0]
    assert won[0] * applied[2] >= won[2] * applied[0], "who is put behind wins no oftener than who is put first"


@pytest.mark.parametrize("name", ["senior-school", "better-flat", "public-office"])
def test_places_are_neither_made_nor_lost(name: str) -> None:
    """Won and free make up what the district provided and what was given up."""
    wish = number(name)
    (flight,) = world().flights
    provided = int(world().compiled.tables[room.WISH_PLACES + wish]) * 3000 * DAYS >> 32
    last_left = int(world().counts[-1, :, count.PLACES_LEFT + wish].sum())
    left = int(of(count.PLACES_LEFT, wish)[0]) - last_left
    assert of(count.PLACES_WON, wish, 3).sum() + int(flight.district[at.FREE + wish]) == provided + left


def test_who_has_a_place_is_who_won_one() -> None:
    for stock, field in ((count.SEATED, state.SEAT), (count.HOUSED, state.BETTER_FLAT), (count.IN_TOUCH, state.MET)):
        assert world().stock(stock)[0] == world().column(field).sum() > 0
    youths = world().column(state.AGE_GROUP) == 1
    assert not world().column(state.SEAT)[~youths].any()


def test_matches_are_symmetric_and_rank_meets_rank() -> None:
    table = world().flow(count.MATCHED, room.TIERS**2).reshape(room.TIERS, room.TIERS)
    assert (table == table.T).all() and table.sum() == of(count.PLACES_WON, number("match"), 3).sum() > 100
    own = table.sum(axis=1)
    assert np.trace(table) * table.sum() > (own**2).sum(), "of one tier oftener than chance would have it"


def test_favour_moves_minutes_and_makes_none() -> None:
    """Everybody together waits as long as where nobody is favoured."""
    alike = worlds.live(
        worlds.place("cn-2020"), lively.conduct(),
        lively.favouring(lively.consequence("c", "first", "clinic", above="excellent")), 3000, DAYS,
    )  # fmt: skip
    wish = number("clinic")
    total = [one.counts[:, :, count.WAITED + wish].sum(axis=1) for one in (world(), alike)]
    visits = world().counts[:, :, count.QUEUED + 3 * wish : count.QUEUED + 3 * wish + 3].sum(axis=(1, 2))
    assert (total[0] == total[1]).all() and total[0].sum() > 0 and visits.sum() > 500


def queue(favours: list[int], half: int) -> Any:
    """One counter, visitors of these favours; the counts of today."""
    people = np.zeros((len(favours), state.WORDS), np.uint32)
    tables, today = np.zeros(room.SIZE, np.int64), np.zeros(at.TODAY, np.int64)
    district, box = np.zeros(at.SIZE, np.int64), np.zeros(len(favours), np.uint32)
    tables[room.WISH_SERVICE], tables[room.WISH_COUNTER] = half, 1000
    district[at.POSTED] = len(favours)
    district[at.DAY_KEY], district[at.DAY_KEY + 1] = day_key(1, 0), day_key(2, 0)
    for i, favour in enumerate(favours):
        box[i] = i | (POST_SEEKER << 20) | (favour << 22)
    meeting.stand_in_line(0, len(favours), people, tables, district, box, today)
    counts = district[at.COUNTS_HERE : at.COUNTS_HERE + count.COLUMNS]
    return [int(counts[block]) for block in (count.WAITED, count.WAIT_SKIPPED, count.WAIT_ADDED)]


def test_a_queue_worked_out_by_hand() -> None:
    """Turns of 6 minutes. Of four, one goes first: each other waits half a turn more, it three half turns less."""
    assert queue([1, 1, 1, 1], 30) == [4 * 3 * 30, 0, 0]
    assert queue([0, 1, 1, 1], 30) == [4 * 3 * 30, 90, 90]
    assert queue([0, 1, 2, 2], 30) == [4 * 3 * 30, 30 * (3 + 1), 30 * (2 + 2)]
    assert queue([0, 0, 0], 30) == [3 * 2 * 30, 0, 0]


def test_a_file_with_as_many_consequences_as_there_is_room_for(tmp_path: Path) -> None:
    """Everybody on file is under all of them: in the counts, in the panel that is written, and where rows are read."""
    regime = worlds.regime("as-told")
    lowest = regime.tiers[0].id
    each = {**ASSUMED, "wish": "loan", "effect": "dearer", "above": lowest}
    full = [{**each, "id": f"c-{k}", "title": "Dearer loans", "factor": 1.0 + k / 16} for k in range(room.CONSEQUENCES)]
    crowd = worlds.live(worlds.place(), worlds.conduct(), worlds.changed(regime, consequences=full), 500, 35,
                        district_size=500, panel=tuple((0, i) for i in range(500)))  # fmt: skip
    on_file = int(crowd.stock(count.SCORED_STOCK)[0])
    under = crowd.stock(count.UNDER, 3 * room.CONSEQUENCES).reshape(-1, 3).sum(axis=1)
    assert on_file > 300 and set(under.tolist()) == {on_file}
    [flight] = crowd.flights
    [read] = rows.consequences(flight.citizens, [state.HELD], crowd.compiled.tables)
    assert set(read[rows.column(flight.citizens, state.SCORED) == 1].tolist()) == {(1 << room.CONSEQUENCES) - 1}
    write_panel(tmp_path, np.array([(0, i) for i in range(500)]), crowd.panel, legend())
    columns = read_panel(tmp_path)[1]
    held = columns["under_held"][-1][columns["scored"][-1] == 1]
    assert set(held.tolist()) == {(1 << room.CONSEQUENCES) - 1}
    assert price_factor(int(held[0]), crowd.compiled.tables) == 256 + 16 * (room.CONSEQUENCES - 1)
    with pytest.raises(ValidationError, match="at most 48"):
        worlds.changed(regime, consequences=[*full, {**full[0], "id": "one-more"}])
