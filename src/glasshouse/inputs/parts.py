"""A regime in parts: what it has beyond a baseline, part by part, and any choice of the parts put together again.

A part is a clause, or some that mean nothing without each other: a score is one with its tiers and dimensions. What is
left out is as the baseline has it. What needs something that is left out goes with it (`glasshouse.inputs.pruning`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from glasshouse.inputs.compiling.ruling import takes_something
from glasshouse.inputs.pruning import LISTED, pruned
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime

SINGLE = ("announced", "openness", "ballot", "leaks", "attention", "target", "favour", "treatment", "budget")
STANDING = (*LISTED, "phases")
"""The sections whose clauses are parts one by one."""
OF_SCORE = ("score", "pulls", "peers", "scorecard", "identity")
SECTIONS = (*STANDING, *OF_SCORE, *SINGLE)
"""Where a part can stand. `score` holds tiers and dimensions; near ones, ratings, who one is: parts of their own."""
SAID = ("source", "assumption", "title")
"""What a clause says of itself: a part that differs in nothing else does nothing else."""
HEAD = ("regime", "title", "status", "describes", "note")
Key = tuple[str, str]
"""Section and id of a part."""


@dataclass(frozen=True)
class Part:
    """One part of a regime that its baseline has not, or has otherwise; ``kind`` is a sensor's, ``act`` a rule's."""

    section: str
    id: str
    kind: str = ""
    act: str = ""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.section, self.id


@dataclass(frozen=True)
class Division:
    """A regime beside its baseline, part by part; ``apart`` are the parts that do not do the same in both."""

    head: dict[str, Any]
    ours: dict[Key, Any]
    theirs: dict[Key, Any]
    apart: tuple[Key, ...]

    @property
    def parts(self) -> list[Part]:
        """The parts in which the regime differs, in the file's order; those that it lacks come last."""
        return [part_of(key, self.ours.get(key, self.theirs.get(key))) for key in self.apart]

    def together(self, kept: Collection[Key]) -> Regime:
        """Return the regime with the ``kept`` of its parts alone; all others are as the baseline has them.

        With all parts it does what the regime does, and with none what the baseline does.
        """
        out = set(self.apart).difference(kept)
        keys = [*self.ours, *(key for key in self.theirs if key not in self.ours)]
        found = {key: self.theirs if key in out else self.ours for key in keys}
        return of_plain(joined(self.head, {key: source[key] for key, source in found.items() if key in source}))


def divide(regime: Regime, baseline: Regime) -> Division:
    """Set a regime beside its baseline, part by part."""
    head = plain(regime)
    ours, theirs = split(head), split(plain(baseline))
    return Division(head, ours, theirs, tuple(differing(ours, theirs)))


def part_of(key: Key, value: Any) -> Part:
    """Return a part by its key and what the file has under it."""
    known = value if isinstance(value, dict) else {}
    return Part(*key, kind=known.get("kind") or "" if key[0] == "sensors" else "", act=known.get("act") or "")


def differing(ours: dict[Key, Any], theirs: dict[Key, Any]) -> list[Key]:
    """Return the keys of the parts that do not do the same in both."""
    keys = [*ours, *(key for key in theirs if key not in ours)]
    return [key for key in keys if working(ours.get(key)) != working(theirs.get(key))]


def working(value: Any) -> Any:
    """Return what a part does, without what it says of itself.

    >>> working({"id": "a", "source": "x", "points": [{"title": "y", "urban": 1}]})
    {'id': 'a', 'points': [{'urban': 1}]}
    """
    if isinstance(value, dict):
        return {key: working(inner) for key, inner in value.items() if key not in SAID}
    return [working(inner) for inner in value] if isinstance(value, list | tuple) else value


def plain(regime: Regime) -> dict[str, Any]:
    """Return a regime as plain data, without its facts of law, on which no count depends."""
    return {**regime.model_dump(mode="json", by_alias=True), "governance": None, "extends": None}


def split(data: dict[str, Any]) -> dict[Key, Any]:
    """Return the parts of a regime's plain data by key."""
    found: dict[Key, Any] = {}
    for section in STANDING:
        found |= {(section, entry["id"]): entry for entry in data[section]}
    found |= {(section, section): data[section] for section in SINGLE if data[section] is not None}
    score = data["score"]
    if score is not None:
        bare = {**score, "pulls": [], "peers": None, "scorecard": None, "identity": {}}
        found["score", "score"] = {"score": bare, "tiers": data["tiers"]}
        found |= {("pulls", pull["id"]): pull for pull in score["pulls"]}
        for name in ("peers", "scorecard"):
            if score[name] is not None:
                found[name, name] = score[name]
        if any(score["identity"].values()):
            found["identity", "identity"] = score["identity"]
    return found


def joined(head: dict[str, Any], found: dict[Key, Any]) -> dict[str, Any]:
    """Return plain data made of parts: the reverse of `split`. Near ones and ratings need a score to move."""
    data: dict[str, Any] = {key: head[key] for key in HEAD}
    for section in STANDING:
        data[section] = [value for (where, _), value in found.items() if where == section]
    data |= {section: found.get((section, section)) for section in SINGLE}
    scale = found.get(("score", "score"))
    data |= {"score": None, "tiers": []}
    if scale is not None:
        pulls = [value for (where, _), value in found.items() if where == "pulls"]
        inner = {"pulls": pulls, **{name: found.get((name, name)) for name in ("peers", "scorecard")}}
        inner["identity"] = found.get(("identity", "identity"), {})
        data |= {"score": {**scale["score"], **inner}, "tiers": scale["tiers"]}
    return data


def of_plain(data: dict[str, Any]) -> Regime:
    """Return the regime of plain data, without what could do nothing.

    An appeal needs something to win back, and who is favoured something to be spared.
    """
    made = Regime.model_validate(pruned(data))
    if any(takes_something(rule, made) for rule in made.rules):
        return made
    favour = made.favour
    if favour is not None:
        favour = favour.model_copy(update={"drops": 0.0}) if favour.enters is not None else None
    remedies = [row for row in made.remedies if row.kind != "appeal"]
    return made.model_copy(update={"remedies": remedies, "favour": favour})


def content_of(regime: Regime) -> str:
    """Return the digest of all that a regime says."""
    return sha256(regime.model_dump_json().encode()).hexdigest()


def read_as(read: Read[Regime], regime: Regime) -> Read[Regime]:
    """Return a regime that was made of a file as if it were read; its faults are placed where the file has them."""
    data = plain(regime)
    return Read(regime, read.places, None, content_of(regime), (), data)
