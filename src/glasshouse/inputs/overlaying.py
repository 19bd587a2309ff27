"""Lay safeguards over a regime: each change is made on plain data, and what is left is a regime that could be in force.

What a safeguard takes away goes with what could do nothing without it (`glasshouse.inputs.pruning`); what it adds is
left out where it would have nothing to act on. So a safeguard may do nothing in a regime.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glasshouse.inputs.conduct import Act, Conduct
from glasshouse.inputs.consequence import ADVERSE
from glasshouse.inputs.parts import of_plain, plain
from glasshouse.inputs.pruning import Data, copied
from glasshouse.inputs.regime import Regime
from glasshouse.inputs.remedying import required, standing_alone
from glasshouse.inputs.safeguard import (
    Change,
    Help,
    Limit,
    Omit,
    Remove,
    Require,
    Safeguard,
    Separate,
    Weaken,
    Where,
    Write,
)

Related = Callable[[str, str], str | None]
"""How the domains of an act and of a kind of wish are related: a word of the table, None where it has neither."""
CUT = ("unrelated", "contested")
"""What is cut between domains of life: at an intensity of 1 the first, at 2 both."""
VANISHING = 1e-9
Clause = dict[str, Any]


@dataclass(frozen=True)
class Ground:
    """What changes are told of besides the regime: acts and wishes of the conduct, and which domains are related."""

    acts: Mapping[str, Act]
    wish_kinds: Mapping[str, str]
    related: Related

    @classmethod
    def of(cls, conduct: Conduct, related: Related) -> "Ground":
        """Return what a conduct file says of acts and wishes."""
        return cls({act.id: act for act in conduct.acts}, {wish.id: wish.kind for wish in conduct.wishes}, related)


Intensities = Mapping[str, float]
"""How far each safeguard goes, by its id; those that are not named go as far as their files say."""


def overlaid(
    regime: Regime, conduct: Conduct, laid: Sequence[Safeguard], related: Related, at: Intensities | None = None
) -> tuple[Regime, Conduct]:
    """Return a regime with safeguards laid over it, and the conduct with the help that some of them give."""
    ground = Ground.of(conduct, related)
    data = copied(plain(regime))
    data["score"] = data["score"] and {**data["score"]}
    for one in laid:
        intensity = (at or {}).get(one.safeguard, one.intensity.value)
        for change in one.changes:
            if isinstance(change, Help):
                conduct = helped(conduct, change, intensity)
            else:
                data = changed(data, change, intensity, ground, one)
    return standing_alone(of_plain(seeing(data))), conduct


def changed(data: Data, change: Change, intensity: float, ground: Ground, of: Safeguard) -> Data:
    """Return a regime's plain data with one change made."""
    match change:
        case Remove():
            return with_clauses(data, change.section, (
                row for row in clauses(data, change.section) if not meant(row, change.where, ground)
            ))  # fmt: skip
        case Weaken():
            return with_clauses(data, change.section, weakened(data, change, intensity, ground))
        case Limit() | Write():
            rows = (
                fixed(row, change, intensity) if meant(row, change.where, ground) else row
                for row in clauses(data, change.section)
            )
            return with_clauses(data, change.section, rows)
        case Omit():
            return with_clauses(data, "sensors", omitted(data, change.where, intensity, ground))
        case Separate():
            return separated(data, CUT[: round(intensity)], ground)
        case Require():
            names = None if change.sensors is None else [
                row["id"] for row in data["sensors"] if meant(row, change.sensors, ground)
            ]  # fmt: skip
            return required(data, change.remedy, names, intensity, of)
    raise AssertionError(change)


# -- which clauses


def clauses(data: Data, section: str) -> list[Clause]:
    """Return the clauses of a section; near ones and points for who one is stand in the score, favour alone."""
    if section == "favour":
        return [data[section]] if data.get(section) is not None else []
    if section in ("pulls", "identity"):
        found = (data["score"] or {}).get(section) or []
        return [found] if isinstance(found, dict) else list(found)
    return list(data[section])


def with_clauses(data: Data, section: str, rows: Iterable[Clause]) -> Data:
    """Return the data with other clauses in a section."""
    found = list(rows)
    if section == "favour":
        return {**data, section: found[0] if found else None}
    if section not in ("pulls", "identity"):
        return {**data, section: found}
    if data["score"] is None:
        return data
    inner: Any = found if section == "pulls" else (found[0] if found else {})
    return {**data, "score": {**data["score"], section: inner}}


def meant(row: Clause, where: Where, ground: Ground) -> bool:
    """Return whether a clause is one of those that a change is about."""
    if where.kinds is not None and row.get("kind") not in where.kinds:
        return False
    if where.mistakes is not None and (row.get("false_match") is not None) != where.mistakes:
        return False
    if where.colour is not None and row.get("colour") != where.colour:
        return False
    if where.taken is not None:
        kind = ground.wish_kinds.get(row.get("wish") or "")
        return kind in where.taken and row["effect"] in ADVERSE
    if where.acts is None or "act" not in row:
        return True
    act = ground.acts.get(row["act"])
    return act is not None and is_such(act, where, 0.0)


