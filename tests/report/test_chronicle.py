"""Sentences beside the pictures, word for word, and at the figures at which they could break."""

import re

import pytest

from glasshouse.audit import courses, lives, measures
from glasshouse.record.reading import Run
from glasshouse.report import chronicle, sentences
from glasshouse.report.bands import series_of
from glasshouse.report.words import Printed
from tests.report.fakes import baseline, fake, plain, same, village

HERE = Printed(1000, False)


def test_lists_in_words() -> None:
    assert plain(chronicle.lists_moved(measures.lists(village()), HERE)) == (
        "Blacklists had 19_730 entries (12 entries in 6.1 person-years) and no exits; lists of honour had no entries "
        "and no exits, per 10_000 person-years. Somebody who comes off a list can be entered again."
    )
    assert chronicle.lists_moved([], HERE) == "This regime keeps no list."
    assert chronicle.lists_moved(measures.lists(fake()), HERE) == (
        "Nobody was entered on any of 2 lists or came off one."
    )


def test_rights_in_words() -> None:
    rows = courses.rights(village())
    assert plain(chronicle.rights_touched(rows, HERE)) == (
        "The right or chance lost for the longest time was access to credit: sanctions on it took 270 in 10_000 "
        "person-days (60 of 2_220); of these 135 (30) were in error and 0 (0) against a right. Rewards gave most of "
        "access to credit: 14 in 10_000 person-days (3 of 2_220)."
    )
    assert chronicle.rights_touched([], HERE) == "No sanction or reward of this regime touches a right or a chance."
    assert chronicle.rights_touched(courses.rights(fake()), HERE).startswith("Nobody lost or gained")
    only = [courses.RightRow("housing", measures.Classes(0, 0, 0), measures.Classes(1, 0, 0), 10_000, 10)]
    assert plain(chronicle.rights_touched(only, HERE)) == (
        "No right was lost. Rewards gave most of housing: 1.0 in 10_000 person-days (1 of 10_000)."
    )


def test_silence_in_words() -> None:
    assert plain(chronicle.silence_grew(courses.silence(village()), 1)) == (
        "Of 10_000 lawful acts of expression that people meant to do, 1_000 were kept back for fear on the first day "
        "and 1_000 on the last."
    )

    def told(over: tuple[int, ...], under: tuple[int, ...], period: int) -> str:
        return plain(chronicle.silence_grew([courses.Course("everybody", "", over, under)], period))

    assert told((0, 0, 864), (10, 0, 100_000), 30).endswith(
        "none were kept back for fear in the first 30 days and 86 in the last."
    )
    assert told((12,), (10_000,), 1).endswith("meant to do, 12 were kept back for fear.")
    assert told((0, 0), (9, 9), 1) == "Nobody kept back a lawful act for fear."
    assert chronicle.silence_grew([], 1).startswith("No act protected by a right was meant by anybody")


def test_money_in_words() -> None:
    ours = {"everybody": (9.0, 1000.0), "M": (9.0, 1200.0), "N1": (9.0, 300.2)}
    theirs = {"everybody": (9.0, 1070.0), "M": (9.0, 1150.0), "N1": (9.0, 300.0)}
    assert plain(chronicle.money_stood(ours, theirs, "CNY", "ordinary-law")) == (
        "At the end people held 1_000 CNY in cash and savings on average, 70 CNY less than under ordinary law. "
        "By group: Majority (M) 50 CNY more and Minority N1 no more and no less."
    )
    assert plain(chronicle.money_stood(ours, {}, "CNY", "ordinary-law")) == (
        "At the end people held 1_000 CNY in cash and savings on average."
    )
    assert chronicle.money_stood({}, {}, "CNY", "ordinary-law") == "Nobody is there to hold money."
    assert "By group" not in chronicle.money_stood({"everybody": (1.0,)}, {"everybody": (1.0,)}, "CNY", "bare")


def test_causes_in_words() -> None:
    assert plain(chronicle.causes_of_errors(lives.false_records(village()))) == (
        "Most of them were of somebody else's act. Which record a day under a sanction rests on is not kept, so "
        "causes are given of records and of list entries, and not of sanction-days."
    )
    assert chronicle.causes_of_errors(lives.false_records(fake())) == ""


def test_nothing_is_said_plainly_elsewhere_too() -> None:
    lone = fake({"scored": same(3, 5, 0, 0), "citizens": same(3, 5, 0, 0), "aware.nothing": same(3, 5, 0, 0)})
    assert sentences.in_fear(lives.moods(lone), HERE) == (
        "No person-day was lived in fear (level 4 of 15 or above, a scale of this model). By the end nobody had heard "
        "of the regime, and only who has can answer to it."
    )
    whole = measures.sanctions(lone)[0]
    assert sentences.beside_baseline(whole, whole, "ordinary-law", HERE) == (
        "Under ordinary law nobody was under a sanction on any day."
    )
    groups = fake({"scored": same(3, 5, 4, 0), "citizens": same(3, 5, 4, 0)})
    assert sentences.gaps(measures.sanctions(groups)) == "In no group was anybody under a sanction on any day."


@pytest.mark.parametrize("run", [fake(), fake(days=1), village(days=1), village(), baseline()])
def test_every_sentence_is_whole_at_every_extreme(run: Run) -> None:
    there = series_of(courses.money(baseline(days=run.days)))
    said = [
        chronicle.sanctions_drawn(run.days),
        chronicle.lists_moved(measures.lists(run), HERE),
        chronicle.rights_touched(courses.rights(run), HERE),
        chronicle.silence_grew(courses.silence(run), courses.periods(run.days)[0][1]),
        chronicle.money_stood(series_of(courses.money(run)), there, "CNY", "ordinary-law"),
        chronicle.not_held(courses.unheld(run)),
    ]
    for text in said:
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert not re.search(r"\b(nan|inf)\b|\bNone\b(?! of)|  |\.\.|\(\)", text), text
