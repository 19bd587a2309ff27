"""The errors of pydantic as diagnostics in our own words: one per fault, at its line, with the nearest valid
word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from glasshouse.diagnostics import CATALOGUE, Diagnostic, nearest
from glasshouse.inputs.landing import Grammar, Landing
from glasshouse.inputs.tree import Places

_NOUNS = {
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "string": "text",
    "bool": "true or false",
    "list": "a list",
    "tuple": "a list",
    "set": "a list",
    "frozen_set": "a list",
    "dict": "a mapping of keys to values",
    "model": "a mapping of keys to values",
    "model_attributes": "a mapping of keys to values",
    "mapping": "a mapping of keys to values",
    "dataclass": "a mapping of keys to values",
    "date": "a date such as 2018-05-01",
    "date_from_datetime": "a date such as 2018-05-01",
    "datetime": "a date and time",
    "none_required": "nothing",
}
_TYPE = re.compile(
    r"(.*?)_(?:type|parsing|from_float|parsing_size|parsing_inexact|inexact|exact_type)$|(none_required)$"
)
_SIGNS = {"gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"}
_RANGES = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
_LENGTHS = frozenset({"too_short", "too_long", "string_too_short", "string_too_long"})

_Error = dict[str, Any]


def explain(error: ValidationError, model: type[BaseModel], places: Places) -> list[Diagnostic]:
    """All errors of one validation as diagnostics.

    A validator may raise `PydanticCustomError` whose type is a code of the catalogue; its context may hold
    `why` and `remedy`. Errors of the alternatives of a union without tags become one diagnostic. A missing
    key is not reported beside its own misspelling.
    """
    grammar = Grammar(model)
    landed = [(dict(one), grammar.follow(one["loc"])) for one in error.errors(include_url=False)]
    told: list[Diagnostic] = []
    misspelt = {(at.loc[:-1], _meant(at, places)) for one, at in landed if one["type"] == "extra_forbidden"}
    for one, at in landed:
        if at.union is not None or (one["type"] == "missing" and (at.loc[:-1], at.loc[-1]) in misspelt):
            continue
        told.append(_tell(one, at, places, grammar))
    told += _alternatives([(one, at) for one, at in landed if at.union is not None], places, grammar)
    return list(dict.fromkeys(told))


def _tell(error: _Error, at: Landing, places: Places, grammar: Grammar) -> Diagnostic:
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing":
        return _missing(at, places)
    if kind == "extra_forbidden":
        return _unknown(at, places)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _kind(error, at, places, grammar)
    name, place = _name(at), places.place(at.loc)
    wrong = f"{name} is {_shown(error['input'])}"
    if kind in ("literal_error", "enum"):
        options = _options(str(context.get("expected", "")))
        return Diagnostic("G103", wrong, _WHY_WORD, _advice(str(error["input"]), options), place)
    if kind in _RANGES:
        span = (
            " and ".join(f"{_SIGNS[sign]} {limit}" for sign, limit in at.bounds)
            or f"{_SIGNS[_RANGES[kind]]} {context[_RANGES[kind]]}"
        )
        return Diagnostic("G104", f"{wrong}; it must be {span}", _WHY_RANGE, f"write a number that is {span}", place)
    if kind in ("multiple_of", "finite_number"):
        return Diagnostic("G104", f"{wrong}; {_lowered(error['msg'])}", _WHY_RANGE, "write a number that fits", place)
    if kind in _LENGTHS:
        return Diagnostic("G106", f"{name}: {_lowered(error['msg'])}", _WHY_LENGTH, "shorten or lengthen it", place)
    if kind == "string_pattern_mismatch":
        fit = f"write text that fits the pattern {context.get('pattern')}"
        return Diagnostic("G107", wrong, "Ids and units are read by machines and must keep to one form.", fit, place)
    noun = _noun(kind)
    if noun:
        return Diagnostic("G105", f"{wrong}; it must be {noun}", _WHY_TYPE, f"write {noun}{_hint(error, noun)}", place)
    message = (
        str(context["error"]) if kind in ("value_error", "assertion_error") and "error" in context else error["msg"]
    )
    code = kind if kind in CATALOGUE else "G108"
    why = str(context.get("why", "What is written here contradicts a rule of the grammar."))
    return Diagnostic(code, message, why, str(context.get("remedy", "change the value so that the rule holds")), place)


def _missing(at: Landing, places: Places) -> Diagnostic:
    key = at.loc[-1] if at.loc else "?"
    why = "It has no default: what it means for people must be said, not assumed."
    return Diagnostic("G101", f"`{key}` is missing", why, f"add `{key}:` here", places.place(at.loc[:-1]))


def _unknown(at: Landing, places: Places) -> Diagnostic:
    key, close = str(at.loc[-1])[:60], _meant(at, places)
    remedy = f"did you mean `{close}`?" if close else f"keys known here: {_listed(at.fields)}"
    why = "It would be ignored, and a rule that was meant would not be in force."
    return Diagnostic("G102", f"`{key}` is not a key known here", why, remedy, places.place(at.loc, key=True))


def _kind(error: _Error, at: Landing, places: Places, grammar: Grammar) -> Diagnostic:
    context = error["ctx"]
    key = grammar.tags(error["loc"]) or str(context["discriminator"]).strip("'")
    if error["type"] == "union_tag_not_found":
        return Diagnostic(
            "G101",
            f"`{key}` is missing",
            "It says which kind of clause this is.",
            f"add `{key}:` here",
            places.place(at.loc),
        )
    tag, options = str(context["tag"]), _options(str(context["expected_tags"]))
    place = places.place((*at.loc, key))
    return Diagnostic(
        "G109",
        f"`{key}` is `{tag[:60]}`",
        "There is no mechanism of that kind.",
        _advice(tag, options),
        place,
    )


def _alternatives(landed: list[tuple[_Error, Landing]], places: Places, grammar: Grammar) -> list[Diagnostic]:
    """Errors under a union: those inside a branch that was entered, or else one diagnostic that names all
    branches."""
    told: list[Diagnostic] = []
    groups: dict[tuple[str | int, ...], list[tuple[_Error, Landing]]] = {}
    for one, at in landed:
        groups.setdefault(at.loc[: at.union], []).append((one, at))
    for loc, group in groups.items():
        inside = [(one, at) for one, at in group if len(at.loc) > len(loc)]
        if inside or len(group) == 1:
            told += [_tell(one, at, places, grammar) for one, at in inside or group]
            continue
        wanted = [_wanted(one, at) for one, at in group]
        options = [word for one, _ in group for word in _options(str((one.get("ctx") or {}).get("expected", "")))]
        given = group[0][0]["input"]
        close = nearest(str(given), options)
        remedy = f"did you mean `{close}`?" if close else "write " + ", or ".join(wanted)
        what = f"{_name(group[0][1])} is {_shown(given)}; it must be {', or '.join(wanted)}"
        told.append(Diagnostic("G110", what, _WHY_TYPE, remedy, places.place(loc)))
    return told


def _wanted(error: _Error, at: Landing) -> str:
    context = error.get("ctx") or {}
    if "expected" in context:
        return _listed(_options(str(context["expected"])))
    if error["type"] in _RANGES:
        return "a number " + " and ".join(f"{_SIGNS[sign]} {limit}" for sign, limit in at.bounds)
    return _noun(error["type"]) or _lowered(error["msg"])


def _meant(at: Landing, places: Places) -> str | None:
    """The key that a misspelt key stands for: the nearest that is not there already."""
    holder = places.node(at.loc[:-1])
    present = holder.entries if holder and holder.entries else {}
    return nearest(str(at.loc[-1]), [field for field in at.fields if field not in present])


def _advice(word: str, options: list[str]) -> str:
    close = nearest(word, options)
    return f"did you mean `{close}`? " * bool(close) + f"allowed: {_listed(options)}"


def _options(expected: str) -> list[str]:
    """The words in pydantic's `'a', 'b' or 'c'`; numbers and other literals are taken as they are written."""
    quoted = re.findall(r"'([^']*)'", expected)
    return quoted or [part for part in re.split(r", | or ", expected) if part]


