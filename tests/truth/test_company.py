"""Company with the listed: an act that only who has a friend on a black list can do, as friends were seen yesterday."""

from typing import Any

import numpy as np
import pytest

from glasshouse.model import columns as count
from glasshouse.model import ties
from tests import worlds
from tests.naive.compare import Kernel
from tests.truth.test_watching import ASSUMED, sensor

ACT = "keeps-listed-friend"


def listing(share: float) -> dict[str, Any]:
    """A regime that blacklists for three months whoever is seen crossing, of whom it sees such a share."""
    crossing = sensor("watcher", coverage={"urban": share, "rural": share}, hit=1.0)
    listed = {**ASSUMED, "id": "seen", "title": "Those seen", "colour": "black", "term_weeks": 13}
    refused = {
        **ASSUMED,
        "id": "no-flights",
        "title": "No flights",
        "wish": "flight",
        "effect": "refuse",
        "lists": ["seen"],
    }
    rule = {**ASSUMED, "id": "seen-crossing", "act": "jaywalk", "list": "seen"}
    return {"sensors": [crossing], "rules": [rule], "lists": [listed], "consequences": [refused]}


def lived(share: float) -> worlds.Lived:
    regime = worlds.changed(worlds.regime("bare"), **listing(share)) if share else worlds.regime("bare")
    return worlds.live(worlds.place("cn-2020"), worlds.conduct("no-response"), regime, 8000, 120, district_size=8000)


@pytest.fixture(scope="module")
def by_share() -> dict[float, worlds.Lived]:
    return {share: lived(share) for share in (0.0, 0.02, 1.0)}


def done(world: worlds.Lived, act: str = ACT) -> np.ndarray[Any, Any]:
    daily: np.ndarray[Any, Any] = world.counts[:, :, count.DONE + world.act(act)]
    return daily


def test_nobody_keeps_company_that_there_is_not(by_share: dict[float, worlds.Lived]) -> None:
    assert done(by_share[0.0]).sum() == 0


def test_the_more_are_listed_the_more_company_there_is_and_no_other_luck_moves(
    by_share: dict[float, worlds.Lived],
) -> None:
    few, most = done(by_share[0.02]), done(by_share[1.0])
    assert 0 < few.sum() < most.sum() and (few <= most).all()
    for world in (by_share[0.02], by_share[1.0]):
        for act in worlds.conduct("no-response").acts:
            # What is paid late hangs on the purse, and so on flights that were refused.
            if act.kind == "rare" and act.id != ACT:
                assert np.array_equal(done(world, act.id), done(by_share[0.0], act.id)), act.id


def test_those_who_do_it_have_a_listed_friend_of_yesterday() -> None:
    """One district day by day, with the friends that the plain functions find and what they showed the day before."""
    from glasshouse.engine.backends import cpu_backend
    from glasshouse.engine.districts import plan_of
    from glasshouse.inputs.compiling import compile_tables

    regime = worlds.changed(worlds.regime("bare"), **listing(0.2))
    often = [
        worlds.changed(act, rate_per_year={"urban": 30, "rural": 30}, frailty_shape=9.0) if act.id == ACT else act
        for act in worlds.conduct("no-response").acts
    ]
    conduct = worlds.changed(worlds.conduct("no-response"), acts=worlds.entries(often))
    kernel = Kernel(compile_tables(worlds.place("village"), conduct, regime), plan_of(3, 500, 500, 1), 0, cpu_backend())
    slot = next(act.slot for act in conduct.acts if act.id == ACT)
    possible, happened = 0, 0
    for day in range(60):
        near = company(kernel, day)
        kernel.live(1, [])
        today = int(kernel.counts[-1, :, count.DONE + slot].sum())
        assert today <= near
        possible, happened = possible + near, happened + today
    assert 0 < happened < possible


def company(kernel: Kernel, day: int) -> int:
    """How many have a friend who was listed at the end of the day before."""
    found = 0
    for i in range(len(kernel.rows)):
        for slot in range(ties.FRIEND_SLOTS if day else 0):
            j = ties.friend(i, slot, kernel.rows, kernel.tables, kernel.district, kernel.today)
            if j >= 0 and (ties.as_of_yesterday(kernel.rows, j, day) >> ties.SHOWN_LISTED) & 1:
                found += 1
                break
    return found
