"""The contract with the page: the document is current, docs/lab.md has every route, no request describes a person."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from glasshouse import api, watching
from glasshouse.inputs.boundary import PERSON_KEYS
from glasshouse.lab.openapi import document
from tests.boundary.test_boundary import PERSONAL
from tests.lab.labs import SMALL, TEXT, faults

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "web" / "openapi.json"


def operations(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every operation of a document with its name."""
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def named(schema: Any, told: dict[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield every property that a schema knows, at any depth."""
    if isinstance(schema, list):
        for part in schema:
            yield from named(part, told, seen)
    elif isinstance(schema, dict):
        if "$ref" in schema and schema["$ref"] not in seen:
            seen.add(schema["$ref"])
            yield from named(told["components"]["schemas"][schema["$ref"].rpartition("/")[2]], told, seen)
        yield from schema.get("properties", {})
        for key, part in schema.items():
            if isinstance(part, dict | list) and key not in ("example", "examples", "default", "enum"):
                yield from named(part, told, seen)


def asked(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (operation, name) of everything that a request can hold: parameters, and properties of bodies."""
    for name, operation in operations(told):
        for parameter in operation.get("parameters", []):
            yield name, parameter["name"]
        body = operation.get("requestBody", {}).get("content", {})
        for kind in body.values():
            for property_ in named(kind["schema"], told, set()):
                yield name, property_


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "python -m glasshouse.lab.openapi > web/openapi.json"


def test_no_request_has_a_place_for_a_person() -> None:
    told = json.loads(document())
    found = set(asked(told))
    assert ("POST /api/runs", "citizens") in found and ("GET /api/runs/{run}/lives/{citizen}", "citizen") in found
    for operation, name in found:
        word = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
        assert word not in PERSON_KEYS, (operation, name)
        assert not PERSONAL.search(word), (operation, name)
    # One citizen is asked for by number, in a run, and nowhere are several.
    assert {operation for operation, name in found if name == "citizen"} == {"GET /api/runs/{run}/lives/{citizen}"}


def test_a_place_for_a_person_would_be_found() -> None:
    told = json.loads(document())
    told["components"]["schemas"]["Source"]["properties"]["dob"] = {"type": "string"}
    assert any(name == "dob" and name in PERSON_KEYS for _, name in asked(told))


def test_no_request_takes_properties_that_are_not_named() -> None:
    told = json.loads(document())
    for name, operation in operations(told):
        for kind in operation.get("requestBody", {}).get("content", {}).values():
            reference = kind["schema"]["$ref"].rpartition("/")[2]
            assert told["components"]["schemas"][reference]["additionalProperties"] is False, name


def test_no_route_takes_sql_or_a_path() -> None:
    for operation, name in asked(json.loads(document())):
        assert name not in {"sql", "query", "path", "file", "folder", "url", "command", "set"}, (operation, name)


def test_no_verb_of_watching_takes_a_person() -> None:
    import inspect

    for name, verb in inspect.getmembers(watching, inspect.isfunction):
        if verb.__module__ == watching.__name__:
            assert not any(PERSONAL.search(parameter) for parameter in inspect.signature(verb).parameters), name


PEOPLE = {
    "citizen": {"age": 43, "sex": "f"},
    "person": "somebody",
    "people": [{"name": "A", "age": 3}],
    "traits": {"income": 3},
    "phone": "13800138000",
    "score": 400,
}


@pytest.mark.parametrize("key", PEOPLE)
@pytest.mark.parametrize(
    ("path", "body"),
    [("/api/runs", SMALL), ("/api/regimes/check", {"regime": {"name": "as-told"}}),
     ("/api/regimes/example", {"regime": {"name": "as-told"}, "clause": "jaywalk-points"}),
     ("/api/story", {"rule": "crossed-on-red"})],
)  # fmt: skip
def test_a_person_in_a_body_is_refused(shared: TestClient, path: str, body: dict[str, Any], key: str) -> None:
    found = faults(shared.post(path, json={**body, key: PEOPLE[key]}), 422)
    assert any(fault["code"] == "G905" and key in fault["what"] for fault in found)


def test_people_in_a_regime_are_refused_at_their_line(shared: TestClient) -> None:
    text = TEXT + "rules:\n  - id: a\n    phone: 13800138000\n"
    found = shared.post("/api/regimes/check", json={"regime": {"text": text}}).json()["faults"]
    assert {fault["code"] for fault in found} & {"G604", "G606"} and {fault["line"] for fault in found} == {8}
    assert faults(shared.post("/api/runs", json={**SMALL, "regime": {"text": text}}), 422)
    table = shared.post("/api/regimes/check", json={"regime": {"text": "name,age\nA,3\nB,4\n"}}).json()
    assert table["faults"][0]["code"] == "G601" and table["clauses"] == []


def test_every_route_is_in_the_document_for_people() -> None:
    text = (ROOT / "docs" / "lab.md").read_text("utf-8")
    written = set(re.findall(r"`(GET|POST|DELETE) (/api/[^`?]*)[^`]*`", text))
    there = {tuple(name.split(" ", 1)) for name, _ in operations(json.loads(document()))}
    assert there <= written, f"docs/lab.md lacks {there - written}"
    assert {route for route in written if "{" in route[1] or route[1].count("/") < 4} <= there


def test_what_a_frame_holds_is_in_the_document_for_people() -> None:
    text = (ROOT / "docs" / "lab.md").read_text("utf-8")
    for layer in api.watched_layers():
        assert f"| {layer['number']} | `{layer['id']}` |" in text
