"""One synthetic life in plain words: a sentence for each thing that happened, with the clause that brought it."""

from collections.abc import Callable
from typing import Any

from glasshouse.experiment.diary import Event
from glasshouse.report import lessons
from glasshouse.report.telling_places import TOLD_OF_PLACES
from glasshouse.report.telling_responses import TOLD_OF_RESPONSES, at_time
from glasshouse.report.words import figures, grouped, listed, many, sentence

Facts = dict[str, Any]
HELD, ERROR_FREE, RIGHTS = "held", "error_free", "rights_respecting"
IN_WORDS = {HELD: "held", ERROR_FREE: "error-free", RIGHTS: "rights-respecting"}
KNOWS = {
    "nothing": "nothing of the regime",
    "heard": "that there is a regime",
    "own_standing": "one's own standing",
    "rules": "the rules",
}
WORK = {"none": "out of work", "ordinary": "in an ordinary job", "post": "in a well-paid post"}
READINGS = {
    "in error": "in error: error-free standing would not bring it",
    "against a right": "against a right: rights-respecting standing would not bring it",
    "by the rules": "by the rules: all three standings bring it",
}


def clause(facts: Facts) -> str:
    """Return a clause as it can be looked up: its id, its file and line.

    >>> clause({"id": "litter-fine", "title": "", "file": "inputs/regime-a.yaml", "line": 9})
    'litter-fine, a.yaml:9'
    """
    return f"{facts['id']}, {facts['file'].rpartition('/')[2].removeprefix('regime-')}:{facts['line']}"


def named(facts: Facts) -> str:
    """Return a clause by its title, and where it can be looked up."""
    return f"{facts['title']} ({clause(facts)})"


def signed(value: float) -> str:
    """Return points with their sign, to the sixteenth that they are kept in.

    >>> signed(25.0), signed(-1.1875), signed(0)
    ('+25', '\u22121.19', '0')
    """
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return text if value == 0 else ("+" if value > 0 else "\u2212") + text


def moved(points: dict[str, float], dimension: str = "") -> str:
    """Return by how many points the standings moved, together where they moved alike.

    >>> moved({"held": -10.0, "error_free": -10.0, "rights_respecting": -10.0}, "behaviour")
    '\u221210 points of behaviour in all three standings'
    >>> moved({"held": -10.0}), moved({"held": -1.0, "error_free": -1.0}), moved({"held": -1.0, "error_free": 0.0})
    ('\u221210 points in held standing alone', '\u22121 point, held and error-free', '\u22121 held, 0 error-free')
    """
    amounts = set(points.values())
    of = f" of {dimension}" if dimension else ""
    if len(amounts) > 1:
        each = ", ".join(f"{signed(value)} {IN_WORDS[name]}" for name, value in points.items())
        return f"points{of}: {each}" if of else each
    value = next(iter(amounts))
    amount = f"{signed(value)} {'point' if abs(value) == 1 else 'points'}{of}"
    if len(points) == len(IN_WORDS):
        return f"{amount} in all three standings"
    if list(points) == [HELD]:
        return f"{amount} in held standing alone"
    return f"{amount}, {listed([IN_WORDS[name] for name in points])}"


def effect(facts: Facts, currency: str) -> str:
    """Return what one rule made of a record."""
    parts = []
    if facts.get("points"):
        voted = f" ({signed(facts['voted'])} of it by the votes)" if "voted" in facts else ""
        parts.append(moved(facts["points"], facts["dimension"]) + voted)
    if facts.get("capped"):
        parts.append(f"this month's gains are used up ({listed([IN_WORDS[name] for name in facts['capped']])})")
    if "drops_to" in facts:
        parts.append(f"every dimension falls to {figures(facts['drops_to'])}")
    if facts.get("fine_paid"):
        parts.append(f"a fine of {grouped(facts['fine_paid'])} {currency}")
    if facts.get("fine_owed"):
        parts.append(f"{grouped(facts['fine_owed'])} {currency} of a fine still owed")
    if "needed" in facts:
        parts.append(
            f"its list needs {many(facts['needed'], 'vote')} down{'' if facts['carried'] else ', which were not cast'}"
        )
    if "asks_for" in facts:
        parts.append(f"leads to the list {facts['asks_for']}")
    return f"rule {clause(facts['rule'])}: {'; '.join(parts) or 'nothing more'}"


