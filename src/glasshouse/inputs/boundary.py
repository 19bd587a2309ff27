"""The boundary at the door: files that look like records of people are refused, with the place and the
reason.

Glasshouse takes published aggregates, assumptions and rules; every citizen is synthetic. What follows is a
net of simple signs: the shape of a whole file (tables, lists of records, contact cards), the names of keys at
any depth, and the look of values in any text. The net is no proof; it makes sure that nobody feeds real
people in by habit or by accident.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from glasshouse.diagnostics import Diagnostic, Place
from glasshouse.inputs.patterns import coordinates, personal, personal_integer, queried

Loc = tuple[str | int, ...]

_PERSON_WORDS = """
    first_name last_name given_name given_names family_name middle_name maiden_name surname forename
    full_name fullname firstname lastname nickname id_card idcard id_number id_no identity_number
    identity_card national_id nationalid passport passport_number passport_no ssn social_security_number
    tax_id phone phone_number phone_no mobile mobile_number mobile_phone cellphone cell_phone telephone
    tel email e_mail email_address mail_address face face_image face_id faceid portrait photo photograph
    voiceprint dob date_of_birth birth_date birthdate birthday birthplace place_of_birth lat latitude lon
    lng long_lat lat_lon longitude latlng coordinates gps address home_address street_address
    postal_address house_number zip_code postcode licence_plate license_plate number_plate imei imsi
    mac_address ip_address device_id wechat_id wechat_no weibo_id qq_number alipay_id telegram_id user_id
    userid username user_name account_number bank_account iban card_number credit_card person persons
    people person_id people_list person_list citizens_list citizen_list resident_list
    姓名 身份证 身份证号 电话 手机 手机号 邮箱 地址 生日 出生日期 护照 照片 微信号 车牌 车牌号
"""

PERSON_KEYS = frozenset(_PERSON_WORDS.split())
"""Keys that describe a person, refused at any depth. `name` alone is a word of ours and is judged by its
neighbours."""

_BESIDE_NAME = frozenset({"age", "sex", "gender", "born", "birth", "employer", "nationality", "年龄", "性别"})
_NUMERIC_WORDS = """
    seed seeds population populations citizens inhabitants households total totals count counts number
    amount value values budget yuan cny rmb usd eur gdp revenue sum size records checks cases requests
    transactions flights trips users
