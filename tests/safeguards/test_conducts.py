"""The conducts of headlines: inside the ranges of the default, apart in answers alone, and one that answers nothing."""

from dataclasses import replace

import pytest

from glasshouse.audit.objectives import OBJECTIVES, figures_of
from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment.counted import Counted, live
from glasshouse.inputs import library
from glasshouse.inputs.compiling import compile_tables
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.parameters import got, main, parameters_of
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime

ANSWERS = {
    "grievance",
    "protest",
    "own_motive",
    "gaming",
    "withdrawal",
    "compliance",
    "silence",
    "fear",
    "ties",
    "learning",
    "awareness",
    "trust",
    "remedies",
    "generality",
    "falsification",
}
HEAD = {"conduct", "title", "note"}
DEFAULT = library.load_conduct("default")


def differing(one: Conduct, other: Conduct) -> set[str]:
    return {name for name in Conduct.model_fields if getattr(one, name) != getattr(other, name)} - HEAD


@pytest.mark.parametrize("name", ["advocate", "sceptic"])
def test_a_headline_conduct_leans_inside_the_ranges_and_in_answers_alone(name: str) -> None:
    read = library.load_conduct(name)
    assert differing(read.value, DEFAULT.value) <= ANSWERS
    for one in parameters_of(DEFAULT, library.load_place("village")):
        assert one.low <= main(read.data, one.paths) <= one.high, one.name
    # What has a range keeps it: a child says why, and never how far it may be moved.
    data = DEFAULT.value.model_dump(mode="json")
    for part in differing(read.value, DEFAULT.value):
        here = got(read.value.model_dump(mode="json"), (part, "assumption", "range"))
        assert here == got(data, (part, "assumption", "range"))


def test_advocate_and_sceptic_lean_opposite_ways() -> None:
    for_it, against = library.load_conduct("advocate").value, library.load_conduct("sceptic").value
    told = DEFAULT.value
    assert for_it.compliance.odds_ratio < told.compliance.odds_ratio < against.compliance.odds_ratio
    assert for_it.silence.most < told.silence.most < against.silence.most
    assert for_it.fear.half_life_days < told.fear.half_life_days < against.fear.half_life_days
    assert for_it.remedies.appeal_in_error > told.remedies.appeal_in_error > against.remedies.appeal_in_error
    assert for_it.generality.value > told.generality.value > against.generality.value


def free(read: Read[Regime]) -> Read[Regime]:
    """A regime under which nobody is detained: who is does nothing, whatever the conduct."""
    rows = [row for row in read.value.consequences if row.effect != "detain"]
    return replace(read, value=read.value.model_copy(update={"consequences": rows}))


def world(regime: str, conduct: str, citizens: int = 1500, days: int = 90) -> Counted:
    files = Files(library.load_place("village"), library.load_conduct(conduct), free(library.load_regime(regime)))
    compiled = compile_tables(files.place.value, files.conduct.value, files.regime.value)
    return live(files, compiled, Setting(citizens, days, 1, panel=0))


def test_who_answers_to_nothing_does_the_same_under_any_regime() -> None:
    scored, bare = world("as-told", "no-response"), world("bare", "no-response")
    # What comes of money, and what nobody can do where nobody is listed, is no answer.
    unfree = {"pays-bill-late", "misses-instalment", "leaves-no-trace", "keeps-listed-friend"}
    for act in scored.manifest.legend.acts:
        if act is not None and act.id not in unfree:
            under, without = (int(run.daily(f"done.{act.id}").sum()) for run in (scored, bare))
            assert under == without, act.id
    figures = figures_of(scored)
    assert OBJECTIVES["sanction-days"].value(figures) > 0
    assert all(OBJECTIVES[name].value(figures) == 0 for name in ("M15", "M31"))


def test_each_headline_can_come_out_better_and_worse() -> None:
    found = {}
    for name in ("advocate", "sceptic"):
        told, law = (figures_of(world(regime, name, 6000, 180)) for regime in ("as-told", "ordinary-law"))
        found[name] = {key: OBJECTIVES[key].value(told) - OBJECTIVES[key].value(law) for key in ("M25", "M15", "M31")}
    # Acts with a victim fall under the score for those who are deterred; fear and silence are for the others to bear.
    assert found["advocate"]["M25"] < 0 < found["sceptic"]["M31"]
    assert found["advocate"]["M15"] < found["sceptic"]["M15"]
    assert found["advocate"]["M31"] < found["sceptic"]["M31"]
