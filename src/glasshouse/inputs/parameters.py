"""The assumptions of a conduct file as numbers that can be moved: the main number of each entry, within its range.

Every entry that rests on an assumption has a range of its main number (`glasshouse.inputs.clause.Assumption`). Which
number that is stands here, once; what it stands for in town and country or in five incomes moves in proportion. An
entry that also cites a figure is partly identified by it; one that cites none is identified by nothing (science 1.7).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import exp, log
from typing import Any

from glasshouse.diagnostics import Place as Where
from glasshouse.inputs.checking.worlds import check_online
from glasshouse.inputs.checks import check_alone
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import Loc
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read

MAIN = {
    "generality": "value",
    "strength_shape": "value",
    "shocks": "per_month",
    "compliance": "odds_ratio",
    "silence": "most",
    "fear": "half_life_days",
    "ties": "loss_per_month",
    "learning": "punished",
    "awareness": "media_per_month",
    "trust": "falls_to_rises",
    "grievance": "odds_ratio",
    "protest": "spread",
    "own_motive": "most",
    "gaming": "gamers",
    "withdrawal": "per_year",
    "habituation": "levels_per_year",
    "falsification": "interviewer",
    "upbringing": "from_parents",
    "courtship": "by_standing",
    "remedies": "appeal_in_error",
}
"""The main number of each entry that there is one of; its range is of that number."""
PUBLIC = {
    ("encounters",): ("pleasant",),
    ("encounters", "leniency"): ("lenient",),
    ("encounters", "deference"): ("above", "below"),
    ("encounters", "collusion"): ("share",),
    ("voting",): ("down",),
    ("voting", "halo"): ("per_tier",),
}
"""The same of what people say of each other; both chances of deference have one range."""
WIDE = 10.0
"""A range whose end is so many times its beginning is moved through by factors, not by steps."""
NARROWINGS = 12


@dataclass(frozen=True)
class Parameter:
    """One assumption: its main number, where it stands, the range within which it might lie, and its group.

    ``paths`` are all numbers that move with it, in proportion. ``narrowed`` says that the checks refuse part of the
    range that the file states, beside its other numbers.
    """

    name: str
    group: str
    default: float
    low: float
    high: float
    identified_by: tuple[str, ...]
    why: str
    paths: tuple[Loc, ...]
    where: Where | None = None
    narrowed: bool = False

    def at(self, share: float) -> float:
        """Return the value so far up its range: by factors in a wide range, by steps in any other.

        >>> one = Parameter("a", "g", 2.0, 1.0, 100.0, (), "", ())
        >>> one.at(0.0), round(one.at(0.5), 6), round(one.share_of(10.0), 6)
        (1.0, 10.0, 0.5)
        """
        if self.low > 0 and self.high / self.low >= WIDE:
            # Powers round, and an end of the range is what the file says.
            return min(max(exp(log(self.low) + share * log(self.high / self.low)), self.low), self.high)
        return self.low + share * (self.high - self.low)

    def share_of(self, value: float) -> float:
        """Return how far up its range a value lies: the reverse of `at`."""
        if self.high == self.low:
            return 0.0
        if self.low > 0 and self.high / self.low >= WIDE:
            return log(value / self.low) / log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def parameters_of(read: Read[Conduct], place: Read[Place]) -> list[Parameter]:
    """Return the assumptions of a conduct that can be moved, each as far as the checks at a place let it."""
    conduct = read.value
    data = conduct.model_dump(mode="json")
    found = [
        made
        for name, group, loc, paths in entries(conduct)
        if (made := parameter(data, name, group, loc, paths)) is not None
    ]
    return [narrowed(read, place, replace(one, where=read.places.place(one.paths[0]))) for one in found]


def entries(conduct: Conduct) -> Iterator[tuple[str, str, Loc, tuple[Loc, ...]]]:
    """Yield name, group, where an entry stands, and which numbers of it move together, the main one first."""
    for k, act in enumerate(conduct.acts):
        where: Loc = ("acts", k)
        if act.kind == "wanted":
            yield act.id, "wanted persons", where, ((*where, "share"),)
        elif act.kind == "rare":
            rates = tuple((*where, "rate_per_year", residence) for residence in ("urban", "rural"))
            yield act.id, f"rates of acts: {act.domain}", where, rates
    for k, wish in enumerate(conduct.wishes):
        where = ("wishes", k)
        yield wish.id, "wishes", where, tuple((*where, "per_month", fifth) for fifth in range(len(wish.per_month)))
    for k, passage in enumerate(conduct.passages):
        where = ("passages", k)
        often = tuple((*where, "per_month", residence) for residence in ("urban", "rural"))
        yield passage.id, "passages", where, often
    for at, names in PUBLIC.items():
        yield "-".join(at), "ratings and votes", at, tuple((*at, name) for name in names)
    for name, field in MAIN.items():
        yield name, name.replace("_", " "), (name,), ((name, field),)


def parameter(data: dict[str, Any], name: str, group: str, loc: Loc, paths: tuple[Loc, ...]) -> Parameter | None:
    """Return one assumption; nothing where there is no such entry, no range, or nothing to move."""
    entry = got(data, loc)
    claim = entry and entry.get("assumption")
    if not claim or claim["range"][0] == claim["range"][1]:
        return None
    low, high = claim["range"]
    source = entry["source"] or ()
    keys = (source,) if isinstance(source, str) else tuple(source)
    return Parameter(name, group, main(data, paths), low, high, keys, claim["why"], paths)


def main(data: dict[str, Any], paths: tuple[Loc, ...]) -> float:
    """Return the main number: the first of those that move, or of five incomes their mean."""
    values = [float(got(data, path)) for path in paths]
    return sum(values) / len(values) if isinstance(paths[0][-1], int) else values[0]


def got(data: Any, path: Loc) -> Any:
    """Return what stands at a path; nothing where there is nothing."""
    for part in path:
        data = data[part] if data is not None else None
    return data


def moved(read: Read[Conduct], values: Mapping[str, float], known: Mapping[str, Parameter]) -> Read[Conduct]:
    """Return a conduct with some of its assumptions at other values; nothing else of it changes."""
    data = read.value.model_dump(mode="json")
    for name, value in values.items():
        put(data, known[name], value)
    made = Conduct.model_validate(data)
    digest = sha256(made.model_dump_json().encode()).hexdigest()
    return Read(made, read.places, read.path, digest, read.files, data)


def put(data: dict[str, Any], one: Parameter, value: float) -> None:
    """Set the main number of an entry, and with it in proportion what moves with it; a chance stays one."""
    for path in one.paths:
        entry = got(data, path[:-1])
        before = float(entry[path[-1]])
        after = before * value / one.default if one.default else value
        if path[0] == "wishes":
            after = min(after, 1.0)
        entry[path[-1]] = after


def narrowed(read: Read[Conduct], place: Read[Place], one: Parameter) -> Parameter:
    """Return a parameter whose range ends where the checks would refuse the file, other numbers as they are."""
    known = {one.name: one}

    def fits(value: float) -> bool:
        made = moved(read, {one.name: value}, known)
        return not check_alone(made) and not check_online(made, place)

    low = one.low if fits(one.low) else nearest_fit(one.default, one.low, fits)
    high = one.high if fits(one.high) else nearest_fit(one.default, one.high, fits)
    return replace(one, low=low, high=high, narrowed=(low, high) != (one.low, one.high))


def nearest_fit(inside: float, outside: float, fits: Callable[[float], bool]) -> float:
    """Return the value nearest to ``outside`` that fits, by halving; ``inside`` fits.

    >>> round(nearest_fit(0.0, 1.0, lambda x: x < 0.3), 3)
    0.3
    """
    for _ in range(NARROWINGS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if fits(middle) else (inside, middle)
    return inside
