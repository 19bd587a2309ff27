"""Hostile files end in a diagnostic, in bounded time and memory, and never in anything else."""

import builtins
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasshouse.diagnostics import UserFault
from glasshouse.inputs.reading import read, read_text
from tests.inputs.models import VALID, RegimeFile

BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

TEXTS = {
    "flow nesting": ("G010", "title: " + "[" * 100_000),
    "block nesting": ("G010", "\n".join(" " * i + "a:" for i in range(60))),
    "many keys": ("G011", "\n".join(f"k{i}: 1" for i in range(15_000))),
    "aliases": ("G012", BOMB),
    "merge key": ("G012", "base: &b {points: 1}\nrule:\n  <<: *b\n"),
    "python object": ("G013", "title: !!python/object/apply:os.system [ls]\n"),
    "plain tag": ("G013", "title: !!str 3\n"),
    "directive": ("G013", "%YAML 1.1\n---\ntitle: x\n"),
    "duplicate": ("G014", "title: a\ntitle: b\n"),
    "two documents": ("G015", "title: a\n---\ntitle: b\n"),
    "not a number": ("G016", "weights: {a: .nan}\n"),
    "bare nan": ("G016", "weights: {a: nan}\n"),
    "infinity": ("G016", "weights: {a: -.inf}\n"),
    "overflow": ("G016", "weights: {a: 1e999}\n"),
    "long integer": ("G017", "weights: {a: " + "9" * 5000 + "}\n"),
    "list as key": ("G018", "? [a, b]\n: 1\n"),
    "empty key": ("G018", ": 1\n"),
    "empty": ("G019", "# nothing\n"),
    "single value": ("G019", "hello\n"),
    "tab": ("G009", "title: a\nscore:\n\tleast: 0\n"),
    "open bracket": ("G008", "title: [a, b\n"),
    "bad escape": ("G008", 'title: "\\U99999999"\n'),
    "bad version": ("G008", "%YAML 1." + "9" * 5000 + "\n---\ntitle: x\n"),
    "nul": ("G006", "title: a\x00b\n"),
    "turned text": ("G006", "title: a\u202eb\n"),
    "escaped nul": ("G006", 'title: "a\\0b"\n'),
    "lone surrogate": ("G006", 'title: "\\ud800"\n'),
    "terminal escape": ("G006", "title: a\x1b[31mb\n"),
    "wrong types": ("G105", "title: {a: 1}\n"),
    "unknown key": ("G102", "title: a\nunknown: 1\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text(name: str) -> None:
    code, text = TEXTS[name]
    began = time.process_time()
    with pytest.raises(UserFault) as caught:
        read_text(text, "a.yaml", RegimeFile)
    assert code in {one.code for one in caught.value.diagnostics}
    assert time.process_time() - began < 5
    assert all(c.isprintable() or c == "\n" for c in str(caught.value))


BYTES = {
    "gzip": b"\x1f\x8b\x08\x00rest",
    "workbook": b"PK\x03\x04rest",
    "parquet": b"PAR1rest",
    "pickle": b"\x80\x04\x95rest",
    "sqlite": b"SQLite format 3\x00rest",
}


@pytest.mark.parametrize("name", BYTES)
def test_other_formats(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.yaml").write_bytes(BYTES[name])
    with pytest.raises(UserFault, match="G007"):
        read(tmp_path / "a.yaml", RegimeFile)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    for raw in (b"title: \xff\xfe\n", "title: x\n".encode("utf-16"), b"title: \xed\xa0\x80"):
        (tmp_path / "a.yaml").write_bytes(raw)
        with pytest.raises(UserFault, match="G005"):
            read(tmp_path / "a.yaml", RegimeFile)


def test_a_large_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.yaml"
    with open(path, "wb") as stream:
        stream.truncate(50_000_000)

    def never(*arguments: object, **options: object) -> int:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(os, "open", never)
    monkeypatch.setattr(builtins, "open", never)
    with pytest.raises(UserFault) as caught:
        read(path, RegimeFile)
    monkeypatch.undo()
    assert caught.value.diagnostics[0].code == "G004"


def test_a_long_text_is_refused() -> None:
    with pytest.raises(UserFault, match="G004"):
        read_text("a" * 2_000_001, "a.yaml", RegimeFile)


def test_what_is_not_a_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UserFault, match="G002"):
            read(path, RegimeFile)


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "regime.yaml").write_text(VALID)
    with pytest.raises(UserFault, match="G001") as caught:
        read(tmp_path / "regme.yaml", RegimeFile)
    assert "did you mean `regime.yaml`?" in str(caught.value)
    with pytest.raises(UserFault, match="G003"):
        read(tmp_path / "a\x00b", RegimeFile)


def test_several_hostile_things_are_told_at_once() -> None:
    with pytest.raises(UserFault) as caught:
        read_text("a: &x 1\nb: *x\nc: !t 2\nd: .nan\nd: 1\n", "a.yaml", RegimeFile)
    assert [one.code for one in caught.value.diagnostics] == ["G012", "G012", "G013", "G016", "G014"]


PIECES = [
    "&a",
    "*a",
    "!!x",
    "<<:",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "|",
    ">",
    "\t",
    "%",
    "?",
    "#",
    "\x00",
    ".nan",
    "---",
    "9" * 30,
]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_mutated_files_raise_user_faults_only(data: st.DataObject) -> None:
    lines = VALID.split("\n")
    for _ in range(data.draw(st.integers(1, 5))):
        line = data.draw(st.integers(0, len(lines) - 1))
        deed = data.draw(st.sampled_from(["drop", "double", "swap", "piece", "text", "indent"]))
        if deed == "drop" and len(lines) > 1:
            del lines[line]
        elif deed == "double":
            lines.insert(line, lines[line])
        elif deed == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[line], lines[other] = lines[other], lines[line]
        elif deed == "indent":
            lines[line] = " " * data.draw(st.integers(1, 5)) + lines[line]
        else:
            column = data.draw(st.integers(0, len(lines[line])))
            piece = data.draw(st.sampled_from(PIECES) if deed == "piece" else st.text(max_size=8))
            lines[line] = lines[line][:column] + piece + lines[line][column:]
    rendered = "no faults"
    try:
        read_text("\n".join(lines), "a.yaml", RegimeFile)
    except UserFault as fault:
        rendered = str(fault)
    assert rendered.endswith(("fault", "faults"))
