"""Measures against what they are by definition, worked out by hand on the same people.

The measures are computed by fairlearn, scikit-learn, scipy, statsmodels and networkx; what judges them here is
arithmetic, or another library than the one that computes.
"""

from itertools import product
from typing import Any

import numpy as np
import pytest
from sklearn.metrics import confusion_matrix
from statsmodels.duration.survfunc import SurvfuncRight

from glasshouse.audit.rates import in_ten_thousand
from glasshouse.audit.rights import alike, association, silence, spells, unequal
from glasshouse.audit.rights.association import power
from glasshouse.audit.rights.mixing import assortativity, dissimilarity
from glasshouse.audit.rights.rows import ratio
from glasshouse.audit.rights.sample import Figure, Sample

DRAWS = np.random.default_rng(20_261_123)
PEOPLE = 400
GROUP = DRAWS.integers(0, 3, PEOPLE)
DONE = DRAWS.poisson(0.3, (5, PEOPLE))
SCORE = 8000 + DRAWS.integers(-400, 400, PEOPLE) * 8
UNDER = DRAWS.random(PEOPLE) < 0.1 + 0.1 * (GROUP == 1) + 0.1 * (DONE.sum(axis=0) > 2)
DOMAINS = ("money", "street", "home", "work", "expression")


def sample(days: int = 4) -> Sample:
    """A panel of people who did all that they did on the third of four days, some of them under a sanction since."""
    later = np.arange(days) >= 2
    panel = {f"breach_{name}": np.where(later[:, None], acts % 16, 0) for name, acts in zip(DOMAINS, DONE, strict=True)}
    panel |= {"under_held": np.where(later[:, None], UNDER, 0), "score_held": np.tile(SCORE, (days, 1))}
    panel |= {"group": np.tile(GROUP, (days, 1)), "official": np.tile(GROUP == 2, (days, 1)) * 1}
    typed = {name: np.asarray(values, dtype=np.int32) for name, values in panel.items()}
    return Sample(typed, 1, (5,), ("M", "N1", "N2"), {}, 3, scored=True)


def values(found: list[Figure]) -> dict[str, Any]:
    """Figures by their id."""
    return {one.id: one.value for one in found}


def test_ratios_between_groups_are_the_least_share_over_the_most() -> None:
    hits, people = np.bincount(GROUP[UNDER]), np.bincount(GROUP)
    for counted in (hits, people - hits):
        rates = [in_ten_thousand(*pair, "persons") for pair in zip(counted, people, strict=True)]
        row, shares = ratio("x", rates), counted / people
        assert row["ratio"] == pytest.approx(shares.min() / shares.max())
        low, high = row["interval"]
        assert 0 < low < row["ratio"] < high < 2


def test_the_gap_of_odds_is_the_larger_of_the_two_gaps() -> None:
    found = values(alike.equalised(sample()))
    did = DONE.sum(axis=0) > 0
    shares = np.array([[UNDER[(g == GROUP) & (did == d)].mean() for g in range(3)] for d in (True, False)])
    assert found["odds-gap"] == pytest.approx(100 * (shares.max(axis=1) - shares.min(axis=1)).max())
    assert found["tpr-N1"] == pytest.approx(100 * shares[0, 1]) and found["fpr-N2"] == pytest.approx(100 * shares[1, 2])


def test_calibration_is_the_mean_distance_by_tenths_of_the_score() -> None:
    found = values(alike.calibrated(sample()))
    went_on = DONE.sum(axis=0) > 0
    tenth = np.digitize(SCORE, np.quantile(SCORE, np.linspace(0, 1, 11)[1:-1]))
    means = np.array([went_on[tenth == k].mean() for k in range(10)])
    brier = ((went_on - means[tenth]) ** 2).mean()
    assert found["brier"] == pytest.approx(brier)
    assert found["brier-gain"] == pytest.approx(1 - brier / went_on.var())
    mine = GROUP == 1
    off = [abs(went_on[mine & (tenth == k)].mean() - means[k]) * (mine & (tenth == k)).sum() for k in range(10)
           if (mine & (tenth == k)).any()]  # fmt: skip
    assert found["ece-N1"] == pytest.approx(100 * sum(off) / mine.sum())


