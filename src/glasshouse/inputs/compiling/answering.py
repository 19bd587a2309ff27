"""Compile the responses of ``inputs.responses``: one that is left out, or of strength 0, leaves tables of zeros."""

import math

from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.living import ADULT_FROM, share_from
from glasshouse.inputs.compiling.protesting import compile_protest
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.place import Place
from glasshouse.inputs.regime import Regime, Rule
from glasshouse.inputs.responses import Gaming, Grievance, Habituation, OwnMotive, Withdrawal
from glasshouse.model import tables as room
from glasshouse.quantities import DAYS_PER_CYCLE, DAYS_PER_YEAR, LOGIT_UNIT, points, threshold

ACCEPTANCE_LEVELS = 8
FULL = room.MOTIVES - 1
"""Own motive that nothing has crowded out."""
UNMOVED, OFFENCE, PRICED_OFFENCE, PRICED_DEED = range(4)
"""Kinds of acts that legitimacy and own motive tell apart, in the order of ``LEAN``."""
LEANINGS = room.LEVELS * room.MOTIVES
START_WITHOUT = 8
"""Where legitimacy stands in a conduct that says nothing of it: it never moves there."""


def monthly_fading(half_life_days: float) -> float:
    """Return the monthly chance of one step of exponential decay with this half-life.

    >>> monthly_fading(30.0)
    0.5
    """
    return 1.0 - math.pow(0.5, DAYS_PER_CYCLE / half_life_days)


def compile_answers(shelf: Shelf, conduct: Conduct) -> None:
    """Write grievance and protest (R7), own motive (R13), gaming (R4), withdrawal (R6) and habituation (R11)."""
    compile_gaming(shelf, conduct.gaming)
    compile_leanings(shelf, conduct)
    shelf.put(room.LEGITIMACY_START, conduct.grievance.start if conduct.grievance else START_WITHOUT)
    if conduct.grievance is not None and conduct.grievance.strength > 0.0:
        compile_grievance(shelf, conduct.grievance)
    if conduct.own_motive is not None and conduct.own_motive.strength > 0.0:
        shelf.put(room.MOTIVE_FALLS, threshold(conduct.own_motive.falls))
    if conduct.withdrawal is not None:
        compile_withdrawal(shelf, conduct.withdrawal)
    compile_habituation(shelf, conduct.fear.own_sanction, conduct.habituation)
    compile_protest(shelf, conduct)


def compile_leanings(shelf: Shelf, conduct: Conduct) -> None:
    """Write what legitimacy and own motive do to offences and to good deeds; never below 0, or never above."""
    for motive in range(room.MOTIVES):
        own = motive_shift(conduct.own_motive, motive)
        for legitimacy in range(room.LEVELS):
            place, less = motive * room.LEVELS + legitimacy, legitimacy_shift(conduct.grievance, legitimacy)
            shelf.put(room.LEAN, round(LOGIT_UNIT * less), OFFENCE * LEANINGS + place)
            shelf.put(room.LEAN, round(LOGIT_UNIT * (own + less)), PRICED_OFFENCE * LEANINGS + place)
            shelf.put(room.LEAN, -round(LOGIT_UNIT * own), PRICED_DEED * LEANINGS + place)


def legitimacy_shift(grievance: Grievance | None, legitimacy: int) -> float:
    """Return the log-odds that a level of legitimacy puts on an offence."""
    if grievance is None:
        return 0.0
    return grievance.strength * max(grievance.start - legitimacy, 0) * -math.log(grievance.odds_ratio)


def motive_shift(own: OwnMotive | None, motive: int) -> float:
    """Return the log-odds that own motive, crowded out, takes from a priced good deed and puts on an offence."""
    return 0.0 if own is None else own.strength * own.most * (FULL - motive) / FULL


def compile_grievance(shelf: Shelf, grievance: Grievance) -> None:
    """Write what a sanction takes of legitimacy and how it returns, and what being refused leads to."""
    lost = grievance.lost
    shelf.put(room.LEGITIMACY_LOST, [lost.in_error, lost.against_right, lost.by_rules])
    fading = monthly_fading(grievance.half_life_days)
    shelf.put(room.LEGITIMACY_RETURNS, [threshold(min(fading * lost, 1.0)) for lost in range(room.LEVELS)])
    shelf.put(room.BLOCKED_LEAN, round(LOGIT_UNIT * grievance.strength * math.log(grievance.blocked)))
    shelf.put(room.BLOCKED_FADES, threshold(fading))


def compile_gaming(shelf: Shelf, gaming: Gaming | None) -> None:
    """Write how much more of what counts those do who play for the score, and how much of it is for show."""
    if gaming is not None and gaming.strength > 0.0:
        gains = [gaming.strength * math.log(gaming.odds_ratio) * level / 3 for level in range(4)]
        shelf.put(room.DEED_GAIN, [round(LOGIT_UNIT * gain) for gain in gains])
        shelf.put(room.GAMING_CLAIMED, threshold(gaming.claimed))
        shelf.put(room.GAMING_INSTEAD, threshold(gaming.instead))


def compile_gamers(shelf: Shelf, place: Place, conduct: Conduct) -> None:
    """Write who would play for a score: in proportion to literacy, and on the mean the share that is said.

    Literacy is schooling, a draw of 0 to 3, and one more for college (``model.traits.literacy``).
    """
    gaming, schooling = conduct.gaming, place.education
    if gaming is None or gaming.strength == 0.0:
        return
    grown = share_from(place, ADULT_FROM)
    mean = 1.5 + (4 * schooling.college + 2 * schooling.senior_secondary + schooling.junior_secondary) / grown
    chances = [min(gaming.gamers * literacy / mean, 1.0) for literacy in range(room.LITERACIES)]
    shelf.put(room.GAMERS, [threshold(chance) for chance in chances])


