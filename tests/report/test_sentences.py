"""Sentences, word for word: ordinary figures, and the figures at which a sentence can break."""

import re

import pytest

from glasshouse.audit import lives, measures
from glasshouse.audit.comparing import speech
from glasshouse.audit.ledger import ledger
from glasshouse.audit.rates import in_person_years, in_ten_thousand
from glasshouse.audit.whole import audit_of
from glasshouse.record.reading import Run
from glasshouse.report import sentences
from glasshouse.report.words import Printed, figures, listed, printed
from tests.report.fakes import Counts, baseline, fake, plain, same, village

HERE = Printed(1000, False)


def whole(run: Run) -> measures.Sanctions:
    """Everybody's sanctions."""
    return measures.sanctions(run)[0]


def test_a_fraction_has_both_its_parts() -> None:
    rate = in_ten_thousand(3, 75, "sanction-days")
    assert plain(sentences.fraction(rate, HERE)) == "400 in 10_000 sanction-days (3 of 75)"
    years = in_person_years(10, 73_000, "persons")
    assert plain(sentences.fraction(years, HERE)) == "500 per 10_000 person-years (10 persons in 200 person-years)"
    nothing = in_ten_thousand(0, 0, "sanction-days")
    assert sentences.fraction(nothing, HERE) == "no share, since there were no sanction-days"


def test_sanctions_in_words() -> None:
    assert plain(sentences.under_sanction(whole(village()), HERE)) == (
        "At the end 338 in 10_000 persons old enough for records (25 of 740) were under a sanction. Over "
        "the whole time sanctions took 338 in 10_000 person-days (75 of 2_220). Of the sanction-days, "
        "4_000 in 10_000 sanction-days (30 of 75) were in error; beside that, 2_000 in 10_000 "
        "sanction-days (15 of 75) were against a right; the others were by the rules."
    )


def test_no_sanctions_in_words() -> None:
    run = fake({"scored": same(3, 5, 0, 0), "citizens": same(3, 5, 0, 0)})
    assert plain(sentences.under_sanction(whole(run), HERE)) == (
        "Nobody was under a sanction on any of 15 person-days, so there is no share in error and none against a right."
    )
    assert plain(sentences.persons_in_error(whole(run), HERE)) == (
        "Nobody had a spell in error (0 persons in 15 person-days). A run of a few days says little of a year."
    )
    assert "Nobody was old enough" in sentences.under_sanction(whole(fake()), HERE)
    assert "no person-years" in sentences.persons_in_error(whole(fake()), HERE)


def test_an_interval_says_what_it_leaves_out() -> None:
    text = plain(sentences.persons_in_error(whole(village(days=40)), HERE))
    assert text == (
        "Persons with a spell in error: 1_233 per 10_000 person-years (10 persons in 81 person-years). Chance alone "
        "would leave 671 to 2_253 per 10_000 person-years (one run with one seed: indicative, and without what the "
        "assumptions leave open)."
    )
    none = fake({"scored": same(40, 500, 0, 0), "citizens": same(40, 500, 0, 0)}, days=40)
    assert plain(sentences.persons_in_error(whole(none), HERE)) == (
        "Nobody had a spell in error (0 persons in 55 person-years). Chance alone would leave up to 696 per 10_000 "
        "person-years."
    )


def test_what_stands_alone_is_not_plural() -> None:
    one = fake({"scored": same(1, 1, 0, 0), "citizens": same(1, 1, 0, 0), "wished.loan": same(1, 1, 0, 0)}, days=1)
    assert sentences.under_sanction(whole(one), HERE).startswith("Nobody was under a sanction on the one person-day,")
    assert sentences.refused(lives.refusals(one), None, HERE).startswith("Of 1 attempt by people with the means,")
    held: Counts = {"scored": same(1, 1, 0, 0), "score_sum.held": same(1, 16 * 650, 0, 0)}
    scores = measures.scores(fake({**held, "score_sum.error_free": same(1, 16 * 640, 0, 0)}, days=1))
    assert sentences.score_moved(scores, 350, 950) == (
        "On a scale of 350 to 950 the mean score of the one day was 650.0, 10 points above what the same rules give "
        "without the errors."
    )


def test_groups_are_compared_with_the_reason_or_not_at_all() -> None:
    text = sentences.gaps(measures.sanctions(village()))
    assert plain(text).startswith("Sanction-days in 10_000 person-days: Majority (M) 267, Minority N1 400 and ")
    assert "never shapes what they do, think or answer" in text
    assert "no groups are compared" in sentences.gaps(measures.sanctions(fake({"scored": same(3, 5, 0, 0)})))


def test_scores_in_words() -> None:
    text = plain(sentences.score_moved(measures.scores(village()), 350, 950))
    assert text == (
        "On a scale of 350 to 950 the mean score did not move, from 647.6 to 647.6; at the end it was "
        "3.2 points below what the same rules give without the errors."
    )
    assert sentences.score_moved([], 0, 0) == "This regime gives nobody a score."
    assert sentences.score_moved(measures.scores(fake()), 0, 9) == "Nobody was old enough for a score."


def test_speech_in_words() -> None:
    assert sentences.speech_fell(speech(village(), baseline()), "ordinary-law") == (
        "Of 1 protected act, 1 was done less often than under ordinary law. It fell furthest for "
        "\u201cposts criticism\u201d: 88.2 done for 100 there."
    )
    same_world = sentences.speech_fell(speech(village(), village()), "strict")
    assert same_world.startswith("None of 1 protected act was done less often than under strict")
    assert "Without a baseline" in sentences.speech_fell(speech(village(), None), "ordinary-law")
    assert "No act" in sentences.speech_fell([], "ordinary-law")


