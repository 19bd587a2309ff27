"""Each rule of law has a violating, a clean and a near-miss fixture, and gives each the verdict that it says."""

from typing import Any

import pytest

from glasshouse.audit.rights.predicates import PREDICATES
from tests.rights.worlds import HERE, KINDS, Fixture, child, fixtures, judged, laws, plain

BREACH = {"violates", "likely"}
HUMAN: dict[str, Any] = {"governance": {"decision": {"automation": "human"}}}


def test_every_rule_has_its_three_fixtures_in_the_file_of_its_pack() -> None:
    for name, (pack, _) in laws().items():
        found = plain(HERE / "fixtures" / f"{pack.pack}.yaml")
        assert set(found[name]) == set(KINDS), name
    assert {one.law for one in fixtures()} == set(laws())
    assert all(one.says for one in fixtures() if one.kind == "near-miss"), "a near-miss says what it is"


def test_every_predicate_is_used_and_says_what_it_finds() -> None:
    assert {law.predicate for _, law in laws().values()} == set(PREDICATES)
    assert all((predicate.__doc__ or "").strip().endswith(".") for predicate in PREDICATES.values())


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda one: f"{one.law}-{one.kind}")
def test_fixtures(fixture: Fixture) -> None:
    found = judged(child(fixture.change), fixture.law, fixture.on)
    assert found.verdict == fixture.expect, (found.reason, found.answer)


def test_violating_fixtures_violate_and_the_others_do_not() -> None:
    for one in fixtures():
        law = laws()[one.law][1]
        if one.kind != "violating":
            assert one.expect not in BREACH, one
        elif law.in_force:
            assert one.expect in ({law.verdict, "likely"} if law.verdict == "violates" else {law.verdict}), one


def test_a_breach_says_where() -> None:
    for one in fixtures():
        found = judged(child(one.change), one.law, one.on)
        if found.verdict in BREACH:
            assert found.answer.spots or found.answer.because, one


def test_a_person_in_between_silences_nothing() -> None:
    for one in fixtures():
        if one.kind != "violating" or not laws()[one.law][1].in_force:
            continue
        with_human = {**one.change, "governance": merged(one.change.get("governance", {}), HUMAN["governance"])}
        assert judged(child(with_human), one.law, one.on).verdict not in ("no-finding", "out-of-scope"), one


def merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two levels of mappings as one."""
    return {key: {**one.get(key, {}), **other.get(key, {})} for key in {**one, **other}}
