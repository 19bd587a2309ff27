"""Reading: every fault at once with its line, parents merged, hashes of what was read."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.inputs.reading import Read, read, read_text
from glasshouse.inputs.schema import json_schema
from tests.inputs.models import VALID, Fading, Fixed, RegimeFile


def faults(text: str) -> list[Diagnostic]:
    with pytest.raises(UserFault) as caught:
        read_text(text, "a.yaml", RegimeFile)
    return list(caught.value.diagnostics)


def at(diagnostic: Diagnostic) -> tuple[str, int, int]:
    assert diagnostic.place is not None
    return (diagnostic.code, diagnostic.place.line, diagnostic.place.column)


TEN_FAULTS = """\
titel: Village
status: documentd
unit: "9"
appeals: maybe
score: {least: 5, most: high}
rules:
  - {id: late, kind: fixd, points: 1}
  - {id: loud, kind: fixed, points: 500}
  - {id: odd, kind: fixed}
  - id: slow
    kind: fading
    days: never
    dys: 3
"""


def test_ten_faults_are_ten_diagnostics_with_their_places() -> None:
    found = faults(TEN_FAULTS)
    assert [at(one) for one in found] == [
        ("G102", 1, 1),
        ("G103", 2, 9),
        ("G107", 3, 7),
        ("G105", 4, 10),
        ("G105", 5, 25),
        ("G109", 7, 22),
        ("G104", 8, 37),
        ("G101", 9, 5),
        ("G110", 12, 11),
        ("G102", 13, 5),
    ]
    remedies = " ".join(one.remedy for one in found)
    for word in ("title", "documented", "fixed"):
        assert f"did you mean `{word}`?" in remedies


def test_value_is_read_with_places() -> None:
    got: Read[RegimeFile] = read_text(VALID, "a.yaml", RegimeFile)
    assert isinstance(got.value.rules[0], Fixed)
    assert isinstance(got.value.rules[1], Fading)
    assert got.data["weights"] == {"money": 0.5, "street": 0.5}
    assert (got.places.place(("rules", 0, "points")).line, got.places(("rules", 0, "points")).column) == (
        9,
        13,
    )
    assert got.places[("rules", 1)].line == 10
    assert got.places.place(("rules", 1, "absent")).line == 10
    assert got.places.place(("nowhere",)).line == 1
    assert got.sha256 == hashlib.sha256(VALID.encode()).hexdigest()
    assert (got.path, got.files) == (None, ())


def test_a_tag_and_a_key_of_one_name_are_told_apart() -> None:
    found = faults("title: x\nrules:\n  - id: a\n    kind: fixed\n    fixed: 3\n    points: many\n")
    assert [at(one) for one in found] == [("G105", 6, 13)]


def test_yaml_1_2_scalars() -> None:
    text = "title: no\nnote: 2018-05-01\nweights: {1: 1e3, 2: .5, 3: 0x10, 4: 1_000, yes: 0o17, five: -010}\n"
    got = read_text(text, "a.yaml", RegimeFile)
    assert (got.value.title, got.value.note) == ("no", "2018-05-01")
    assert got.value.weights == {"1": 1000.0, "2": 0.5, "3": 16.0, "4": 1000.0, "yes": 15.0, "five": -10.0}


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode())
    assert read(path, RegimeFile).value == read_text(VALID, "a", RegimeFile).value


CHILD = """\
title: Milder rules
extends: parent
score:
  most: 800
rules:
  - id: late
    points: -1
  - id: praise
    remove: true
  - {id: fresh, kind: fixed, points: 3}