def test_what_equal_precision_forces_is_true_of_everybody() -> None:
    """Where a group is everybody, its own share of innocents under a sanction is the one that is forced."""
    did = DONE.sum(axis=0) > 0
    table = confusion_matrix(did, UNDER)
    (well, wrong), (missed, hit) = table.tolist()
    forced = alike.forced(did.mean(), hit / (hit + wrong), missed / (missed + hit))
    assert forced == pytest.approx(wrong / (wrong + well))
    assert {"base-M", "fpr-M", "forced-M"} <= set(values(alike.impossible(sample())))


def test_consistency_is_that_over_nearest_neighbours_with_all_who_are_equally_far() -> None:
    conduct, under = DONE[:, :80].T, UNDER[:80]
    away = np.abs(conduct[:, None, :] - conduct[None, :, :]).sum(axis=2)
    apart = []
    for i in range(80):
        others = np.delete(np.arange(80), i)
        far = np.sort(away[i, others])[9]
        near = others[away[i, others] <= far]
        apart.append(abs(under[i] - under[near].mean()))
    assert alike.consistency(conduct, under) == pytest.approx(1 - np.mean(apart))


def test_pairs_apart_are_counted_as_one_would_by_hand() -> None:
    conduct, under = DONE[:, :60].T, UNDER[:60]
    pairs = [(i, j) for i, j in product(range(60), range(60)) if i < j and (conduct[i] == conduct[j]).all()]
    assert alike.pairs_apart(conduct, under) == (len(pairs), sum(under[i] != under[j] for i, j in pairs))


def test_odds_among_the_alike_are_the_sums_of_mantel_and_haenszel() -> None:
    strata = np.digitize(DONE.sum(axis=0), [1, 3])
    over = under = 0.0
    for s in np.unique(strata):
        a, b, c, d = (int(((strata == s) & (g == GROUP) & (u == UNDER)).sum()) for g in (1, 0) for u in (True, False))
        over, under = over + a * d / (a + b + c + d), under + b * c / (a + b + c + d)
    [figure] = [one for one in association.stratified(sample()) if one.id == "odds-N1"]
    assert figure.value == pytest.approx(over / under)
    assert (
        figure.value is not None
        and figure.interval is not None
        and figure.interval.low < figure.value < figure.interval.high
    )


def test_who_holds_office_is_compared_at_equal_conduct() -> None:
    """A share over a share, and what office adds to a score beside what was done in each domain, by least squares."""
    found = {one.id: one for one in alike.elite(sample())}
    did, office = DONE.sum(axis=0) > 0, GROUP == 2
    shares = UNDER[did & office].mean(), UNDER[did & ~office].mean()
    assert found["elite"].value == pytest.approx(shares[0] / shares[1])
    error = np.sqrt(sum((1 - p) / (p * n) for p, n in zip(shares, ((did & office).sum(), (did & ~office).sum()),
                                                          strict=True)))  # fmt: skip
    ends = found["elite"].interval
    assert ends is not None and ends.high == pytest.approx(shares[0] / shares[1] * np.exp(1.959964 * error))
    seen = np.column_stack([np.ones(PEOPLE), office, DONE.T % 16])
    by_hand = np.linalg.lstsq(seen, SCORE / 16, rcond=None)[0][1]
    assert found["premium"].value == pytest.approx(by_hand)


def test_a_series_of_silence_is_a_line_through_its_days() -> None:
    days = np.arange(90)
    shares = 3 + days / 45 + DRAWS.normal(0, 0.5, 90)
    shares[[3, 50]] = np.nan
    told = ~np.isnan(shares)
    slope, level = np.polyfit(days[told] / 30, shares[told], 1)
    found = silence.line_of(shares)
    assert found is not None
    assert [value for value, _ in found] == pytest.approx([level, slope])
    assert all(ends.low < value < ends.high for value, ends in found)


def test_medians_of_censored_spells_are_those_of_statsmodels() -> None:
    lengths, over = DRAWS.geometric(0.05, 300), DRAWS.random(300) < 0.8
    judge = SurvfuncRight(lengths, over)
    for part in (0.5, 0.9):
        assert spells.quantile_of(lengths, over, part) == judge.quantile(part)


