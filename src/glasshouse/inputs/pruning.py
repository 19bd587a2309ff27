"""What goes with a clause that is taken away: names of what is no more, and clauses that could do nothing without it.

A rule needs a sensor that sees its act, a list needs a way in and something that follows from it, a consequence needs
somebody whom it reaches. What is pruned would do nothing, so no count depends on it.
"""

from typing import Any

LISTED = ("sensors", "rules", "lists", "consequences", "remedies")
"""The sections whose clauses stand in a list and have an id."""
OF_POINTS = ("dimension", "points", "repeat_factor", "drop_to")
"""The fields of a rule that do nothing without a score."""
Data = dict[str, Any]


def pruned(data: Data) -> Data:
    """Return a regime's plain data without what could do nothing; the given data stay as they are."""
    found, before = copied(data), None
    while found != before:
        before = found
        found = scorecard(consequences(lists(rules(scale(sensors(copied(found)))))))
    voted = any(rule["vote"] is not None for rule in found["rules"])
    return phased(governed(found if voted else {**found, "ballot": None}))


def governed(data: Data) -> Data:
    """Pay for no sensor that is gone, enter nothing as its record, and let no tier begin higher where there is none."""
    budget, favour, treatment = (data.get(key) for key in ("budget", "favour", "treatment"))
    sees = {sensor["id"]: sensor["sees"] for sensor in data["sensors"]}
    if budget:
        costs = {name: cost for name, cost in budget["costs"].items() if name in sees}
        data = {**data, "budget": {**budget, "costs": costs}}
    if favour and favour["enters"] and favour["enters"]["act"] not in sees.get(favour["enters"]["sensor"], ()):
        data = {**data, "favour": {**favour, "enters": None} if favour["drops"] else None}
    if treatment and not data["tiers"]:
        even = dict.fromkeys(treatment["higher_cut_offs"], 0.0)
        data = {**data, "treatment": {**treatment, "higher_cut_offs": even}}
    return data


def phased(data: Data) -> Data:
    """Let phases name what is left, keep those that then do anything, and send no sensor about that is gone."""
    score = data["score"] or {}
    single = "announced", "openness", "favour", "treatment", "budget", "leaks"
    parts = [*(data.get(section) for section in single), score.get("peers")]
    known = {entry["id"] for section in (*LISTED, "tiers") for entry in data[section]}
    known |= {part["id"] for part in (*parts, *score.get("pulls", [])) if part}
    scoreless = set() if score else names(data, "rules")
    kept = []
    for phase in data.get("phases", []):
        now = dict(phase)
        for key in ("adds", "drops", "keeps"):
            now[key] = now[key] if isinstance(now[key], str) else [name for name in now[key] if name in known]
        changes = [without_points(one) if one["clause"] in scoreless else one for one in now["changes"]]
        now["changes"] = [change for change in changes if change["clause"] in known and change["to"]]
        if any(now[key] for key in ("adds", "drops", "changes", "wipes", "reveals")):
            kept.append(now)
    ids = {phase["id"] for phase in kept}
    kept = [phase for phase in kept if phase["after"] is None or phase["after"] in ids]
    for key in ("attention", "target"):
        part = data.get(key)
        sent = [name for name in part["sensors"] if name in known] if part else []
        data = {**data, key: {**part, "sensors": sent} if part and sent else None}
    return {**data, "phases": kept}


def without_points(change: Data) -> Data:
    """Return what a phase changes of a rule, without points: there is no score that they could move."""
    return {**change, "to": {name: value for name, value in change["to"].items() if name not in OF_POINTS}}


def copied(data: Data) -> Data:
    """Return a copy whose clauses can be changed without changing the original's."""
    return {**data, **{section: [dict(entry) for entry in data[section]] for section in LISTED}}


def names(data: Data, section: str) -> set[str]:
    """Return the ids of a section."""
    return {entry["id"] for entry in data[section]}


