"""What must be said beside a figure stands beside it: finished reports, read as a reader reads them.

The phrases are written down here, apart from the code that prints them. Each row says what in a chapter calls for a
caveat, and what must then stand in that chapter or, where it says so, anywhere in the report.
"""

import re
from dataclasses import replace

import pytest

from glasshouse.report.brief.dossier import Dossier
from glasshouse.report.brief.page import page_of
from glasshouse.report.brief.whole import document_of
from glasshouse.report.words import printed
from tests.brief.conftest import Told
from tests.brief.reading import Page

NOTICE = "Not legal advice; synthetic people."
CALLS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("an error rate", "answer", r"were in error", ("against a right", r"\d of [\d\u202f]+\)")),
    ("errors in a table", "harms", r"Sanction-days in error", ("Sanction-days against a right", "denominator")),
    ("errors, and the ranges of assumptions", "harms", r"\[M1\]", ("assumptions leave open is not computed",)),
    ("groups on the first page", "answer", r"Minority", ("where people live", "income and schooling")),
    ("groups in a table", "harms", r"Between groups", ("where people live", "takes one person for another")),
    ("ratios between groups", "harms", r"\[M4\]", ("no pass mark",)),
    ("what a score foretells", "answer", r"\[M16\]", ("generality",)),
    ("the same in a table", "benefits", r"of 100 pairs", ("generality",)),
    ("chilling", "harms", r"\[M15\]", ("one interrupted series, from one country, about reading", "ratios alone")),
    ("chilling on the first page", "answer", r"\[M15\]", ("one interrupted series, from one country, about reading",)),
    ("benefits on the first page", "answer", r"\[M33\]", ("acts with a victim", "heard of a rule")),
    ("trust", "harms", r"\[M28\]", ("scenario",)),
    ("what is said and thought", "harms", r"\[M14\]", ("mode of asking", "is an assumption")),
    ("deterrence", "benefits", r"Acts that harm", ("acts with a victim", "heard of a rule")),
    ("benefits", "benefits", r"The ledger", ("who has it", "at whose cost", "no sum")),
    ("a verdict", "prohibitions", r"violates", ("As if operated", "legal advice")),
    ("law on the first page", "answer", r"would (likely )?breach", ("on 2028-01-01", "nothing here is legal advice")),
    ("a figure to be checked", "unknowns", r"recalled", ("verify",)),
    ("a panel", "harms", r"of the panel", ("sampled citizens",)),
    ("kin, ties and work", "unknowns", r"districts of", ("bounded by that wall",)),
    ("costs", "harms", r"\[M20\]", ("Minutes are declared", "not summed")),
    ("what safeguards do", "safeguards", r"\(D12\)", ("was not weighed for this report",)),
    ("conclusions", "assumptions", r"No assumption was moved", ("does not say which of them",)),
    ("lives", "people", r"Chosen as", ("Nobody real", "do not show how common")),
)
MERIT = re.compile(
    r"\b(just|rightful|rightfully|deserved|deserving|trustworthy)\b(?! (as|now|before|after|one|a)\b)", re.I
)


@pytest.mark.parametrize(("chapter", "calls", "wants"), [row[1:] for row in CALLS], ids=[row[0] for row in CALLS])
def test_a_caveat_stands_where_it_must(disputed: Told, chapter: str, calls: str, wants: tuple[str, ...]) -> None:
    text = Page(page_of(disputed.document)).text(chapter)
    assert re.search(calls, text), "nothing calls for this caveat any more: mend this table"
    for want in wants:
        assert re.search(want, text), (chapter, want)


def test_the_status_travels_with_every_table_and_picture(disputed: Told, legal: Told) -> None:
    for told, marks in ((disputed, "disputed, synthetic"), (legal, "fiction, synthetic")):
        page = page_of(told.document)
        for tag in ("caption", "figcaption", "title"):
            found = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
            assert all(marks in each for each in found), tag
        assert "reported widely" in Page(page).text("answer") or told is legal


def test_every_report_says_what_it_is_not(disputed: Told, empty: Told, legal: Told) -> None:
    for told in (disputed, empty, legal):
        page = page_of(told.document)
        assert page.count(NOTICE) >= 3
        assert "as if" in Page(page).text("answer").lower()


def test_what_glasshouse_can_and_cannot_tell_is_told_with_the_status(disputed: Told) -> None:
    text = Page(page_of(disputed.document)).text("unknowns")
    for part in ("laboratory, not an observatory", "what a government intends", "The regime here is disputed",
                 "with the word \u201csynthetic\u201d removed, it says too much"):  # fmt: skip
        assert part in text


def test_without_a_run_nothing_is_measured(legal: Told) -> None:
    page = Page(page_of(legal.document))
    assert "the legal part alone" in page.text("answer")
    assert not {"people", "harms", "benefits"} & set(page.chapters)
    assert "Not measured: no run was given." in page.text("assessment")


def test_without_a_baseline_nothing_is_better_or_worse(empty: Told) -> None:
    page = Page(page_of(empty.document))
    assert "No baseline that fits was given" in page.text("answer")
    assert "no line is called better or worse" in page.text("benefits")
    assert "M15" not in page.text("harms")


def national(dossier: Dossier) -> Dossier:
    """The same report of as many citizens as a large country has."""
    measured = dossier.measured
    assert measured is not None
    manifest = measured.manifest.model_copy(update={"citizens": 1_400_000_000})
    return replace(
        dossier, measured=replace(measured, run=replace(measured.run, manifest=manifest), how=printed(manifest))
    )


def test_no_national_total_is_printed(disputed: Told) -> None:
    """Of a country counts are per million: none of the raw ones stands anywhere."""
    measured = disputed.dossier.measured
    assert measured is not None
    whole = measured.audit.sanctions[0]
    # One so large that no other figure of the report is likely to be the same.
    raw = f"{whole.scored_days:,}".replace(",", "\u202f")
    assert whole.scored_days > 9999
    small = Page(page_of(disputed.document)).whole
    large = Page(page_of(document_of(national(disputed.dossier))))
    assert raw in small
    assert raw not in large.whole
    assert "per million synthetic citizens" in large.text("answer")


def test_nobody_is_praised_and_no_regime_is_ranked(disputed: Told, empty: Told, legal: Told) -> None:
    for told in (disputed, empty, legal):
        text = Page(page_of(told.document)).whole
        assert not MERIT.search(re.sub("\u201c[^\u201d]*\u201d", "", text)), MERIT.search(text)
        assert not re.search(r"overall score|total score|out of 100\b|grade:", text.lower())
        assert "gained and" not in text and "people gained" not in text


def test_of_protected_acts_no_yield_is_told(disputed: Told) -> None:
    """Hit rates and predictive values are of sensors that look for nothing protected."""
    measured = disputed.dossier.measured
    assert measured is not None
    legend = measured.manifest.legend
    protected = {act.id for act in legend.acts if act is not None and act.protects}
    looking = {sensor.title for sensor in legend.sensors if protected & set(sensor.sees)}
    told = {row["what"].rpartition(": ")[0] for row in disputed.dossier.values("M3")}
    assert looking and told and not looking & told