@pytest.mark.parametrize("likeness", [0.1, 0.5, 0.9])
def test_assortativity_is_newmans_of_the_matrix_of_ties(likeness: float) -> None:
    kind = DRAWS.integers(0, 4, 120)
    ties = [(i, j) for i, j in DRAWS.integers(0, 120, (600, 2)).tolist()
            if i != j and DRAWS.random() < (likeness if kind[i] == kind[j] else 1 - likeness)]  # fmt: skip
    mixed = np.zeros((4, 4))
    for i, j in ties:
        mixed[kind[i], kind[j]] += 1
        mixed[kind[j], kind[i]] += 1
    shares = mixed / mixed.sum()
    by_lot = shares.sum(axis=0) @ shares.sum(axis=1)
    found = assortativity(ties, {i: int(kind[i]) for i in range(120)})
    assert found == pytest.approx((np.trace(shares) - by_lot) / (1 - by_lot))


def test_dissimilarity_is_who_would_have_to_live_elsewhere() -> None:
    """Of ten places of a hundred two have all thirty: 30 - 30 x 200 / 1000 would have to go, over what is left free."""
    shares = np.array([0.15, 0.15, *[0.0] * 8])
    assert dissimilarity(shares) == pytest.approx(1 - (2 * 85) / 970)


def test_inequality_between_groups_is_what_a_world_of_means_has() -> None:
    """Theil's index splits into within and between groups without a rest, and Atkinson's is a loss of welfare."""
    cash = DRAWS.lognormal(3, 1, PEOPLE)
    shares = np.bincount(GROUP, weights=cash) / cash.sum()
    within = shares @ np.array([unequal.theil(cash[k == GROUP]) for k in (0, 1, 2)], dtype=float)
    between = unequal.theil(unequal.between(cash, GROUP))
    assert between is not None and unequal.theil(cash) == pytest.approx(within + between)
    equal = np.sqrt(cash).mean() ** 2
    assert unequal.atkinson(cash) == pytest.approx(1 - equal / cash.mean())


def test_an_auditor_finds_a_difference_as_often_as_the_level_where_there_is_none() -> None:
    """Fisher's test is on the safe side: at most 5 in 100, with two hundredths for the draws; a large one is found."""
    none, some = power(np.array([[5_000, 45_000], [5_000, 45_000], [25_000, 25_000]]), 600)
    assert none <= association.DRAWS * 0.08 and some == association.DRAWS
    counts = np.array([[[300, 3_000], [300, 3_000]], [[900, 900], [900, 900]]])
    assert association.found_by_cmh(counts, 500) <= association.DRAWS * 0.1


def test_those_who_left_are_told_beside_those_who_stayed() -> None:
    days, people = 10, 60
    online, under = np.ones((days, people)), np.zeros((days, people))
    online[5:, :30] = 0
    under[5:, :15] = 1
    panel = {"internet": online, "opted_out": np.zeros((days, people)), "under_held": under, "money": online * 7}
    typed = {name: np.asarray(each, dtype=np.int32) for name, each in panel.items()}
    found = values(alike.leaving(Sample(typed, 1, (5,), ("M",), {}, 0, scored=False)))
    assert found == {"left": 50.0, "stayed": 0.0, "cash-those who left": -7.0, "cash-users who stayed": 0.0}


def test_steps_of_remedy_are_all_of_all_spells() -> None:
    """Thirty spells in error: ten appealed against, of which five were decided and ended by it."""
    days, people = 100, 30
    wrong, pending = np.zeros((days, people)), np.zeros((days, people))
    wrong[10:60, :] = 1
    pending[20:40, :5] = 1
    pending[20:, 5:10] = 1
    wrong[45:, :5] = 0
    panel = {"under_held": wrong, "under_error_free": np.zeros((days, people)), "pending": pending,
             "awareness": np.full((days, people), 2)}  # fmt: skip
    typed = {name: np.asarray(each, dtype=np.int32) for name, each in panel.items()}
    found = values(spells.remedied(Sample(typed, 1, (5,), ("M",), {}, 0, scored=False)))
    third, sixth = pytest.approx(100 / 3), pytest.approx(100 / 6)
    assert found == {"step-0": 100.0, "step-1": third, "step-2": sixth, "step-3": sixth}
