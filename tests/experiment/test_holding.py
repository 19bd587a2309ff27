"""Held twins: no change is no difference, a change reaches whom it is about, what friends do is no direct effect."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from glasshouse import api
from glasshouse.audit.parting import parted
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting, made_ready
from glasshouse.engine.placebo import born
from glasshouse.experiment.acquaintance import known, turns_of
from glasshouse.experiment.holding import Held, Holding, held_twins
from glasshouse.experiment.replay import citizen_of
from glasshouse.model.panel import PANEL_COLUMNS
from glasshouse.model.state import OFFICIAL, get
from glasshouse.record.panel import read_panel
from glasshouse.record.reading import Run

SETTING = Setting(1200, 75, 1, 600, panel=200)
HEAD = "title: A test's own\nstatus: fiction\ndescribes: Made up for a test of held twins.\n"
ASSUMED = "{why: made up for a test, range: [0, 1]}"
Make = Callable[[str], Run]


def silent(stage: str, done: int, of: int) -> None:
    del stage, done, of


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Runs of the same people under shipped regimes, or under texts of one's own; each is lived once."""
    folder = tmp_path_factory.mktemp("held")
    made: dict[str, Run] = {}

    def run(regime: str) -> Run:
        if regime not in made:
            name = regime
            if "\n" in regime:
                path = folder / f"made-up-{len(made)}.yaml"
                path.write_text(f"regime: made-up-{len(made)}\n{HEAD}{regime}", encoding="utf-8")
                name = str(path)
            made[regime] = api.run(api.load(name, "village"), SETTING, folder / str(len(made)))
        return made[regime]

    return run


def hold(one: Run, other: Run) -> Held:
    return Holding(one, other).live(2, silent)


def panel(run: Run) -> NDArray[np.int64]:
    """The sampled of a run, as ``[day, citizen, column]``."""
    columns = read_panel(run.folder)[1]
    return np.stack([columns[name].astype(np.int64) for name, _, _ in PANEL_COLUMNS], axis=2)


def differing(one: NDArray[np.int64], other: NDArray[np.int64]) -> set[int]:
    """Which of the sampled differ on any day."""
    return set(np.flatnonzero((one != other).any(axis=(0, 2))).tolist())


@pytest.mark.parametrize("regime", ["as-told", "safeguarded", "nosedive"])
def test_no_change_is_no_difference_to_the_bit(make: Make, regime: str) -> None:
    run = make(regime)
    held = hold(run, run)
    assert np.array_equal(held.values, panel(run))
    assert held.turns >= 2


def test_a_change_about_officials_reaches_officials_alone(make: Make) -> None:
    one, other = make("as-told"), make("extends: as-told\nscore:\n  identity: {official: -300}\n")
    source = Holding(one, other).there
    flights = {d: born(source.plan, d, source.tables, made_ready("cpu")[0]) for d in range(2)}
    citizens = [citizen_of(source.plan, name) for name in read_panel(one.folder)[0]]
    officials = {k for k, c in enumerate(citizens) if get(flights[c.district].citizens, c.local, OFFICIAL) == 1}
    held = hold(one, other)
    reached = differing(held.values, panel(one))
    assert reached and reached <= officials
    # Unheld it goes further: others see where their friends stand.
    assert not differing(panel(other), panel(one)) <= officials


PULLED = f"""
extends: bare
score:
  id: scale
  least: 0
  most: 1000
  start: 500
  pulls:
    - {{id: friends, of: friends, points_per_tier: 40, most: 100, assumption: {ASSUMED}}}
  dimensions:
    - {{id: behaviour, dimension: behaviour, weight: 0.5, assumption: {ASSUMED}}}
    - {{id: relations, dimension: relations, weight: 0.5, assumption: {ASSUMED}}}
  assumption: {ASSUMED}
tiers:
  - {{id: low, title: low, from: 0, assumption: {ASSUMED}}}
  - {{id: middle, title: middle, from: 450, assumption: {ASSUMED}}}
sensors:
  - {{id: eye, kind: office, title: An eye, sees: [jaywalk], coverage: {{urban: 0.3, rural: 0.3}}, hit: 1,
     assumption: {ASSUMED}}}
rules:
  - {{id: crossing, act: jaywalk, dimension: behaviour, points: {{urban: POINTS, rural: POINTS}},
     assumption: {ASSUMED}}}
"""


def test_what_comes_through_friends_alone_is_spill_over(make: Make) -> None:
    one, other = make(PULLED.replace("POINTS", "1")), make(PULLED.replace("POINTS", "-300"))
    first, second, held = panel(one), panel(other), hold(one, other).values
    # Whoever was never recorded stands at the start in the first world, since nobody moves below or above a cut there.
    unrecorded = set(range(first.shape[1])) - {k for k in range(first.shape[1]) if (np.diff(first[:, k, 0]) != 0).any()}
    assert len(unrecorded) > 20
    assert not differing(held, first) & unrecorded
    pulled = differing(second, first) & unrecorded
    assert len(pulled) > 3
    with held_twins(one, other, silent) as lives:
        score = next(row for row in parted([(one, other, lives[0])]) if row.id == "score")
    assert score.direct[0] < 0 and score.spill_over[0] < 0
    assert score.total[0] == pytest.approx(score.direct[0] + score.spill_over[0])


def test_nobody_of_a_turn_knows_another(make: Make) -> None:
    run = make("as-told")
    source = Holding(run, run).there
    flight = born(source.plan, 0, source.tables, made_ready("cpu")[0])
    numbers = np.arange(300, dtype=np.int64)
    met, turns = known(numbers, flight, source.tables), turns_of(numbers, flight, source.tables)
    assert sorted(np.concatenate(turns).tolist()) == numbers.tolist()
    assert all(j in met and i in met[j] for i in met for j in met[i])
    assert not any(met[i] & set(turn.tolist()) for turn in turns for i in turn.tolist())
    assert max(map(len, met.values())) >= 5


def test_several_seeds_and_refusals(tmp_path: Path, make: Make) -> None:
    setting = Setting(600, 31, 3, panel=20)
    runs = [
        api.run(api.load(name, "village"), setting, tmp_path / name, seeds=2) for name in ("ordinary-law", "as-told")
    ]
    found = api.compare(runs[0].folder, runs[1].folder, hold=True).data
    assert found["saturation"] == [] and {row["persons"] for row in found["held"]} == {40}
    for row in found["held"]:
        whole = row["direct"]["value"] + row["spill_over"]["value"]
        assert whole == pytest.approx(row["total"]["value"]) and row["total"]["interval"] is not None
    nobody = api.run(api.load("as-told", "village"), Setting(700, 31, 3, panel=0), tmp_path / "nobody")
    with pytest.raises(UserFault) as caught:
        api.compare(nobody.folder, nobody.folder, hold=True)
    assert [one.code for one in caught.value.diagnostics] == ["G509"]
    with pytest.raises(UserFault) as caught:
        api.compare(make("as-told").folder, make("safeguarded").folder, saturation=[1.0])
    assert [one.code for one in caught.value.diagnostics] == ["G400"]
