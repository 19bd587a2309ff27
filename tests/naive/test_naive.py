"""The naive day and the kernel tell the same of every citizen and count the same every day.

A mistake that both made would stay: hence another style, and nothing imported but the grammar of the files.
"""

import ast
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.place import Place
from glasshouse.model import columns as count
from tests.governance.phased import ORDINARY, phase
from tests.naive import compare
from tests.people import changed, shipped_conduct
from tests.strategies import Drawn, shipped_place, shipped_regime, worlds

WORDS = ("clause", "place", "conduct", "consequence", "phasing", "regime", "remedies", "scorecard", "upbringing")
GRAMMAR = {f"glasshouse.inputs.{name}" for name in WORDS}
NOT_NAIVE = {"compare.py", "test_naive.py", "test_order.py"}


def told(faults: list[str]) -> None:
    assert not faults, f"{len(faults)} differences\n" + "\n".join(faults[:20])


def test_the_naive_day_imports_nothing_of_ours_but_the_grammar() -> None:
    files = [path for path in Path(__file__).parent.glob("*.py") if path.name not in NOT_NAIVE]
    assert len(files) >= 8
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0
                names = [node.module or ""]
            for name in names:
                ours = name.split(".")[0] == "glasshouse"
                assert not ours or name in GRAMMAR, f"{path.name} imports {name}"
                assert name not in ("tests.naive.compare", "tests.strategies"), f"{path.name} imports {name}"


def brief_lessons() -> Conduct:
    """Lessons of half an hour: the naive day adds scan after scan, which takes long for a whole day."""
    conduct = shipped_conduct()
    assert conduct.lessons is not None
    return changed(conduct, lessons=changed(conduct.lessons, minutes_a_day=30).model_dump())


@pytest.mark.parametrize(
    ("place", "regime", "seed"),
    [
        ("village", "as-told", 1),
        ("village", "ordinary-law", 2),
        ("cn-2020", "as-told", 2),
        ("village", "nosedive", 3),
        ("cn-2020", "majority-rule", 4),
        pytest.param("village", "as-told", 2, marks=pytest.mark.slow),
        pytest.param("village", "ordinary-law", 1, marks=pytest.mark.slow),
        pytest.param("cn-2020", "as-told", 1, marks=pytest.mark.slow),
    ],
)
def test_shipped_worlds(place: str, regime: str, seed: int) -> None:
    world = shipped_place(place), brief_lessons(), shipped_regime(regime)
    told(compare.differences(*world, citizens=520, days=65, seed=seed)[0])


@pytest.mark.slow
def test_a_village_of_two_blocks_the_second_cut_short() -> None:
    world = shipped_place("village"), brief_lessons(), shipped_regime("as-told")
    told(compare.differences(*world, citizens=1337, days=35, seed=5)[0])


def test_a_class_under_scan() -> None:
    world = shipped_place("village"), brief_lessons(), shipped_regime("classroom")
    told(compare.differences(*world, citizens=520, days=65, seed=3)[0])


def test_three_districts_that_mistake_each_other() -> None:
    regime = shipped_regime("as-told")
    blind = [
        changed(
            sensor,
            coverage={"urban": 0.9, "rural": 0.9},
            hit=0.2,
            false_match={**match, "per_comparison": 0.9},
        )
        for sensor in regime.sensors
        for match in [sensor.false_match and sensor.false_match.model_dump()]
        if match
    ]
    world = (
        shipped_place("village"),
        shipped_conduct(),
        changed(regime, sensors=[one.model_dump() for one in blind]),
    )
    faults, naive = compare.differences(*world, citizens=800, days=62, seed=4, district_size=260)
    told(faults)
    assert [len(district.people) for district in naive.districts] == [267, 267, 266]
    assert any(district.received for district in naive.districts)


def test_more_gains_in_a_month_than_a_nibble_holds() -> None:
    """Four rules give points for each purchase, and no cap is written."""
    regime = shipped_regime("as-told")
    assert regime.score is not None
    rows = [changed(row, gains_per_month=None).model_dump() for row in regime.score.dimensions]
    careful = next(rule for rule in regime.rules if rule.act == "careful-purchase")
    four = [changed(careful, id=f"careful-{k}", points={"urban": 1, "rural": 1}).model_dump() for k in range(4)]
    sensors = [changed(sensor, coverage={"urban": 1, "rural": 1}).model_dump() for sensor in regime.sensors]
    generous = changed(regime, score=changed(regime.score, dimensions=rows).model_dump(), rules=four, sensors=sensors)
    told(compare.differences(shipped_place("village"), brief_lessons(), generous, 500, 35, 1)[0])


def test_people_who_play_for_the_score() -> None:
    """Who is literate games and is near a cut-off; deeds are done often, and one kind of them counts for nothing."""
    base = brief_lessons()
    assert base.gaming
    often = [
        changed(act, rate_per_year={"urban": 40, "rural": 40}, frailty_shape=4.0) if act.deed else act
        for act in base.acts
    ]
    conduct = changed(
        base,
        acts=[act.model_dump() for act in often],
        gaming=changed(base.gaming, gamers=1.0, near=1.0, claimed=0.4, instead=1.0).model_dump(),
        awareness=changed(base.awareness, start=1.0, look_per_month=1.0).model_dump(),
    )
    regime = shipped_regime("as-told")
    rules = [rule.model_dump() for rule in regime.rules if rule.act != "cares-for-parents"]
    world = shipped_place("village"), conduct, changed(regime, rules=rules)
    faults, naive = compare.differences(*world, citizens=500, days=65, seed=6)
    told(faults)
    gamed: Counter[str] = Counter()
    for day in naive.districts[0].history:
        for counts in day.values():
            gamed.update({key[1]: n for key, n in counts.items() if key[0] == "gamed"})
    assert min(gamed[what] for what in ("for the score", "claimed", "left undone")) > 5


