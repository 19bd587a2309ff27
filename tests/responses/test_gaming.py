"""Playing for the score (R4): what is claimed moves held standing alone, and what is done is done."""

from typing import Any

import numpy as np

from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds
from tests.responses import paired

DEEDS = ("volunteers", "gives-blood", "gives-money", "cares-for-parents")


def toothless() -> Any:
    """As told, but nothing follows from standing, and no claim can push a record off the file: only deeds count."""
    regime = worlds.regime()
    rules = [{**row, "term_weeks": None, "list": None} for row in worlds.entries(regime.rules) if row["act"] in DEEDS]
    sensors = [{**row, "delay_weeks": 0, "retention_weeks": None} for row in worlds.entries(regime.sensors)]
    return worlds.changed(regime, consequences=[], lists=[], rules=rules, sensors=sensors)


def keeping(**responses: Any) -> Any:
    """A conduct in which nobody is dropped for a tier, which a claim may raise."""
    a_conduct = paired.noticed(paired.conduct(**responses))
    return worlds.changed(a_conduct, ties={**a_conduct.ties.model_dump(), "strength": 0.0})


def played(**fields: Any) -> worlds.Lived:
    """A city in which all who are literate play, near a cut-off always."""
    return paired.lived(keeping(gaming={"gamers": 1.0, "near": 1.0, **fields}), toothless(), 10_000, 240)


def without() -> worlds.Lived:
    return paired.lived(keeping(), toothless(), 10_000, 240)


def points(world: worlds.Lived, track: int) -> Any:
    """All dimensions of one standing, of everybody."""
    first = track * state.DIMENSION_COUNT
    return np.stack([world.column(state.half(state.POINTS, first + k)) for k in range(state.DIMENSION_COUNT)])


def test_what_is_only_claimed_never_reaches_error_free_standing() -> None:
    claimed, plain = played(claimed=1.0), without()
    for_score, only, undone = claimed.flow(count.GAMED, 3)
    assert (for_score, undone) == (0, 0) and only > 100
    for track in (1, 2):
        assert np.array_equal(points(claimed, track), points(plain, track))
    assert points(claimed, 0).sum() > points(plain, 0).sum()
    assert paired.done(claimed, *DEEDS) == paired.done(plain, *DEEDS)
    nothing = [count.RECORDED + 4 * claimed.act(deed) + 2 for deed in DEEDS]
    more = sum(claimed.flow(column)[0] - plain.flow(column)[0] for column in nothing)
    assert 0 < more <= only


def test_what_is_done_for_the_score_is_done() -> None:
    """The other way: where nothing is claimed and nothing left undone, rewards bring good deeds."""
    honest, plain = played(claimed=0.0, instead=0.0), without()
    for_score, only, undone = honest.flow(count.GAMED, 3)
    assert (only, undone) == (0, 0)
    assert paired.done(honest, *DEEDS) - paired.done(plain, *DEEDS) == for_score > 100


def test_a_deed_for_the_score_is_paid_for_by_one_that_counts_for_nothing() -> None:
    regime = toothless()
    rules = [row for row in worlds.entries(regime.rules) if row["act"] != "cares-for-parents"]
    how: dict[str, Any] = {"regime": worlds.changed(regime, rules=rules), "citizens": 10_000, "days": 240}
    gaming = {"gamers": 1.0, "near": 1.0, "claimed": 0.0, "instead": 1.0}
    world = paired.lived(paired.noticed(paired.conduct(gaming=gaming)), **how)
    plain = paired.lived(paired.noticed(paired.conduct()), **how)
    for_score, _, undone = world.flow(count.GAMED, 3)
    owed = world.column(state.OWED)
    assert undone > 0 and undone + owed.sum() <= for_score
    if owed.max() < 3:
        assert undone + owed.sum() == for_score
    assert paired.done(plain, "cares-for-parents") - paired.done(world, "cares-for-parents") == undone


def test_as_many_play_as_the_file_says() -> None:
    """Who would play is drawn in proportion to literacy, with the share that is said on the mean."""
    share = 0.2
    world = paired.lived(paired.noticed(paired.conduct(gaming={"gamers": share, "near": 1.0})), toothless(), 20_000, 61)
    known = world.column(state.AWARENESS) >= 2
    tier, top = world.column(state.TIER), len(world.compiled.legend.tiers) - 1
    able = known & (tier < top)
    found = (world.column(state.GAMING)[able] > 0).mean()
    assert abs(found - share) < 0.03
    by_schooling = [
        (world.column(state.GAMING)[able & (world.column(state.EDUCATION) == k)] > 0).mean() for k in range(4)
    ]
    assert by_schooling == sorted(by_schooling)
