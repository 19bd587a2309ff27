"""A run in phases is recorded, resumed, explained, held and watched like any other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.engine.experiment import run_experiment
from glasshouse.engine.live import Day, Watcher
from glasshouse.experiment import life as lives
from glasshouse.experiment.holding import held_twins
from glasshouse.record.panel import read_panel
from tests.resume import interrupted

NAME = "as-told-repealed"
SMALL: dict[str, Any] = {"citizens": 1560, "days": 95, "district_size": 520, "panel": 6}


@pytest.fixture(scope="module", autouse=True)
def phased_files() -> Any:
    """Let the helpers of interrupted runs run the regime in phases."""
    with pytest.MonkeyPatch.context() as patch:
        files = api.load(NAME, "village")
        patch.setattr(interrupted, "files", lambda: files)
        yield


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return interrupted.run(tmp_path_factory.mktemp("phases") / "whole", **SMALL)


def test_the_record_says_when_each_phase_began(whole: Any) -> None:
    told = {one.id: one for one in whole.manifest.phases}
    assert list(told) == ["before", "harder-on-speech", "leak", "answer", "repeal"]
    assert told["before"].first == 0 and told["before"].districts == 3 and told["before"].until == 90
    assert told["repeal"].first is None and told["repeal"].districts == 0
    assert (whole.folder / "stages.npy").is_file()


@pytest.mark.parametrize("number", [1, 3])
def test_cut_short_and_resumed_it_leaves_the_same(whole: Any, tmp_path: Path, number: int) -> None:
    folder = interrupted.after_checkpoint(tmp_path / "r", number, **SMALL)
    assert interrupted.contents(api.resume(folder, interrupted.OFTEN)) == interrupted.contents(whole)


def test_a_life_tells_the_phases_and_agrees_with_the_record(whole: Any) -> None:
    """``explain`` lives the days once more in plain Python, and refuses any that differs."""
    life = lives.explain(whole, read_panel(whole.folder)[0][0], None, None, api.silent)
    told = [(event.day, event.facts["phase"]["id"]) for event in life.of("phase")]
    assert told[0] == (0, "before") and all(day in (0, 60, 90) for day, _ in told)


def test_held_beside_itself_a_regime_in_phases_makes_no_difference(whole: Any) -> None:
    with held_twins(whole, whole, api.silent) as [held]:
        _, mine = read_panel(held.folder)
        _, theirs = read_panel(whole.folder)
        assert all((mine[name] == theirs[name]).all() for name in mine)


def test_watched_day_by_day_it_is_the_same_run(whole: Any, tmp_path: Path) -> None:
    seen: list[int] = []

    class Eye(Watcher):
        def see(self, day: Day) -> None:
            seen.append(day.number)

    setting = replace(interrupted.SETTING, order="day", **SMALL)
    run = run_experiment(interrupted.files(), setting, tmp_path / "watched", api.silent, Eye())
    assert run.manifest.digest == whole.manifest.digest and seen == list(range(95))
