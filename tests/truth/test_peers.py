"""Ratings and votes against closed forms: fixed points, weights, errors, and what must not move."""

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import betabinom, binom, poisson

from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.regime import Regime
from glasshouse.model import columns as count
from glasshouse.model import state
from tests import worlds

ASSUMED = {"assumption": {"why": "Made up by a test.", "range": [0.0, 1.0]}}
SCALE, SIXTEENTHS = 4000, 16
BEHAVIOUR = 3
HELD, ERROR_FREE, RIGHTS = range(3)


def conduct(**says: Any) -> Conduct:
    """Return the shipped conduct with plain encounters: all pleasant, all alike, nobody lenient."""
    met = {
        **ASSUMED, "id": "encounters", "per_month": {"urban": 6, "rural": 6}, "stars": [0, 3, 5], "pleasant": 0.0,
        "unpleasant": 0.0, "domain": "street",
    }  # fmt: skip
    changed: Conduct = worlds.changed(worlds.conduct(), encounters={**met, **says})
    return changed


def regime(cuts: tuple[int, ...] = (0,), start: int = 2000, **says: Any) -> Regime:
    """Return a regime with ratings alone, on a long scale; tiers begin at the cuts."""
    peers = {**ASSUMED, "id": "peers", "dimension": "behaviour", "rate_per_month": 0.25, **says}
    score = {
        **ASSUMED, "id": "stars", "least": 0, "most": SCALE, "start": start, "peers": peers,
        "dimensions": [{**ASSUMED, "id": "behaviour", "dimension": "behaviour", "weight": 1.0}],
    }  # fmt: skip
    tiers = [{**ASSUMED, "id": f"tier-{k}", "title": "A tier", "from": cut} for k, cut in enumerate(cuts)]
    made: Regime = worlds.changed(worlds.regime("bare"), score=score, tiers=tiers)
    return made


def live(a_conduct: Conduct, a_regime: Regime, citizens: int = 2000, days: int = 60, **how: Any) -> worlds.Lived:
    return worlds.live(worlds.place("cn-2020"), a_conduct, a_regime, citizens, days, **how)


def points(lived: worlds.Lived, track: int = HELD) -> NDArray[np.int64]:
    """Return the points x 16 of those on file."""
    values = lived.column(state.half(state.POINTS, track * state.DIMENSION_COUNT + BEHAVIOUR))
    return values[lived.column(state.SCORED) == 1]


def leanings(above: float, below: float, share: float = 0.0) -> dict[str, Any]:
    """Return deference, distaste and collusion as a conduct says them."""
    return {
        "deference": {**ASSUMED, "id": "deference", "above": above, "below": below},
        "collusion": {**ASSUMED, "id": "collusion", "share": share},
    }


# -- fixed points


