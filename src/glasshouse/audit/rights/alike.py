"""Whether people who did the same stand the same: by group, office and withdrawal (M5, M6, M8, M21, M30).

What is alike is a choice: here it is the acts with a victim that somebody truly did, which a simulator alone knows. No
figure has a pass mark, and no p-value is given on synthetic groups, whose size is the user's choice.
"""

from __future__ import annotations

import numpy as np

from glasshouse.audit.rights.sample import (
    HUNDRED,
    LEAST,
    PANEL,
    Figure,
    Flags,
    Numbers,
    Sample,
    Whole,
    sample_of,
    share,
)
from glasshouse.audit.seedwise import with_seeds
from glasshouse.audit.spread import Interval
from glasshouse.record.reading import Run

BINS = 10
"""Tenths of the score within which those who went on to an act with a victim are counted."""
NEAREST = 10
"""How many people of like conduct somebody is held against; those equally far are all taken."""
MOST = 2_000
"""People at most of whom all pairs are looked at; of more, the first by their number, which carries no meaning."""


def same_score(run: Run) -> list[Figure]:
    """Return whether the same score means the same for all groups (M6), with the same of each seed; none without."""
    samples = [sample_of(one, {}, {}) for one in (run.first, *run.replicates())]
    whole, *parts = [None if one is None else [*calibrated(one), *impossible(one)] for one in samples]
    return with_seeds(whole, parts) if whole else []


def equalised(sample: Sample) -> list[Figure]:
    """Return how far groups lie apart in who is sanctioned among those who did something, and among those who did not.

    It is the equalised-odds gap of ever being under a sanction: the larger of the two gaps between groups, of people
    who did an act with a victim and of people who did none (M5). Groups with too few of either are left out.
    """
    did, ever = sample.acts > 0, sample.ever
    if not sample.has("group"):
        return []
    groups = [(name, mine) for name, mine in sample.by_group() if min((mine & did).sum(), (mine & ~did).sum()) >= LEAST]
    rows = []
    for name, mine in groups:
        rows.append(share(f"tpr-{name}", f"{name}: of those who did an act with a victim, ever under a sanction",
                          ever[mine & did]))  # fmt: skip
        rows.append(share(f"fpr-{name}", f"{name}: of those who did none, ever under a sanction", ever[mine & ~did]))
    among = np.any([mine for _, mine in groups], axis=0) if groups else np.zeros(len(did), dtype=bool)
    value = HUNDRED * odds_gap(did[among], ever[among], sample.group[among]) if len(groups) > 1 else None
    what = "equalised-odds gap between groups in ever being under a sanction"
    return [Figure("odds-gap", what, value, "points of 100", int(among.sum()), PANEL), *rows]


def odds_gap(did: Flags, ever: Flags, group: Whole) -> float:
    """Return the larger of the gaps between groups in who is hit, of those who did it and of those who did not.

    >>> did, group = np.array([1, 1, 0, 0, 1, 1, 0, 0], dtype=bool), np.repeat([0, 1], 4)
    >>> odds_gap(did, np.array([1, 0, 0, 0, 1, 1, 1, 1], dtype=bool), group)
    1.0
    """
    from fairlearn.metrics import equalized_odds_difference

    return float(equalized_odds_difference(did, ever, sensitive_features=group, agg="worst_case"))


def calibrated(sample: Sample) -> list[Figure]:
    """Return, by group, how far those at the same score go on to an act with a victim unlike everybody (M6).

    The score is no chance of anything, so it is held against what it would foretell: people are cut into tenths by the
    score in the middle of the run, and the error is the mean distance, tenth by tenth, of a group's share that went on
    from everybody's (the expected calibration error; a small group has some by chance).
    """
    from sklearn.metrics import brier_score_loss, d2_brier_score

    half = len(sample.under) // 2
    if not sample.scored or half == 0 or not sample.has("group"):
        return []
    score = sample.panel["score_held"][half - 1][sample.known]
    went_on = np.sum([each[half:].sum(axis=0) for each in sample.daily.values()], axis=0)[sample.known] > 0
    tenth = np.searchsorted(np.unique(np.quantile(score, np.linspace(0, 1, BINS + 1)[1:-1])), score, side="right")
    foretold = means_by(tenth, went_on)
    some = len(score) >= LEAST and 0 < went_on.sum() < len(went_on)
    brier = float(brier_score_loss(went_on, foretold)) if some else None
    gain = float(d2_brier_score(went_on, foretold)) if some else None
    rows = [
        Figure("brier", "Brier score of what tenths of the score foretell", brier, "0 sure and true, 0.25 a coin",
               len(score), PANEL),
        Figure("brier-gain", "of the Brier score of the mean alone, what tenths of the score take away", gain,
               "0 nothing, 1 all", len(score), PANEL),
    ]  # fmt: skip
    for name, mine in sample.by_group():
        value = HUNDRED * calibration_error(tenth[mine], foretold[mine], went_on[mine]) if mine.sum() >= LEAST else None
        what = f"{name}: distance from everybody at the same tenth of the score"
        rows.append(Figure(f"ece-{name}", what, value, "in 100 people", int(mine.sum()), PANEL))
    return rows


