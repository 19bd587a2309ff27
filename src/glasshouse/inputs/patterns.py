"""What personal data looks like inside a text or a number: the patterns, and why each is written narrowly.

A false alarm stops an honest user, so each pattern asks for more than length: checksums for card and account
numbers, a calendar date inside a Chinese identity number, a leading plus or a known grouping for phone
numbers. Web addresses and DOIs are taken out before digits are looked at, since both are full of long
numbers. All patterns are bounded, so that a text of two megabytes is searched in linear time.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

BLOB_LENGTH = 64
_DECODED_DEPTH = 3

_URL = re.compile(r"https?://[^\s<>\"']+|\b10\.\d{4,9}/\S+|\bdoi:\S+")
_URL_QUERY = re.compile(r"[?&;]([A-Za-z_]{2,30})=")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_PHONES = (
    # Chinese mobile, with or without country code, grouped 3-4-4 or not at all
    re.compile(r"(?<![\w.,-])(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\w-]|[.,]\d)"),
    # international: a plus (or 00) and 10 to 15 digits, so that `+10 000 000` is no phone number
    re.compile(r"(?<![\w.+])\+[1-9](?:[ ().-]{0,2}\d){9,14}(?!\d)"),
    re.compile(r"(?<![\w.,-])00[1-9]\d{9,13}(?![\w.,-])"),
    # North American and Chinese landline groupings
    re.compile(r"(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])"),
    re.compile(r"(?<![\w.-])0\d{2,3}-\d{7,8}(?![\w-])"),
)
_CHINESE_ID = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\w)")
_SSN = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_CARD = re.compile(
    r"(?<![\w.-])[3-6]\d{3}(?:[ -]?\d{4}){2}(?:[ -]?\d{1,7})?(?![\w-])"
    r"|(?<![\w.-])3[47]\d{2}[ -]\d{6}[ -]\d{5}(?!\w)"
)
_COORDINATES = re.compile(
    r"(?<![\w.])([-+]?\d{1,2}\.\d{4,12})°?\s{0,3}[NnSs]?\s{0,3}[,;/ ]\s{0,3}"
    r"([-+]?\d{1,3}\.\d{4,12})(?![\w.]*\d)"
)
_DEGREES = re.compile(
    r"\d{1,3}(?:\.\d{2,12})?\s?°\s?(?:\d{1,2}(?:\.\d+)?\s?['′]\s?)?"
    r"(?:\d{1,2}(?:\.\d+)?\s?[\"″]\s?)?[NSEW]\b"
)
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|\d{1,2}\.? \w{3,9} \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
_BIRTH_WORD = r"(?:\b(?:born|dob|birth ?da(?:y|te)|date of birth)\b|出生|生日)"
_BIRTH = re.compile(rf"{_BIRTH_WORD}[^\n]{{0,20}}?{_DATE}", re.IGNORECASE)
_RUN = r"[A-Za-z0-9+/_-]{16,}={0,2}"
_LAST = r"[A-Za-z0-9+/_-]{1,15}={0,2}(?![\w+/=-])"
_BLOB = re.compile(rf"(?<![\w+/=-]){_RUN}(?:[ \n]{{1,8}}{_RUN})*(?:[ \n]{{1,8}}{_LAST})?")
_MAGIC = (b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\x80\x04", b"\x80\x05", b"SQLite")


def personal(text: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The code and a few words for each kind of personal data found in a text; encoded text is decoded and
    looked at again.

    >>> list(personal("call 138 1234 5678"))
    [('G606', 'what looks like a phone number')]
    >>> list(personal("1411780000 people in 2018-2020, see https://example.org/20181234567890123.html"))
    []
    """
    text = unicodedata.normalize("NFKC", text)
    if "@" in text and _EMAIL.search(text):
        yield "G605", "what looks like an e-mail address"
    bare = _URL.sub(" ", text)
    if any(character.isdigit() for character in bare):
        yield from _numbers(bare)
    yield from _blobs(bare, depth)


