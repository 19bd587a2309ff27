"""Lists, terms and repair against closed forms: a two-state chain, and times until a record is gone."""

from typing import Any

from glasshouse.experiment import made
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model import tables as room
from tests import worlds

MONTH, YEAR = 30, 365
SIGMAS = 4.0
EXPIRY = {**made.MADE, "id": "expiry", "kind": "expiry", "mode": "automatic"}


def taking(**chances: float) -> Conduct:
    """The shipped conduct in which schooling makes no difference to who asks, and these chances a month hold."""
    base = worlds.conduct()
    asked = {**base.remedies.model_dump(), "schooling": (1.0, 1.0, 1.0, 1.0), **chances}
    made_of: Conduct = worlds.changed(base, remedies=asked)
    return made_of


def ruled(invented_per_year: float, **parts: Any) -> Regime:
    """One sensor that notes nothing but what never happened: on each due day, with the chance of a month."""
    eye = made.sensor("eye", ["jaywalk"], 0.0, invented_per_year=invented_per_year)
    rules = [{**made.points("jaywalk", -10.0), **parts.pop("rule", {})}]
    regime: Regime = made.ruled(sensors=[eye], score=made.scored(), rules=rules, **parts).regime.value
    return regime


def test_a_list_is_a_chain_of_two_states() -> None:
    """Entered by chance a, left on request by chance q a month: x' = x (1 - q) (1 - a) + a, from nobody on it."""
    q, per_year, days = 0.15, 3.0, 400
    a = per_year * MONTH / YEAR
    entry = {**made.black_list("listed", 1), "exit": "request"}
    regime = ruled(
        per_year, rule={"list": "listed"}, lists=[entry], consequences=[made.no_flights("listed")],
        remedies=[{**EXPIRY, "mode": "request"}],
    )  # fmt: skip
    world = worlds.live(worlds.still("cn-2020"), taking(request=q), regime, 8000, days)
    people = world.stock(count.SCORED_STOCK)[0]
    stationary, stays = a / (1 - (1 - a) * (1 - q)), (1 - a) * (1 - q)
    for months in (1, 3, 13):
        on = world.counts[months * MONTH - 1, :, count.LISTED : count.LISTED + 3].sum()
        expected = stationary * (1 - stays**months)
        assert abs(on / people - expected) < SIGMAS * (expected * (1 - expected) / people) ** 0.5, months
    left, entered = (world.counts[-MONTH:, :, block].sum() for block in (count.EXITS, count.ENTRIES))
    flow = people * stationary * q * (1 - a)
    # Who leaves and is entered again on the same day is neither an exit nor an entry.
    assert abs(left - flow) < SIGMAS * flow**0.5 and abs(entered - left) < SIGMAS * (2 * flow) ** 0.5


def recorded_once(**parts: Any) -> Regime:
    """Who has a record has it from the first due day on, and no other: the sensor is out of force after a month."""
    ends = {**made.MADE, "id": "ends", "title": "The sensor goes", "from_day": MONTH, "drops": ["eye"]}
    return ruled(10.0, phases=[ends], **parts)


def records(world: worlds.Lived) -> Any:
    """Records made, day by day."""
    return world.counts[:, :, count.RECORDED : count.RECORDED + 4 * room.ACTS].sum(axis=(1, 2))


def test_a_term_ends_on_the_first_due_day_after_it_and_gives_all_points_back() -> None:
    """Six weeks: not over on the due day after 30 days, and over on the one after 60, for everybody."""
    regime = recorded_once(rule={"term_weeks": 6}, remedies=[EXPIRY])
    world = worlds.live(worlds.still(), worlds.conduct(), regime, 2000, 4 * MONTH)
    expired = world.counts[:, :, count.EXPIRED].sum(axis=1).reshape(-1, MONTH)
    made_on = records(world).reshape(-1, MONTH)
    assert made_on[0].sum() > 500 and made_on[1:].sum() == 0
    assert (expired[2] == made_on[0]).all() and expired.sum() == made_on.sum()
    points = world.column(state.half(state.POINTS, state.DIMENSION_COUNT - 1))
    assert set(points[world.column(state.SCORED) == 1].tolist()) == {2000 * 16}


def test_the_time_to_repair_is_geometric() -> None:
    """Sought with chance p a month from the first due day on that the record is four weeks old."""
    p, months = 0.3, 6
    # Free of charge, which the checks would refuse (G371), so that nobody is too poor for it.
    repair = {**made.MADE, "id": "repair", "kind": "repair", "after_weeks": 4}
    world = worlds.live(worlds.still(), taking(repair=p), recorded_once(remedies=[repair]), 6000, months * MONTH)
    people, left = records(world).sum(), 1.0
    by_month = world.counts[:, :, count.REPAIRED : count.REPAIRED + 2].sum(axis=(1, 2)).reshape(-1, MONTH).sum(axis=1)
    assert by_month[0] == 0
    for month in range(1, months):
        expected = people * left * p
        assert abs(by_month[month] - expected) < SIGMAS * expected**0.5, month
        left *= 1 - p


def test_an_expiry_on_request_is_waited_for_as_long_as_people_ask_seldom() -> None:
    """Points stay past their term until one asks: again a geometric time, while without errors nothing is held."""
    p, months = 0.25, 6
    regime = recorded_once(rule={"term_weeks": 6}, remedies=[{**EXPIRY, "mode": "request"}])
    world = worlds.live(worlds.still(), taking(request=p), regime, 6000, months * MONTH)
    people, left = records(world).sum(), 1.0
    expired = world.counts[:, :, count.EXPIRED].sum(axis=1).reshape(-1, MONTH).sum(axis=1)
    assert expired[:2].sum() == 0
    for month in range(2, months):
        expected = people * left * p
        assert abs(expired[month] - expected) < SIGMAS * expected**0.5, month
        left *= 1 - p
    held, free = (world.column(state.half(state.POINTS, k * state.DIMENSION_COUNT + 3)) for k in (0, 1))
    on_file = world.column(state.SCORED) == 1
    assert (held[on_file] < 2000 * 16).sum() == people - expired.sum() > 0 and (free[on_file] == 2000 * 16).all()