def means_by(label: Whole, flags: Flags) -> Numbers:
    """Return for each the share of all with the same label.

    >>> means_by(np.array([0, 0, 1]), np.array([True, False, True])).tolist()
    [0.5, 0.5, 1.0]
    """
    counts = np.bincount(label)
    found: Numbers = (np.bincount(label, weights=flags) / np.maximum(counts, 1))[label]
    return found


def calibration_error(tenth: Whole, foretold: Numbers, went_on: Flags) -> float:
    """Return the expected calibration error over tenths of the score, each weighing by its people.

    >>> halves = np.array([0, 0, 1, 1])
    >>> calibration_error(halves, np.array([0.5, 0.5, 1.0, 1.0]), np.array([True, True, True, False]))
    0.5
    """
    from sklearn.calibration import calibration_curve

    # The curve cuts 0 to 1 into bins of one width: the middle of a tenth's bin stands for the tenth.
    seen, _ = calibration_curve(went_on, (tenth + 0.5) / BINS, n_bins=BINS)
    held, first, people = np.unique(tenth, return_index=True, return_counts=True)
    assert len(seen) == len(held)
    return float(people @ np.abs(seen - foretold[first]) / people.sum())


def impossible(sample: Sample) -> list[Figure]:
    """Return, by group, what a choice between kinds of fairness costs where base rates differ (M6').

    Groups with the same share of true sanctions and of missed persons cannot have the same share of innocent people
    sanctioned unless as many of each did something (Chouldechova 2017; Kleinberg and others 2016 [verify]). Given are
    who did an act with a victim, who of the others was sanctioned, and what that would have to be with the first two
    as they are of everybody.
    """
    did, ever = sample.acts > 0, sample.ever
    if not sample.has("group") or len(did) < LEAST or not ever.any() or not did.any():
        return []
    found = []
    true, missed = float(did[ever].mean()), float((~ever[did]).mean())
    for name, mine in sample.by_group():
        if min(int((mine & did).sum()), int((mine & ~did).sum())) < LEAST or not true:
            continue
        base = float(did[mine].mean())
        found.append(share(f"base-{name}", f"{name}: did an act with a victim", did[mine]))
        found.append(share(f"fpr-{name}", f"{name}: of those who did none, ever under a sanction", ever[mine & ~did]))
        what = f"{name}: what that would be with true and missed sanctions as they are of everybody"
        found.append(Figure(f"forced-{name}", what, HUNDRED * forced(base, true, missed), "in 100",
                            int((mine & ~did).sum()), PANEL))  # fmt: skip
    return found


def forced(base: float, true: float, missed: float) -> float:
    """Return the share of the innocent that is sanctioned, given the base rate, and who is truly sanctioned or missed.

    >>> [round(forced(base, 0.6, 0.2), 3) for base in (0.05, 0.1)]
    [0.028, 0.059]
    """
    return base / (1 - base) * (1 - true) / true * (1 - missed)


def consistent(sample: Sample) -> list[Figure]:
    """Return whether people of like conduct are treated alike (M8).

    Consistency is 1 less the mean distance of somebody's sanction on the last day from that of the nearest by acts with
    a victim in each domain (Zemel and others 2013). Beside it are pairs who did the very same of whom one is under a
    sanction: each of them is a breach of Dwork's condition whatever its constant (Dwork and others 2012 [verify]).
    """
    conduct = np.stack([each.sum(axis=0)[sample.known] for each in sample.daily.values()], axis=1)[:MOST]
    under = sample.under[-1][sample.known][:MOST]
    some = len(under) > max(LEAST, NEAREST)
    value = consistency(conduct, under) if some else None
    same, apart = pairs_apart(conduct, under)
    figure = HUNDRED * apart / same if same >= LEAST else None
    return [
        Figure("consistency", "consistency of sanctions among the nearest by conduct", value, "1 all alike",
               len(under), PANEL),
        Figure("pairs", "of pairs who did the very same, one is under a sanction", figure, "in 100", same, "pairs"),
    ]  # fmt: skip


def consistency(conduct: Whole, under: Flags) -> float:
    """Return 1 less the mean distance of each from the mean of the nearest, those equally far all taken.

    >>> consistency(np.arange(22)[:, None], np.ones(22, dtype=bool))
    1.0
    """
    from sklearn.neighbors import KDTree

    tree = KDTree(conduct, metric="manhattan")
    # Everybody is the nearest of themselves, and no neighbour.
    reach = tree.query(conduct, k=NEAREST + 1)[0][:, -1]
    hit = under.astype(float)
    sums = [(hit[near].sum() - own, len(near) - 1) for own, near in zip(hit, tree.query_radius(conduct, reach),
                                                                        strict=True)]  # fmt: skip
    return float(1 - np.mean([abs(own - over / people) for own, (over, people) in zip(hit, sums, strict=True)]))


