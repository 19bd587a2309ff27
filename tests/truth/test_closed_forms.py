"""Known truth: what must come out is known beforehand, exactly or to a stated bound (fixed seeds)."""

from typing import Any

import numpy as np
import pytest

from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import state
from glasshouse.model import tables as room
from glasshouse.model.acts import chance_of, inclination
from glasshouse.model.thinning import bound_of
from tests import worlds

FOUR_SIGMA = 4.0

EVERYWHERE = {"urban": 1.0, "rural": 1.0}


def bare_world(citizens: int = 20_000, days: int = 60) -> worlds.Lived:
    """Return a world with no authority: acts at their base rates and nothing else."""
    return worlds.live(worlds.place("cn-2020"), worlds.conduct(), worlds.regime("bare"), citizens, days)


def rare_acts() -> list[int]:
    """Return the slots of the acts that thinning comes to, but for those that it takes a list to do."""
    return sorted(act.slot for act in worlds.conduct().acts if act.kind == "rare" and act.company is None)


def probabilities(world: worlds.Lived) -> np.ndarray:
    """Return every citizen's daily probability of every act, from the plain functions."""
    rows = world.flights[0].citizens
    tables = world.compiled.tables
    rare = rare_acts()
    online = rows[:, state.INTERNET >> 16] >> ((state.INTERNET >> 8) & 31) & 1
    found = np.zeros((len(rows), len(world.compiled.legend.acts)))
    for act in rare:
        only_online = int(tables[room.ACT_ONLINE + act])
        for i in range(len(rows)):
            if not only_online or online[i]:
                found[i, act] = chance_of(inclination(i, act, rows, tables), tables) / 2**32
    return found


def test_thinning_gives_each_act_its_rate() -> None:
    """Counts over citizens and days are within four standard errors of the sum of probabilities, act by act."""
    world = bare_world()
    expected = probabilities(world)
    days = len(world.counts)
    done = world.flow(count.DONE, expected.shape[1])
    mean, variance = expected.sum(axis=0) * days, (expected * (1 - expected)).sum(axis=0) * days
    rare = variance > 0
    scores = (done[rare] - mean[rare]) / np.sqrt(variance[rare])
    assert np.abs(scores).max() < FOUR_SIGMA, dict(zip(np.flatnonzero(rare), scores, strict=True))
    assert 0.3 < (scores**2).mean() < 2.2


def test_thinning_counts_vary_from_day_to_day_as_binomial_ones_do() -> None:
    """The variance of the daily total is that of independent citizens: draws are with replacement."""
    world = bare_world()
    expected = probabilities(world)
    days = len(world.counts)
    for name in ("jaywalk", "careful-purchase", "litters"):
        act = world.act(name)
        daily = world.counts[:, :, count.DONE + act].sum(axis=1)
        ratio = daily.var(ddof=1) / (expected[:, act] * (1 - expected[:, act])).sum()
        assert abs(ratio - 1.0) < FOUR_SIGMA * np.sqrt(2.0 / (days - 1)), name


def test_bounds_are_those_of_conduct_and_place_alone() -> None:
    """All shipped regimes on one conduct: the tables of thinning are equal byte for byte."""
    rooms = [room.STEP, room.QUIET, room.WALKED, room.ACT_PLACE, room.ACT_BASE, room.ACT_FRAILTY]
    sizes = {place.start: place.size for place in room.LAYOUT.values()}
    tables = [
        compile_tables(worlds.place("cn-2020"), worlds.conduct(), worlds.regime(name)).tables
        for name in library.names("regimes")
    ]
    for start in rooms:
        one, *others = (table[start : start + sizes[start]].tobytes() for table in tables)
        assert all(one == other for other in others)


def test_no_probability_exceeds_its_bound() -> None:
    """At the fiercest response, every citizen's probability stays under the bound of their class."""
    world = bare_world(2000, 1)
    rows, tables = world.flights[0].citizens.copy(), world.compiled.tables
    lowest = min(int(tables[room.LEARN_FLOOR]), int(tables[room.PRIOR]))
    for i in range(0, len(rows), 7):
        state.put(rows, i, state.AWARENESS, 3)
        state.put(rows, i, state.STRENGTH, 15)
        for family in range(4):
            state.put(rows, i, state.beside(state.CERTAINTY, family), lowest)
        for act in rare_acts():
            assert chance_of(inclination(i, act, rows, tables), tables) <= bound_of(i, act, rows, tables)


def without_errors(regime: Regime) -> Regime:
    """Return a regime whose sensors mistake nobody, invent nothing, and never see an act twice."""
    sensors, seen = [], set()
    for row in worlds.entries(regime.sensors):
        row["sees"] = [act for act in row["sees"] if act not in seen]
        seen |= set(row["sees"])
        if row["sees"]:
            sensors.append({**row, "false_match": None, "invented_per_year": 0.0})
    kept = {row["id"] for row in sensors}
    rules = [row for row in worlds.entries(regime.rules) if row["sensors"] is None or kept & set(row["sensors"])]
    without: Regime = worlds.changed(regime, sensors=sensors, rules=rules)
    return without