def test_benefits_in_words() -> None:
    lines = ledger(village(days=30), baseline(days=30))
    assert sentences.better_and_worse(lines, "ordinary-law") == (
        "Nothing in the ledger got clearly better than under ordinary law. Worse: acts that harm the public. "
        "No clear difference in one run: acts that harm another person, \u201cpays bill late\u201d and "
        "\u201cvolunteers\u201d."
    )
    swapped = ledger(baseline(days=30), village(days=30))
    assert sentences.better_and_worse(swapped, "strict", brief=True) == (
        "Better than under strict: acts that harm the public. Nothing in it got clearly worse."
    )
    assert "No baseline was given" in sentences.better_and_worse(ledger(village(), None), "ordinary-law")


def test_what_moves_in_words() -> None:
    audit = audit_of(village(), baseline())
    assert plain(sentences.posts_moved(audit.posts, HERE)) == (
        "Of the well-paid posts that were filled, 6_667 in 10_000 posts filled (6 of 9) went to those put first, the "
        "others by lot. The posts are as many as before, so whoever is put first takes the place of another: the draw "
        "was lost by 6_667 in 10_000 applications drawn (18 of 27). Refused before any draw, by a sanction, were 0 in "
        "10_000 applications (0 of 27)."
    )
    assert plain(sentences.deposits_spared(audit.deposits, HERE)).startswith(
        "Let without a deposit were 4_000 in 10_000 flats let (12 of 30): about 1_200 CNY that tenants kept."
    )
    assert sentences.posts_moved(None, HERE) == "Nobody applied for a well-paid post."
    assert sentences.deposits_spared(None, HERE) == "No deposit was waived."


def test_refusals_and_appeals_in_words() -> None:
    run = village()
    ever = lives.ever_refused(run)[0][1]
    assert plain(sentences.refused(lives.refusals(run), ever, HERE)) == (
        "Of the attempts by people with the means for them, sanctions refused 833 in 10_000 attempts (15 of 180); of "
        "the refusals, 6_000 in 10_000 refusals (9 of 15) were in error and 0 in 10_000 refusals (0 of 15) against a "
        "right. One person can be refused many times: persons refused at least once were 3_288 per 10_000 "
        "person-years (2 persons in 6.1 person-years)."
    )
    assert plain(sentences.appealed(lives.appeals(run), HERE)) == (
        "Of the appeals against records in error, 10_000 in 10_000 appeals (3 of 3) were won; of those against true "
        "records, 0 in 10_000 appeals (0 of 6). That says little of the remedy: of all records in error, challenged "
        "were 2_500 in 10_000 records in error (3 of 12). Appeals filed late are still undecided at the end."
    )


def test_records_in_error_in_words() -> None:
    assert plain(sentences.laid_on_others(lives.false_records(village()), HERE)) == (
        "There were 19_730 records in error per 10_000 person-years (12 records in error in 6.1 person-years). Of "
        "somebody else's act were 5_000 in 10_000 records in error (6 of 12), of nothing at all 5_000 in 10_000 "
        "records in error (6 of 12), kept twice 0 in 10_000 records in error (0 of 12). Altogether 5_000 in "
        "10_000 records in error (6 of 12) say of somebody a lawful act of expression that this person did not do."
    )


def test_an_act_on_file_twice_is_not_said_to_be_undone() -> None:
    """Who did post it, and is on file for it twice, is not somebody of whom it is said and who did not."""
    twice: Counts = {"scored": same(3, 9, 0, 0), "recorded.posts-criticism.double": same(3, 1, 0, 0)}
    text = plain(sentences.laid_on_others(lives.false_records(fake(twice)), HERE))
    assert "kept twice 10_000 in 10_000 records in error (3 of 3)" in text
    assert "Altogether 0 in 10_000 records in error (0 of 3) say" in text


def test_nothing_refused_and_nothing_appealed() -> None:
    assert sentences.refused(lives.refusals(fake()), None, HERE).startswith("Nobody tried anything")
    assert sentences.appealed(lives.appeals(fake()), HERE) == "There was no record in error, and nobody appealed."


@pytest.mark.parametrize("run", [fake(), fake(days=1), village(days=1), baseline()])
def test_every_sentence_is_whole_at_every_extreme(run: Run) -> None:
    audit, how = audit_of(run, None), printed(run.manifest)
    said = [
        sentences.simulated(run.manifest),
        sentences.under_sanction(audit.sanctions[0], how),
        sentences.persons_in_error(audit.sanctions[0], how),
        sentences.beside_baseline(audit.sanctions[0], None, "ordinary-law", how),
        sentences.beside_baseline(audit.sanctions[0], audit.sanctions[0], "strict", how),
        sentences.gaps(audit.sanctions),
        sentences.score_moved(audit.scores, 350, 950),
        sentences.speech_fell(audit.speech, "ordinary-law"),
        sentences.better_and_worse(audit.ledger, "ordinary-law"),
        sentences.posts_moved(audit.posts, how),
        sentences.deposits_spared(audit.deposits, how),
        sentences.refused(audit.refusals, audit.ever_refused[0][1], how),
        sentences.appealed(audit.appeals, how),
        sentences.in_fear(audit.moods, how),
        sentences.laid_on_others(audit.false_records, how),
        sentences.longest_list(audit.lists, how),
        sentences.overflowed(audit.overflows, how),
    ]
    for text in said:
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert not re.search(r"\b(nan|inf)\b|\bNone\b(?! of)|  |\.\.|\(\)", text), text


def test_no_national_totals_of_what_is_disputed() -> None:
    country = printed(village(citizens=1_400_000_000).manifest)
    assert country.per_million
    assert country.count(1_400_000_000) == figures(1_000_000)
    assert not printed(village(citizens=1_400_000_000, status="documented").manifest).per_million
    assert not printed(village().manifest).per_million


def test_series_in_words() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
