"""Compile conduct: base rates, frailty, bounds for thinning, responses, wishes."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, gammainc, gammaincinv

from glasshouse.chance import stream
from glasshouse.inputs.compiling.answering import compile_answers, compile_gamers, is_willed_offence, monthly_fading
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import DOMAINS, FAMILIES, Act, Conduct, Trust, Wish
from glasshouse.inputs.consequence import WishKind
from glasshouse.inputs.place import Place
from glasshouse.model import tables as room
from glasshouse.model.thinning import CLASSES_OF_DOMAIN
from glasshouse.quantities import DAYS_PER_CYCLE, LOGIT_UNIT, THRESHOLD_ONE, daily_probability, log_odds, threshold

TENTHS = 10
CURVE_FROM = -16
"""Log-odds at which the sigmoid table begins; rarer than this is never."""
HALF = 1 << 31
"""Survival within a domain is kept in parts of this."""
Integers = NDArray[np.int64]
VISIBILITY = ("private", "friends", "open")
CAUSES = ("cannot", "mishap", "will")
VICTIMS = ("none", "other", "public")
WISH_KINDS: tuple[WishKind, ...] = (
    "trip", "loan", "rental", "post", "seat", "home", "office", "match", "queue", "service",
)  # fmt: skip
SINGLE = {"seat": room.SEAT_WISH, "home": room.HOME_WISH, "office": room.OFFICE_WISH, "match": room.MATCH_WISH}
"""Kinds of which there can be one, and where the tables say which it is."""


def gamma_levels(shape: float) -> list[float]:
    """Return the means of sixteen equal parts of a gamma of mean one: how much more than the mean each level does.

    >>> levels = gamma_levels(0.5); round(sum(levels) / 16, 6), levels[0] < 0.01, levels[15] > 4
    (1.0, True, True)
    """
    cuts = gammaincinv(shape, np.arange(1, 16) / 16)
    shares = [0.0, *(float(share) for share in gammainc(shape + 1, cuts)), 1.0]
    return [16 * (shares[k + 1] - shares[k]) for k in range(16)]


def cell_rates(act: Act) -> dict[int, float]:
    """Return the yearly rate of an act by cell: age group, sex, residence (``state.CELL``)."""
    ages = act.by_age
    by_age = (ages.child, ages.youth, ages.young, ages.middle, ages.older, ages.elder)
    rates: dict[int, float] = {}
    for urban, residence in enumerate((act.rate_per_year.rural, act.rate_per_year.urban)):
        for woman, sex in enumerate((act.by_sex.men, act.by_sex.women)):
            rates |= {age | woman << 3 | urban << 4: residence * sex * rate for age, rate in enumerate(by_age)}
    return rates


def compile_conduct(shelf: Shelf, place: Place, conduct: Conduct) -> None:
    """Write the tables of acts, responses and wishes."""
    compile_curve(shelf)
    shelf.put(room.ACT_COUNT, max(act.slot for act in conduct.acts) + 1)
    shelf.put(room.BILL_ACT, -1)
    shelf.put(room.INSTALMENT_ACT, -1)
    shelf.put(room.WANTED_ACT, -1)
    for act in conduct.acts:
        compile_act(shelf, act)
    compile_bounds(shelf, conduct)
    compile_responses(shelf, conduct)
    compile_beliefs(shelf, conduct)
    compile_trust(shelf, conduct.trust)
    compile_answers(shelf, conduct)
    compile_gamers(shelf, place, conduct)
    for where in SINGLE.values():
        shelf.put(where, -1)
    for k, wish in enumerate(conduct.wishes):
        compile_wish(shelf, k, wish)
    shelf.put(room.WISH_COUNT, len(conduct.wishes))
    compile_luck_of_money(shelf, place, conduct)


def compile_curve(shelf: Shelf) -> None:
    """Write the sigmoid: thresholds of log-odds from -16 to just under 0."""
    values = [1.0 / (1.0 + math.exp(-(CURVE_FROM + k / LOGIT_UNIT))) for k in range(room.CURVE)]
    shelf.put(room.SIGMOID, [0, *(threshold(p) for p in values[1:])])


def compile_act(shelf: Shelf, act: Act) -> None:
    """Write one act's rows."""
    k = act.slot
    shelf.put(room.ACT_STREAM, stream(f"act:{act.id}"), k)
    shelf.put(room.ACT_NEXT, stream(f"act:{act.id}:next"), k)
    shelf.put(room.ACT_DOMAIN, DOMAINS.index(act.domain), k)
    shelf.put(room.ACT_FAMILY, FAMILIES.index(act.family), k)
    shelf.put(room.ACT_WILLED, int(is_willed_offence(act)), k)
    shelf.put(room.ACT_DEED, int(act.deed and act.cause == "will"), k)
    shelf.put(room.ACT_PROTECTED, int(act.protects is not None or act.kind == "absent"), k)
    shelf.put(room.ACT_VICTIM, VICTIMS.index(act.victim), k)
    shelf.put(room.ACT_CAUSE, CAUSES.index(act.cause), k)
    shelf.put(room.ACT_ONLINE, int(act.online), k)
    shelf.put(room.ACT_VISIBILITY, VISIBILITY.index(act.visibility), k)
    shelf.put(room.ACT_COMPANY, int(act.company is not None), k)
    shelf.put(room.ACT_SPENDS, act.spends, k)
    shelf.put(room.ACT_EARNS, act.earns, k)
    if act.kind == "wanted":
        shelf.put(room.WANTED_ACT, k)
        shelf.put(room.WANTED_SHARE, threshold(act.share))
    if act.kind == "bill":
        shelf.put(room.BILL_ACT, k)
    if act.kind == "instalment":
        shelf.put(room.INSTALMENT_ACT, k)
    for cell, rate in cell_rates(act).items():
        shelf.put(room.ACT_BASE, base_of(rate), k * room.CELLS + cell)
    levels = [round(LOGIT_UNIT * math.log(max(level, 1e-6))) for level in gamma_levels(act.frailty_shape)]
    shelf.put(room.ACT_FRAILTY, levels, k * room.LEVELS)


