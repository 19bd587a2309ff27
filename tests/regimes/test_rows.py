"""Nothing in a shipped regime is for show: in a year of twenty thousand people every clause happens to somebody."""

from typing import Any

import pytest

from glasshouse.inputs import library
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from tests import worlds

PLACES = {"learned-scorecard": "us-2020", "bureau-us": "us-2020", "nosedive": "suburb", "majority-rule": "suburb"}
"""Where a regime is lived; all others in the first place of the library."""
NO_GAINS = "Nothing on file is worth points here, so that nobody stands above the start."
LONG = "It takes more points than a year brings."
KIND = "Few encounters are unpleasant by the conduct file, so that nobody is rated so low."
RARE = {
    "bureau-us": {"very-good": NO_GAINS, "exceptional": NO_GAINS},
    "learned-scorecard": {
        **dict.fromkeys(("very-good", "exceptional"), "The card has few characteristics, and none is worth so much."),
        "poor": "Nor does any cost so much in the first year of fits.",
    },
    "nosedive": {"cast-out": KIND},
    "rongcheng-2014": {"services-first": LONG, "aaa": LONG, "d": LONG},
    "rongcheng-2021": {"services-first": LONG, "aaa": LONG, "d": LONG},
    "safeguarded": {"oversight": "No sensor has so many of its records of a month found out, of a district's few."},
    "suining-2010": {"licence-refused": LONG, "assistance-refused": LONG, "d": LONG},
}
"""What happens to nobody in so small a place and so short a time, and why. All else must happen."""
A_YEAR_LESS_A_MONTH = 48
REMEDIES = {
    "appeal": (count.APPEALED_RECORDS, 2),
    "expiry": (count.EXPIRED, 1),
    "examination": (count.EXAMINED, 2),
    "repair": (count.REPAIRED, 2),
    "oversight": (count.HALTED, 1),
    "opt-out": (count.OPTED_OUT_STOCK, 1),
}
"""What each kind of remedy is counted by; a notice has no count of its own."""


def idle(regime: str, place: str, citizens: int) -> set[str]:
    """What of a regime happens to nobody in a year."""
    how: dict[str, Any] = {"district_size": 5000, "threads": 2}
    world = worlds.live(worlds.place(place), worlds.conduct(), worlds.regime(regime), citizens, 365, **how)
    clauses, legend = library.load_regime(regime).value, world.compiled.legend

    def happened(first: int, size: int = 1) -> bool:
        return bool(world.flow(first, size).any())

    def by(sensor: str) -> bool:
        return happened(count.RECORDED_BY + 4 * legend.sensors.index(sensor), 4)

    def of(act: str) -> bool:
        return happened(count.RECORDED + 4 * world.act(act), 4)

    found: dict[str, bool] = {}
    marked = {sensor.id for sensor in clauses.sensors if sensor.classroom and not sensor.sees}
    for name in set(legend.sensors) - marked:
        gate = name in legend.gates and happened(count.PASSED + legend.gates.index(name))
        found[name] = by(name) if name not in legend.gates or sees(clauses, name) else gate
    for k, name in enumerate(legend.lists):
        found[name] = happened(count.ENTRIES + 3 * k, 3)
    for k, one in enumerate(clauses.consequences):
        found[one.id] = happened(count.UNDER + 3 * k, 3)
    for k, tier in enumerate(clauses.tiers):
        found[tier.id] = happened(count.TIER_STOCK + k)
    for act in {act for sensor in clauses.sensors for act in sensor.sees}:
        found[act] = happened(count.DONE + world.act(act)) and of(act)
    for rule in clauses.rules:
        found[rule.id] = of(rule.act) and (not rule.sensors or any(by(name) for name in rule.sensors))
    for remedy in clauses.remedies:
        if remedy.kind in REMEDIES:
            found[remedy.id] = happened(*REMEDIES[remedy.kind])
        if remedy.kind == "expiry" and min(rule.term_weeks or 9999 for rule in clauses.rules) > A_YEAR_LESS_A_MONTH:
            del found[remedy.id]  # no term can end within the year
    score = clauses.score
    found |= {
        "peers": not (score and score.peers) or happened(count.RATED, 6),
        "scorecard": not (score and score.scorecard) or happened(count.TABULATED, 2),
        "classroom": not any(sensor.classroom for sensor in clauses.sensors) or happened(count.SCANS),
        "ballot": clauses.ballot is None or happened(count.VOTES, 2),
        "leaks": clauses.leaks is None or happened(count.LEAKED, 2),
        "favour": clauses.favour is None or happened(count.EDITED, 2),
    }
    return {name for name, there in found.items() if not there}


def sees(clauses: Regime, name: str) -> bool:
    """Whether a gate looks for anything."""
    return any(sensor.sees for sensor in clauses.sensors if sensor.id == name)


@pytest.mark.parametrize("regime", library.names("regimes"))
def test_everything_that_a_regime_says_happens_to_somebody(regime: str) -> None:
    assert idle(regime, PLACES.get(regime, "cn-2020"), 20_000) == set(RARE.get(regime, {}))


def test_what_happens_to_nobody_would_be_seen() -> None:
    """Five hundred people are too few for some of it, and not for all."""
    found = idle("as-told", "village", 500)
    assert {"court-register", "caller-tone"} <= found and not {"street-offenders", "jaywalk", "net-watch"} & found