def effects(event: Event, currency: str) -> str:
    """Return what the rules made of an event, or nothing."""
    return " ".join(sentence(effect(each, currency)) + "." for each in event.effects)


def sensor(facts: Facts) -> str:
    """Return a sensor by its title and clause."""
    return named(facts["sensor"])


def record(facts: Facts) -> str:
    """Return what a record is of, and whether it is true."""
    act, by, months = facts["title"], sensor(facts), many(facts.get("months", 0), "month")
    made = {
        "own-act": f"{sentence(act)}{at_time(facts)}, and it was recorded: {by}.",
        "absence": f"Silence was read and recorded, after {months} without a record: {by}.",
        "district": f"A record in error: what {facts['whose']} did ({act}) was laid on this citizen: {by}.",
        "elsewhere": f"A record in error: taken for somebody in another district ({act}): {by}.",
        "gate": f"A record in error: taken for somebody on a watch-list: {by}.",
        "wanted": f"Found by a watch-list, being one of those who are wanted: {by}.",
        "claim": f"A record of nothing: the claim was believed{at_time(facts)} ({act}): {by}.",
        "nothing": f"A record of nothing ({act}); it never happened: {by}.",
        "class": lessons.record(facts, sentence(act), by) if facts["source"] == "class" else "",
    }[facts["source"]]
    if facts["cause"] == "double":
        made = f"The same act is on file twice now ({act}), a double record: {by}."
    if facts["protects"]:
        made += f" The act is protected: {facts['protects']}."
    made += examined(facts)
    if "counts_after_weeks" in facts:
        made += f" It waits {many(facts['counts_after_weeks'], 'week')} before it counts."
    return made + votes(facts)


def examined(facts: Facts) -> str:
    """Return who looked at a record before it counted, and whether it was thrown out; nothing where nobody did."""
    if "looked_at_by" not in facts:
        return ""
    *upheld, last = [clause(row) for row in facts["looked_at_by"]]
    if "thrown_out" not in facts:
        return f" Looked at before it counts, and upheld: {listed([*upheld, last])}."
    return f" It was thrown out before it counted ({last}): nothing comes of it."


VOTED_ON = {
    "true": "on it", "somebody_else": "on somebody else's act", "nothing": "on what never happened",
    "double": "on it once more",
}  # fmt: skip


def votes(facts: Facts) -> str:
    """Return how the public voted on a record, or nothing where it did not."""
    if "votes" not in facts:
        return ""
    cast, what = facts["votes"], VOTED_ON[facts["cause"]]
    return f" The public voted {what}: {cast['down']} down, {cast['up']} up ({clause(cast['ballot'])})."


LEFT_OPEN = "somebody, whom the day after would name"
"""What is said on the last day that is told of somebody whom the post finds on the next."""


def strikes(facts: Facts) -> str:
    """Return whom an act struck, or nothing where it is against nobody in particular."""
    if "strikes" not in facts:
        return ""
    return f" It struck {facts['strikes'] or LEFT_OPEN}."


def act(facts: Facts) -> str:
    """Return an act with what the sensors made of it."""
    strayed = [
        f"{row['sensor']} laid it on {row['whom'] or LEFT_OPEN}"
        if row["outcome"] == "laid on somebody else"
        else f"{row['sensor']} laid it on somebody in another district"
        for row in facts["sensors"]
        if row["outcome"] != "recorded"
    ]
    made, struck = sentence(facts["title"]) + at_time(facts), strikes(facts)
    made += ", for the score" * bool(facts.get("for_score"))
    if facts["unwatched"]:
        return f"{made}, where nobody watches.{struck}"
    if strayed:
        return f"{made}; {listed(strayed)}.{struck}"
    return f"{made}{f': {outcome}' if (outcome := facts['outcome']) else ''}.{struck}"


CAUSES = {
    "true": "true", "somebody_else": "in error, of somebody else's act", "nothing": "in error, of nothing",
    "double": "in error, a double",
}  # fmt: skip


def about(facts: Facts) -> str:
    """Return which record is meant."""
    return f"the record of day {facts['recorded_on']} ({facts['title']}; {CAUSES[facts['cause']]})"


