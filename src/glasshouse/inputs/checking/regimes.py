"""Checks of a regime by itself: its own words, its scale, tiers, lists, consequences and remedies."""

from __future__ import annotations

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.contradictions import check_contradictions
from glasshouse.inputs.checking.favour import check_budget, check_favour, check_treatment
from glasshouse.inputs.checking.governance import check_governance
from glasshouse.inputs.checking.notes import Notes, listed, number
from glasshouse.inputs.checking.peers import check_peers, check_votes
from glasshouse.inputs.checking.phases import check_phases
from glasshouse.inputs.checking.remedies import check_remedies, ends_of
from glasshouse.inputs.checking.schooling import check_classroom_alone
from glasshouse.inputs.checking.scorecards import check_scorecard
from glasshouse.inputs.clause import GROUPS
from glasshouse.inputs.consequence import Consequence
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Gate, ListClause, Regime, Rule, Score, Sensor
from glasshouse.inputs.remedies import Expiry
from glasshouse.model import tables as room
from glasshouse.model.state import ARREARS

CHANNELS_MOST = room.CHANNELS - 1
FINE_MOST = (1 << (ARREARS & 63)) - 1


def check_regime(read: Read[Regime]) -> list[Diagnostic]:
    """Every fault of a regime that can be seen without place and conduct."""
    notes = Notes(read)
    check_sensors(notes)
    for k, rule in enumerate(read.value.rules):
        check_rule(notes, k, rule)
    if read.value.score is not None:
        check_identity(notes, read.value.score)
        check_pulls(notes, read.value.score)
        check_peers(notes, read.value.score)
        check_scorecard(notes, read.value.score)
    check_votes(notes)
    check_tiers(notes)
    for k, entry in enumerate(read.value.lists):
        check_list(notes, k, entry)
    for k, row in enumerate(read.value.consequences):
        check_consequence(notes, k, row)
    check_remedies(notes)
    check_room(notes)
    check_governance(notes)
    check_phases(notes)
    check_favour(notes)
    check_treatment(notes)
    check_budget(notes)
    check_contradictions(notes)
    return notes.found


def check_sensors(notes: Notes[Regime]) -> None:
    """Each act once per sensor; coverage is a chance for every group."""
    for k, sensor in enumerate(notes.value.sensors):
        for j, act in enumerate(sensor.sees):
            if act in sensor.sees[:j]:
                notes.say("G309", ("sensors", k, "sees", j), f"`{act}` is named twice", "name it once")
        covered = max(sensor.coverage.urban, sensor.coverage.rural)
        for group in GROUPS:
            factor = getattr(sensor.exposure, group)
            if covered * factor > 1.0 + 1e-9:
                notes.say(
                    "G325",
                    ("sensors", k, "exposure", group),
                    f"a coverage of {number(covered)} times an exposure of {number(factor)} is more than 1",
                    f"write at most {number(1.0 / covered)}, or lower the coverage",
                )
        check_manner(notes, k, sensor)
        if sensor.gate is not None:
            check_gate_alone(notes, k, sensor, sensor.gate)
        if sensor.absence is not None:
            check_absence_alone(notes, k, sensor)
        if sensor.classroom is not None:
            check_classroom_alone(notes, k, sensor, sensor.classroom)


def check_gate_alone(notes: Notes[Regime], k: int, sensor: Sensor, gate: Gate) -> None:
    """A gate names tiers that there are, and says nothing that only sensors of single acts can do."""
    tiers = [tier.id for tier in notes.value.tiers]
    for name in gate.by_tier:
        if name not in tiers:
            notes.unknown("G304", ("sensors", k, "gate", "by_tier", name), name, tiers)
    for key in ("system", "instead_of"):
        if getattr(sensor, key):
            what = f"`{key}` ties sensors that see one act, and a gate looks at passages"
            notes.say("G321", ("sensors", k, key), what, "leave it out")
    if sensor.false_match is not None and not sensor.sees:
        what = "`false_match` needs somebody to be taken for, and this gate looks for nobody"
        notes.say("G321", ("sensors", k, "false_match"), what, "let it see what is of kind wanted, or leave it out")


def check_absence_alone(notes: Notes[Regime], k: int, sensor: Sensor) -> None:
    """One sensor reads absence, once a month, and has nothing that only sensors of acts can have."""
    first = next(other for other in notes.value.sensors if other.absence is not None)
    if first is not sensor:
        what = f"a second sensor that reads absence; the first is `{first.id}`"
        notes.say("G324", ("sensors", k, "absence"), what, "keep one of them")
    for key in ("gate", "false_match", "system", "instead_of", "invented_per_year"):
        if getattr(sensor, key):
            what = f"`{key}` is of sensors that look at acts, and `{sensor.id}` sees that there was nothing to see"
            notes.say("G321", ("sensors", k, key), what, "leave it out")