def base_of(rate_per_year: float) -> int:
    """Return the curve index of a yearly rate: log-odds/256 counted from -16; 0 where the rate is nothing."""
    if rate_per_year <= 0.0:
        return 0
    index = round(LOGIT_UNIT * (log_odds(min(daily_probability(rate_per_year), 0.5)) - CURVE_FROM))
    return max(index, 1)


def compile_bounds(shelf: Shelf, conduct: Conduct) -> None:
    """Write bounds and survival by domain, class and act: from conduct and place alone, so that twins stay coupled."""
    for domain, name in enumerate(DOMAINS):
        walked = sorted((act for act in conduct.acts if act.kind == "rare" and act.domain == name), key=commonest_first)
        words = np.zeros((CLASSES_OF_DOMAIN, room.MOST_OF_DOMAIN), dtype=np.int64)
        alive = np.ones(CLASSES_OF_DOMAIN)
        for place, act in enumerate(walked):
            bounds = bounds_of(shelf.tables, act)
            alive *= 1.0 - bounds / THRESHOLD_ONE
            words[:, place] = (np.rint(alive * HALF).astype(np.int64) << 31) | bounds
            shelf.put(room.ACT_PLACE, place, act.slot)
            shelf.put(room.WALKED, act.slot, domain * room.MOST_OF_DOMAIN + place)
        shelf.put(room.STEP, words.ravel().tolist(), domain * words.size)
        shelf.put(room.QUIET, np.rint(alive * HALF).astype(np.int64).tolist(), domain * CLASSES_OF_DOMAIN)


def commonest_first(act: Act) -> tuple[float, int]:
    """Return what acts are walked in the order of: most walks stop early. Of two alike, the earlier slot."""
    return -act.rate_per_year.urban, act.slot


def bounds_of(tables: Integers, act: Act) -> Integers:
    """Return by class in the act's domain the threshold that no response may lift it above, for anybody in the class.

    A class is a cell of base rates, and in it a band of conduct, whose most active level counts.
    """
    base = tables[room.ACT_BASE + act.slot * room.CELLS :][: room.CELLS, np.newaxis]
    row = room.ACT_FRAILTY + act.slot * room.LEVELS
    most = np.maximum.accumulate(tables[row : row + room.LEVELS])[room.LEVELS_OF_BAND - 1 :: room.LEVELS_OF_BAND]
    index = base + most + math.ceil(LOGIT_UNIT * math.log(act.headroom))
    found: Integers = np.where(base == 0, 0, tables[room.SIGMOID + np.clip(index, 1, room.CURVE - 1)]).ravel()
    return found


def compile_responses(shelf: Shelf, conduct: Conduct) -> None:
    """Write compliance (R1) and silence (R2); a strength of 0 leaves tables of zeros."""
    compliance, silence = conduct.compliance, conduct.silence
    spread = gamma_levels(conduct.strength_shape.value)
    prior = conduct.learning.prior
    for level in range(room.LEVELS):
        doublings = math.log2((level + 1) / (prior + 1))
        for strength in range(room.LEVELS):
            pull = compliance.strength * min(spread[strength], 3.0) * math.log(compliance.odds_ratio) * doublings
            shelf.put(room.COMPLIANCE, round(LOGIT_UNIT * pull), level * room.LEVELS + strength)
    for where, visible in enumerate((silence.private, silence.friends, 1.0)):
        for fear in range(room.LEVELS):
            for acceptance in range(8):
                tilt = 1.0 + silence.acceptance * (acceptance - 3.5) / 3.5
                fall = min(silence.strength * silence.most * (fear / 15.0) * visible * tilt, 0.99)
                shift = round(LOGIT_UNIT * math.log(1.0 - fall))
                shelf.put(room.SILENCE, shift, (where * room.LEVELS + fear) * 8 + acceptance)
    shelf.put(room.DISPLACED, threshold(silence.displaced))