"""


def folder(tmp_path: Path, **files: str) -> Callable[[str], Path]:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return lambda name: tmp_path / f"{name}.yaml"


def test_extends_merges_by_key_and_by_id(tmp_path: Path) -> None:
    path = folder(tmp_path, parent=VALID + "note: not inherited\n", child=CHILD)
    got = read(path("child"), RegimeFile)
    assert got.value.score.model_dump() == {"least": 0, "most": 800, "start": 500}
    assert [rule.model_dump() for rule in got.value.rules] == [
        {"id": "late", "kind": "fixed", "points": -1, "fixed": 0},
        {"id": "fresh", "kind": "fixed", "points": 3, "fixed": 0},
    ]
    assert (got.value.title, got.value.note) == ("Milder rules", "")
    assert "extends" not in got.data
    inherited, own = got.places(("rules", 0, "kind")), got.places(("rules", 0, "points"))
    assert (Path(inherited.file).name, inherited.line) == ("parent.yaml", 8)
    assert (Path(own.file).name, own.line) == ("child.yaml", 7)
    digests = [hashlib.sha256(path(name).read_bytes()).hexdigest() for name in ("child", "parent")]
    assert got.sha256 == hashlib.sha256("\n".join(digests).encode()).hexdigest()
    assert [one.name for one in got.files] == ["child.yaml", "parent.yaml"]


def test_find_gives_the_library(tmp_path: Path) -> None:
    path = folder(tmp_path, library=VALID)
    text = "title: Mine\nextends: as-told\n"
    got = read_text(text, "mine.yaml", RegimeFile, find=lambda name: path("library") if name == "as-told" else None)
    assert len(got.value.rules) == 2


def test_title_and_status_must_be_given_by_the_child(tmp_path: Path) -> None:
    path = folder(tmp_path, parent=VALID, child="extends: parent\n")
    with pytest.raises(UserFault, match="`title` is missing"):
        read(path("child"), RegimeFile)


def test_fault_in_the_parent_points_into_the_parent(tmp_path: Path) -> None:
    path = folder(tmp_path, parent=VALID.replace("-5", "-500"), child="title: x\nextends: parent\n")
    with pytest.raises(UserFault) as caught:
        read(path("child"), RegimeFile)
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert (Path(place.file).name, place.line) == ("parent.yaml", 9)


@pytest.mark.parametrize(
    ("files", "code", "line", "words"),
    [
        ({"a": "title: x\nextends: a\n"}, "G202", 2, "extends itself"),
        ({"a": "title: x\nextends: b\n", "b": "extends: c\n", "c": "extends: a\n"}, "G202", 1, "in turn"),
        ({"a": "title: x\nextends: parnt\n", "parent": VALID}, "G201", 2, "did you mean `parent`"),
        ({"a": "extends: ../secret\n"}, "G206", 1, "out of this folder"),
        ({"a": "extends: /etc/hosts\n"}, "G206", 1, "out of this folder"),
        ({"a": "extends: [b, c]\n"}, "G206", 1, "name of one parent"),
        (
            {"a": "extends: b\nrules:\n  - {id: lat, remove: true}\n", "b": VALID},
            "G204",
            3,
            "did you mean `late`",
        ),
        (
            {"a": "extends: b\nrules:\n  - {id: x, remove: true}\n", "b": "title: x\n"},
            "G204",
            3,
            "no clause `x`",
        ),
        ({"a": "extends: b\nrules:\n  - {id: late}\n  - {id: late}\n", "b": VALID}, "G205", 4, "twice"),
        ({chr(97 + i): f"extends: {chr(98 + i)}\n" for i in range(10)}, "G203", 1, "number 8"),
    ],
)
def test_faults_of_extends(tmp_path: Path, files: dict[str, str], code: str, line: int, words: str) -> None:
    path = folder(tmp_path, **files)
    with pytest.raises(UserFault, match=words) as caught:
        read(path("a"), RegimeFile)
    assert [at(one)[:2] for one in caught.value.diagnostics] == [(code, line)]


def test_a_text_has_no_folder_to_read_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, parent=VALID)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserFault, match="G201"):
        read_text("title: x\nextends: parent\n", "a.yaml", RegimeFile)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.yaml").write_text(VALID)
    (tmp_path / "in" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "in" / "a.yaml").write_text("title: x\nextends: link\n")
    with pytest.raises(UserFault, match="G201"):
        read(tmp_path / "in" / "a.yaml", RegimeFile)


def test_schema_keeps_descriptions() -> None:
    schema = json_schema(RegimeFile)
    assert schema["$id"] == "glasshouse/regime.schema.json"
    assert schema["title"] == "Glasshouse regime"
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$defs"]["Fixed"]["properties"]["points"]["description"] == "Points per record."
