"""The RO-Crate of a record, held to what RO-Crate 1.3 and Process Run Crate 0.5 ask for, and to the files there.

The rules are written down here from the two specifications; nothing of the code that writes crates is used.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from glasshouse import api
from glasshouse.engine.experiment import Setting

CRATE = "ro-crate-metadata.json"
SETTING = Setting(500, 5, 2, panel=5)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Records of one seed and of two, with the records inside the latter."""
    root, files = tmp_path_factory.mktemp("crates"), api.load("as-told", "village")
    one, two = api.run(files, SETTING, root / "one"), api.run(files, SETTING, root / "two", seeds=2)
    return [one.folder, two.folder, *(run.folder for run in two.replicates())]


def graph(folder: Path) -> dict[str, dict[str, Any]]:
    """The entities of a crate by id; no id stands twice."""
    crate = json.loads((folder / CRATE).read_text("utf-8"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.3/context"
    found = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(found) == len(crate["@graph"])
    return found


def ids(value: Any) -> list[str]:
    """The references in a value."""
    rows = value if isinstance(value, list) else [value]
    return [row["@id"] for row in rows if isinstance(row, dict)]


def test_the_descriptor_and_the_root_are_as_the_specification_asks(folders: list[Path]) -> None:
    for folder in folders:
        found = graph(folder)
        assert found[CRATE]["@type"] == "CreativeWork" and ids(found[CRATE]["about"]) == ["./"]
        assert ids(found[CRATE]["conformsTo"]) == ["https://w3id.org/ro/crate/1.3"]
        root = found["./"]
        assert root["@type"] == "Dataset" and ids(root["license"])[0] in found
        assert all(root[key] for key in ("name", "description", "datePublished"))
        assert root["datePublished"][4] == "-" and "synthetic" in root["name"]


def test_every_reference_is_described_and_every_entity_has_a_type(folders: list[Path]) -> None:
    for folder in folders:
        found = graph(folder)
        elsewhere = ("https://w3id.org/ro/crate/", "http://schema.org/")
        for entity in found.values():
            assert entity["@type"]
            for value in entity.values():
                assert all(name in found or name.startswith(elsewhere) for name in ids(value)), (entity["@id"], value)


def test_every_file_is_listed_with_its_bytes(folders: list[Path]) -> None:
    for folder in folders:
        found = graph(folder)
        parts = set(ids(found["./"]["hasPart"]))
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {CRATE}
        packed = tuple(name for name in parts if name.endswith("/"))
        assert there == {name for name in there if name in parts or name.startswith(packed)}
        for name in parts:
            entity, path = found[name], folder / name
            assert entity["@type"] == ("Dataset" if path.is_dir() else "File") and path.exists()
            if "sha256" in entity:
                content = path.read_bytes()
                assert (entity["contentSize"], entity["sha256"]) == (str(len(content)), sha256(content).hexdigest())


def test_the_run_is_described_as_the_profile_asks(folders: list[Path]) -> None:
    for folder in folders:
        found, manifest = graph(folder), json.loads((folder / "manifest.json").read_text())
        assert ids(found["./"]["conformsTo"]) == ["https://w3id.org/ro/wfrun/process/0.5"]
        [action] = [found[name] for name in ids(found["./"]["mentions"])]
        assert action["@type"] == "CreateAction" and action["endTime"] >= action["startTime"]
        [tool] = [found[name] for name in ids(action["instrument"])]
        assert (tool["@type"], tool["softwareVersion"]) == ("SoftwareApplication", manifest["version"])
        given = [found[name] for name in ids(action["object"])]
        values = {one["name"]: one["value"] for one in given if one["@type"] == "PropertyValue"}
        assert (values["citizens"], values["days"], values["digest of the regime"]) == (
            500, 5, manifest["regime"]["sha256"],
        )  # fmt: skip
        assert ids(action["result"]) and not set(ids(action["result"])) & set(ids(action["object"]))
        assert found["./"]["identifier"] == f"sha256:{manifest['digest']}"


def test_no_person_and_no_machine_is_named(folders: list[Path]) -> None:
    for folder in folders:
        text = (folder / CRATE).read_text("utf-8")
        assert "Person" not in {entity["@type"] for entity in graph(folder).values()}
        assert str(Path.home()) not in text and str(folder) not in text
