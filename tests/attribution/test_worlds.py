"""What parts of hand-made regimes did, where it is known; executors, kept figures, failures, refusals."""

import json
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from glasshouse.audit.objectives import OBJECTIVES, Figures, figures_of, objective
from glasshouse.diagnostics import UserFault
from glasshouse.engine.experiment import Setting, run_experiment
from glasshouse.experiment.attributing import Attributed, attribute
from glasshouse.experiment.coalitions import Design
from glasshouse.experiment.counted import live
from glasshouse.experiment.grouping import by_section, named
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.parts import SECTIONS, divide
from glasshouse.record.reading import Run
from tests.attribution import worlds


def silent(stage: str, done: int, of: int) -> None:
    del stage, done, of


def by_parts(regime: object, design: Design, executor: Executor | None = None, *groups: str) -> Attributed:
    """What the sections of a regime, or named groups, did over no authority at all."""
    files = worlds.files(regime)  # type: ignore[arg-type]
    parts = divide(files.regime.value, worlds.bare()).parts
    made = named(groups, parts) if groups else by_section(parts)
    return attribute(files, worlds.bare(), made, design, silent, executor=executor)


def test_a_chain_of_four_has_a_quarter_each_of_what_only_all_of_it_does() -> None:
    found = by_parts(worlds.regime(worlds.chain("a", "flight", worlds.INVENTING)), worlds.design())
    assert [group.id for group in found.groups] == ["sensors", "rules", "lists", "consequences"]
    # Every record is invented, so all that follows is in error: ten thousand in ten thousand.
    for share in found.shares(OBJECTIVES["M1"].value).shares:
        assert share.shapley == (2500.0, 2500.0)
        assert share.last == (10_000.0, 10_000.0) and share.alone == (0.0, 0.0)
    days = found.shares(OBJECTIVES["sanction-days"].value)
    assert days.total is not None and min(days.total) > 0
    assert all(share.shapley == pytest.approx([each / 4 for each in days.total]) for share in days.shares)
    # Sixteen coalitions and three worlds (nothing, a sensor that nothing follows, all of it) of two seeds.
    assert len(found.worths) == 16 and found.lived == 6


def test_chains_that_meet_nobody_in_common_have_what_they_do_alone() -> None:
    town, country = worlds.chain("a", "flight", worlds.TOWN), worlds.chain("b", "flat", worlds.COUNTRY)
    groups = [f"{name}={name}-eye,{name}-rule,{name}-list,{name}-refused" for name in "ab"]
    found = by_parts(worlds.regime(town, country), worlds.design(), None, *groups)
    for name in ("sanction-days", "M2", "refusals"):
        shares = found.shares(OBJECTIVES[name].value)
        for share in shares.shares:
            assert share.shapley == pytest.approx(share.last) and share.shapley == pytest.approx(share.alone)
    assert found.shares(OBJECTIVES["M1"].value).total == (0.0, 0.0)
    # A district is town or country, and there is one of each among the seeds.
    assert all(sum(share.alone or ()) > 0 for share in found.shares(OBJECTIVES["sanction-days"].value).shares)


@pytest.mark.parametrize("name", library.names("regimes"))
def test_all_parts_are_the_regime_and_none_the_baseline(name: str) -> None:
    place, conduct = library.load_place("village").value, library.load_conduct("default").value
    regime, baseline = library.load_regime(name).value, library.load_regime("ordinary-law").value
    division = divide(regime, baseline)
    assert {part.section for part in division.parts} <= set(SECTIONS)

    def tables(of: object) -> str:
        return compile_tables(place, conduct, of).sha256  # type: ignore[arg-type]

    assert tables(division.together({part.key for part in division.parts})) == tables(regime)
    assert tables(division.together(set())) == tables(baseline)


def test_a_counted_world_is_the_recorded_one(tmp_path: Path) -> None:
    files = worlds.files(library.load_regime("as-told").value, library.load_conduct("default"))
    setting = Setting(1200, 40, 3, threads=1, panel=0)
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    counted = live(files, compiled, setting)
    # The made regime was read from no file, so a record of it has no input files; its counts are what is compared.
    recorded = run_experiment(files, setting, tmp_path / "run", silent)
    assert counted.manifest.digest == recorded.manifest.digest
    assert figures_of(counted) == figures_of(recorded)