def compile_reach(shelf: Shelf, conduct: Conduct, regime: Regime) -> None:
    """Write from how far a cut-off of the regime's score draws those who play for it."""
    if conduct.gaming is not None and regime.score is not None:
        near = conduct.gaming.near * (regime.score.most - regime.score.least)
        shelf.put(room.GAMING_REACH, [points(3 * near), points(near)])


def compile_withdrawal(shelf: Shelf, withdrawal: Withdrawal) -> None:
    """Write the monthly chances of going offline and of coming back, and what it costs to be away."""
    if withdrawal.strength == 0.0:
        return
    monthly = withdrawal.per_year * withdrawal.strength * DAYS_PER_CYCLE / DAYS_PER_YEAR
    for fear in range(room.LEVELS):
        for sanctioned in range(2):
            for work in range(2):
                odds = withdrawal.fear ** (fear / 15) * withdrawal.sanctioned**sanctioned * withdrawal.work**work
                chance = threshold(times_odds(monthly, odds))
                shelf.put(room.WITHDRAWAL_OFF, chance, (fear * 2 + sanctioned) * 2 + work)
        shelf.put(room.WITHDRAWAL_BACK, threshold(withdrawal.back_per_month * (1.0 - fear / 15)), fear)
    shelf.put(room.WITHDRAWAL_COST, round(256 * withdrawal.cost))


def times_odds(chance: float, odds: float) -> float:
    """Return a chance whose odds are so many times those of ``chance``.

    >>> times_odds(0.5, 3.0), times_odds(0.0, 3.0), times_odds(1.0, 3.0)
    (0.75, 0.0, 1.0)
    """
    return chance * odds / (1.0 - chance + chance * odds)


def compile_habituation(shelf: Shelf, own_sanction: int, habit: Habituation | None) -> None:
    """Write how acceptance rises, and the levels of fear of a new sanction by levels of acceptance gained."""
    dulls = habit.dulls if habit is not None and habit.strength > 0.0 else 0.0
    if habit is not None:
        monthly = habit.levels_per_year * habit.strength * DAYS_PER_CYCLE / DAYS_PER_YEAR
        shelf.put(room.HABIT_RISES, threshold(monthly))
    shelf.put(room.HABIT_FEAR, [round(own_sanction * (1.0 - dulls) ** gained) for gained in range(ACCEPTANCE_LEVELS)])


def compile_prices(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write which records, and so which acts, a regime puts a price on, and which good deeds it rewards."""
    slots = {act.id: act.slot for act in conduct.acts}
    deeds = {act.id for act in conduct.acts if act.deed and act.cause == "will"}
    priced: set[str] = set()
    compile_reach(shelf, conduct, regime)
    for k, channel in enumerate(legend.channels):
        if any(has_price(rule) and meets(rule, channel.act, channel.sensor) for rule in regime.rules):
            shelf.put(room.CHANNEL_PRICED, 1, k)
            priced.add(channel.act)
        if channel.act in deeds:
            if any(has_reward(rule) and meets(rule, channel.act, channel.sensor) for rule in regime.rules):
                shelf.put(room.ACT_REWARDED, 1, slots[channel.act])
    for act in conduct.acts:
        shelf.put(room.ACT_LEAN, LEANINGS * kind_of(act, act.id in priced), act.slot)
        if is_willed_offence(act) and act.earns > 0:
            shelf.put(room.ACT_BLOCKED_LEAN, int(shelf.tables[room.BLOCKED_LEAN]), act.slot)


def kind_of(act: Act, priced: bool) -> int:
    """Return what kind of act legitimacy and own motive meet: an offence, a priced one, a priced good deed, or none."""
    if is_willed_offence(act):
        return PRICED_OFFENCE if priced else OFFENCE
    return PRICED_DEED if priced and act.deed and act.cause == "will" else UNMOVED


def meets(rule: Rule, act: str, sensor: str) -> bool:
    """Whether a rule counts a record of an act by a sensor."""
    return rule.act == act and (rule.sensors is None or sensor in rule.sensors)


def has_price(rule: Rule) -> bool:
    """Whether a rule gives or takes points or money."""
    return rule.points is not None or rule.vote is not None or rule.drop_to is not None or rule.fine > 0


def has_reward(rule: Rule) -> bool:
    """Whether a rule gives points."""
    return rule.points is not None and max(rule.points.urban, rule.points.rural) > 0


def is_willed_offence(act: Act) -> bool:
    """Whether an act is willed and no right, and no good deed: what deterrence and grievance move."""
    return act.cause == "will" and act.gravity > 0 and not act.deed and act.protects is None


def lift_of(shelf: Shelf, act: Act) -> int:
    """Return the largest rise of log-odds/256 that these responses give an act, from the compiled tables."""
    if act.deed and act.cause == "will":
        return int(shelf.tables[room.DEED_GAIN + 3])
    if not is_willed_offence(act):
        return 0
    lean = shelf.tables[room.LEAN + OFFENCE * LEANINGS : room.LEAN + PRICED_DEED * LEANINGS]
    blocked = int(shelf.tables[room.BLOCKED_LEAN]) if act.earns > 0 else 0
    return int(lean.max()) + blocked