def _listed(words: Iterable[str]) -> str:
    listed = [f"`{word}`" for word in words]
    return ", ".join(listed[:12]) + (f" and {len(listed) - 12} more" if len(listed) > 12 else "") if listed else "none"


def _noun(kind: str) -> str | None:
    match = _TYPE.match(kind)
    return _NOUNS.get(match.group(1) or match.group(2)) if match else None


def _hint(error: _Error, noun: str) -> str:
    if error["input"] is None:
        return "; nothing stands after the colon"
    if noun == "text" and isinstance(error["input"], int | float):
        return ", in quotes"
    return ""


def _name(at: Landing) -> str:
    keys = [part for part in at.loc if isinstance(part, str)]
    if not at.loc:
        return "the file"
    return (
        f"`{keys[-1]}`"
        if isinstance(at.loc[-1], str)
        else f"entry {at.loc[-1] + 1}" + (f" of `{keys[-1]}`" if keys else "")
    )


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return f"`{value[:60]}`"
    return "a list" if isinstance(value, list) else "a mapping"


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


_WHY_WORD = "Only these words have a meaning in the model."
_WHY_RANGE = "Outside this range the model has no meaning for it."
_WHY_TYPE = "The model cannot read anything else here."
_WHY_LENGTH = "The grammar bounds the size of this entry."
