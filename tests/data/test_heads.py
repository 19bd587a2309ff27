"""The heads of the shipped regimes: what it is, where and when, and what is disputed, in the file's own words."""

import re

import pytest

from glasshouse.inputs import library
from glasshouse.inputs.regime import Regime

REGIMES = [library.load_regime(name).value for name in library.names("regimes")]
FIRMS = "mostly about firms"
ON_RECORD = [
    ("a year", r"\b(1[89]|20)\d\d\b"),
    ("what is disputed", r"\b[Dd]isputed"),
    ("what is on record", r"\b[Oo]n record|documented"),
]
WANTED = {
    "baseline": [
        ("that it is of no place", r"\bno (particular country|place)"),
        ("of no time", r"\bno (particular year|time)"),
    ],
    "fiction": [("that it is made up", r"\b(fiction|film|episode|play|made up|invented)")],
}
"""What a head says, by status; ON_RECORD for what is documented or disputed."""


def silences(regime: Regime) -> list[str]:
    """What the head of a regime does not say and should."""
    head = regime.describes
    wanted = list(WANTED.get(regime.status, ON_RECORD))
    if regime.status in ("documented", "disputed") and re.search(r"\bChin(a|ese)\b", f"{regime.title} {head}"):
        wanted.append(("that China's system on record is mostly about firms", FIRMS))
    if weighs(regime):
        wanted.append(("a content note before anything else", r"\AContent note:"))
    return [what for what, pattern in wanted if not re.search(pattern, head)]


def weighs(regime: Regime) -> bool:
    """Whether a regime detains somebody, or watches children in class (science 1.10)."""
    return any(one.effect == "detain" for one in regime.consequences) or any(one.classroom for one in regime.sensors)


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.regime)
def test_a_head_says_where_and_when_and_what_is_disputed(regime: Regime) -> None:
    assert silences(regime) == []


def test_a_silent_head_is_caught() -> None:
    head = {"regime": "x", "title": "Something of China", "status": "documented", "describes": "A list of people."}
    assert len(silences(Regime.model_validate(head))) == 4
    assert len(silences(Regime.model_validate({**head, "status": "baseline"}))) == 2


def test_what_weighs_without_a_content_note_is_caught() -> None:
    weighing = [regime for regime in REGIMES if weighs(regime)]
    assert {"targeted-tracking", "classroom", "as-told"} <= {regime.regime for regime in weighing}
    for regime in weighing:
        told = regime.model_copy(update={"describes": regime.describes.replace("Content note:", "Note:")})
        assert silences(told) == ["a content note before anything else"]


def test_the_courts_list_is_a_list_and_nothing_else() -> None:
    regime = library.load_regime("court-defaulters").value
    assert regime.status == "documented" and regime.score is None and regime.tiers == []
    [listed] = [entry for entry in regime.lists if entry.id == "judgment-defaulters"]
    assert (listed.term_weeks, listed.extension_weeks, listed.exit) == (104, 52, "request")
    # Nothing leads there but the judgment: no tier, no other list.
    assert (listed.below, listed.above, listed.through) == (None, None, [])
    assert {(rule.act, rule.list) for rule in regime.rules if rule.list == listed.id} == {
        ("ignores-judgment", listed.id)
    }
    refused = {row.wish for row in regime.consequences if listed.id in row.lists}
    assert refused == {"flight", "fast-train", "senior-school", None}, "and shown, which is on no wish"