def compile_beliefs(shelf: Shelf, conduct: Conduct) -> None:
    """Write fear, learning (R9), awareness (R10), ties (R5) and take-up of remedies."""
    fear, learning, awareness, ties = conduct.fear, conduct.learning, conduct.awareness, conduct.ties
    shelf.put(room.FEAR_TIES, [threshold(fear.ties * k / 7) for k in range(8)])
    fading = monthly_fading(fear.half_life_days)
    shelf.put(room.FEAR_FADES, [threshold(min(fading * level, 1.0)) for level in range(room.LEVELS)])
    up, down = learning.punished * 15 * learning.strength, learning.unpunished * 15 * learning.strength
    shelf.put(room.LEARN_PUNISHED, threshold(min(up, 1.0)))
    shelf.put(room.LEARN_UNPUNISHED, threshold(min(down, 1.0)))
    shelf.put(room.LEARN_KIN, threshold(min(up * learning.kin, 1.0)))
    shelf.put(room.LEARN_DRIFT, threshold(monthly_fading(learning.half_life_days)))
    shelf.put(room.PRIOR, learning.prior)
    shelf.put(room.LEARN_FLOOR, learning.prior if learning.floor is None else learning.floor)
    shelf.put(room.AWARE_START, threshold(awareness.start * awareness.strength))
    shelf.put(room.AWARE_TIES, [threshold(awareness.tie * awareness.strength * k / 7) for k in range(8)])
    loss = [ties.loss_per_month * math.exp(ties.strength * ties.gap * gap) for gap in range(room.TIERS)]
    shelf.put(room.TIES_LOSS, [threshold(min(chance, 1.0)) for chance in loss])
    shelf.put(room.TIES_RENEWAL, threshold(ties.renewal_per_month))


def compile_trust(shelf: Shelf, trust: Trust) -> None:
    """Write trust among strangers (R12), and where it stands on day 0: the steady state of its rises and falls."""
    rises = trust.rises_per_month * trust.strength
    falls = min(trust.rises_per_month * trust.falls_to_rises, 1.0) * trust.strength
    shelf.put(room.TRUST_RISES, threshold(rises))
    shelf.put(room.TRUST_FALLS, [threshold(1.0 - (1.0 - falls) ** struck) for struck in range(8)])
    shelf.put(room.TRUST_INFORMED, threshold(trust.informed * trust.strength))
    levels = [bdtr(level, 7, trust.disposition) for level in range(7)]
    shelf.put(room.TRUST_DISPOSITIONS, [threshold(float(share)) for share in levels])
    down, up = -math.expm1(-trust.struck_per_month * falls), math.exp(-trust.struck_per_month) * rises
    for disposition in range(8):
        weights = [(down / up) ** below if up > 0.0 else float(below == 0) for below in range(disposition + 1)]
        shares = [min(sum(weights[: below + 1]) / sum(weights), 1.0) for below in range(7)]
        shelf.put(room.TRUST_BELOW, [threshold(share) for share in shares], 7 * disposition)


def compile_wish(shelf: Shelf, k: int, wish: Wish) -> None:
    """Write one wish's rows."""
    shelf.put(room.WISH_KIND, WISH_KINDS.index(wish.kind), k)
    shelf.put(room.WISH_STREAM, stream(f"wish:{wish.id}"), k)
    for fifth, chance in enumerate(wish.per_month):
        shelf.put(room.WISH_CHANCE, threshold(chance), fifth * room.WISHES + k)
    shelf.put(room.WISH_PRICE, wish.price, k)
    shelf.put(room.WISH_MONTHS, wish.months, k)
    shelf.put(room.WISH_TERM, wish.term_months, k)
    shelf.put(room.WISH_PLACES, round(wish.places / 1000.0 / DAYS_PER_CYCLE * THRESHOLD_ONE), k)
    shelf.put(room.WISH_COUNTER, wish.visitors, k)
    shelf.put(room.WISH_SERVICE, round(wish.minutes * TENTHS / 2.0), k)
    if wish.kind in SINGLE:
        shelf.put(SINGLE[wish.kind], k)
    if wish.kind == "loan":
        years = wish.term_months / 12.0
        shelf.put(room.INTEREST, round(65536 * years / 2.0), 0)


def compile_luck_of_money(shelf: Shelf, place: Place, conduct: Conduct) -> None:
    """Write sudden costs, lost jobs and the interest of a whole loan (on half the sum, over its term)."""
    shocks = conduct.shocks
    shelf.put(room.SHOCK_CHANCE, threshold(shocks.per_month))
    shelf.put(room.SHOCK_SIZE, round(shocks.months_of_income * 256))
    shelf.put(room.JOB_LOSS, threshold(shocks.job_loss_per_month))
    shelf.put(room.JOB_FIND, threshold(shocks.job_find_per_month))
    shelf.put(room.FORGETTING, threshold(shocks.forgetting))
    half_years = int(shelf.tables[room.INTEREST])
    shelf.put(room.INTEREST, round(half_years * place.lending_rate.value))
