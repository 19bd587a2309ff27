"""Measures against the libraries that others trust: fairlearn, scikit-learn, statsmodels, networkx, on the same people.

The measures are written of counts, so that an audit needs none of these libraries; here they judge what comes out.
"""

from itertools import product
from typing import Any

import networkx as nx
import numpy as np
import pytest
from fairlearn.metrics import demographic_parity_ratio
from sklearn.calibration import calibration_curve
from sklearn.metrics import confusion_matrix
from sklearn.neighbors import NearestNeighbors
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.contingency_tables import StratifiedTable

from glasshouse.audit.rates import in_ten_thousand
from glasshouse.audit.rights import alike, spells, unequal
from glasshouse.audit.rights.mixing import assortativity, mixed
from glasshouse.audit.rights.rows import ratio
from glasshouse.audit.rights.sample import Figure, Sample
from glasshouse.audit.rights.sure import power

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


def test_ratios_between_groups_are_those_of_fairlearn() -> None:
    counts = list(zip(np.bincount(GROUP[UNDER]), np.bincount(GROUP), strict=True))
    under = ratio("under", [in_ten_thousand(*pair, "persons") for pair in counts])["ratio"]
    free = ratio("free", [in_ten_thousand(n - hits, n, "persons") for hits, n in counts])["ratio"]
    for ours, coding in ((under, UNDER), (free, ~UNDER)):
        assert ours == pytest.approx(demographic_parity_ratio(coding, coding, sensitive_features=GROUP))


def test_calibration_is_that_of_scikit_learn() -> None:
    found = values(alike.calibrated(sample()))
    went_on = DONE.sum(axis=0) > 0
    edges = np.quantile(SCORE, np.linspace(0, 1, 11)[1:-1])
    tenth = np.digitize(SCORE, edges)
    foretold = np.array([went_on[tenth == k].mean() for k in range(10)])[tenth]
    assert found["brier"] == pytest.approx(((went_on - foretold) ** 2).mean())
    mine = GROUP == 1
    # Bins so fine that each holds one value of what is foretold; means over a bin differ from it by rounding.
    seen, said = calibration_curve(went_on[mine], foretold[mine], n_bins=100_000)
    weights = np.isclose(foretold[mine][:, None], said).mean(axis=0)
    assert found["ece-N1"] == pytest.approx(100 * (weights * np.abs(seen - said)).sum())


def test_what_equal_precision_forces_is_true_of_everybody() -> None:
    """Where a group is everybody, its own share of innocents under a sanction is the one that is forced."""
    did = DONE.sum(axis=0) > 0
    table = confusion_matrix(did, UNDER)
    (well, wrong), (missed, hit) = table.tolist()
    forced = alike.forced(did.mean(), hit / (hit + wrong), missed / (missed + hit))
    assert forced == pytest.approx(wrong / (wrong + well))
    assert {"base-M", "fpr-M", "forced-M"} <= set(values(alike.impossible(sample())))


def test_consistency_is_that_over_nearest_neighbours() -> None:
    """People on a line with no two equally far: the nearest ten of scikit-learn are those that are taken."""
    line = np.cumsum(2 ** np.arange(24))[:, None]
    under = DRAWS.random(24) < 0.4
    near = NearestNeighbors(n_neighbors=11).fit(line).kneighbors(line, return_distance=False)[:, 1:]
    expected = 1 - np.abs(under - under[near].mean(axis=1)).mean()
    assert alike.consistency(line, under) == pytest.approx(expected)


def test_pairs_apart_are_counted_as_one_would_by_hand() -> None:
    conduct, under = DONE[:, :60].T, UNDER[:60]
    pairs = [(i, j) for i, j in product(range(60), range(60)) if i < j and (conduct[i] == conduct[j]).all()]
    assert alike.pairs_apart(conduct, under) == (len(pairs), sum(under[i] != under[j] for i, j in pairs))


def test_odds_among_the_alike_are_those_of_mantel_and_haenszel() -> None:
    strata = np.digitize(DONE.sum(axis=0), [1, 3])
    both = GROUP < 2
    tables = [
        [[int((UNDER & (g == GROUP) & (strata == s)).sum()), int((~UNDER & (g == GROUP) & (strata == s)).sum())]
         for g in (1, 0)] for s in np.unique(strata)
    ]  # fmt: skip
    expected = StratifiedTable([np.array(table) for table in tables]).oddsratio_pooled
    assert alike.common_odds(strata[both], (GROUP == 1)[both], UNDER[both]) == pytest.approx(expected)
    assert values(alike.stratified(sample()))["odds-N1"] == pytest.approx(expected)


def test_medians_of_censored_spells_are_those_of_statsmodels() -> None:
    lengths, over = DRAWS.geometric(0.05, 300), DRAWS.random(300) < 0.8
    judge = SurvfuncRight(lengths, over)
    for part in (0.5, 0.9):
        assert spells.quantile_of(lengths, over, part) == judge.quantile(part)


@pytest.mark.parametrize("likeness", [0.1, 0.5, 0.9])
def test_assortativity_is_that_of_networkx(likeness: float) -> None:
    kind = DRAWS.integers(0, 4, 120)
    graph = nx.Graph()
    graph.add_nodes_from((i, {"tier": int(kind[i])}) for i in range(120))
    for i, j in DRAWS.integers(0, 120, (600, 2)).tolist():
        if i != j and DRAWS.random() < (likeness if kind[i] == kind[j] else 1 - likeness):
            graph.add_edge(i, j)
    found = assortativity(mixed(((int(kind[i]), int(kind[j])) for i, j in graph.edges), 4))
    assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "tier"))


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
    assert power((5_000, 45_000, 5_000, 45_000), 500) <= 400 * 0.07
    assert power((5_000, 45_000, 25_000, 25_000), 500) == 400


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