def pairs_apart(conduct: Whole, under: Flags) -> tuple[int, int]:
    """Return how many pairs did the very same, and of how many of them one is under a sanction.

    >>> pairs_apart(np.array([[1], [1], [1], [2]]), np.array([True, False, False, True]))
    (3, 2)
    """
    _, label = np.unique(conduct, axis=0, return_inverse=True)
    people = np.bincount(label.ravel())
    hit = np.bincount(label.ravel(), weights=under).astype(np.int64)
    return int((people * (people - 1) // 2).sum()), int((hit * (people - hit)).sum())


def elite(sample: Sample) -> list[Figure]:
    """Return whether those who hold public office are sanctioned less for the same (M21), and what score they have.

    Of those who did an act with a victim, how many were ever under a sanction; and by how much the score on the last
    day lies apart at equal conduct, which is what office adds beside the acts with a victim of each domain (least
    squares). Where no clause of favour is in force (G1), a gap comes of points for office, of means, or of where people
    live.
    """
    if not sample.has("official"):
        return []
    office, did = sample.last("official") == 1, sample.acts > 0
    rows = [
        share("officials", "of officials who did an act with a victim, ever under a sanction",
              sample.ever[did & office]),
        share("others", "of others who did, ever under a sanction", sample.ever[did & ~office]),
    ]  # fmt: skip
    value, within = risk_ratio(sample.ever[did & office], sample.ever[did & ~office])
    rows.insert(0, Figure("elite", "elite ratio: officials over others, of those who did an act with a victim", value,
                          "1 alike, below 1 officials spared", rows[0].among, "officials", within=within))  # fmt: skip
    return [*rows, premium(sample, office)] if sample.scored else rows


def risk_ratio(first: Flags, second: Flags) -> tuple[float | None, Interval | None]:
    """Return the share of the first over that of the second, with what chance leaves; None of too few, or of none.

    >>> risk_ratio(np.arange(40) < 10, np.arange(40) < 20)[0], risk_ratio(np.arange(3) < 3, np.arange(40) < 3)
    (0.5, (None, None))
    """
    from statsmodels.stats.contingency_tables import Table2x2

    if min(len(first), len(second)) < LEAST or not second.any():
        return None, None
    if not first.any():
        return 0.0, None  # The interval is of a logarithm, which nothing has none of.
    found = Table2x2(np.array([[one.sum(), (~one).sum()] for one in (first, second)]), shift_zeros=False)
    return float(found.riskratio), Interval(*(float(end) for end in found.riskratio_confint()))


def premium(sample: Sample, office: Flags) -> Figure:
    """Return by how many points the score of officials lies above that of others of like conduct."""
    from statsmodels.api import OLS, add_constant

    what, officials = "score of officials over others of like conduct", int(office.sum())
    if min(officials, int((~office).sum())) < LEAST:
        return Figure("premium", what, None, "points", officials, "officials")
    conduct = [acts.sum(axis=0)[sample.known] for acts in sample.daily.values()]
    conduct = [acts for acts in conduct if acts.any()]
    seen = add_constant(np.stack([office, *conduct], axis=1).astype(float))
    found = OLS(sample.last("score_held") / 16, seen).fit(cov_type="HC1")
    within = Interval(*(float(end) for end in found.conf_int()[1]))
    return Figure("premium", what, float(found.params[1]), "points", officials, "officials", within=within)


def leaving(sample: Sample) -> list[Figure]:
    """Return what those who withdrew are under, beside those who did not (M30): off-line, or refusing sensors.

    They are other people, and not the same ones twice: who withdraws was often sanctioned before. Days are those after
    the first on which they had withdrawn.
    """
    if not sample.has("internet", "opted_out"):
        return []
    online = sample.panel["internet"][0] == 1
    gone = (online & (sample.panel["internet"] == 0)) | (sample.panel["opted_out"] == 1)
    left = gone.any(axis=0) & sample.known
    if int(left.sum()) < LEAST:
        return []
    days, stayed = gone & left, np.broadcast_to(~gone.any(axis=0) & sample.known & online, gone.shape)
    rows = [share("left", "of days after leaving, under a sanction", sample.under[days], "days of the panel"),
            share("stayed", "of days of users who stayed, under a sanction", sample.under[stayed],
                  "days of the panel")]  # fmt: skip
    money = sample.panel["money"]
    gains = [money[-1][who] - money[0][who] for who in (left, stayed[0])]
    for name, gain in zip(("those who left", "users who stayed"), gains, strict=True):
        value = float(gain.mean()) if len(gain) >= LEAST else None
        rows.append(Figure(f"cash-{name}", f"change of cash of {name}, as a mean", value, "money", len(gain), PANEL))
    return rows