def queried(text: str) -> list[str]:
    """The keys asked for in the web addresses of a text (`https://...?phone=...`)."""
    return [key for url in _URL.findall(text) for key in _URL_QUERY.findall(url)]


def personal_integer(value: int, numeric_key: bool) -> tuple[str, str] | None:
    """A number that is written without quotes and yet is a phone, identity or card number.

    A Chinese identity number has a date and a check digit, so it is refused under any key. Eleven digits that
    begin as a Chinese mobile number, or sixteen that pass the check of a card, are refused unless the key is
    one of the known numbers (`numeric_key`: a seed, a population, a sum of money). World population has ten
    digits.

    >>> personal_integer(1_411_780_000, False) is None
    True
    >>> personal_integer(13812345678, False)[0], personal_integer(13812345678, True)
    ('G606', None)
    """
    digits = str(abs(value))
    if len(digits) == 18 and _CHINESE_ID.fullmatch(digits) and _chinese_check(digits):
        return "G607", "what looks like an identity number"
    if numeric_key:
        return None
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}", digits):
        return "G606", "what looks like a phone number"
    if len(digits) in (15, 16) and digits[0] in "3456" and _luhn(digits):
        return "G607", "what looks like a card number"
    return None


def coordinates(first: float, second: float, decimals: int) -> bool:
    """Whether two numbers with so many decimals read as latitude and longitude, in either order.

    Shares and rates lie between 0 and 1 and often come in pairs, so one of the two must be 10 or more.
    """
    low, high = sorted((abs(first), abs(second)))
    return decimals >= 4 and low <= 90 and 10 <= high <= 180


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    if _CHINESE_ID.search(text):
        yield "G607", "what looks like an identity number"
    elif _SSN.search(text):
        yield "G607", "what looks like a social security number"
    elif any(_luhn(_digits(found)) for found in _CARD.findall(text)):
        yield "G607", "what looks like a card number"
    elif any(_iban(found) for found in _IBAN.findall(text)):
        yield "G607", "what looks like a bank account number"
    elif any(phone.search(text) for phone in _PHONES):
        yield "G606", "what looks like a phone number"
    pairs = ((float(a), float(b)) for a, b in _COORDINATES.findall(text))
    if _DEGREES.search(text) or any(coordinates(a, b, 4) for a, b in pairs):
        yield "G608", "what looks like the coordinates of a point"
    if _BIRTH.search(text):
        yield "G609", "what looks like a birth date"


def _blobs(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """Long runs of base64, also when wrapped over lines; short runs only where they decode to personal
    data."""
    for match in _BLOB.finditer(text):
        run = re.sub(r"\s", "", match.group())
        decoded = _decode(run)
        inside = "text that cannot be read"
        if decoded is not None and depth < _DECODED_DEPTH:
            if decoded.startswith(_MAGIC):
                inside = "a data file"
            found = next(personal(decoded.decode("utf-8", "replace"), depth + 1), None)
            inside = found[1] if found else inside
            if len(run) <= BLOB_LENGTH and found:
                yield "G610", f"encoded text, and in it {inside}"
                return
        # Long words side by side are prose; an encoded text that was wrapped mixes cases and digits.
        whole = run == match.group() or all(re.search(kind, run) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
        if len(run) > BLOB_LENGTH and whole:
            yield "G610", f"{len(run)} characters of encoded text, and in it {inside}"
            return


def _decode(run: str) -> bytes | None:
    if len(run) < 20:
        return None
    try:
        padded = run.rstrip("=").translate(str.maketrans("-_", "+/"))
        return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _luhn(digits: str) -> bool:
    if not 13 <= len(digits) <= 19:
        return False
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return len(set(digits)) > 1 and sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _chinese_check(digits: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % 11] == digits[17]


def _iban(text: str) -> bool:
    compact = text.replace(" ", "")
    return len(compact) >= 15 and int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1