def check_manner(notes: Notes[Regime], k: int, sensor: Sensor) -> None:
    """A sensor stands in for ones that looked before it, loses hits to a threshold that it has, and is in time."""
    loc, regime = ("sensors", k), notes.value
    before = [other.id for other in regime.sensors[:k]]
    for j, name in enumerate(sensor.instead_of):
        if name not in [other.id for other in regime.sensors]:
            notes.unknown("G302", (*loc, "instead_of", j), name, before)
        elif name not in before:
            what = f"`{sensor.id}` stands in for `{name}`, which has not looked yet"
            remedy = "take it out" if name == sensor.id else f"write `{sensor.id}` below `{name}`"
            notes.say("G327", (*loc, "instead_of", j), what, remedy)
    if sensor.hit_lost > 0.0 and (sensor.false_match is None or sensor.false_match.stricter <= 0.0):
        what = "`hit_lost` is lost to a stricter threshold, and there is none"
        notes.say("G321", (*loc, "hit_lost"), what, "give `false_match` a `stricter` above 0, or leave it out")
    ends = [rule.term_weeks for rule in regime.rules if rule.term_weeks and rule.act in sensor.sees
            and (rule.sensors is None or sensor.id in rule.sensors)]  # fmt: skip
    ends += [sensor.retention_weeks] if sensor.retention_weeks else []
    ends = ends_of(sensor, regime)
    if sensor.delay_weeks and ends and sensor.delay_weeks >= min(ends):
        what = f"a record counts after {sensor.delay_weeks} weeks and is gone after {min(ends)}"
        notes.say("G329", (*loc, "delay_weeks"), what, f"write less than {min(ends)}")


def sensors_of(rule: Rule, sensors: list[Sensor]) -> list[Sensor]:
    """The sensors whose records a rule takes: those it names, or all."""
    return [sensor for sensor in sensors if rule.sensors is None or sensor.id in rule.sensors]


def check_rule(notes: Notes[Regime], k: int, rule: Rule) -> None:
    """A rule names what is there, is fed by a sensor, and keeps to the scale."""
    regime, loc = notes.value, ("rules", k)
    known = [sensor.id for sensor in regime.sensors]
    strangers = [(j, name) for j, name in enumerate(rule.sensors or []) if name not in known]
    for j, name in strangers:
        notes.unknown("G302", (*loc, "sensors", j), name, known)
    lists = [entry.id for entry in regime.lists]
    if rule.list is not None and rule.list not in lists:
        notes.unknown("G303", (*loc, "list"), rule.list, lists)
    if not strangers and not any(rule.act in sensor.sees for sensor in sensors_of(rule, regime.sensors)):
        seeing = [sensor.id for sensor in regime.sensors if rule.act in sensor.sees]
        whose = "none of its sensors sees" if rule.sensors else "no sensor sees"
        remedy = f"it is seen by {listed(seeing)}" if seeing else "let a sensor see it, or take the rule out"
        notes.say("G308", (*loc, "act"), f"{whose} `{rule.act}`", remedy)
    check_points(notes, k, rule)
    if rule.after > 1 and rule.list is None:
        notes.say(
            "G321",
            (*loc, "after"),
            "`after` counts records towards a list, and there is none",
            "name a `list`",
        )
    if rule.repeat_factor != 1.0 and rule.points is None:
        notes.say(
            "G321",
            (*loc, "repeat_factor"),
            "`repeat_factor` acts on points, and there are none",
            "leave it out",
        )
    if rule.fine > FINE_MOST:
        what = f"a fine of {number(rule.fine)} is more than {number(FINE_MOST)}"
        notes.say("G326", (*loc, "fine"), what, f"write at most {FINE_MOST}")


