"""JSON Schema of the files, for completion and checks in editors and in the lab."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema (draft 2020-12) of a kind of file, with titles and descriptions kept for hover texts in
    editors.

    The kind is the model's class name in kebab case, without a final `File` or `Model`.

    >>> from pydantic import BaseModel
    >>> class RegimeFile(BaseModel):
    ...     title: str
    >>> json_schema(RegimeFile)["$id"]
    'glasshouse/regime.schema.json'
    """
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", re.sub(r"(?:File|Model)$", "", model.__name__) or model.__name__)
    kind = words.lower()
    body = model.model_json_schema(by_alias=True)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"glasshouse/{kind}.schema.json",
        "title": f"Glasshouse {kind.replace('-', ' ')}",
    }
    return head | {key: value for key, value in body.items() if key not in head}
