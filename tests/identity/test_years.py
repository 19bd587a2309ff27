"""One digest over many years with everything on: phases, favour, safeguards, ratings, votes, and every response."""

from typing import Any

import pytest

import glasshouse.engine.districts as districts
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from tests import worlds
from tests.governance import phased

YEARS: dict[str, Any] = {"citizens": 80, "days": 20 * 365, "district_size": 40}
SHORT: dict[str, Any] = {**YEARS, "days": 150}
ON = {
    "came_on_file", "deaths", "appealed", "examined", "repaired", "edited", "rated", "votes", "gamed", "halted",
    "offline", "leaked", "cheaper", "wait_added", "began_work", "withheld",
}  # fmt: skip
"""What must have happened in twenty years, lest something was off after all."""

SOON: dict[str, dict[str, int]] = {"oversight": {"from_records": 1}, "repair": {"deeds": 0, "fee": 5}}
"""Remedies that few people bring about as well."""


def regime() -> Regime:
    """As told, in phases, with favour and treatment, all safeguards, ratings of everybody by everybody, and votes."""
    favoured, guarded, rated, voted = (
        worlds.regime(name) for name in ("as-told-favoured", "safeguarded", "nosedive", "majority-rule")
    )
    assert favoured.score is not None and rated.score is not None and rated.score.peers is not None
    peers = {**rated.score.peers.model_dump(), "dimension": "behaviour"}
    rule = next(row for row in voted.rules if row.vote is not None).model_dump(by_alias=True)
    sensors = [row.model_dump(by_alias=True) for row in voted.sensors if rule["act"] in row.sees]
    kept = [
        row for row in worlds.entries(favoured.remedies) if row["kind"] not in {one.kind for one in guarded.remedies}
    ]
    vote = {**rule, "dimension": "behaviour", "list": None, "sensors": None, "vote": {"up": 0.2, "down": -0.4}}
    made: Regime = worlds.changed(
        favoured,
        score={**favoured.score.model_dump(), "peers": peers},
        ballot=voted.ballot and voted.ballot.model_dump(),
        sensors=[*worlds.entries(favoured.sensors), *sensors],
        rules=[*worlds.entries(favoured.rules), vote],
        remedies=[*kept, *({**row, **SOON.get(row["kind"], {})} for row in worlds.entries(guarded.remedies))],
        phases=list(phased.EVERY_KIND),
        **phased.SENT,
        **phased.AIMED,
    )  # fmt: skip
    return made


def conduct() -> Conduct:
    """The default conduct with what it leaves at none switched on, and its responses frequent."""
    base = worlds.conduct()
    on: dict[str, dict[str, float]] = {
        "habituation": {"levels_per_year": 0.1}, "falsification": {"internalised_per_year": 0.02},
        "withdrawal": {"per_year": 0.03}, "gaming": {"gamers": 0.2}, "courtship": {"by_standing": 0.6},
    }  # fmt: skip
    made: Conduct = worlds.changed(
        base, **{name: {**getattr(base, name).model_dump(), **to} for name, to in on.items()}
    )
    return made


def live(**how: Any) -> worlds.Lived:
    """Both in the village."""
    return worlds.live(worlds.place(), conduct(), regime(), **how)


def test_months_with_everything_on_are_one_in_python_and_on_the_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(districts, "SENTINELS", 1)
    expected = live(**SHORT).digest
    assert expected == live(backend="python", **SHORT).digest
    assert expected == live(threads=2, shards=2, order="day", **SHORT).digest


@pytest.mark.slow
def test_twenty_years_with_everything_on_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(districts, "SENTINELS", 1)
    lived = live(**YEARS)
    happened = {one.name for one in count.COUNTS if lived.counts[:, :, one.start : one.start + one.size].any()}
    assert ON - happened == set()
    assert lived.digest == live(threads=2, shards=2, order="day", **YEARS).digest
    assert lived.digest == live(backend="python", **YEARS).digest