def wish(facts: Facts) -> str:
    """Return what came of a wish."""
    through = "; ".join(named(row) for row in facts["through"])
    if facts["result"] == "refused":
        through = "by the standing of an adult of the household" if facts.get("parent") else through
        return f"Wished to {facts['title']} and was refused, {facts['reading']}: {through}."
    if facts["result"] == "unaffordable":
        return f"Wished to {facts['title']}, beyond their means."
    favours = ["without the deposit"] * bool(facts.get("waived")) + ["at a higher price"] * bool(facts.get("dearer"))
    favours += ["at a lower price"] * bool(facts.get("cheaper"))
    how = f", {listed(favours)}" if favours else ""
    return f"Wished to {facts['title']}: granted{how}{f': {through}' if through else ''}."


def entry(facts: Facts) -> str:
    """Return an entry on a list, with its ground."""
    ground, name = facts["ground"], facts["list"]
    if "rule" in ground:
        why = f"by rule {ground['rule']['id']}, on a record that is {CAUSES[ground['cause']]}"
        if "votes" in ground:
            why += f", with {ground['votes']['down']} votes down where {ground['votes']['needed']} are needed"
    elif "tier" in ground:
        why = f"by tier ({clause(ground['tier'])})"
    else:
        why = f"through the list {listed([row['id'] for row in ground['lists']]) or 'that was left since'}"
    together = facts["reading"] == "in error" and CAUSES.get(ground.get("cause")) == "true" and "votes" not in ground
    since = ", since not all records that counted together are true" if together else ""
    return f"Entered on a {name['colour']} list: {named(name)}, {why}. The entry is {facts['reading']}{since}."


def consequence(facts: Facts) -> str:
    """Return a consequence that begins, is read otherwise, or ends."""
    row = facts["consequence"]
    kind, title = "sanction" if row["adverse"] else "reward", named(row)
    if facts["reading"] is None:
        return f"A {kind} ends: {title}."
    through = listed([one["id"] for one in facts["through"]])
    right = f" The right: {facts['right']}." if row["adverse"] else ""
    return f"Under a {kind}: {title}, through {through}; {READINGS[facts['reading']]}.{right}"


def learnt(facts: Facts) -> str:
    """Return what is known of the regime from now on."""
    return f"Knows {KNOWS[facts['after']]} now ({facts['why']})."


def level(facts: Facts) -> str:
    """Return a change of fear."""
    rises = "rises" if facts["after"] > facts["before"] else "falls"
    return f"Fear {rises} from {facts['before']} to {facts['after']} of 15 ({facts['why']})."


def certainty(facts: Facts) -> str:
    """Return a change of how likely one thinks it to be caught."""
    how = "likelier" if facts["after"] > facts["before"] else "less likely"
    return (
        f"Thinks it {how} to be caught with what concerns {facts['family']}: "
        f"{facts['before']} to {facts['after']} of 15 ({facts['why']})."
    )


def withheld(facts: Facts) -> str:
    """Return an act that fear kept back."""
    done = "did it where nobody watches" if facts["displaced"] else "did not do it"
    return f"For fear, {done}: {facts['title']}{at_time(facts)}. The act is protected: {facts['protects']}."


def struck_by(facts: Facts) -> str:
    """Return by whom one was struck."""
    acts = "an act" if facts["acts"] == 1 else many(facts["acts"], "act")
    return f"Struck by {acts} of {facts['by']}, done the day before."


def trust(facts: Facts) -> str:
    """Return a change of trust among strangers, and for what."""
    why = facts["why"]
    if facts.get("through"):
        why += ": " + "; ".join(named(row) for row in facts["through"])
    if facts.get("struck_by"):
        who = listed(sorted({row["by"] for row in facts["struck_by"]}))
        why += f": struck {many(sum(row['acts'] for row in facts['struck_by']), 'time')} since last month, by {who}"
    rises = "rises" if facts["after"] > facts["before"] else "falls"
    return f"Trust among strangers {rises} from {facts['before']} to {facts['after']} of 7 ({why})."


def ratings(facts: Facts) -> str:
    """Return a month of ratings: how many, what they were, which were in error, and what they moved."""
    of = {"somebody_else": "of somebody else's encounter", "nothing": "agreed among friends, of no encounter"}
    wrong = [f"{grouped(facts['in_error'][cause])} {words}" for cause, words in of.items() if facts["in_error"][cause]]
    means = [f"{stars(value)} {IN_WORDS[name]}" for name, value in facts["weighted"].items()]
    return (
        f"Rated {many(facts['count'], 'time')} this month, {stars(facts['mean'])} stars of 5 on average; "
        f"in error: {listed(wrong) or 'none'}. Weighed by the raters' tiers: {listed(means) or 'nothing'}. "
        f"Moved: {moved(facts['points'], facts['dimension'])} ({clause(facts['clause'])})."
    )


