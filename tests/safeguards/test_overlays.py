"""Safeguards as data: all of them are there, they fit every regime, and each changes what it says it changes."""

from typing import Any

import pytest

from glasshouse.audit.rights.tables import relation_of
from glasshouse.diagnostics import UserFault
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import figures
from glasshouse.inputs.overlaying import overlaid
from glasshouse.inputs.parts import divide, plain, read_as
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.remedies import Appeal, Examination, Oversight
from glasshouse.inputs.safeguard import Safeguard, chosen, safeguards

ALL = chosen([])
VILLAGE, CONDUCT = library.load_place("village"), library.load_conduct("default")


def laid(regime: str | Regime, *words: str, share: float | None = None) -> tuple[Regime, Conduct]:
    """A regime with some safeguards over it, as far as they go or so far up their ranges."""
    value = library.load_regime(regime).value if isinstance(regime, str) else regime
    some = chosen(words)
    at = None if share is None else {one.safeguard: one.at(share) for one in some}
    return overlaid(value, CONDUCT.value, some, relation_of, at)


def ids(regime: Regime, section: str) -> set[str]:
    return {entry.id for entry in getattr(regime, section)}


def test_every_safeguard_of_the_model_is_there_and_says_what_it_rests_on() -> None:
    assert [one.number for one in ALL] == [f"D{k}" for k in range(1, 18)]
    assert len({one.safeguard for one in ALL}) == len(ALL)
    for read in safeguards():
        one: Safeguard = read.value
        low, high = one.range
        assert low <= one.intensity.value <= high and low < high, one.number
        assert set(one.sources) <= figures().keys(), one.number
        assert (one.at(0.0), one.at(1.0)) == pytest.approx((low, high))


@pytest.mark.parametrize("name", library.names("regimes"))
def test_all_of_them_fit_every_shipped_regime(name: str) -> None:
    read = library.load_regime(name)
    for share in (None, 0.0, 1.0):
        regime, _ = laid(name, share=share)
        assert not check_world(VILLAGE, CONDUCT, read_as(read, regime))


@pytest.mark.parametrize("number", [one.number for one in ALL])
def test_each_fits_alone_and_what_is_laid_twice_is_laid_once(number: str) -> None:
    read = library.load_regime("as-told")
    for share in (0.0, 1.0):
        regime, conduct = laid("as-told", number, share=share)
        assert not check_world(VILLAGE, CONDUCT, read_as(read, regime))
        again, _ = overlaid(regime, CONDUCT.value, chosen([number]), relation_of,
                            {chosen([number])[0].safeguard: chosen([number])[0].at(share)})  # fmt: skip
        weakened = number in ("D7", "D10", "D14") and share == 0.0
        assert weakened or not divide(again, regime).apart, number
        assert conduct == CONDUCT.value or number == "D17"


def test_no_kin_and_fewer_sensors() -> None:
    told, regime = library.load_regime("as-told").value, laid("as-told", "D7")[0]
    assert told.score and regime.score and told.score.pulls and not regime.score.pulls
    assert "association-files" not in ids(regime, "sensors") and "association-points" not in ids(regime, "rules")
    # A seat closed, or put behind, for an adult's standing is gone; being put first is no harm to a child.
    assert ids(told, "consequences") - ids(regime, "consequences") == {"school-closed", "school-behind"}
    half = laid("as-told", "D7", share=0.0)[0]
    assert half.score and [pull.points_per_tier for pull in half.score.pulls] == [6, 3]
    fewer = laid("as-told", "D10")[0]
    assert not {"face-camera", "gait-camera", "crossing-camera", "absence"} & {one.kind for one in fewer.sensors}
    # What one would be listed for by those sensors alone goes with them.
    assert "unlawful-assembly" in ids(told, "lists") - ids(fewer, "lists")


def test_caps_and_retention() -> None:
    regime = laid("as-told", "D6", "D9", share=0.0)[0]
    assert all(one.term_weeks <= 4 and one.extension_weeks == 0 for one in regime.lists if one.colour == "black")
    assert any(one.term_weeks > 4 for one in regime.lists if one.colour == "red")
    assert all(rule.drop_to is None and rule.repeat_factor <= 1 for rule in regime.rules)
    assert all(one.retention_weeks == max(4, one.delay_weeks + 1) for one in regime.sensors)


def test_purposes_kept_apart() -> None:
    regime = laid("as-told", "D8")[0]
    lists = {row.id: row.lists for row in regime.consequences}
    assert "travel-blacklist" in lists["fast-trains-refused"] and "petitioners" not in lists["fast-trains-refused"]
    assert "credit-defaulters" in lists["loans-refused"] and "online-rumour" not in lists["flights-refused"]
    assert "joint-punishment" not in ids(regime, "lists")
    # A grade made of everything decides on no loan; one made of debts alone may.
    assert all(row.below is None and row.above is None for row in regime.consequences)
    contested = laid("as-told", "D8", share=1.0)[0]
    assert len(ids(contested, "consequences")) <= len(ids(regime, "consequences"))


def test_private_acts_are_seen_no_more_by_those_who_have_no_business_there() -> None:
    private = {act.id for act in CONDUCT.value.acts if act.visibility == "private"}
    regime = laid("as-told", "D16")[0]
    by_id = {one.id: one for one in regime.sensors}
    assert not private & set(by_id["net-watch"].sees) and "posts-criticism" in by_id["net-watch"].sees
    # A court is a party to its own judgment.
    assert "ignores-judgment" in by_id["courts"].sees and "ignores-judgment" in private
    told = {one.id: one for one in library.load_regime("as-told").value.sensors}
    share = len(by_id["net-watch"].sees) / len(told["net-watch"].sees)
    assert by_id["net-watch"].invented_per_year == pytest.approx(told["net-watch"].invented_per_year * share)


def test_a_safeguard_never_loosens_what_is_there() -> None:
    regime = laid("safeguarded", "D3", "D11", "D12", "D13")[0]
    found: dict[str, Any] = {one.kind: one for one in regime.remedies if not isinstance(one, Examination)}
    appeal, oversight = found["appeal"], found["oversight"]
    assert isinstance(appeal, Appeal) and isinstance(oversight, Oversight)
    assert (appeal.decision_weeks, appeal.restores, appeal.suspends) == (4, 1.0, True)
    assert (oversight.allowed, oversight.by_group) == (0.1, True)
    weak = laid("as-told", "D13", share=1.0)[0]
    assert next(one for one in weak.remedies if isinstance(one, Oversight)).allowed == 0.3
    second = [one for one in regime.remedies if isinstance(one, Examination) and one.by == "second-person"]
    assert len(second) == 1


def test_help_is_for_those_who_run_short() -> None:
    regime, conduct = laid("as-told", "D17")
    assert not divide(regime, library.load_regime("as-told").value).apart
    before, after = CONDUCT.value.shocks, conduct.shocks
    assert after.months_of_income == pytest.approx(before.months_of_income * 0.75)
    assert after.model_copy(update={"months_of_income": before.months_of_income}) == before


def test_where_nothing_is_done_there_is_nothing_to_guard() -> None:
    regime = laid("bare")[0]
    assert [one.kind for one in regime.remedies] == ["notice", "expiry"]
    assert plain(regime)["sensors"] == []


def test_an_unknown_safeguard_is_refused() -> None:
    with pytest.raises(UserFault) as caught:
        chosen(["D77", "no-kim"])
    assert [one.code for one in caught.value.diagnostics] == ["G416", "G416"]
    assert "did you mean no-kin" in caught.value.diagnostics[1].remedy
