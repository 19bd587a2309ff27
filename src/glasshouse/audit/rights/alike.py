"""Whether people who did the same stand the same: by group, office and withdrawal (M6, M8, M21, M27, M30).

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


def calibrated(sample: Sample) -> list[Figure]:
    """Return, by group, how far those at the same score go on to an act with a victim unlike everybody (M6).

    The score is no chance of anything, so it is held against what it would foretell: people are cut into tenths by the
    score in the middle of the run, and the error is the mean distance, tenth by tenth, of a group's share that went on
    from everybody's (the expected calibration error; a small group has some by chance).
    """
    from sklearn.metrics import brier_score_loss

    half = len(sample.under) // 2
    if not sample.scored or half == 0 or not sample.has("group"):
        return []
    score = sample.panel["score_held"][half - 1][sample.known]
    went_on = np.sum([each[half:].sum(axis=0) for each in sample.daily.values()], axis=0)[sample.known] > 0
    tenth = np.searchsorted(np.unique(np.quantile(score, np.linspace(0, 1, BINS + 1)[1:-1])), score, side="right")
    foretold = means_by(tenth, went_on)
    brier = float(brier_score_loss(went_on, foretold)) if len(score) >= LEAST else None
    rows = [Figure("brier", "Brier score of what tenths of the score foretell", brier, "0 sure and true, 0.25 a coin",
                   len(score), PANEL)]  # fmt: skip
    for name, mine in sample.by_group():
        off = calibration_error(foretold[mine], went_on[mine]) if int(mine.sum()) >= LEAST else None
        value = None if off is None else HUNDRED * off
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


def calibration_error(foretold: Numbers, went_on: Flags) -> float:
    """Return the expected calibration error over the values that were foretold, each weighing by its people.

    >>> calibration_error(np.array([0.5, 0.5, 1.0, 1.0]), np.array([True, True, True, False]))
    0.5
    """
    values, label = np.unique(foretold, return_inverse=True)
    return float(np.abs(means_by(label, went_on) - values[label]).mean())


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
    from scipy.spatial.distance import cdist

    away = cdist(conduct, conduct, "cityblock")
    np.fill_diagonal(away, np.inf)
    near = away <= np.partition(away, NEAREST - 1, axis=1)[:, NEAREST - 1 : NEAREST]
    others = (near @ under.astype(float)) / near.sum(axis=1)
    return float(1 - np.abs(under - others).mean())


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

    Of those who did an act with a victim, how many were ever under a sanction; and how far the mean score on the last
    day of those without any such act lies apart. Where no clause of favour is in force (G1), a gap comes of points for
    office, of means, or of where people live.
    """
    if not sample.has("official"):
        return []
    office, did = sample.last("official") == 1, sample.acts > 0
    rows = [
        share("officials", "of officials who did an act with a victim, ever under a sanction",
              sample.ever[did & office]),
        share("others", "of others who did, ever under a sanction", sample.ever[did & ~office]),
    ]  # fmt: skip
    first, second = rows[0].value, rows[1].value
    value = first / second if first is not None and second else None
    rows.insert(0, Figure("elite", "elite ratio: officials over others, of those who did an act with a victim", value,
                          "1 alike, below 1 officials spared", rows[0].among, "officials"))  # fmt: skip
    score, clean = sample.last("score_held") / 16, ~did
    known = sample.scored and min(int((clean & office).sum()), int((clean & ~office).sum())) >= LEAST
    premium = float(score[clean & office].mean() - score[clean & ~office].mean()) if known else None
    rows.append(Figure("premium", "score of officials over others, of those without such an act", premium, "points",
                       int((clean & office).sum()), "officials"))  # fmt: skip
    return rows if sample.scored else rows[:3]


def stratified(sample: Sample) -> list[Figure]:
    """Return the odds of ever being under a sanction against those of M, among people of like conduct (M27).

    Mantel and Haenszel's common odds ratio over strata of conduct: none, some, or many acts with a victim.
    """
    if not sample.has("group") or len(sample.groups) < 2:
        return []
    strata = np.digitize(sample.acts, [1, 3])
    first = sample.group == 0
    found = []
    for k, (name, mine) in enumerate(sample.by_group()):
        both = mine | first
        if k and min(int(mine.sum()), int(first.sum())) >= LEAST:
            odds = common_odds(strata[both], mine[both], sample.ever[both])
            found.append(Figure(f"odds-{name}", f"{name}: odds of ever being under a sanction over those of M of like "
                                "conduct", odds, "1 alike", int(both.sum()), PANEL))  # fmt: skip
    return found


def common_odds(strata: Whole, mine: Flags, ever: Flags) -> float | None:
    """Return Mantel and Haenszel's common odds ratio; None where no stratum can tell.

    >>> mine, ever = np.array([1, 1, 1, 0, 0, 0], dtype=bool), np.array([1, 1, 0, 1, 0, 0], dtype=bool)
    >>> common_odds(np.zeros(6, dtype=np.int64), mine, ever)
    4.0
    """
    over = under = 0.0
    for stratum in np.unique(strata):
        at = strata == stratum
        a, b = int((mine & ever & at).sum()), int((mine & ~ever & at).sum())
        c, d = int((~mine & ever & at).sum()), int((~mine & ~ever & at).sum())
        over, under = over + a * d / int(at.sum()), under + b * c / int(at.sum())
    return over / under if under else None


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