def test_without_false_records_error_free_standing_is_the_standing_held() -> None:
    """Bit for bit, for everybody, and no day is in error; nobody claims deeds that never happened."""
    world = worlds.live(
        worlds.place("cn-2020"),
        worlds.changed(worlds.conduct(), gaming=None),
        without_errors(worlds.regime()),
        6000,
        120,
    )
    for dimension in range(state.DIMENSION_COUNT):
        held = world.column(state.half(state.POINTS, dimension))
        error_free = world.column(state.half(state.POINTS, state.DIMENSION_COUNT + dimension))
        assert (held == error_free).all()
    assert (world.column(state.TIER) == world.column(state.beside(state.TIER, 1))).all()
    assert world.counts[:, :, count.SANCTIONED + count.IN_ERROR].sum() == 0
    assert world.counts[:, :, count.SANCTIONED : count.SANCTIONED + 3].sum() > 0


def only_errors(regime: Regime) -> Regime:
    """Return a regime whose sensors never see the one who did it: strays and inventions only."""
    sensors = [{**row, "hit": 0.0, "invented_per_year": 3.0} for row in worlds.entries(regime.sensors)]
    consequences = [
        {**row, "below": None, "above": None, "lists": row["lists"] or ["travel-blacklist"]}
        for row in worlds.entries(regime.consequences)
    ]
    lists = [{**row, "below": None, "above": None} for row in worlds.entries(regime.lists)]
    only: Regime = worlds.changed(regime, sensors=sensors, consequences=consequences, lists=lists)
    return only


def test_with_nothing_but_false_records_every_sanction_day_is_in_error() -> None:
    """M1 is 100 percent."""
    world = worlds.live(
        worlds.place("cn-2020"),
        worlds.conduct(),
        only_errors(worlds.regime()),
        6000,
        120,
    )
    days = world.counts[:, :, count.SANCTIONED : count.SANCTIONED + 3].sum(axis=(0, 1))
    assert days[count.IN_ERROR] > 0
    assert days[count.AGAINST_RIGHT] == days[count.BY_RULES] == 0


def detecting(hit: float, list_of_the_seen: str) -> worlds.Lived:
    """A sensor that notes who crosses on red, another that only invents, and one record enough for either's list."""
    eye = {"id": "eye", "kind": "office", "title": "An eye", "sees": ["jaywalk"], "coverage": EVERYWHERE, "hit": hit}
    clerk = {**eye, "id": "clerk", "title": "A clerk", "sees": ["fare-evasion"], "hit": 0.0, "invented_per_year": 0.5}
    rules = [
        {"id": "crossing", "act": "jaywalk", "list": list_of_the_seen},
        {"id": "evading", "act": "fare-evasion", "list": "invented"},
    ]
    refused = [
        {"id": f"no-{wish}", "title": "Refused", "wish": wish, "effect": "refuse", "lists": [name]}
        for wish, name in (("flight", "invented"), ("fast-train", "seen"))
    ]
    lists = [{"id": name, "title": "A list", "colour": "black", "term_weeks": 8} for name in ("seen", "invented")]
    parts: dict[str, list[dict[str, Any]]] = {
        "sensors": [eye, clerk],
        "lists": lists,
        "rules": rules,
        "consequences": refused,
    }
    assumed = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
    sourced = {name: [{**assumed, **row} for row in rows] for name, rows in parts.items()}
    regime = worlds.changed(worlds.regime("bare"), **sourced)
    return worlds.live(worlds.place("cn-2020"), worlds.conduct("no-response"), regime, 4000, 120)


def in_class(world: worlds.Lived, reading: int) -> int:
    """Return sanction-days of a class."""
    return int(world.counts[:, :, count.SANCTIONED + reading].sum())


def test_raising_true_detection_leaves_days_in_error_as_they_are() -> None:
    """Where one record suffices, and true and false ones lead to lists of their own: to the day (science 1.1).

    Where they lead to one list, a day on which a true record suffices too is over-determined, and is not in error.
    """
    apart = [detecting(hit, "seen") for hit in (0.0, 0.02, 0.9)]
    in_error = [in_class(world, count.IN_ERROR) for world in apart]
    by_rules = [in_class(world, count.BY_RULES) for world in apart]
    assert in_error[0] == in_error[1] == in_error[2] > 0
    assert by_rules[0] == 0 < by_rules[1] < by_rules[2]
    shared = [in_class(detecting(hit, "invented"), count.IN_ERROR) for hit in (0.0, 0.02, 0.9)]
    assert in_error[0] == shared[0] > shared[1] > shared[2] > 0