def test_any_executor_gives_the_same(tmp_path: Path) -> None:
    regime = worlds.regime(worlds.chain("a", "flight", worlds.INVENTING))
    alone = by_parts(regime, worlds.design(1))
    with ThreadPoolExecutor(3) as threads:
        assert figures(by_parts(regime, worlds.design(1), threads)) == figures(alone)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert figures(by_parts(regime, worlds.design(1, folder=tmp_path), processes)) == figures(alone)
    assert len(list(tmp_path.iterdir())) == 3


def figures(found: Attributed) -> list[tuple[Figures, ...]]:
    """All that worlds came to."""
    return [worth.figures for worth in found.worths.values()]


def test_a_stopped_experiment_goes_on(tmp_path: Path) -> None:
    regime = worlds.regime(worlds.chain("a", "flight", worlds.INVENTING))
    first = by_parts(regime, worlds.design(folder=tmp_path))
    assert (first.lived, by_parts(regime, worlds.design(folder=tmp_path)).lived) == (6, 0)
    one, other = sorted(tmp_path.iterdir())[:2]
    one.write_text(one.read_text()[:20])
    other.unlink()
    again = by_parts(regime, worlds.design(folder=tmp_path))
    assert again.lived == 2 and figures(again) == figures(first)
    assert json.loads(other.read_text())["M1"]
    # Of another length nothing is kept.
    assert by_parts(regime, Design(700, 29, (1,), figures_of, tmp_path)).lived == 3


def fails_where_listed(run: Run) -> Figures:
    """A measure that fails on worlds with a list."""
    if run.manifest.legend.lists:
        raise RuntimeError("made to fail")
    return figures_of(run)


def test_a_world_that_fails_takes_no_other_along() -> None:
    regime = worlds.regime(worlds.chain("a", "flight", worlds.INVENTING))
    found = by_parts(regime, Design(700, 10, (1,), fails_where_listed))
    assert found.failures == {"sensors + rules + lists + consequences": "RuntimeError: made to fail"}
    shares = found.shares(OBJECTIVES["M1"].value)
    assert shares.all is None and shares.none == (0.0,)
    assert all(share.shapley is None and share.last is None and share.alone == (0.0,) for share in shares.shares)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["eyes=a-eye", "eyes=a-rule"], "G411", "named twice"),
        (["eyes=a-eye", "all=sensors"], "G411", "is in `eyes` and in `all`"),
        (["eyes=a-eys"], "G411", "did you mean `a-eye`"),
        (["eyes"], "G411", "names no group"),
    ],
)
def test_groups_that_are_none(words: list[str], code: str, says: str) -> None:
    with pytest.raises(UserFault) as caught:
        by_parts(worlds.regime(worlds.chain("a", "flight", worlds.INVENTING)), worlds.design(), None, *words)
    assert says in str([(one.code, one.what, one.remedy) for one in caught.value.diagnostics])
    assert {one.code for one in caught.value.diagnostics} == {code}


def test_a_group_that_others_cannot_be_without() -> None:
    chain = worlds.chain("a", "flight", worlds.INVENTING)
    chain["lists"][0]["exit"] = "request"
    remedy = {"id": "asking", "kind": "expiry", "mode": "request", **worlds.OURS}
    with pytest.raises(UserFault) as caught:
        by_parts(worlds.regime(chain, remedies=[remedy]), worlds.design())
    assert [one.code for one in caught.value.diagnostics] == ["G413"]
    assert "without the group `remedies`" in caught.value.diagnostics[0].what
    # With the list in its group it can go.
    assert by_parts(worlds.regime(chain, remedies=[remedy]), worlds.design(1), None, "both=asking,lists").lived == 2


def test_nothing_to_share_out() -> None:
    with pytest.raises(UserFault) as caught:
        by_parts(worlds.bare(), worlds.design())
    assert caught.value.diagnostics[0].code == "G412"


def test_the_list_of_measures_is_closed_and_its_signs_are_fixed() -> None:
    for word in ("silence", "maximise M15", "-M1", "m1", "yield"):
        with pytest.raises(UserFault) as caught:
            objective(word)
        assert caught.value.diagnostics[0].code == "G410"
    harms = {one.id: one.wanted for one in OBJECTIVES.values() if one.kind == "harm"}
    assert set(harms.values()) == {-1} and {"M1", "M2", "M15", "M31"} <= harms.keys()
    with pytest.raises(AttributeError):
        OBJECTIVES["M1"].wanted = 1  # type: ignore[misc]
