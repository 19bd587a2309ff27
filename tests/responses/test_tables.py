"""The compiled tables of responses: monotone over their ranges, nothing where one is off, never too high."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasshouse.inputs.checking.conducts import highest_lifts
from glasshouse.inputs.compiling import compile_tables
from glasshouse.model import state
from glasshouse.model import tables as room
from glasshouse.model.acts import answer, chance_of, inclination
from glasshouse.model.gaming import eagerness
from glasshouse.model.thinning import bound_of
from glasshouse.quantities import LOGIT_UNIT
from tests import worlds
from tests.responses import paired

SHARES = st.floats(0.0, 1.0)
DRAWN = {
    "grievance": st.fixed_dictionaries(
        {
            "strength": SHARES,
            "start": st.integers(1, 15),
            "odds_ratio": st.floats(0.95, 1.0),
            "blocked": st.floats(1.0, 1.5),
        }
    ),
    "protest": st.fixed_dictionaries(
        {"strength": SHARES, "lost": st.integers(1, 15), "threshold": SHARES, "spread": SHARES, "fear": SHARES}
    ),
    "own_motive": st.fixed_dictionaries({"strength": SHARES, "most": st.floats(0.0, 0.3)}),
    "gaming": st.fixed_dictionaries({"strength": SHARES, "odds_ratio": st.floats(1.0, 2.0), "gamers": SHARES}),
    "withdrawal": st.fixed_dictionaries(
        {
            "strength": SHARES,
            "fear": st.floats(1.0, 3.0),
            "sanctioned": st.floats(1.0, 2.0),
            "work": st.floats(0.1, 1.0),
        }
    ),
    "habituation": st.fixed_dictionaries({"strength": SHARES, "dulls": SHARES}),
}


def compiled(a_conduct: Any) -> Any:
    return compile_tables(worlds.place(), a_conduct, worlds.regime()).tables


def rises(row: Any) -> bool:
    return bool((np.diff(row) >= 0).all())


@given(st.fixed_dictionaries(DRAWN))
@settings(max_examples=12)
def test_every_table_is_monotone(responses: Any) -> None:
    tables = compiled(paired.conduct(**responses))
    unmoved, *lean, deeds = tables[room.LEAN : room.ACT_LEAN].reshape(4, room.MOTIVES, room.LEVELS)
    assert not unmoved.any()
    assert rises(-lean[0][0]) and rises(-lean[1][0]), "less legitimacy, more offences"
    assert rises(-lean[1][:, 0]), "less own motive, more of the offences that are priced"
    assert (lean[0] == lean[0][0]).all(), "own motive says nothing of what has no price"
    assert rises(deeds[:, 0]) and (deeds == deeds[:, :1]).all(), "less own motive, fewer good deeds that are priced"
    caution = tables[room.PROTEST_CAUTION : room.PROTEST_CAUTION + room.LEVELS**2].reshape(room.LEVELS, room.LEVELS)
    assert (np.diff(caution, axis=0) >= 0).all() and (np.diff(caution, axis=1) >= 0).all(), (
        "less belief, less fear: sooner"
    )
    assert rises(tables[room.PROTEST_THRESHOLD : room.PROTEST_THRESHOLD + 256])
    assert rises(tables[room.DEED_GAIN : room.DEED_GAIN + 4]) and tables[room.DEED_GAIN] == 0
    assert rises(tables[room.GAMERS : room.GAMERS + room.LITERACIES])
    off = tables[room.WITHDRAWAL_OFF : room.WITHDRAWAL_BACK].reshape(room.LEVELS, 2, 2)
    assert (np.diff(off, axis=0) >= 0).all() and (off[:, 1] >= off[:, 0]).all() and (off[:, :, 1] <= off[:, :, 0]).all()
    assert rises(-tables[room.WITHDRAWAL_BACK : room.WITHDRAWAL_BACK + room.LEVELS])
    assert rises(-tables[room.HABIT_FEAR : room.HABIT_FEAR + 8])
    assert rises(tables[room.LEGITIMACY_RETURNS : room.LEGITIMACY_RETURNS + room.LEVELS])


@pytest.mark.parametrize("name", paired.RESPONSES)
def test_off_compiles_to_what_is_left_out(name: str) -> None:
    left_out, off = compiled(paired.conduct()), compiled(paired.conduct(**{name: {"strength": 0.0}}))
    same = left_out == off
    if name == "gaming":  # how far a cut-off draws is told of nobody
        same[room.GAMING_REACH : room.GAMING_REACH + 2] = True
    assert same.all()


def test_no_response_lifts_an_act_above_its_bound() -> None:
    """At the worst of everything, for a seventh of a district, every act stays under the bound of its class."""
    a_conduct = worlds.conduct()
    world = worlds.live(worlds.place("cn-2020"), a_conduct, worlds.regime(), 1_000, 1)
    rows, tables = world.flights[0].citizens.copy(), world.compiled.tables
    lifted = 0
    for i in range(0, len(rows), 7):
        for field, level in (
            (state.AWARENESS, 3), (state.STRENGTH, 15), (state.LEGITIMACY, 0), (state.MOTIVE, 0), (state.BLOCKED, 1),
        ):  # fmt: skip
            state.put(rows, i, field, level)
        for family in range(4):
            state.put(rows, i, state.beside(state.CERTAINTY, family), int(tables[room.LEARN_FLOOR]))
        for motive in (0, 7):
            state.put(rows, i, state.MOTIVE, motive)
            state.put(rows, i, state.GAMING, 3)
            for act in (act.slot for act in a_conduct.acts if act.kind == "rare"):
                value = inclination(i, act, rows, tables)
                lifted += answer(i, act, rows, tables) > 0
                bound = bound_of(i, act, rows, tables)
                assert bound == 0 == value or chance_of(value + eagerness(i, act, rows, tables), tables) <= bound
    assert lifted > 100


def test_a_headroom_too_small_for_grievance_is_refused() -> None:
    lifts = highest_lifts(worlds.conduct())
    fierce = highest_lifts(paired.conduct(grievance={"odds_ratio": 0.95}))
    assert lifts["jaywalk"] <= round(LOGIT_UNIT * math.log(1.3)) < fierce["jaywalk"]
    assert lifts["works-off-the-books"] > lifts["jaywalk"] and lifts["volunteers"] == round(LOGIT_UNIT * math.log(2))
    assert lifts["assembles"] == 0