def sensors(data: Data) -> Data:
    """Drop what a sensor says of sensors and tiers that are not there."""
    known, grades = names(data, "sensors"), names(data, "tiers")
    for sensor in data["sensors"]:
        sensor["instead_of"] = [name for name in sensor["instead_of"] if name in known]
        if sensor["gate"] is not None:
            times = {name: minutes for name, minutes in sensor["gate"]["by_tier"].items() if name in grades}
            sensor["gate"] = {**sensor["gate"], "by_tier": times}
    return data


def scale(data: Data) -> Data:
    """Without a score there are no points and no tiers; without voters there is no vote."""
    grades = names(data, "tiers")
    for rule in data["rules"]:
        vote = rule["vote"] if data["ballot"] is not None else None
        if data["score"] is None:
            rule |= {"points": None, "drop_to": None}
            vote = vote and {**vote, "up": 0.0, "down": 0.0}
        if vote is not None and rule["list"] is None:
            vote = {**vote, "needed": 0}
        rule["vote"] = vote if vote is not None and any((vote["up"], vote["down"], vote["needed"])) else None
    for entry in (*data["lists"], *data["consequences"]):
        entry |= {side: entry[side] if entry[side] in grades else None for side in ("below", "above")}
    return data


def rules(data: Data) -> Data:
    """Keep the rules that a sensor feeds and that do something."""
    known, listed = names(data, "sensors"), names(data, "lists")
    kept = []
    for rule in data["rules"]:
        if rule["sensors"] is not None:
            rule["sensors"] = [name for name in rule["sensors"] if name in known]
        feeding = [one for one in data["sensors"] if rule["sensors"] is None or one["id"] in rule["sensors"]]
        if rule["list"] not in listed:
            rule |= {"list": None, "after": 1}
        vote = rule["vote"]
        moves = rule["points"] is not None or (vote is not None and any((vote["up"], vote["down"])))
        rule |= {} if moves else {"dimension": None}
        rule |= {} if rule["points"] is not None else {"repeat_factor": 1.0}
        does = moves or rule["drop_to"] is not None or rule["fine"] or rule["list"] is not None
        if does and any(rule["act"] in one["sees"] for one in feeding):
            kept.append(rule)
    return {**data, "rules": kept}


def lists(data: Data) -> Data:
    """Keep the lists that can be entered and from which something follows."""
    known = names(data, "lists")
    led_to = {rule["list"] for rule in data["rules"]}
    followed = {name for row in data["consequences"] for name in row["lists"]}
    kept = []
    for entry in data["lists"]:
        entry["through"] = [name for name in entry["through"] if name in known]
        ways = entry["below"], entry["above"], *entry["through"]
        if (any(ways) or entry["id"] in led_to) and entry["id"] in followed:
            kept.append(entry)
    return {**data, "lists": kept}


def consequences(data: Data) -> Data:
    """Keep the consequences that reach somebody."""
    known = names(data, "lists")
    for row in data["consequences"]:
        row["lists"] = [name for name in row["lists"] if name in known]
    kept = [row for row in data["consequences"] if row["lists"] or row["below"] or row["above"]]
    if data["score"] is not None and not data["tiers"]:
        data = {**data, "score": {**data["score"], "pulls": []}}
    return {**data, "consequences": kept}


def scorecard(data: Data) -> Data:
    """Keep what the scorecard counts of what is still seen; without a breach, or kinds to tell apart, there is none."""
    card = data["score"] and data["score"]["scorecard"]
    if not card:
        return data
    seen = {act for sensor in data["sensors"] for act in sensor["sees"]}
    kinds = [[act for act in one["records_of"] if act in seen] for one in card["characteristics"]]
    kept = {
        **card,
        "breach": [act for act in card["breach"] if act in seen],
        "characteristics": [{"records_of": acts} for acts in kinds if acts],
    }
    left = kept if kept["breach"] and kept["characteristics"] else None
    return {**data, "score": {**data["score"], "scorecard": left}}