def test_a_scorecard_that_is_fitted_twice() -> None:
    """Engine and naive day fit by other means, and come to the same whole points; false records are among them."""
    regime = shipped_regime("learned-scorecard")
    assert regime.score is not None and regime.score.scorecard is not None
    kinds = [["jaywalk", "litters"], ["traffic-offence"], ["pays-bill-late"]]
    card = changed(
        regime.score.scorecard, term_weeks=2, refit_months=1, points_to_halve_odds=33.3,
        characteristics=[{"records_of": acts} for acts in kinds], breach=["jaywalk", "litters", "traffic-offence"],
    )  # fmt: skip
    eager = [
        changed(sensor, coverage={"urban": 0.9, "rural": 0.9}, invented_per_year=0.5, retention_weeks=6).model_dump()
        for sensor in regime.sensors
        if sensor.kind in ("office", "bank-and-court")
    ]
    learning = changed(regime, score=changed(regime.score, scorecard=card.model_dump()).model_dump(), sensors=eager)
    faults, naive = compare.differences(shipped_place("village"), shipped_conduct(), learning, 520, 65, 1)
    told(faults)
    points = naive.districts[0].card
    assert points["everybody"] > 0 > points[0, 1]


def mortal(name: str, **deaths: float) -> Place:
    """A shipped place in which other numbers die."""
    place = shipped_place(name)
    return changed(place, deaths=changed(place.deaths, **deaths).model_dump())


@pytest.mark.parametrize(
    ("regime", "citizens", "days"),
    [
        ("as-told", 40, 400),
        pytest.param("classroom", 150, 500, marks=pytest.mark.slow),
        pytest.param("as-told", 60, 20 * 365, marks=pytest.mark.slow),
    ],
)
def test_years_pass(regime: str, citizens: int, days: int) -> None:
    """People die, grow up, go to school and to work, marry and retire, and the authority's files open and close."""
    world = mortal("village", least=60 if days < 1000 else 5), brief_lessons(), shipped_regime(regime)
    faults, naive = compare.differences(*world, citizens=citizens, days=days, seed=3)
    told(faults)
    [district] = naive.districts
    died = sum(me.dead for me in district.people)
    assert 0 < died < citizens and len({me.age for me in district.people}) > 20


PHASES: tuple[dict[str, Any], ...] = (
    phase("before", until_day=8, drops="everything", keeps=ORDINARY),
    phase("harsher", from_day=12, until_day=50, changes=[
        {"clause": "late-bill", "to": {"points": {"urban": -200}}},
        {"clause": "travel-blacklist", "to": {"term_weeks": 1}},
    ], adds=["criticism-points", "online-rumour"]),
    phase("wiped", from_day=33, wipes=["records", "lists", "points"], drops=["litter-points", "friends"]),
    phase("repeal", from_day=52, drops="everything", keeps=ORDINARY),
)  # fmt: skip


@pytest.mark.parametrize(
    "told_of", [PHASES, pytest.param(({**PHASES[2], "wipes": ["lists"]}, PHASES[3]), marks=pytest.mark.slow)]
)
def test_phases_with_a_date(told_of: tuple[dict[str, Any], ...]) -> None:
    """Clauses that come, change, go, and delete; what they left behind goes on meaning what it meant."""
    regime = changed(shipped_regime("as-told"), phases=list(told_of))
    faults, naive = compare.differences(shipped_place("village"), shipped_conduct(), regime, 520, 65, 3)
    told(faults)
    assert any(me.file for me in naive.districts[0].people)


NEVER = {
    "sent_afar",
    "citizens",
    "scored",
    "gamed",
    "came_on_file",
    "left_file",
    "seats",
    "began_work",
    "retired",
    "wait_added",
    "wait_skipped",
    "places_moved",
    "places_missed",
}
NEVER |= {"bequeathed", "inherited", "escheated", "written_off", "widowed"}
NEVER |= {"wait_added", "wait_skipped", "places_moved", "places_missed"}
"""Too sure or too rare to ask for, or with a test of their own."""


def generated(examples: int, days: int) -> Counter[str]:
    """Compare so many generated worlds; return how often each count was moved."""
    happened: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds())
    def agree(drawn: Drawn) -> None:
        world = drawn.place, drawn.conduct, drawn.regime
        faults, naive = compare.differences(*world, citizens=500, days=days, seed=drawn.seed)
        told(faults)
        for day in naive.districts[0].history:
            for counts in day.values():
                happened.update(key[0] for key, n in counts.items() if n)

    agree()
    return happened


def test_generated_worlds() -> None:
    happened = generated(examples=10, days=40)
    assert {block.name for block in count.COUNTS} - set(happened) - NEVER == set()


@pytest.mark.soak
def test_many_generated_worlds() -> None:
    generated(examples=100, days=65)
