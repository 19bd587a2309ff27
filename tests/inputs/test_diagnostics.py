"""What users read: every code of reading is provoked, and its text is compared with the one agreed upon."""

import os
from pathlib import Path

import pytest

from glasshouse.diagnostics import CATALOGUE, Diagnostic, Place, UserFault, nearest, render, render_all
from glasshouse.inputs.reading import read, read_text
from tests.inputs.models import VALID, RegimeFile

SNAPSHOT = Path(__file__).parent / "snapshots" / "diagnostics.txt"

PROVOKED: dict[str, str] = {
    "G006": "title: a\u202eb\n",
    "G008": "title: [a, b\n",
    "G009": "score:\n\tleast: 0\n",
    "G010": "title: " + "[" * 40,
    "G011": "\n".join(f"k{i}: 1" for i in range(11_000)),
    "G012": "title: &a x\n",
    "G013": "title: !!str x\n",
    "G014": "title: a\ntitle: b\n",
    "G015": "title: a\n---\ntitle: b\n",
    "G016": "title: .nan\n",
    "G017": "title: 12345678901234567890\n",
    "G018": "? [a]\n: 1\n",
    "G019": "hello\n",
    "G101": "note: x\n",
    "G102": "title: x\nstaus: fiction\n",
    "G103": "title: x\nstatus: ficton\n",
    "G104": "title: x\nrules: [{id: a, kind: fixed, points: 500}]\n",
    "G105": "title: 中文\nscore: {least: low, most: 3}\n",
    "G106": "title: " + "x" * 41 + "\n",
    "G107": "title: x\nunit: '9'\n",
    "G108": "title: x\nscore: {least: 5, most: 3}\n",
    "G109": "title: x\nrules: [{id: a, kind: fadin}]\n",
    "G110": "title: x\nrules: [{id: a, kind: fading, days: foreve}]\n",
    "G201": "title: x\nextends: parnt\n",
    "G202": "title: x\nextends: self\n",
    "G203": "title: x\nextends: n0\n",
    "G204": "title: x\nextends: parent\nrules: [{id: lat, remove: true}]\n",
    "G205": "title: x\nextends: parent\nrules: [{id: late}, {id: late}]\n",
    "G206": "title: x\nextends: ../parent\n",
    "G601": "name,age\nLi,34\n",
    "G602": '[{"a": 1}]\n',
    "G603": "BEGIN:VCARD\n",
    "G604": "title: x\nssn: 1\n",
    "G605": "title: li@example.org\n",
    "G606": "title: 138 1234 5678\n",
    "G607": "title: 123-45-6789\n",
    "G608": "title: 39.90420, 116.40740\n",
    "G609": "title: born 1990-03-07\n",
    "G610": "title: " + "QUJD" * 20 + "\n",
    "G611": "title: '{\"ssn\": 1}'\n",
}


def provoke(code: str, folder: Path) -> list[Diagnostic]:
    if code in PROVOKED:
        (folder / "self.yaml").write_text(PROVOKED[code], encoding="utf-8")
    (folder / "parent.yaml").write_text(VALID)
    for number in range(9):
        (folder / f"n{number}.yaml").write_text(f"extends: n{number + 1}\n")
    (folder / "raw.yaml").write_bytes({"G005": b"title: \xff\n", "G007": b"PAR1"}.get(code, b""))
    os.truncate(folder / "raw.yaml", 3_000_000) if code == "G004" else None
    names = {
        "G001": "prent.yaml",
        "G002": "",
        "G003": "a\x00b",
        "G004": "raw.yaml",
        "G005": "raw.yaml",
        "G007": "raw.yaml",
    }
    with pytest.raises(UserFault) as caught:
        read(folder / names.get(code, "self.yaml"), RegimeFile)
    return [one for one in caught.value.diagnostics if one.code == code]


def test_every_code_is_provoked_and_its_text_agreed(tmp_path: Path) -> None:
    texts = []
    for code in sorted(CATALOGUE):
        if code[1] in "0126":
            folder = tmp_path / code
            folder.mkdir()
            found = provoke(code, folder)
            assert found, f"{code} was not provoked"
            texts.append(render(found[0]).replace(str(folder), "FOLDER"))
    text = "\n\n".join(texts) + "\n"
    if os.environ.get("BLESS"):
        SNAPSHOT.write_text(text, encoding="utf-8")
    assert text == SNAPSHOT.read_text(encoding="utf-8"), "run with BLESS=1 if the change is meant"


def test_order_count_and_caret() -> None:
    early, late = Place("a.yaml", 2, 3, "  中文: x"), Place("a.yaml", 10, 6, "  中文: x")
    faults = [Diagnostic("G102", "second", "w", "t", late), Diagnostic("G102", "first", "w", "t", early)]
    lines = render_all(faults).split("\n")
    assert [line for line in lines if "G102" in line] == [
        "G102 a.yaml:2:3: first",
        "G102 a.yaml:10:6: second",
    ]
    assert lines[7] == "  " + " " * 7 + "^"  # two spaces, two wide characters, a colon
    assert lines[-1] == "2 faults"
    assert str(UserFault(faults)) == render_all(reversed(faults))
    assert render_all(faults[:1]).endswith("\n1 fault")


def test_a_code_must_be_in_the_catalogue() -> None:
    with pytest.raises(AssertionError):
        Diagnostic("G999", "a", "b", "c")


def test_a_flood_is_cut() -> None:
    flood = [Diagnostic("G102", str(n), "w", "t") for n in range(300)]
    assert "... and 100 more\n300 faults" in render_all(flood)


def test_terminal_escapes_are_not_passed_on() -> None:
    assert "\x1b" not in render(Diagnostic("G102", "\x1b[31m", "w", "t", Place("\x1b", 1, 1, "\x1b[2J")))


def test_nearest() -> None:
    assert nearest("ficton", ["fiction", "disputed"]) == "fiction"
    assert nearest("zzz", ["fiction"]) is None


def test_lines_are_trimmed() -> None:
    with pytest.raises(UserFault) as caught:
        read_text("title: x\nodd: " + "x y " * 500, "a.yaml", RegimeFile)
    place = caught.value.diagnostics[0].place
    assert place is not None
    assert len(place.text) == 160
