"""What a score rewards (M29) against regimes that reward one thing, and what a sanction joins (M34) by hand."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from glasshouse.audit import rewards as subject
from glasshouse.audit.rewards import SOURCES, shares, touched
from glasshouse.inputs.compiling.sourcing import source_of
from glasshouse.model import sources
from glasshouse.model.panel import PANEL_COLUMNS
from tests import worlds
from tests.truth.test_watching import points, scored, sensor

NAMES = [name for name, _, _ in PANEL_COLUMNS]
PEOPLE = tuple((0, number) for number in range(0, 2000, 4))
Panel = dict[str, np.ndarray[Any, Any]]


def last_day(**parts: Any) -> Panel:
    """The panel on the last day of a regime of a few parts, of those on file."""
    regime = worlds.changed(worlds.regime("bare"), **parts)
    how: dict[str, Any] = {"district_size": 2000, "panel": PEOPLE}
    world = worlds.live(worlds.place("village"), worlds.conduct(), regime, 2000, 60, **how)
    row = world.panel[-1]
    on_file = row[:, NAMES.index("scored")] == 1
    return {name: row[on_file, k] for k, name in enumerate(NAMES)}


def shares_of(found: Panel) -> dict[str, float]:
    """The share of each source, none left out."""
    values = shares(found["score_held"], {name: found[f"source_{name}"] for name in SOURCES})
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("act", "size", "source"),
    [("traffic-offence", -10.0, "public"), ("unpleasant-encounter", -10.0, "others"), ("jaywalk", -10.0, "obedience"),
     ("posts-criticism", -10.0, "obedience"), ("volunteers", 10.0, "others"), ("careful-purchase", 10.0, "obedience")],
)  # fmt: skip
def test_a_regime_that_rewards_one_thing_rewards_that(act: str, size: float, source: str) -> None:
    rule = points(act, size, term_weeks=20)
    told = shares_of(last_day(sensors=[sensor("eye", sees=[act])], score=scored(), rules=[rule]))
    # Files hold four records: what is folded in stays in the score and is known no more.
    assert told[source] + told["rest"] == pytest.approx(100.0, abs=0.5) and told[source] > 30.0
    assert all(abs(told[name]) < 0.5 for name in told if name not in (source, "rest"))


def test_who_one_is_alone_and_parts_that_add_up() -> None:
    who = scored(identity={"urban": 100.0})
    behaviour = {**who["dimensions"][0], "weight": 0.5}
    halves = {**who, "dimensions": [behaviour, {**behaviour, "id": "identity", "dimension": "identity"}]}
    alone = shares_of(last_day(score=halves))
    assert alone == pytest.approx({**dict.fromkeys((*SOURCES, "rest"), 0.0), "identity": 100.0})
    eye = sensor("eye", sees=["traffic-offence", "quarrels-with-neighbour"])
    rules = [points(act, -10.0, term_weeks=20) for act in eye["sees"]]
    mixed = last_day(sensors=[eye], score=halves, rules=rules)
    parts = sum(mixed[f"source_{name}"] for name in SOURCES)
    whole = np.abs(mixed["score_held"] - 2000 * 16 - parts) <= len(SOURCES)
    assert whole.mean() > 0.9 and mixed["source_others"].min() < 0 and mixed["source_public"].min() < 0


def test_harm_that_is_rewarded_is_obedience_and_what_one_cannot_help_is_means() -> None:
    acts = {act.id: act for act in worlds.conduct().acts}
    assert source_of(acts["reports-neighbour"], gives=True) == sources.OBEDIENCE
    assert source_of(acts["reports-neighbour"], gives=False) == sources.TO_OTHERS
    assert source_of(acts["misses-instalment"], gives=False) == sources.MEANS


def test_rights_touched_at_once_are_counted_by_what_they_are_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sanctions on one wish are one; a reward is none; days under nothing do not count."""
    under = np.array([[0b0011, 0b0101], [0, 0b1000]], dtype=np.int32)
    monkeypatch.setattr(subject, "panel_of", lambda folder: {"under_held": under})
    rows = [SimpleNamespace(wish=wish, adverse=wish != "flat") for wish in ("loan", "loan", "flight", "flat")]
    legend = SimpleNamespace(consequences=rows)
    run: Any = SimpleNamespace(first=SimpleNamespace(folder=None), manifest=SimpleNamespace(legend=legend))
    assert (touched(run).value, touched(run).days) == (1.5, 2)