def stars(value: float) -> str:
    """Return a mean of stars.

    >>> stars(4.0), stars(10 / 3), stars(0)
    ('4', '3.3', '0')
    """
    return f"{value:.1f}".removesuffix(".0")


def rating(facts: Facts) -> str:
    """Return one rating."""
    given = f"{many(facts['stars'], 'star')} from {facts['by']}"
    return (
        given
        + {
            "true": ", after an encounter.",
            "somebody_else": f", in error: the encounter was that of {facts['whose']}.",
            "nothing": ", in error: agreed among friends, of no encounter.",
        }[facts["cause"]]
    )


def tier(facts: Facts) -> str:
    """Return a change of tier beside the two other standings."""
    beside = listed([f"{facts['standings'][name]} {IN_WORDS[name]}" for name in (ERROR_FREE, RIGHTS)])
    way = "Fell" if facts["fell"] else "Rose"
    return f"{way} from tier {facts['before']['id']} to {clause(facts['after'])}; {beside}."


def decided(facts: Facts) -> str:
    """Return how an appeal went."""
    back = f" Points back: {moved(facts['points_back'])}." if facts.get("points_back") else ""
    won = "won; the record is struck" if facts["won"] else "lost"
    by = f" ({clause(facts['remedy'])})" if facts["remedy"] else ""
    return f"An appeal was {won}: {about(facts)}{by}.{back}"


def struck(facts: Facts) -> str:
    """Return a record that left the file."""
    back = f" Points back: {moved(facts['points_back'])}." if facts.get("points_back") else ""
    paid = facts.get("repaired")
    price = f" for {paid['fee']} ({clause(paid)})" if paid and paid["fee"] else f" ({clause(paid)})" if paid else ""
    return f"Off the file: {about(facts)}; {facts['why']}{price}.{back}"


def opted_out(facts: Facts) -> str:
    """Return that sensors were refused, or allowed again."""
    did = "Refused" if facts["refuses"] else "Allowed again"
    return f"{did} the sensors that one may refuse{f' ({clause(row)})' if (row := facts['remedy']) else ''}."


TOLD: dict[str, Callable[[Facts], str]] = {
    "struck": struck_by,
    "act": act,
    "withheld": withheld,
    "record": record,
    "record-counts": lambda f: f"Counts from now on: {about(f)}: {sensor(f)}.{votes(f)}",
    "record-struck": struck,
    "term-over": lambda f: f"The term is over of {about(f)}. Points back: {moved(f['points_back'])}.",
    "turned-away": lambda f: f"Turned away by mistake and let through by hand: {sensor(f)}.",
    "lessons": lambda f: lessons.lessons(f, sensor(f)),
    "scan": lessons.scan,
    "near-ones": lambda f: f"Near ones' standing moved relations: {moved(f['points'])}.",
    "scorecard": lambda f: f"The scorecard was read anew ({named(f['clause'])}): {moved(f['points'], f['dimension'])}.",
    "ratings": ratings,
    "rating": rating,
    "list-entry": entry,
    "list-extended": lambda f: f"The ground recurred: {named(f['list'])}, now to day {f['until_day']}.",
    "list-exit": lambda f: f"Off a {f['list']['colour']} list: {named(f['list'])}; {f['why']}.",
    "appeal": lambda f: f"Appealed against {about(f)}; decided from day {f['decided_from_day']} on.",
    "appeal-decided": decided,
    "appeal-lapsed": lambda f: "An appeal has no object any more: its record is off the file.",
    "opt-out": opted_out,
    "wish": wish,
    "fear": level,
    "learnt": learnt,
    "certainty": certainty,
    "trust": trust,
    "tie": lambda f: f"{'Dropped' if f['dropped'] else 'Took up again'} a friend, {f['friend']}.",
    "tier": tier,
    "consequence": consequence,
    "consequence-ends": consequence,
    "consequence-read": lambda f: "Still u" + consequence(f)[1:],
    **TOLD_OF_RESPONSES,
    **TOLD_OF_PLACES,
    "work": lambda f: f"{sentence(WORK[f['after']])}; was {WORK[f['before']]}.",
}  # fmt: skip
"""How each kind of event is told."""


def told(event: Event, currency: str) -> str:
    """Return an event as a sentence or more."""
    return f"{TOLD[event.kind](event.facts)} {effects(event, currency)}".strip()
