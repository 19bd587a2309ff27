"""Groups of clauses: by the section of the file, by the domain of life that a rule's act is of, or as the user says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glasshouse.diagnostics import Diagnostic, UserFault, nearest, refuse
from glasshouse.inputs.conduct import DOMAINS, Conduct
from glasshouse.inputs.parts import Key, Part

WAYS = ("section", "domain", "sensor")
"""How groups are made where the user names none."""
TITLES = {
    "sensors": "Sensors",
    "score": "The score and its tiers",
    "near-ones": "Standing of near ones",
    "rules": "Rules",
    "lists": "Lists",
    "consequences": "Consequences",
    "leaks": "What gets about of what is on file",
    "remedies": "Remedies",
    "openness": "What people are told",
    "phases": "When and where rules are in force",
    "attention": "Where sensors are sent",
    "target": "What rule-makers are to reach",
    "favour": "Whom rule-makers spare",
    "treatment": "Groups treated apart by design",
    "budget": "One sum for watching and for help",
}
"""The groups by section, in the order of a file."""
SECTION_OF = {
    "peers": "score",
    "scorecard": "score",
    "identity": "score",
    "pulls": "near-ones",
    "ballot": "rules",
    "announced": "openness",
}
"""The group of a section that has none of its own name."""
MOST = 64


@dataclass(frozen=True)
class Group:
    """Clauses that are taken out together; ``whole`` where it is all that the regime has of its sections."""

    id: str
    title: str
    parts: tuple[Key, ...]
    whole: bool = False


def by_section(parts: Sequence[Part]) -> list[Group]:
    """Return a group of each kind of clause that the regime has."""
    found: dict[str, list[Key]] = {name: [] for name in TITLES}
    for part in parts:
        found[SECTION_OF.get(part.section, part.section)].append(part.key)
    return [Group(name, TITLES[name], tuple(keys), whole=True) for name, keys in found.items() if keys]


def by_domain(parts: Sequence[Part], conduct: Conduct) -> list[Group]:
    """Return a group of the rules on acts of each domain of life; all else stays."""
    domain = {act.id: act.domain for act in conduct.acts}
    found: dict[str, list[Key]] = {name: [] for name in DOMAINS}
    for part in parts:
        if part.section == "rules":
            found[domain[part.act]].append(part.key)
    return [Group(name, f"Rules on {name}", tuple(keys)) for name, keys in found.items() if keys]


def by_sensor(parts: Sequence[Part]) -> list[Group]:
    """Return a group of the sensors of each kind; all else stays."""
    found: dict[str, list[Key]] = {}
    for part in parts:
        if part.section == "sensors":
            found.setdefault(part.kind, []).append(part.key)
    return [Group(kind, f"Sensors: {kind}", tuple(keys)) for kind, keys in found.items()]


def named(texts: Iterable[str], parts: Sequence[Part]) -> list[Group]:
    """Return the groups that a user names as `NAME=WHAT,WHAT`: sections, kinds of sensor or ids of clauses.

    >>> [group.parts for group in named(["eyes=net"], [Part("sensors", "web", "net"), Part("rules", "r1")])]
    [(('sensors', 'web'),)]
    """
    faults: list[Diagnostic] = []
    groups: dict[str, Group] = {}
    taken: dict[Key, str] = {}
    for text in texts:
        name, equals, words = text.partition("=")
        if not (name and equals and words) or name in groups:
            what = f"`{text[:60]}` names no group" if name not in groups else f"the group `{name[:60]}` is named twice"
            faults.append(unfit(what, "write --group NAME=WHAT,WHAT, with a name of its own"))
            continue
        keys: list[Key] = []
        for word in words.split(","):
            matching = meant(word, parts)
            if not matching:
                faults.append(unknown(word, parts))
            for key in matching:
                if taken.setdefault(key, name) != name:
                    faults.append(unfit(f"`{key[1]}` is in `{taken[key]}` and in `{name}`", "keep it in one group"))
            keys += [key for key in matching if key not in keys]
        groups[name] = Group(name, name, tuple(keys))
    refuse(faults)
    return list(groups.values())


def meant(word: str, parts: Sequence[Part]) -> list[Key]:
    """Return the parts that a word means: a section or a group by section, a kind of sensor, or an id."""
    for found in (
        [part.key for part in parts if word in (part.section, SECTION_OF.get(part.section))],
        [part.key for part in parts if word == part.kind],
        [part.key for part in parts if word == part.id],
    ):
        if found:
            return found
    return []


def unknown(word: str, parts: Sequence[Part]) -> Diagnostic:
    """Return the fault of a word that means no part, with the nearest that does."""
    known = [*TITLES, *{part.kind for part in parts if part.kind}, *(part.id for part in parts)]
    close = nearest(word, known)
    remedy = f"did you mean `{close}`?" if close else "name a section, a kind of sensor, or the id of a clause"
    return unfit(f"`{word[:60]}` is nothing that this regime has beyond its baseline", remedy)


def unfit(what: str, remedy: str) -> Diagnostic:
    """Return the fault of a group."""
    return Diagnostic("G411", what, "Clauses are taken out in groups, each of them in one group at most.", remedy)


def check_count(groups: Sequence[Group]) -> None:
    """Refuse too few groups to tell apart, and more than can be lived."""
    if 1 <= len(groups) <= MOST:
        return
    what = f"{len(groups)} groups of clauses" if groups else "the regime does nothing that its baseline does not do"
    remedy = f"name {MOST} groups at most" if groups else "give another regime, or another --baseline"
    raise UserFault([Diagnostic("G412", what, "There is nothing to share out, or too much.", remedy)])
