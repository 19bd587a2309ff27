"""Answers combine as Kleene's three values do, and carry places, missing facts and declared cells along."""

from itertools import product

import pytest

from glasshouse.audit.rights.answers import Answer, Spot, argued, both, either, measured, negate, unknown

ORDER = {False: 0, None: 1, True: 2}
VALUES = tuple(ORDER)


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_both_is_the_least_and_either_the_most(values: tuple[bool | None, ...]) -> None:
    parts = [Answer(value) for value in values]
    assert both(*parts).holds == min(values, key=lambda value: ORDER[value])
    assert either(*parts).holds == max(values, key=lambda value: ORDER[value])
    assert negate(both(*parts)).holds == either(*map(negate, parts)).holds


@pytest.mark.parametrize("values", list(product(VALUES, repeat=2)))
def test_a_fact_that_comes_to_be_known_turns_no_verdict_over(values: tuple[bool | None, ...]) -> None:
    for combine in (both, either):
        before = combine(*(Answer(value) for value in values)).holds
        for known in product(*([value] if value is not None else [True, False] for value in values)):
            assert before is None or combine(*(Answer(value) for value in known)).holds == before


def test_of_an_open_whole_the_places_found_so_far_are_kept() -> None:
    found = Answer(True, (Spot("a.yaml", 3, "rules x"),))
    whole = both(found, unknown("governance.operator.kind"))
    assert (whole.holds, whole.spots, whole.missing) == (None, found.spots, ("governance.operator.kind",))


def test_a_place_that_needs_no_table_is_enough() -> None:
    sure, declared = Answer(True, (Spot("a", 1, "x"),)), Answer(True, (Spot("b", 2, "y"),), declared=("cell",))
    assert either(sure, declared) == sure
    assert both(sure, declared).declared == ("cell",)


def test_a_lawyer_comes_before_a_measure_and_a_missing_fact_before_both() -> None:
    whole = both(measured("one"), argued("two"))
    assert (whole.doubt, whole.because) == ("needs-human", "one two")
    assert both(whole, unknown("x")).missing == ("x",)
    assert both(whole, Answer(False)).doubt == ""
