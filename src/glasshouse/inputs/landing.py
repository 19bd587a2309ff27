"""Where an error of pydantic lands in the file: its path without the tags of unions, and what the grammar
expects there.

Pydantic writes the chosen alternative of a union into the path of an error (`rules.0.fixed.points`). The path
is followed through the model's core schema, which tells a tag from a key even where both are one word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

Loc = tuple[str | int, ...]
_Schema = dict[str, Any]


@dataclass(frozen=True)
class Landing:
    """`loc`: the path in the file; `fields`: the keys known in the mapping that holds it; `bounds`: limits of
    the value.

    `union`: the length of the path at which the first union without tags stood, or None.
    """

    loc: Loc
    fields: tuple[str, ...] = ()
    bounds: tuple[tuple[str, Any], ...] = ()
    union: int | None = None


class Grammar:
    """The core schema of a model, with its definitions looked up."""

    def __init__(self, model: type[BaseModel]) -> None:
        model.model_rebuild()
        self._definitions: dict[str, _Schema] = {}
        core = getattr(model, "__pydantic_core_schema__", None)
        self._root: _Schema = self._unwrap(core) if isinstance(core, dict) else {}

    def follow(self, loc: Loc) -> Landing:
        """The landing of an error with this path; a part that the schema does not explain is kept as it
        is."""
        clean: list[str | int] = []
        schema = self._root
        fields: tuple[str, ...] = ()
        union: int | None = None
        for part in loc:
            kind = schema.get("type")
            if kind == "tagged-union":
                schema = self._unwrap(schema["choices"].get(part, {}))
            elif kind == "union":
                union = len(clean) if union is None else union
                schema = self._alternative(schema, str(part))
            elif kind in _FIELDS:
                known = self._fields(schema)
                fields = tuple(known)
                clean.append(part)
                schema = self._unwrap(known.get(str(part), {}))
            elif part != "[key]":
                clean.append(part)
                fields = ()
                schema = self._inside(schema, part)
        bounds = tuple((name, schema[name]) for name in ("gt", "ge", "lt", "le") if name in schema)
        return Landing(tuple(clean), fields, bounds, union)

    def tags(self, loc: Loc) -> str | None:
        """The key that chooses the alternative of the tagged union at this path, where it is a plain key."""
        schema = self._root
        for part in loc:
            kind = schema.get("type")
            if kind in _FIELDS:
                schema = self._unwrap(self._fields(schema).get(str(part), {}))
            elif kind == "tagged-union":
                schema = self._unwrap(schema["choices"].get(part, {}))
            elif kind == "union":
                schema = self._alternative(schema, str(part))
            else:
                schema = self._inside(schema, part)
        discriminator = schema.get("discriminator")
        return discriminator if isinstance(discriminator, str) else None

    def _unwrap(self, schema: _Schema) -> _Schema:
        """The schema beneath defaults, validators, nullability and references."""
        while True:
            if schema.get("type") == "definitions":
                self._definitions |= {one["ref"]: one for one in schema["definitions"]}
            if schema.get("type") == "definition-ref":
                schema = self._definitions.get(schema["schema_ref"], {})
            elif isinstance(schema.get("schema"), dict):
                schema = schema["schema"]
            elif isinstance(schema.get("lax_schema"), dict):
                schema = schema["lax_schema"]
            elif isinstance(schema.get("python_schema"), dict):
                schema = schema["python_schema"]
            else:
                return schema

    def _inside(self, schema: _Schema, part: str | int) -> _Schema:
        """The schema of a value of a dict, or of an item of a list or tuple."""
        inner = schema.get("values_schema") or schema.get("items_schema") or {}
        if isinstance(inner, list):
            inner = inner[min(part, len(inner) - 1)] if inner and isinstance(part, int) else {}
        return self._unwrap(inner)

    def _fields(self, schema: _Schema) -> dict[str, _Schema]:
        fields = schema["fields"]
        if isinstance(fields, list):
            return {str(one.get("validation_alias") or one["name"]): one["schema"] for one in fields}
        return {str(one.get("validation_alias") or name): one["schema"] for name, one in fields.items()}

    def _alternative(self, schema: _Schema, label: str) -> _Schema:
        for choice in schema["choices"]:
            one: _Schema = choice[0] if isinstance(choice, tuple) else choice
            named = self._definitions.get(one.get("schema_ref", ""), one)
            owner = named.get("cls")
            if label in (getattr(owner, "__name__", None), named.get("type")) or label.split("[")[0] == named.get(
                "type"
            ):
                return self._unwrap(named)
        return {}


_FIELDS = frozenset({"model-fields", "typed-dict", "dataclass-args"})