def check_points(notes: Notes[Regime], k: int, rule: Rule) -> None:
    """Points and drops need a scale, a weight, and must stay within the scale."""
    score, loc = notes.value.score, ("rules", k)
    if score is None:
        for name in ("points", "drop_to"):
            if getattr(rule, name) is not None:
                notes.say("G313", (*loc, name), f"`{name}` without a score", "add a `score`, or leave it out")
        return
    span = score.most - score.least
    if rule.points is not None:
        for where in ("urban", "rural"):
            given = getattr(rule.points, where)
            if abs(given) > span:
                what = f"{number(given)} points, and the scale is {number(span)} long"
                notes.say("G314", (*loc, "points", where), what, f"write {-span} to {span}")
    weighted = [row.dimension for row in score.dimensions]
    if rule.dimension is not None and rule.dimension not in weighted:
        what = f"`{rule.dimension}` has no weight in the score"
        notes.say(
            "G315",
            (*loc, "dimension"),
            what,
            f"weighted are {listed(weighted)}; a weight of 0 may be written",
        )
    if rule.drop_to is not None and not score.least <= rule.drop_to <= score.most:
        what = f"`drop_to` is {rule.drop_to}, and the scale runs from {score.least} to {score.most}"
        notes.say("G312", (*loc, "drop_to"), what, f"write {score.least} to {score.most}")


def check_identity(notes: Notes[Regime], score: Score) -> None:
    """Points for who one is stay within the scale and need a weight."""
    span = score.most - score.least
    given = {name: points for name, points in score.identity.model_dump().items() if points}
    for name, points in given.items():
        if abs(points) > span:
            what = f"{number(points)} points, and the scale is {number(span)} long"
            notes.say("G314", ("score", "identity", name), what, f"write {-span} to {span}")
    if given and "identity" not in [row.dimension for row in score.dimensions]:
        what = "`identity` has no weight in the score"
        notes.say("G315", ("score", "identity"), what, "add the dimension `identity`; a weight of 0 may be written")


def check_pulls(notes: Notes[Regime], score: Score) -> None:
    """Near ones move a dimension that has a weight, by tiers that there are, each kind of them once."""
    for k, pull in enumerate(score.pulls):
        loc = ("score", "pulls", k)
        if pull.of in [one.of for one in score.pulls[:k]]:
            notes.say("G324", (*loc, "of"), f"a second pull of {pull.of}", "keep one of them")
        if "relations" not in [row.dimension for row in score.dimensions]:
            what = "`relations` has no weight in the score, and near ones move it"
            notes.say("G315", loc, what, "add the dimension `relations`; a weight of 0 may be written")
        if not notes.value.tiers:
            notes.say("G321", loc, "near ones are compared by tier, and there are none", "add `tiers`")


def check_tiers(notes: Notes[Regime]) -> None:
    """Tiers cut the whole scale into rising parts."""
    tiers, score = notes.value.tiers, notes.value.score
    if score is None:
        if tiers:
            notes.say("G313", ("tiers",), "tiers without a score", "add a `score`, or leave the tiers out")
        return
    for k, tier in enumerate(tiers):
        loc = ("tiers", k, "from")
        if k == 0 and tier.starts != score.least:
            what = f"the first tier starts at {tier.starts}, and the scale at {score.least}"
            notes.say("G311", loc, what, f"write {score.least}")
        if k > 0 and tier.starts <= tiers[k - 1].starts:
            before = tiers[k - 1]
            how = "with" if tier.starts == before.starts else "below"
            what = f"`{tier.id}` starts {how} `{before.id}`, at {tier.starts}"
            notes.say("G310", loc, what, f"write more than {before.starts}; tiers are listed from the lowest up")
        if tier.starts > score.most:
            what = f"`{tier.id}` starts at {tier.starts}, and the scale ends at {score.most}"
            notes.say("G312", loc, what, f"write at most {score.most}")


def check_range(notes: Notes[Regime], kind: str, k: int, entry: ListClause | Consequence) -> None:
    """`below` and `above` name tiers, not both, and somebody is in the range."""
    tiers = [tier.id for tier in notes.value.tiers]
    for side in ("below", "above"):
        name = getattr(entry, side)
        if name is not None and name not in tiers:
            notes.unknown("G304", (kind, k, side), name, tiers)
    if tiers and entry.below == tiers[0]:
        what = f"nobody is below `{entry.below}`, the lowest tier"
        notes.say("G318", (kind, k, "below"), what, "name the first tier that is not meant")
    if entry.below is not None and entry.above is not None:
        what = f"`below: {entry.below}` and `above: {entry.above}` in one clause"
        notes.say("G319", (kind, k, "above"), what, "write two clauses, or keep one of the two")