"""
_NUMERIC_ENDINGS = frozenset(_NUMERIC_WORDS.split())
_TABLE_WORDS = "name id income occupation job score city ethnicity religion"
_COLUMN_WORDS = PERSON_KEYS | _BESIDE_NAME | frozenset(_TABLE_WORDS.split())
_QUOTED_KEY = re.compile(r"[\"']([^\"'\n]{1,40})[\"']\s{0,4}:")
_LINE_KEY = re.compile(r"^\s{0,20}(?:- {1,4})?([\w -]{1,40}?)\s?:(?:\s|$)", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s)#(.*)$")
_YAML_LINE = re.compile(r"[^,;|\t]{0,80}:(?:\s|$)|---|%|\{|\[|\?|- |-$")
_SEPARATORS = (",", ";", "\t", "|")


@dataclass(frozen=True)
class Finding:
    """A sign of records of people: in the data at `loc` (`at_key`: its key), or in the text at `line`,
    counted from 1."""

    code: str
    what: str
    loc: Loc | None = None
    at_key: bool = False
    line: int = 1


def looks_like_people(data: Any, text: str) -> list[Finding]:
    """Every sign that a file holds records of people, from its plain data and its text; empty for an honest
    file.

    >>> looks_like_people({"title": "Village", "population": 1411780000}, "")
    []
    >>> [found.loc for found in looks_like_people({"rules": [{"id": "r1", "ssn": 1}]}, "")]
    [('rules', 0, 'ssn')]
    """
    shape = shape_of_people(text)
    found = [shape] if shape else []
    if isinstance(data, list) and any(isinstance(item, dict | list) for item in data):
        found.append(Finding("G602", "the file is a list of records", loc=()))
    found += _walk(data)
    for number, line in enumerate(text.split("\n"), 1):
        comment = _COMMENT.search(line) if "#" in line else None
        if comment:
            found += [
                Finding(code, f"a comment holds {what}", line=number) for code, what in personal(comment.group(1))
            ]
    return found


def shape_of_people(text: str) -> Finding | None:
    """The whole file as a table, JSON records or contact cards, judged from its first lines, before any
    parsing."""
    start = text.lstrip("\ufeff \t\n")
    if re.search(r"^\s{0,20}BEGIN:V?CARD", text, re.IGNORECASE | re.MULTILINE):
        return Finding("G603", "the file is a contact card (vCard)")
    if re.match(r"\[\s*[\[{]", start):
        return Finding("G602", "the file is a JSON list of records")
    lines = [
        (n, line)
        for n, line in enumerate(text[:40_000].split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ][:20]
    if len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for _, line in lines[:2]):
        return Finding("G602", "the file is a list of records in JSON Lines", line=lines[0][0])
    if lines and not _YAML_LINE.match(lines[0][1].lstrip()):
        separator = _table([line for _, line in lines[:8]], certain=False)
        if separator:
            named = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}[separator]
            return Finding("G601", f"the file is a table with columns parted by {named}", line=lines[0][0])
    return None


def diagnose(findings: Iterable[Finding], place_of_loc: Any, place_of_line: Any) -> list[Diagnostic]:
    """Findings as diagnostics; the two functions give the place of a path and of a line. One per code and
    place."""
    by_place: dict[tuple[str, Place], Diagnostic] = {}
    for found in findings:
        place = place_of_line(found.line) if found.loc is None else place_of_loc(found.loc, key=found.at_key)
        by_place.setdefault((found.code, place), Diagnostic(found.code, found.what, _WHY, _REMEDIES[found.code], place))
    return list(by_place.values())


def _walk(data: Any) -> Iterator[Finding]:
    """Every key and value, without recursion; the nearest key of a value tells what kind of number it is."""
    waiting: list[tuple[Loc, str, Any]] = [((), "", data)]
    while waiting:
        loc, key, value = waiting.pop()
        if isinstance(value, dict):
            yield from _keys(loc, value)
            waiting += [((*loc, str(name)), str(name), child) for name, child in value.items()]
        elif isinstance(value, list):
            if (
                len(value) == 2
                and all(isinstance(one, float) for one in value)
                and coordinates(value[0], value[1], _decimals(value))
            ):
                yield Finding("G608", "a pair of numbers that looks like the coordinates of a point", loc=loc)
            waiting += [((*loc, index), key, child) for index, child in enumerate(value)]
        else:
            yield from _value(loc, key, value)


def _value(loc: Loc, key: str, value: Any) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from (Finding(code, f"the text holds {what}", loc=loc) for code, what in personal(value))
        if _holds_records(value):
            yield Finding("G611", "the text holds records of its own", loc=loc)
        asked = [word for word in queried(value) if _word(word) in PERSON_KEYS]
        if asked:
            yield Finding("G604", f"the web address asks for `{asked[0]}`", loc=loc)
        if _word(key) in {"born", "birth", "出生"} and re.match(r"\d{4}-\d{2}(?:-\d{2})?$", value):
            yield Finding("G609", "a birth date", loc=loc)
    elif isinstance(value, int) and not isinstance(value, bool):
        found = personal_integer(value, _word(key).split("_")[-1] in _NUMERIC_ENDINGS)
        if found:
            yield Finding(found[0], f"the number is {found[1]}", loc=loc)


def _keys(loc: Loc, mapping: dict[str, Any]) -> Iterator[Finding]:
    words = {str(key): _word(str(key)) for key in mapping}
    for key, word in words.items():
        if word in PERSON_KEYS:
            yield Finding("G604", f"`{key[:60]}` describes a person", loc=(*loc, key), at_key=True)
        for code, what in personal(key):
            yield Finding(code, f"the key is {what}", loc=(*loc, key), at_key=True)
    beside = [word for key, word in words.items() if word in _BESIDE_NAME and isinstance(mapping[key], str | int)]
    # A clause or a district may well have a name; a name with one age or sex beside it, in a list, is
    # somebody.
    if "name" in words.values() and beside and loc and isinstance(loc[-1], int):
        yield Finding("G604", f"a name beside `{min(beside)}` describes a person", loc=loc)


def _word(key: str) -> str:
    """A key in lower case with underscores: `firstName`, `First-Name` and `first name` are one word."""
    key = unicodedata.normalize("NFKC", key)[:80]
    key = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[\s\-.]+", "_", key).lower()


def _decimals(numbers: list[float]) -> int:
    return min(len(repr(number).partition(".")[2]) for number in numbers)


def _holds_records(text: str) -> bool:
    """JSON, YAML, a table or a contact card inside a text value."""
    if re.search(r"BEGIN:VCARD", text, re.IGNORECASE):
        return True
    if any(_word(key) in PERSON_KEYS for key in _QUOTED_KEY.findall(text)):
        return True
    if "\n" not in text.strip():
        return False
    if sum(_word(key) in PERSON_KEYS or _word(key) == "name" for key in _LINE_KEY.findall(text)) >= 2:
        return True
    lines = [line for line in text[:40_000].split("\n") if line.strip()]
    return any(_table(lines[start : start + 2], certain=True) is not None for start in range(min(len(lines) - 1, 200)))


def _table(lines: list[str], certain: bool) -> str | None:
    """The separator where the lines are rows of a table. `certain` asks for a header that names a person's
    traits."""
    for separator in _SEPARATORS:
        if not lines or separator not in lines[0]:
            continue
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            continue
        widths = {len(row) for row in rows}
        header = [_word(cell) for cell in rows[0]] if rows else []
        named = _COLUMN_WORDS.intersection(header)
        even = len(rows) > 1 and len(widths) == 1
        if len(header) < 2:
            continue
        if certain and even and len(named) >= 2:
            return separator
        if not certain and ((even and (len(header) > 2 or named)) or len(named) >= 2):
            return separator
    return None


_WHY = "Glasshouse takes synthetic people only: it models scoring systems and must not be fed records of real people."

_REMEDIES: dict[str, str] = {
    "G601": "describe a place by published totals (how many of each age, household, income), not by rows",
    "G602": "describe a place by published totals; a file begins with keys such as `title:`",
    "G603": "leave the people out; no file of Glasshouse names anybody",
    "G604": "remove the key; if it is a clause of yours, give it a name that describes no person",
    "G605": "remove the address; cite a web page or a publication instead",
    "G606": "remove the number; a count goes under a key such as `population` or `total`",
    "G607": "remove the number; nothing in a file of Glasshouse identifies anybody",
    "G608": "remove the point; a district is the smallest place there is",
    "G609": "remove the date; ages are given as published shares",
    "G610": "write the text itself; what cannot be read cannot be checked",
    "G611": "remove the records; a note is prose",
}