def is_such(act: Act, where: Where, intensity: float) -> bool:
    """Return whether an act is one of those that are meant."""
    asked = where.acts
    if asked is None:
        return True
    seen = asked.visibility
    if seen is not None and asked.widens:
        seen = seen[: max(round(intensity), 1)]
    return (asked.protects is None or act.protects == asked.protects) and (seen is None or act.visibility in seen)


# -- how they are changed


def weakened(data: Data, change: Weaken, intensity: float, ground: Ground) -> list[Clause]:
    """Return a section's clauses with some of their numbers smaller; what has nothing left is gone."""
    left, found = 1.0 - intensity, []
    for row in clauses(data, change.section):
        if not meant(row, change.where, ground):
            found.append(row)
        elif left > VANISHING or change.section == "identity":
            for field in change.fields:
                row = put(row, field, lambda value: value * max(left, 0.0) if value is not None else None)
            found.append(row)
    return found


def fixed(row: Clause, change: Limit | Write, intensity: float) -> Clause:
    """Return a clause with one field written, or held down to a limit."""
    if isinstance(change, Write):
        return put(row, change.field, lambda _: change.value)
    most = intensity if change.value == "intensity" else change.value

    def held(value: Any) -> Any:
        if value is None:
            return most if change.absent else None
        return min(value, most)

    row = put(row, change.field, held)
    if change.field == "retention_weeks":
        # A record is thrown away after it came, not before.
        row = put(row, "retention_weeks", lambda weeks: weeks and max(round(weeks), row["delay_weeks"] + 1))
    return row


def put(row: Clause, field: str, how: Callable[[Any], Any]) -> Clause:
    """Return a clause with one field changed; dots lead into what a field holds, and what is not there stays away.

    >>> put({"a": {"b": 2.0}}, "a.b", lambda x: x / 2), put({"a": None}, "a.b", lambda x: x / 2)
    ({'a': {'b': 1.0}}, {'a': None})
    """
    name, dot, rest = field.partition(".")
    if name not in row or (dot and not isinstance(row[name], dict)):
        return row
    return {**row, name: put(row[name], rest, how) if dot else how(row[name])}


def omitted(data: Data, where: Where, intensity: float, ground: Ground) -> list[Clause]:
    """Return the sensors, some of which see fewer acts, and invent records of those no more."""
    found = []
    for row in data["sensors"]:
        if where.kinds is None or row["kind"] in where.kinds:
            sees = [
                act for act in row["sees"] if act not in ground.acts or not is_such(ground.acts[act], where, intensity)
            ]
            left = len(sees) / len(row["sees"]) if row["sees"] else 1.0
            row = {**row, "sees": sees, "invented_per_year": row["invented_per_year"] * left}
        found.append(row)
    return found


def seeing(data: Data) -> Data:
    """Return the data without sensors that see nothing more; a gate, or a class whose marks are no acts, needs none."""

    def stands(row: Clause) -> bool:
        marks = row["classroom"]["marks"] if row["classroom"] else [{"act": "any"}]
        return bool(row["sees"]) or row["gate"] is not None or not any(mark["act"] for mark in marks)

    return {**data, "sensors": [row for row in data["sensors"] if stands(row)]}


# -- purposes kept apart


def separated(data: Data, cut: Sequence[str], ground: Ground) -> Data:
    """Return the data in which a list or a grade does nothing to a wish of another domain than any of its grounds."""
    grounds = grounds_of(data)
    scored = {rule["act"] for rule in data["rules"] if rule["points"] or rule["drop_to"] or rule["vote"]}

    def fits(acts: Iterable[str], wish: str) -> bool:
        return not any(ground.related(act, ground.wish_kinds.get(wish, "")) in cut for act in acts)

    rows = []
    for row in data["consequences"]:
        wish = row["wish"] or ""
        lists = [name for name in row["lists"] if fits(grounds.get(name, ()), wish)]
        sides = {} if fits(scored, wish) else {"below": None, "above": None}
        rows.append({**row, "lists": lists, **sides})
    # A list that another leads to has no grounds of its own in that: what was done stays where it was done.
    apart = [{**entry, "through": []} for entry in data["lists"]]
    return {**data, "consequences": rows, "lists": apart}


def grounds_of(data: Data) -> dict[str, set[str]]:
    """Return the acts for which one is put on each list; a grade stands for all acts that move the score."""
    scored = {rule["act"] for rule in data["rules"] if rule["points"] or rule["drop_to"] or rule["vote"]}
    found: dict[str, set[str]] = {entry["id"]: set() for entry in data["lists"]}
    for rule in data["rules"]:
        if rule["list"] in found:
            found[rule["list"]].add(rule["act"])
    for entry in data["lists"]:
        if entry["below"] or entry["above"]:
            found[entry["id"]] |= scored
    return found


# -- help


def helped(conduct: Conduct, change: Help, intensity: float) -> Conduct:
    """Return a conduct in which sudden costs are so much less."""
    shocks = conduct.shocks
    return conduct.model_copy(
        update={"shocks": shocks.model_copy(update={change.field: getattr(shocks, change.field) * (1.0 - intensity)})}
    )
