"""Compile a regime: channels, rules, score, tiers, lists, consequences, remedies."""

from glasshouse.chance import stream
from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.compiling.answering import compile_prices, monthly_fading
from glasshouse.inputs.compiling.favouring import compile_budget, compile_favour, compile_treatment
from glasshouse.inputs.compiling.gating import compile_gates
from glasshouse.inputs.compiling.legend import Legend
from glasshouse.inputs.compiling.rating import compile_ratings, compile_votes
from glasshouse.inputs.compiling.remedying import compile_remedies, in_force
from glasshouse.inputs.compiling.schooling import compile_classroom
from glasshouse.inputs.compiling.scorecard import compile_scorecard, is_counted
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.compiling.sourcing import compile_sources
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.consequence import FREE_OF_MONEY, Effect
from glasshouse.inputs.favour import Treatment
from glasshouse.inputs.regime import DIMENSIONS, OLDEST, Regime, Rule, Score, Sensor
from glasshouse.inputs.remedies import Notice
from glasshouse.model import tables as room
from glasshouse.model.state import DIMENSION_COUNT
from glasshouse.quantities import DAYS_PER_YEAR, points, threshold, whole_shares

INVENTED_CYCLE_DAYS = 30
ALL_GAINS = 15


def compile_regime(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write the regime's tables."""
    if regime.score is not None:
        compile_score(shelf, regime.score)
    else:
        shelf.put(room.FROM_AGE, 18)
        shelf.put(room.TO_AGE, OLDEST)
    compile_channels(shelf, conduct, regime, legend)
    compile_gates(shelf, conduct, regime, legend)
    compile_classroom(shelf, conduct, regime, legend)
    compile_ratings(shelf, conduct, regime)
    compile_votes(shelf, conduct, regime, legend)
    compile_scorecard(shelf, regime, legend)
    for k, rule in enumerate(regime.rules):
        compile_rule(shelf, k, rule, legend)
    compile_uses(shelf, regime, legend)
    compile_sources(shelf, conduct, regime, legend)
    compile_prices(shelf, conduct, regime, legend)
    compile_tiers_and_lists(shelf, regime, legend)
    compile_consequences(shelf, conduct, regime, legend)
    compile_leaks(shelf, regime)
    compile_openness(shelf, conduct, regime)
    compile_remedies(shelf, conduct, regime, legend)
    compile_favour(shelf, regime, legend)
    compile_treatment(shelf, regime)
    compile_budget(shelf, conduct, regime)


def compile_score(shelf: Shelf, score: Score) -> None:
    """Write scale, weights, fading, caps and identity points."""
    shelf.put(room.SCORED_REGIME, 1)
    shelf.put(room.FROM_AGE, score.from_age)
    shelf.put(room.TO_AGE, score.to_age)
    shelf.put(room.LEAST, points(score.least))
    shelf.put(room.MOST, points(score.most))
    shelf.put(room.START, points(score.start))
    rows = {row.dimension: row for row in score.dimensions}
    weights = [rows[name].weight if name in rows else 0.0 for name in DIMENSIONS]
    shelf.put(room.WEIGHT, whole_shares(weights, 256))
    for k, name in enumerate(DIMENSIONS[:DIMENSION_COUNT]):
        half_life = rows[name].fades_half_life_days if name in rows else None
        shelf.put(room.FADES, round(65536 * monthly_fading(half_life)) if half_life else 0, k)
        cap = rows[name].gains_per_month if name in rows else None
        shelf.put(room.GAINS_MOST, cap if cap else ALL_GAINS, k)
    for pull in score.pulls:
        per_tier, most = (
            (room.KIN_PULL, room.KIN_PULL_MOST) if pull.of == "kin" else (room.FRIENDS_PULL, room.FRIENDS_PULL_MOST)
        )
        shelf.put(per_tier, points(pull.points_per_tier))
        shelf.put(most, points(pull.most))
    who = score.identity
    for residence in range(2):
        for education in range(4):
            for elder in range(2):
                for official in range(2):
                    total = (
                        (who.urban if residence else who.rural)
                        + (who.college if education == 3 else 0.0)
                        + (who.primary_or_none if education == 0 else 0.0)
                        + (who.elder if elder else 0.0)
                        + (who.official if official else 0.0)
                    )
                    row = ((residence * 4 + education) * 2 + elder) * 2 + official
                    shelf.put(room.IDENTITY, points(total), row)


def compile_channels(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write what each sensor does with each act it looks for, and what it invents."""
    sensors = {sensor.id: sensor for sensor in regime.sensors}
    slots = {act.id: act.slot for act in conduct.acts}
    shelf.put(room.FAR_PLACE, [-1] * room.CHANNELS)
    first = 0
    for slot in range(room.ACTS):
        shelf.put(room.CHANNEL_FIRST, first, slot)
        if slot < len(legend.acts):
            first += sum(channel.act == legend.acts[slot] for channel in legend.channels if legend.acts[slot])
    shelf.put(room.CHANNEL_FIRST, first, room.ACTS)
    for k, channel in enumerate(legend.channels):
        sensor = sensors[channel.sensor]
        shelf.put(room.CHANNEL_ACT, slots[channel.act], k)
        shelf.put(room.CHANNEL_SENSOR, legend.sensors.index(channel.sensor), k)
        shelf.put(room.CHANNEL_STREAM, stream(f"sensor:{sensor.system or channel.sensor}:{channel.act}"), k)
        shelf.put(room.CHANNEL_DELAY, sensor.delay_weeks, k)
        shelf.put(room.CHANNEL_KEPT, sensor.retention_weeks or 0, k)
        shelf.put(room.CHANNEL_INFORMS, int(sensor.kind == "neighbours"), k)
        of_act = [other.sensor for other in legend.channels if other.act == channel.act]
        shelf.put(room.CHANNEL_INSTEAD, sum(1 << of_act.index(one) for one in sensor.instead_of if one in of_act), k)
        if sensor.absence is not None:
            shelf.put(room.ABSENCE_MONTHS, sensor.absence.months)
            shelf.put(room.ABSENCE_CHANNEL, k)
        compile_errors(shelf, k, sensor, regime.treatment)
    for place, k in enumerate(legend.far):
        shelf.put(room.FAR_CHANNEL, k, place)
        shelf.put(room.FAR_PLACE, place, k)
        name = legend.channels[k]
        shelf.put(room.FAR_STREAM, stream(f"mistaken:{name.sensor}:{name.act}"), place)
    shelf.put(room.FAR_COUNT, len(legend.far))
    for place, k in enumerate(legend.invented):
        name = legend.channels[k]
        per_channel = invented_per_year(sensors[name.sensor], name.act, conduct)
        shelf.put(room.INVENTED_CHANNEL, k, place)
        shelf.put(room.INVENTED_STREAM, stream(f"invented:{name.sensor}:{name.act}"), place)
        monthly = per_channel * INVENTED_CYCLE_DAYS / DAYS_PER_YEAR
        exposure = sensors[name.sensor].exposure
        for nth, group in enumerate(GROUPS):
            chance = threshold(min(monthly * getattr(exposure, group), 1.0))
            shelf.put(room.INVENTED_CHANCE, chance, nth * room.INVENTED + place)
    shelf.put(room.INVENTED_COUNT, len(legend.invented))


def invented_per_year(sensor: Sensor, act: str, conduct: Conduct) -> float:
    """Return the records of nothing that a sensor makes of one act: what it invents resembles what it usually sees.

    They are spread as the acts' yearly rates are; evenly where none of its acts has a rate of its own.
    """
    rates = {row.id: row.rate_per_year.urban + row.rate_per_year.rural for row in conduct.acts}
    usual = sum(rates[seen] for seen in sensor.sees)
    if usual == 0.0:
        return sensor.invented_per_year / len(sensor.sees)
    return sensor.invented_per_year * rates[act] / usual


def compile_errors(shelf: Shelf, k: int, sensor: Sensor, treatment: Treatment | None) -> None:
    """Write one channel's thresholds by residence and group: seen, laid on somebody near, on somebody far."""
    for residence, coverage in enumerate((sensor.coverage.rural, sensor.coverage.urban)):
        for g, group in enumerate(GROUPS):
            apart = getattr(treatment.coverage, group) if treatment is not None else 1.0
            covered = min(coverage * getattr(sensor.exposure, group) * apart, 1.0)
            seen, wrong, local = covered * sensor.hit_for(group), 0.0, 0.0
            match = sensor.false_match
            if match is not None:
                factor = getattr(match.by_group, group)
                wrong = (covered - seen) * min(match.per_search() * factor, 1.0)
                local = match.local
            place = k * 6 + residence * 3 + g
            shelf.put(room.CHANNEL_SEEN, threshold(seen), place)
            shelf.put(room.CHANNEL_LOCAL, threshold(wrong * local), place)
            shelf.put(room.CHANNEL_AFAR, threshold(wrong * (1.0 - local)), place)


def compile_rule(shelf: Shelf, k: int, rule: Rule, legend: Legend) -> None:
    """Write one rule."""
    shelf.put(room.RULE_DIMENSION, DIMENSIONS.index(rule.dimension) if rule.dimension else -1, k)
    if rule.points is not None:
        shelf.put(room.RULE_POINTS, [points(rule.points.rural), points(rule.points.urban)], 2 * k)
    shelf.put(room.RULE_REPEAT, round(rule.repeat_factor * 256), k)
    shelf.put(room.RULE_DROP, points(rule.drop_to) if rule.drop_to is not None else -1, k)
    shelf.put(room.RULE_FINE, rule.fine, k)
    shelf.put(room.RULE_LIST, legend.lists.index(rule.list) + 1 if rule.list else 0, k)
    shelf.put(room.RULE_AFTER, rule.after, k)


def takes_something(rule: Rule, regime: Regime) -> bool:
    """Return whether a rule is adverse: points lost, a fine, a drop, a black list."""
    black = {entry.id for entry in regime.lists if entry.colour == "black"}
    lost = rule.points is not None and min(rule.points.urban, rule.points.rural) < 0
    lost = lost or (rule.vote is not None and min(rule.vote.up, rule.vote.down) < 0)
    return lost or rule.fine > 0 or rule.drop_to is not None or rule.list in black


def stays_on_file(rule: Rule, regime: Regime) -> bool:
    """Return whether anything may still depend on a record once a rule has counted it.

    Its points run out, a repetition counts otherwise, a list rests on it, or one may appeal against it.
    """
    counts = rule.term_weeks is not None or rule.repeat_factor != 1.0 or rule.list is not None
    return counts or takes_something(rule, regime)


def compile_uses(shelf: Shelf, regime: Regime, legend: Legend) -> None:
    """Write which rules a record of each channel meets; its term is the longest among them."""
    total, sensors = 0, {sensor.id: sensor for sensor in regime.sensors}
    for k, channel in enumerate(legend.channels):
        shelf.put(room.USE_FIRST, total, k)
        sensor = sensors[channel.sensor]
        met = [
            (index, rule)
            for index, rule in enumerate(regime.rules)
            if rule.act == channel.act and (rule.sensors is None or channel.sensor in rule.sensors)
        ]
        for index, _ in met:
            shelf.put(room.USE, index, total)
            total += 1
        shelf.put(room.CHANNEL_TERM, max((rule.term_weeks or 0 for _, rule in met), default=0), k)
        lasting = sensor.delay_weeks > 0 or sensor.retention_weeks is not None or is_counted(regime, channel.act)
        shelf.put(room.CHANNEL_FILED, int(lasting or any(stays_on_file(rule, regime) for _, rule in met)), k)
        shelf.put(room.CHANNEL_ADVERSE, int(any(takes_something(rule, regime) for _, rule in met)), k)
    for k in range(len(legend.channels), room.CHANNELS + 1):
        shelf.put(room.USE_FIRST, total, k)


def compile_tiers_and_lists(shelf: Shelf, regime: Regime, legend: Legend) -> None:
    """Write cut-offs, terms and entry by standing."""
    shelf.put(room.TIER_COUNT, len(regime.tiers))
    for k, tier in enumerate(regime.tiers):
        shelf.put(room.TIER_FROM, points(tier.starts), k)
    shelf.put(room.LIST_COUNT, len(regime.lists))
    black, by_tier = 0, [0] * room.TIERS
    for k, entry in enumerate(regime.lists):
        shelf.put(room.LIST_TERM, entry.term_weeks, k)
        shelf.put(room.LIST_EXTENSION, entry.extension_weeks, k)
        shelf.put(room.LIST_ON_REQUEST, int(entry.exit == "request"), k)
        below = legend.tiers.index(entry.below) if entry.below else 0
        above = legend.tiers.index(entry.above) if entry.above else room.TIERS
        for grade in range(room.TIERS):
            by_tier[grade] |= int(grade < below or grade >= above) << k
        black |= int(entry.colour == "black") << k
        for name in entry.through:
            shelf.tables[room.LIST_LEADS + legend.lists.index(name)] |= 1 << k
    shelf.put(room.BLACK_LISTS, black)
    shelf.put(room.TIER_LISTS, by_tier)


EFFECTS: dict[Effect, int] = {
    "refuse": room.WISH_REFUSE, "waive": room.WISH_WAIVE, "first": room.WISH_FIRST, "last": room.WISH_LAST,
    "dearer": room.WISH_DEARER, "cheaper": room.WISH_CHEAPER,
}  # fmt: skip
"""Where the tables say which consequences do what to a wish."""


def compile_consequences(shelf: Shelf, conduct: Conduct, regime: Regime, legend: Legend) -> None:
    """Write masks: which tiers and lists bring which consequences, and what those do to whom and to which wish.

    Detention is no part of the mask of sanctions: it moves nobody's fear, belief or conduct (science 1.10).
    """
    tables = shelf.tables
    shelf.put(room.PRICE_FACTOR, [256] * room.CONSEQUENCES)
    for k, row in enumerate(regime.consequences):
        bit = 1 << k
        for name in row.lists:
            tables[room.LIST_MASK + legend.lists.index(name)] |= bit
        for tier, name in enumerate(legend.tiers):
            below = row.below is not None and tier < legend.tiers.index(row.below)
            above = row.above is not None and tier >= legend.tiers.index(row.above)
            if name and (below or above):
                tables[room.TIER_MASK + tier] |= bit
        if row.wish is not None:
            tables[EFFECTS[row.effect] + legend.wishes.index(row.wish)] |= bit
        if row.effect in ("dearer", "cheaper"):
            shelf.put(room.PRICE_FACTOR, round(row.factor * 256), k)
        if row.effect == "detain":
            tables[room.DETAINS] |= bit
        elif row.adverse:
            tables[room.ADVERSE] |= bit
    touched = {row.wish for row in regime.consequences}
    for k, wish in enumerate(conduct.wishes):
        if wish.kind in FREE_OF_MONEY and wish.id not in touched:
            for fifth in range(len(wish.per_month)):
                shelf.put(room.WISH_CHANCE, 0, fifth * room.WISHES + k)


def compile_leaks(shelf: Shelf, regime: Regime) -> None:
    """Write how often a file gets about, and how soon that is forgotten."""
    if regime.leaks is not None:
        monthly = regime.leaks.files_per_year * INVENTED_CYCLE_DAYS / DAYS_PER_YEAR
        shelf.put(room.LEAK_SHARE, threshold(monthly))
        shelf.put(room.LEAK_FORGOTTEN, threshold(1.0 / regime.leaks.remembered_months))


def compile_openness(shelf: Shelf, conduct: Conduct, regime: Regime) -> None:
    """Write whether people are told of the regime (R10), of their own score, and of its rules (S9)."""
    shelf.put(room.ANNOUNCED, int(regime.announced is not None))
    reach = regime.announced.reach if regime.announced else 0.0
    awareness = conduct.awareness
    shown = regime.score is not None and (regime.openness is None or regime.openness.score_shown)
    published = regime.openness is None or regime.openness.rules_published
    told = regime.openness is None or regime.openness.score_shown
    shelf.put(room.AWARE_MEDIA, threshold(min(awareness.media_per_month * awareness.strength * reach, 1.0)))
    notified = max((one.reach * one.strength for one in in_force(regime, Notice)), default=0.0)
    knows = 1.0 - (1.0 - awareness.notice) * (1.0 - notified)
    shelf.put(room.AWARE_NOTICE, threshold(knows * awareness.strength * told))
    shelf.put(room.AWARE_LOOK, threshold(awareness.look_per_month * awareness.strength * shown))
    shelf.put(room.AWARE_STUDY, threshold(awareness.study_per_month * awareness.strength * published))