def check_list(notes: Notes[Regime], k: int, entry: ListClause) -> None:
    """A list can be entered, and being on it does something."""
    check_range(notes, "lists", k, entry)
    known = [one.id for one in notes.value.lists]
    for j, name in enumerate(entry.through):
        if name not in known:
            notes.unknown("G303", ("lists", k, "through", j), name, known)
    check_exit(notes, k, entry)
    entered = entry.below is not None or entry.above is not None or any(name in known for name in entry.through)
    if not entered and all(rule.list != entry.id for rule in notes.value.rules):
        what = f"no rule leads to `{entry.id}`, and no tier either"
        notes.say("G316", ("lists", k), what, f"write `list: {entry.id}` in a rule, or `below:` or `above:` here")
    if all(entry.id not in row.lists for row in notes.value.consequences):
        what = f"no consequence names `{entry.id}`"
        notes.say("G317", ("lists", k), what, "name it in a consequence's `lists`, or take the list out")


def check_exit(notes: Notes[Regime], k: int, entry: ListClause) -> None:
    """A list can be left: no chain of lists leads back to it, and one who must ask can ask."""
    ways = {one.id: one.through for one in notes.value.lists}
    reached, edge = set[str](), list(entry.through)
    while edge:
        name = edge.pop()
        if name not in reached:
            reached.add(name)
            edge += ways.get(name, [])
    if entry.id in reached:
        what = f"`{entry.id}` leads back to itself through {listed([name for name in ways if name in reached])}"
        notes.say("G328", ("lists", k, "through"), what, "cut the circle: each list on it renews the others for ever")
    may_ask = any(isinstance(remedy, Expiry) and remedy.strength > 0 for remedy in notes.value.remedies)
    if entry.exit == "request" and not may_ask:
        what = f"one leaves `{entry.id}` on request, and no remedy lets anybody ask"
        notes.say("G328", ("lists", k, "exit"), what, "add a remedy of kind `expiry`, or write `exit: automatic`")


def check_consequence(notes: Notes[Regime], k: int, row: Consequence) -> None:
    """A consequence names lists and tiers that are there."""
    check_range(notes, "consequences", k, row)
    known = [entry.id for entry in notes.value.lists]
    for j, name in enumerate(row.lists):
        if name not in known:
            notes.unknown("G303", ("consequences", k, "lists", j), name, known)
    if row.factor != 1.0 and row.effect not in ("dearer", "cheaper"):
        what = f"`factor` acts on a price, and the effect is `{row.effect}`"
        notes.say("G321", ("consequences", k, "factor"), what, "leave it out, or write `effect: dearer`")
    if row.effect == "detain":
        check_release(notes, k, row)


def check_release(notes: Notes[Regime], k: int, row: Consequence) -> None:
    """Whoever is detained leaves at the end of a term: standing stands still inside, so no tier may detain."""
    standing = {entry.id for entry in notes.value.lists if entry.below or entry.above or entry.through}
    for j, name in enumerate(row.lists):
        if name in standing:
            what = f"`{row.id}` detains those on `{name}`, which standing or another list renews"
            notes.say("G393", ("consequences", k, "lists", j), what, "name a list that records alone lead to")
    if row.below is not None or row.above is not None:
        side = "below" if row.below is not None else "above"
        what = f"`{row.id}` detains by tier, and a score does not move inside"
        notes.say("G393", ("consequences", k, side), what, "name a list instead, whose term ends")


def check_room(notes: Notes[Regime]) -> None:
    """The tables have room for the regime."""
    regime = notes.value
    channels = sum(len(set(sensor.sees)) for sensor in regime.sensors)
    uses = sum(sum(rule.act in sensor.sees for sensor in sensors_of(rule, regime.sensors)) for rule in regime.rules)
    invented = sum(len(set(sensor.sees)) for sensor in regime.sensors if sensor.invented_per_year > 0)
    gates = [sensor for sensor in regime.sensors if sensor.gate]
    strangers = [one for one in regime.sensors if one.false_match and one.false_match.local < 1.0 and not one.gate]
    far = sum(len(set(sensor.sees)) for sensor in strangers)
    for key, count, most, noun in (
        ("sensors", channels, CHANNELS_MOST, "pairs of a sensor and an act that it sees"),
        ("rules", uses, room.RULE_USES, "pairs of a rule and a sensor that feeds it"),
        ("sensors", invented, room.INVENTED, "pairs of an act and a sensor that invents records"),
        ("sensors", len(gates), room.GATES, "gates"),
        ("sensors", far, room.FAR, "pairs of an act and a sensor that takes it for somebody elsewhere's"),
    ):
        if count > most:
            notes.say("G322", (key,), f"{count} {noun}; there is room for {most}", "let sensors see fewer acts")
