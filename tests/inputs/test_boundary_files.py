"""Files of people are refused in every dress, and honest files are not. All people here are invented."""

import base64
import gzip
import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.inputs.boundary import looks_like_people
from glasshouse.inputs.reading import read, read_text
from tests.inputs.models import VALID, RegimeFile

ROWS = [
    {"name": "Li Example", "age": 34, "phone": "13812345678"},
    {"name": "Wang Example", "age": 51, "phone": "13987654321"},
]
CSV = "name,age,phone\nLi Example,34,13812345678\nWang Example,51,13987654321\n"


def workbook() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<sheet/>")
    return stream.getvalue()


FILES: dict[str, tuple[str, bytes]] = {
    "people.csv": ("G601", CSV.encode()),
    "people.tsv": ("G601", CSV.replace(",", "\t").encode()),
    "people.json": ("G602", json.dumps(ROWS).encode()),
    "people.jsonl": ("G602", "\n".join(json.dumps(row) for row in ROWS).encode()),
    "people.xlsx": ("G007", workbook()),
    "people.parquet": ("G007", b"PAR1\x15\x04rows PAR1"),
    "people.vcf": ("G603", b"BEGIN:VCARD\nVERSION:4.0\nFN:Li Example\nEND:VCARD\n"),
    "people.pkl": ("G007", pickle.dumps(ROWS)),
    "people.csv.gz": ("G007", gzip.compress(CSV.encode())),
    "people.yml": ("G602", b"- name: Li Example\n  age: 34\n- name: Wang Example\n  age: 51\n"),
}


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_people_in_ten_formats(tmp_path: Path, name: str, renamed: bool) -> None:
    code, raw = FILES[name]
    path = tmp_path / ("village.yaml" if renamed else name)
    path.write_bytes(raw)
    with pytest.raises(UserFault) as caught:
        read(path, RegimeFile)
    assert code in {one.code for one in caught.value.diagnostics}


IDENTITY = "110105" + "19900307" + "0017"
"""Nobody's: put together here, so that no text of ours holds an identity number."""

IN_A_FILE = {
    "key at depth": ("G604", "score: {least: 0, most: {Id-Card: 1}}"),
    "camel case": ("G604", "rules: [{id: a, firstName: x}]"),
    "Chinese key": ("G604", "身份证: x"),
    "name beside age": ("G604", "rules:\n  - {name: Li Example, age: 34}"),
    "web address": ("G604", "note: see https://example.org/find?phone=1"),
    "e-mail": ("G605", "note: write to li.example@example.org"),
    "wide e-mail": ("G605", "note: li＠example.org"),
    "phone": ("G606", "note: call 138-1234-5678"),
    "phone abroad": ("G606", "note: call +44 20 7946 0958"),
    "phone as number": ("G606", "weights: {a: 13812345678}"),
    "identity number": ("G607", "note: " + IDENTITY[:17] + "X"),
    "identity as number": ("G607", "weights: {total: " + IDENTITY + "}"),
    "social security": ("G607", "note: 123-45-6789"),
    "card": ("G607", "note: 4111 1111 1111 1112 or 4242 4242 4242 4242"),
    "account": ("G607", "note: GB82 WEST 1234 5698 7654 32"),
    "point": ("G608", "note: at 39.90420, 116.40740"),
    "degrees": ("G608", "note: at 39°54'15\"N"),
    "point as list": ("G608", "weights: [39.9042, 116.4074]"),
    "birth date": ("G609", "note: born on 1990-03-07"),
    "birth key": ("G609", "rules: [{id: a, born: 1990-03-07}]"),
    "base64": ("G610", "note: " + base64.b64encode(CSV.encode()).decode()),
    "wrapped base64": (
        "G610",
        "note: |\n  " + base64.encodebytes(CSV.encode() * 3).decode().strip().replace("\n", "\n  "),
    ),
    "short base64": ("G610", "note: " + base64.b64encode(b"li@example.org 34").decode()),
    "base64 twice": (
        "G610",
        "note: " + base64.b64encode(base64.b64encode(b"li@example.org 3456789")).decode(),
    ),
    "csv in a note": ("G611", "note: |\n  as follows\n  " + CSV.strip().replace("\n", "\n  ")),
    "json in a note": ("G611", "note: '{\"ssn\": 1}'"),
    "yaml in a note": ("G611", "note: |\n  - name: Li\n    city: x\n  - name: Wang\n"),
    "card in a note": ("G603", "note: |\n  BEGIN:VCARD\n  FN:Li\n"),
    "comment": ("G605", "note: x # ask li@example.org"),
    "anchor": ("G012", "base: &p {name: Li, age: 3}\nrules: [*p]"),
}


@pytest.mark.parametrize("name", IN_A_FILE)
def test_people_inside_a_file(name: str) -> None:
    code, text = IN_A_FILE[name]
    with pytest.raises(UserFault) as caught:
        read_text("title: Village\nstatus: fiction\n" + text + "\n", "a.yaml", RegimeFile)
    found = {one.code: one.place for one in caught.value.diagnostics}
    assert code in found
    place = found[code]
    assert place is not None
    assert place.line > 2 or code == "G603"


HONEST = """\
title: A village, 2014-2020
note: |
  Population 1411780000; 23,000,000 flights refused by 2018-12, see spc.blocked_flights.cumulative.2018-12 and
  https://www.example.org/a/202012101345678901234.html?id=13812345678 or doi:10.1080/13876988.2019.1234567.
  ISBN 978-7-5097-1234-5. Shares 0.1234, 0.5678; 12 of 1000; 10.5 to 12.25; page 100-120. Open 9:00-17:00.
  First, second, third, and fourth; income, age, and sex were asked for.
  sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
name: village
population: 1411780000
seed: 13812345678
born: 12.3
districts:
  - {name: north, population: 100000, income: 3}
shares: [0.1234, 0.5678]
range: [12.5, 88.25]
spc.blocked_flights.cumulative.2018-12: 17460000
years: 1990-03-07
# yaml-language-server: $schema=glasshouse/regime.schema.json
"""


def test_honest_files_pass() -> None:
    with pytest.raises(UserFault) as caught:
        read_text(HONEST, "a.yaml", RegimeFile)
    assert {one.code for one in caught.value.diagnostics} == {"G102"}
    assert looks_like_people({}, VALID) == []