@pytest.mark.parametrize("name", ["as-told", "ordinary-law"])
def test_money_is_conserved_to_the_unit(name: str) -> None:
    """What everybody holds moves by sources less sinks every day, and is what the purses hold."""
    world = worlds.live(worlds.place("cn-2020"), worlds.conduct(), worlds.regime(name), 6000, 120)
    held = world.counts[:, :, count.MONEY_SUM].sum(axis=1)
    sources = sum(world.counts[:, :, column].sum(axis=1) for column in count.MONEY_SOURCES)
    sinks = sum(world.counts[:, :, column].sum(axis=1) for column in count.MONEY_SINKS)
    assert (np.diff(held) == (sources - sinks)[1:]).all()
    assert held[-1] == world.column(state.MONEY).sum()
    assert world.stock(count.DEBT_SUM)[0] == world.column(state.DEBT).sum()
    assert world.stock(count.DEPOSIT_SUM)[0] == world.column(state.DEPOSIT).sum()
    assert world.column(state.MONEY).min() >= 0


def test_stocks_are_what_a_full_count_finds() -> None:
    """Stocks are kept by increments; counting everybody anew gives the same."""
    world = worlds.live(worlds.place("cn-2020"), worlds.conduct(), worlds.regime(), 6000, 120)
    scored = world.column(state.SCORED) == 1
    assert world.stock(count.SCORED_STOCK)[0] == scored.sum()
    assert world.stock(count.FEAR_SUM)[0] == world.column(state.FEAR).sum()
    for tier in range(room.TIERS):
        assert world.stock(count.TIER_STOCK + tier)[0] == (world.column(state.TIER)[scored] == tier).sum()
    for level in range(4):
        assert world.stock(count.AWARE + level)[0] == (world.column(state.AWARENESS)[scored] == level).sum()
    assert world.stock(count.EVER)[0] == world.column(state.EVER_IN_ERROR).sum()
    assert world.counts[-1, :, count.SCORE_BIN : count.SCORE_BIN + count.HISTOGRAM].sum() == scored.sum()


def test_well_paid_posts_are_neither_made_nor_lost() -> None:
    """Posts held and posts vacant sum to the same number on every day."""
    world = worlds.live(worlds.place("cn-2020"), worlds.conduct(), worlds.regime(), 6000, 120)
    won = world.flow(count.POSTS_WON, 2).sum()
    left = world.flow(count.POSTS_LEFT)[0]
    from glasshouse.model import district as at

    vacant = sum(int(flight.district[at.VACANCIES]) for flight in world.flights)
    last_left = int(world.counts[-1, :, count.POSTS_LEFT].sum())
    assert won > 0 and left == won + vacant + last_left
    assert world.flow(count.POSTS_LOST)[0] > 0


def test_a_regime_that_scores_nothing_changes_nobody() -> None:
    """No announcement, no consequence, no fine: acts and purses are those of no authority, citizen by citizen.

    But for keeping company with the listed, which takes a list.
    """
    toothless = worlds.changed(
        worlds.regime(),
        announced=None,
        consequences=[],
        rules=[{**row, "fine": 0, "list": row["list"]} for row in worlds.entries(worlds.regime().rules)
               if row["points"] or row["drop_to"] is not None or row["list"]],
    )  # fmt: skip
    ties = {"strength": 0.0}
    quiet = worlds.conduct()
    conduct = worlds.changed(quiet, ties={**quiet.ties.model_dump(), **ties})
    one = worlds.live(worlds.place("cn-2020"), conduct, toothless, 6000, 90)
    other = worlds.live(worlds.place("cn-2020"), conduct, worlds.regime("bare"), 6000, 90)
    acts = len(one.compiled.legend.acts)
    done = [count.DONE + act.slot for act in conduct.acts if act.kind != "wanted" and act.company is None]
    assert (one.counts[:, :, done] == other.counts[:, :, done]).all()
    for column in (state.MONEY, state.DEBT, state.DEPOSIT, state.JOB, state.ARREARS, state.FEAR):
        assert (one.column(column) == other.column(column)).all()
    assert one.flow(count.RECORDED, acts * 4).sum() > 0


def test_few_do_much() -> None:
    """Gamma frailty: the top twentieth does several times its share of a skewed act, and shape says how much."""
    from glasshouse.inputs.compiling.behaving import gamma_levels

    for shape, low, high in ((0.3, 0.25, 0.45), (1.0, 0.15, 0.26), (20.0, 0.06, 0.09)):
        levels = sorted(gamma_levels(shape), reverse=True)
        top = (0.8 * levels[0]) / 16  # 5 percent is eight tenths of the highest sixteenth
        assert low < top < high, (shape, top)
        assert abs(sum(levels) / 16 - 1.0) < 1e-9