@pytest.mark.parametrize(("rate", "stars"), [(0.25, 3), (0.1, 5), (1.0, 0)])
def test_alike_ratings_are_followed_at_the_declared_rate(rate: float, stars: int) -> None:
    """Everybody receives the same stars: after k months with a rating, the recursion in whole numbers, to the bit."""
    lived = live(conduct(stars=[0, stars, 5] if stars else [0, 0, 5]), regime(rate_per_month=rate), days=30 * 8)
    goal, value, reached = SCALE * SIXTEENTHS * stars // 5, 2000 * SIXTEENTHS, [2000 * SIXTEENTHS]
    for _ in range(8):
        gap = abs(goal - value)
        step = max(gap * round(65536 * rate) // 65536, 1) if gap else 0
        value += step if goal > value else -step
        reached.append(value)
    found, often = np.unique(points(lived), return_counts=True)
    assert set(found.tolist()) <= set(reached)
    # At six encounters a month of which children rate none, hardly a month goes by without a rating.
    assert often[found.tolist().index(reached[-1])] > 0.85 * often.sum()
    shrunk = 2000 * SIXTEENTHS - goal
    assert abs(reached[-1] - goal) == pytest.approx(abs(shrunk) * (1 - rate) ** 8, abs=12)


def test_the_recursion_ends_at_what_was_given_and_stays() -> None:
    """In a place in which nobody comes on file with the start alone."""
    lived = worlds.live(worlds.still("cn-2020"), conduct(), regime(rate_per_month=0.5), citizens=1000, days=30 * 30)
    assert set(points(lived).tolist()) == {SCALE * SIXTEENTHS * 3 // 5}


def test_the_mean_of_stars_is_that_of_encounters_and_leniency() -> None:
    says = {
        "stars": [1, 3, 5], "pleasant": 0.5, "unpleasant": 0.1, "frailty_shape": 50.0,
        "leniency": {**ASSUMED, "id": "leniency", "lenient": 0.3, "strict": 0.1},
    }  # fmt: skip
    lived = live(conduct(**says), regime(), citizens=20_000, days=60, district_size=20_000)
    given = lived.flow(count.RATED, 6)
    felt = {1: 0.1, 3: 0.4, 5: 0.5}
    shares = np.zeros(6)
    for stars, share in felt.items():
        for lean, who in ((1, 0.3), (-1, 0.1), (0, 0.6)):
            shares[min(max(stars + lean, 0), 5)] += share * who
    assert given / given.sum() == pytest.approx(shares, abs=0.012)
    assert shares[0] == pytest.approx(0.01) and shares[5] == pytest.approx(0.45)


def test_how_many_ratings_is_a_poisson_count_of_which_raters_on_file_give_theirs() -> None:
    lived = live(conduct(per_month={"urban": 4, "rural": 4}), regime(), citizens=20_000, days=30, district_size=20_000)
    scored = lived.column(state.SCORED)
    on_file = (scored.sum() - 1) / (len(scored) - 1)
    expected = scored.sum() * 4 * on_file
    assert abs(lived.flow(count.RATINGS_GIVEN)[0] - expected) < 4.5 * math.sqrt(expected * 5) + 1
    # Not moved is who received none: that many encounters fell on nobody who rates.
    unmoved = (points(lived) == 2000 * SIXTEENTHS).mean()
    assert unmoved == pytest.approx(poisson.pmf(0, 4 * on_file), abs=0.01)


# -- weights: two classes that rate differently have a fixed point that can be solved for


def two_classes(weight: float) -> tuple[float, worlds.Lived]:
    """Return the solved fixed point of the mean, and a world that should come to it.

    Two tiers are held from the first day to the last, town above country, since residence is worth points of
    identity; who rates upwards always gives a star more, who rates downwards one less.
    """
    identity = {"urban": 1600.0, "rural": -1600.0}
    made = regime((0, 2000), weight_per_tier=weight, rate_per_month=0.5)
    assert made.score is not None
    rows = [
        {**ASSUMED, "id": "behaviour", "dimension": "behaviour", "weight": 0.25},
        {**ASSUMED, "id": "identity", "dimension": "identity", "weight": 0.75},
    ]
    score = worlds.changed(made.score, identity=identity, dimensions=rows).model_dump(by_alias=True)
    # Town stands above the country for good: .75 x 1600 outweighs whatever ratings move.
    made = worlds.changed(made, score=score)
    lived = live(conduct(stars=[0, 3, 3], **leanings(1.0, 1.0)), made, citizens=4000, days=30 * 14, district_size=4000)
    town = float(lived.column(state.URBAN)[lived.column(state.SCORED) == 1].mean())
    weigh = np.array([1.0, 1.0 + weight])
    share = np.array([1.0 - town, town])
    # Row: tier of the rated; column: tier of the rater. Who looks up gives a star more, who looks down one less.
    stars = np.array([[3.0, 2.0], [4.0, 3.0]])
    # A month has few ratings, so the mean of a month's quotient is taken over counts of raters of either tier.
    means = np.array([expected_mean(row, share, weigh, town_of=lived) for row in stars])
    return float(share @ means), lived


def expected_mean(stars: NDArray[Any], share: NDArray[Any], weigh: NDArray[Any], town_of: worlds.Lived) -> float:
    """Return the mean of weighted stars over a Poisson month with raters of both tiers, where there is one at all."""
    scored = town_of.column(state.SCORED)
    means = 6.0 * float(scored.mean()) * share
    low, high = np.meshgrid(np.arange(30), np.arange(30), indexing="ij")
    chance = poisson.pmf(low, means[0]) * poisson.pmf(high, means[1])
    chance[0, 0] = 0.0
    weights = low * weigh[0] + high * weigh[1]
    value = (low * weigh[0] * stars[0] + high * weigh[1] * stars[1]) / np.where(weights > 0, weights, 1.0)
    return float((chance * value).sum() / chance.sum())


@pytest.mark.parametrize("weight", [0.0, 3.0])
def test_two_classes_come_to_the_point_where_weighted_means_stand_still(weight: float) -> None:
    solved, lived = two_classes(weight)
    tier = lived.column(state.TIER)[lived.column(state.SCORED) == 1]
    assert (tier == lived.column(state.URBAN)[lived.column(state.SCORED) == 1]).all()
    found = float(points(lived).mean()) / SIXTEENTHS / SCALE * 5
    assert found == pytest.approx(solved, abs=0.03)


def test_weight_draws_the_mean_to_what_the_higher_tier_gives() -> None:
    """Those who look down give less, so the more they weigh the lower everybody stands."""
    alike, heavy = two_classes(0.0)[0], two_classes(3.0)[0]
    assert heavy < alike - 0.1


# -- errors


def test_ratings_given_are_ratings_received_every_day_in_every_district() -> None:
    lived = live(
        conduct(**leanings(0.2, 0.2, 0.3)), regime(mistaken=0.2), citizens=3000, days=35, district_size=1000
    )  # fmt: skip
    by_day = lived.by_district.sum(axis=2)
    received = by_day[:, :, count.RATED : count.RATED + 6].sum(axis=2)
    assert (received == by_day[:, :, count.RATINGS_GIVEN]).all() and received.sum() > 5000
    assert (lived.counts.sum(axis=0)[:, count.RATED_IN_ERROR : count.RATED_IN_ERROR + 2].sum(axis=0) > 100).all()


def test_without_agreement_and_mistakes_the_three_standings_agree_to_the_bit() -> None:
    says = {"pleasant": 0.5, "unpleasant": 0.2, "stars": [0, 3, 5]}
    weighing = regime((0, 1500, 2500, 3500), weight_per_tier=1.0)
    lived = live(conduct(**says, **leanings(0.1, 0.1)), weighing, days=300)
    assert (points(lived) == points(lived, ERROR_FREE)).all() and (points(lived) == points(lived, RIGHTS)).all()
    assert len(set(points(lived).tolist())) > 500, "sour moods move people apart and are no errors"
    assert lived.flow(count.RATED_IN_ERROR, 2).tolist() == [0, 0]
    lived = live(conduct(**says, **leanings(0.1, 0.1, 0.5)), weighing, days=300)
    held, without = points(lived), points(lived, ERROR_FREE)
    assert held.mean() > without.mean() + 16 * 40, "five stars by agreement lift those who agreed"
    assert (without == points(lived, RIGHTS)).all()


def test_a_mistaken_rating_is_the_others_and_counts_as_an_error() -> None:
    """Taken for others always, everybody holds what others earn, and has nothing without the errors."""
    lived = live(conduct(), regime(mistaken=1.0), days=120)
    wrong, given = lived.flow(count.RATED_IN_ERROR)[0], lived.flow(count.RATINGS_GIVEN)[0]
    on_file = float(lived.column(state.SCORED).mean())
    assert wrong / given == pytest.approx(on_file, abs=0.02), "only those on file can be taken for each other"
    assert (points(lived) > 2000 * SIXTEENTHS).mean() > 0.99
    assert (points(lived, ERROR_FREE) == 2000 * SIXTEENTHS).mean() > 0.2


# -- what must not move


def test_strength_nought_is_off_to_the_bit() -> None:
    base = worlds.regime("as-told")
    assert base.score is not None
    peers = {**ASSUMED, "id": "peers", "dimension": "behaviour", "rate_per_month": 0.5, "strength": 0.0}
    off = worlds.changed(base, score={**base.score.model_dump(by_alias=True), "peers": peers})
    digests = {worlds.live(worlds.place(), worlds.conduct(), one, 1000, 40).digest for one in (base, off)}
    assert len(digests) == 1


def test_ratings_and_votes_move_no_other_draw() -> None:
    """Where nothing hangs on standing, everything but the rated dimension is as without ratings and votes."""
    base = worlds.regime("bare")
    sensor = {
        **ASSUMED, "id": "watch", "kind": "office", "title": "A watch", "sees": ["unpleasant-encounter", "litters"],
        "coverage": {"urban": 1, "rural": 1}, "hit": 0.7,
        "false_match": {"per_comparison": 0.01, "gallery": 10, "local": 0.5},
    }  # fmt: skip
    rules = [{**ASSUMED, "id": "litter", "act": "litters", "fine": 5}]
    voted = {**ASSUMED, "id": "voted", "act": "unpleasant-encounter", "dimension": "behaviour",
             "vote": {"up": 0.5, "down": -1}}  # fmt: skip
    plain = worlds.changed(regime(), sensors=[sensor], rules=rules)
    assert plain.score is not None
    without = worlds.changed(plain, score={**plain.score.model_dump(by_alias=True), "peers": None})
    full = worlds.changed(plain, rules=[*rules, voted], ballot={**ASSUMED, "id": "ballot", "voters": 20})
    one, other = (live(worlds.conduct(), world, days=90) for world in (without, full))
    assert base.score is None and other.flow(count.VOTES, 2).min() > 100 and other.flow(count.RATED, 6).sum() > 1000
    moved = set(worlds.columns_that_differ(one, other))
    allowed = {f"points_{4 * track + BEHAVIOUR}" for track in range(3)}
    # The voted record goes on file; a penalty teaches, and shows in which family it was.
    answers = {"shown", *(f"{name}_{k}" for name in ("record", "certainty") for k in range(4))}
    assert allowed <= moved <= allowed | answers, moved
    assert (one.flow(count.DONE, 40) == other.flow(count.DONE, 40)).all(), "nobody acts otherwise for it"
    assert one.flow(count.RECORDED, 4 * 40).sum() == other.flow(count.RECORDED, 4 * 40).sum()


# -- votes


def filmed(agreement: float, halo: float = 0.0, **vote: Any) -> worlds.Lived:
    """Live a year in which many are filmed and voted on by forty."""
    acts = [
        dict(act, rate_per_year={"urban": 1, "rural": 1}) if act["id"] == "viral-incident" else act
        for act in worlds.entries(worlds.conduct().acts)
    ]
    voting = {
        **ASSUMED, "id": "voting", "down": 0.6, "agreement": agreement,
        "halo": {**ASSUMED, "id": "halo", "per_tier": halo},
    }  # fmt: skip
    base = worlds.regime("majority-rule")
    rules = [
        {**ASSUMED, "id": "votes", "act": "viral-incident", "dimension": "behaviour", "vote": {"down": -0.0625}},
        {**ASSUMED, "id": "correction", "act": "viral-incident", "vote": {"needed": 30}, "list": "corrected"},
    ]
    made = worlds.changed(base, rules=rules, ballot={**ASSUMED, "id": "ballot", "voters": 40})
    people = worlds.changed(worlds.conduct(), acts=acts, voting=voting)
    return live(people, made, citizens=4000, days=120, **vote)


@pytest.mark.parametrize("agreement", [0.0, 0.25])
def test_votes_are_those_of_an_urn_and_a_majority_corrects_as_often_as_it_is_reached(agreement: float) -> None:
    lived = filmed(agreement)
    up, down = lived.flow(count.VOTES, 2).tolist()
    held_on = (up + down) // 40
    spread = math.sqrt(0.24 * (1 + 39 * agreement) / (40 * held_on))
    assert abs(down / (up + down) - 0.6) < 4.5 * spread
    rest = (1 - agreement) / agreement if agreement else 0.0
    carried = betabinom.sf(29, 40, 0.6 * rest, 0.4 * rest) if agreement else binom.sf(29, 40, 0.6)
    expected = carried * held_on
    entered = int(lived.flow(count.ENTRY_CAUSE + 6 * lived.compiled.legend.lists.index("corrected"), 4).sum())
    # Who is on the list already enters it no second time: of those voted on, some one in six.
    assert 0.8 * expected - 4.5 * math.sqrt(expected) < entered < expected + 4.5 * math.sqrt(expected)


def test_a_vote_on_somebody_elses_incident_moves_held_standing_alone() -> None:
    lived = filmed(0.25)
    wrong = lived.flow(count.VOTES_IN_ERROR)[0]
    assert 0 < wrong < lived.flow(count.VOTES, 2).sum()
    held, without = points(lived), points(lived, ERROR_FREE)
    assert (held <= without).all() and (held < without).any()


def test_standing_speaks_for_those_who_are_voted_on() -> None:
    plain, kinder = filmed(0.25), filmed(0.25, halo=0.2)
    shares = [lived.flow(count.VOTES, 2)[1] / lived.flow(count.VOTES, 2).sum() for lived in (plain, kinder)]
    assert shares[1] < shares[0] - 0.1
