"""What several seeds leave open: intervals of known numbers, pairs with a baseline, and the words for both."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console

from glasshouse.audit import lives, measures, spread
from glasshouse.audit.comparing import speech
from glasshouse.audit.rates import Rate, in_ten_thousand
from glasshouse.audit.whole import Audit, as_data, audit_of
from glasshouse.report import luck, pictures, sentences, tables
from glasshouse.report.bands import banded
from glasshouse.report.page import render
from glasshouse.report.terminal import summary
from glasshouse.report.words import Printed, printed, value_of
from tests.report.fakes import baseline, done, fake, of_seeds, plain, same, village, villages
from tests.report.test_page import drawn_of


@pytest.fixture(scope="module")
def eight() -> Audit:
    """The audit of eight villages against the same eight under a baseline."""
    return audit_of(villages(8), villages(8, baseline))


# --- Measures --------------------------------------------------------------------------------------------------------


def test_every_rate_of_an_audit_has_its_seeds(eight: Audit) -> None:
    def rates(value: object) -> list[Rate]:
        if isinstance(value, Rate):
            return [value]
        if isinstance(value, list | tuple):
            return [rate for part in value for rate in rates(part)]
        if hasattr(value, "__dataclass_fields__"):
            return [rate for name, part in vars(value).items() if name != "seeds" for rate in rates(part)]
        return []

    found = rates(eight)
    assert len(found) > 60
    for rate in found:
        assert len(rate.seeds) == 8
        assert sum(one.numerator for one in rate.seeds) == rate.numerator
        assert sum(one.denominator for one in rate.seeds) == rate.denominator


def test_a_group_that_is_nowhere_in_one_seed_counts_as_nobody_there() -> None:
    with_n1 = {"citizens": same(1, 9, 3, 0), "scored": same(1, 9, 3, 0), "fearful": same(1, 3, 1, 0)}
    without = {"citizens": same(1, 9, 0, 0), "scored": same(1, 9, 0, 0), "fearful": same(1, 3, 0, 0)}
    audit = audit_of(of_seeds([fake(counts, days=1) for counts in (with_n1, without, with_n1)]))  # type: ignore[arg-type]
    n1 = next(row for row in audit.moods if row.group == "N1")
    assert [one.denominator for one in n1.fear.seeds] == [3, 0, 3]
    assert (n1.fear.numerator, n1.fear.denominator) == (2, 6)
    assert n1.fear.interval == n1.fear.within, "seeds that do not differ do not say by how much they might"


def test_one_seed_keeps_no_seeds_and_its_interval() -> None:
    audit = audit_of(village(), baseline())
    assert audit.sanctions[0].in_error.seeds == ()
    assert audit.sanctions[0].in_error.interval == audit.sanctions[0].in_error.within
    assert value_of(audit.sanctions[0].in_error) == "4\u202f000"
    assert "seeds" not in json.dumps(as_data(audit))


def test_an_audit_of_seeds_is_plain_data_and_leaks_no_counts_of_speech(eight: Audit) -> None:
    data = json.loads(json.dumps(as_data(eight)))
    assert data["note"] == "8 seeds; intervals are of chance over them"
    assert len(data["sanctions"][0]["in_error"]["seeds"]) == 8
    place = village().manifest.place.model_copy(update={"name": "cn-2020"})
    shut = [of_seeds([make(place=place, seed=k) for k in range(1, 6)]) for make in (village, baseline)]
    row = as_data(audit_of(*shut))["speech"][0]
    assert set(row) == {"id", "group", "ratio", "interval"}


# --- Words -----------------------------------------------------------------------------------------------------------


def test_sentences_of_eight_seeds(eight: Audit) -> None:
    how = printed(villages(8).manifest)
    assert (how.seeds, how.citizens) == (8, 8000)
    assert plain(sentences.simulated(villages(8).manifest)) == (
        "8 synthetic societies of 1_000 citizens, with the seeds 1 to 8, lived 3 days under \u201cThe strict "
        "file\u201d, a regime whose status is disputed."
    )
    # Seed k has 10 + k in error of 25 + k a day among 740. The seeds differ by less than so many independent persons
    # would by chance, so the first interval is Garwood's of 228 things with the variance of a share, 1 - 228 / 5920.
    assert plain(sentences.under_sanction(eight.sanctions[0], how)) == (
        "At the end 385 [338 to 437] in 10_000 persons old enough for records (228 of 5_920) were under a sanction. "
        "Over the whole time sanctions took 385 [357 to 415] in 10_000 person-days (684 of 17_760). Of the "
        "sanction-days, 4_737 [4_366 to 5_131] in 10_000 sanction-days (324 of 684) were in error; beside that, 1_754 "
        "[1_481 to 2_064] in 10_000 sanction-days (120 of 684) were against a right; the others were by the rules."
    )
    assert plain(sentences.persons_in_error(eight.sanctions[0], how)) == (
        "Persons with a spell in error: 22_196 [18_219 to 26_783] per 10_000 person-years (108 persons in 49 "
        "person-years)."
    )
    assert sentences.speech_fell(eight.speech, "ordinary-law") == (
        "Of 1 protected act, 1 was clearly done less often than under ordinary law. It fell furthest for "
        "\u201cposts criticism\u201d: 91.7 [89.7 to 93.7] done for 100 there."
    )
    assert sentences.better_and_worse(eight.ledger, "ordinary-law").endswith(
        "No clear difference in 8 seeds: acts that harm another person, \u201cpays bill late\u201d and "
        "\u201cvolunteers\u201d."
    )
    assert plain(sentences.score_moved(eight.scores, 350, 950)).endswith(
        "at the end it was 3.0 [2.8 to 3.1] points below what the same rules give without the errors."
    )


def test_sentences_of_three_seeds() -> None:
    run = villages(3)
    how, whole = printed(run.manifest), audit_of(run).sanctions[0]
    assert plain(sentences.persons_in_error(whole, how)) == (
        "Persons with a spell in error: 18_086 [16_441 to 19_730] per 10_000 person-years (33 persons in 18 "
        "person-years)."
    )
    assert "the least and the most of 3 seeds" in how.over_seeds()
    assert "all seeds agree" in luck.clear(how)
    assert "paired differences" in luck.clear(Printed(8000, False, 8))
    assert luck.clear(Printed(1000, False)).startswith("A difference is called clear where it is larger than three")


def test_what_is_not_clear_is_not_said_to_fall() -> None:
    rows = audit_of(
        done("posts-criticism", 99, 103, 95, 104, 97), done("posts-criticism", 100, 100, 100, 100, 100)
    ).speech
    assert sentences.speech_fell(rows, "ordinary-law").startswith("None of 1 protected act was clearly done less often")
    assert not speech(village(), baseline())[0].seeds


def test_counts_of_several_countries_are_told_per_million_of_all() -> None:
    manifest = of_seeds([village(citizens=1_400_000_000, seed=k) for k in (1, 2)]).manifest
    assert printed(manifest).count(2_800_000_000) == plain("1\u202f000\u202f000").replace("_", "\u202f")


def test_tables_put_intervals_in_brackets_and_drop_the_columns_that_held_them(eight: Audit) -> None:
    how = printed(villages(8).manifest)
    several, alone = tables.by_group(eight, how), tables.by_group(audit_of(village()), printed(village().manifest))
    assert any(head.startswith("chance alone") for table in alone for head in table.head)
    for table in several:
        assert not any(head.startswith("chance alone") for head in table.head)
        assert all(len(row) == len(table.head) for row in table.rows)
        assert any("[" in cell for row in table.rows for cell in row)


@pytest.mark.parametrize("seeds", [2, 8])
def test_the_terminal_of_several_seeds_gets_eighty_columns(seeds: int) -> None:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(summary(villages(seeds), villages(seeds, baseline)))
    text = plain(capture.get())
    assert max(len(line) for line in text.splitlines()) <= 80
    assert f"Counts are of all {seeds} seeds together" in text
    assert "\\" not in text
    assert ("[4_366\u20135_131]" if seeds == 8 else "[4_000\u20134_231]") in text


# --- Pictures --------------------------------------------------------------------------------------------------------


def test_lines_have_bands_over_seeds_and_one_seed_has_none(eight: Audit) -> None:
    run = villages(8)
    frame = pictures.frame_of(run)
    score, _ = pictures.score_lines(frame, eight.scores)
    fear = pictures.fear_lines(frame, eight)[0]
    for chart in (score, fear):
        *beneath, line = chart.spec["layer"]
        assert line["mark"]["type"] == "line"
        assert [layer["mark"]["type"] for layer in beneath] == ["area"] * 3
    first = next(
        value for value in fear.spec["data"]["values"] if value["group"] == "Majority (M)" and value["day"] == 1
    )
    # 6, 7, 8, 6, 7, 8, 6 and 7 of 600 are 55 of 4800.
    found = spread.of_counts([(6 + k % 3, 600) for k in range(8)])
    assert found is not None
    assert first["value"] == pytest.approx(55 / 4800 * 10_000, abs=1e-3)
    assert (first["low"], first["high"]) == (
        pytest.approx(found.low * 10_000, abs=1e-3),
        pytest.approx(found.high * 10_000, abs=1e-3),
    )
    chart = pictures.score_lines(frame, measures.scores(village()))[0]
    assert "layer" not in chart.spec
    assert banded(chart, {}) is chart


def test_a_band_of_shares_does_not_go_below_none() -> None:
    counts = [
        {"citizens": same(2, 9, 0, 0), "scored": same(2, 9, 0, 0), "fearful": same(2, n, 0, 0)} for n in (9, 0, 0, 0, 0)
    ]
    run = of_seeds([fake(each, days=2) for each in counts])  # type: ignore[arg-type]
    chart = pictures.fear_lines(pictures.frame_of(run), audit_of(run))[0]
    assert all(0.0 <= value["low"] < value["value"] < value["high"] for value in chart.spec["data"]["values"])


@pytest.mark.parametrize(("seeds", "days"), [(8, 40), (3, 1)])
def test_the_page_of_several_seeds_is_whole(seeds: int, days: int) -> None:
    page = plain(render(villages(seeds, days=days), villages(seeds, baseline, days)))
    assert f"seeds 1 to {seeds}," in page and f"--seeds {seeds}<" in page
    assert f"Counts are of all {seeds} seeds together" in page
    assert "within one run" not in page and "one run with one seed" not in page
    assert "seed by seed" in page
    assert not re.search(r"\b(nan|NaN|None|inf)\b", re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL))


def test_the_page_of_one_seed_speaks_of_none() -> None:
    page = render(village(), baseline())
    assert "within one run" in page and "seeds" not in page.replace("seeds the same", "")


def test_shares_of_a_protected_act_have_brackets(eight: Audit) -> None:
    rates = [lives.appeals(village()).taken_up, in_ten_thousand(1, 2, "days")]
    assert all("[" not in value_of(rate) for rate in rates)
    assert "[" in value_of(eight.appeals.taken_up)


# --- Everywhere ------------------------------------------------------------------------------------------------------

COUNTED = {"day", "days", "points", "sanction-days", "done", "done there"}
"""The heads of columns that hold no figure, or a bare count whose rate stands in the same row."""


def bare_cells(page: str) -> list[tuple[str, str, str]]:
    """The figures of a page without an interval: caption, head of the column and cell."""
    found = []
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        caption = re.sub(r"<[^>]+>", "", re.findall(r"<caption>(.*?)</caption>", table, re.DOTALL)[0])
        heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table, re.DOTALL)
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
            cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
            found += [
                (caption, head, re.sub(r"<[^>]+>", "", cell).strip())
                for head, cell in zip(heads, cells, strict=True)
                if re.search(r"^[\d\u2212]", cell.strip()) and "[" not in cell and head not in COUNTED
            ]
    return found


def test_a_figure_without_an_interval_is_seen() -> None:
    row = '<tr><th scope="row">M</th><td class="n">12</td><td class="n">3 <span class="p">[1 to 4]</span></td></tr>'
    head = '<thead><tr><th scope="col">group</th><th scope="col">done</th><th scope="col">share</th></tr></thead>'
    table = f"<table><caption>Of groups</caption>{head}{row}</table>"
    assert bare_cells(table) == []
    assert bare_cells(table.replace('<th scope="col">done', '<th scope="col">won')) == [("Of groups", "won", "12")]


@pytest.mark.parametrize(("seeds", "days"), [(8, 40), (3, 3), (2, 1)])
def test_every_figure_of_several_seeds_has_its_interval(seeds: int, days: int) -> None:
    assert bare_cells(render(villages(seeds, days=days), villages(seeds, baseline, days))) == []
    assert bare_cells(render(villages(seeds, days=days))) == []


ENDS = r'"low": -?[\d.]+, "high"'


def test_every_picture_of_several_seeds_shows_what_chance_leaves(eight: Audit) -> None:
    run = villages(8)
    for chart in drawn_of(run, eight):
        assert re.search(ENDS, json.dumps(chart.spec)), chart.name
        assert re.search("band|whisker|stroke|broken lines", chart.note, re.IGNORECASE), chart.name
    for chart in drawn_of(village(), audit_of(village(), baseline())):
        assert not re.search(ENDS, json.dumps(chart.spec)), chart.name
        assert not re.search("seeds", chart.note), chart.name


def test_whiskers_are_about_all_three_classes(eight: Audit) -> None:
    bars = pictures.consequence_bars(pictures.frame_of(villages(8)), eight)[0].spec["layer"]
    assert [layer["mark"]["type"] for layer in bars] == ["bar", "rule", "errorbar"]
    row = next(row for row in eight.consequences if row.title == "No loans")
    end = next(value for value in bars[-1]["data"]["values"] if value["label"] == "No loans")
    assert row.burden.interval is not None and row.burden.value is not None
    assert (end["low"], end["high"]) == pytest.approx((row.burden.interval.low, row.burden.interval.high), abs=1e-3)
    assert end["low"] < row.burden.value < end["high"]


def test_a_band_of_few_people_does_not_flatten_the_lines() -> None:
    counts = [
        {"citizens": same(2, 900, 1, 0), "scored": same(2, 900, 1, 0), "fearful": same(2, 9 + k, 0, 0)}
        for k in range(6)
    ]
    run = of_seeds([fake(each, days=2) for each in counts])  # type: ignore[arg-type]
    chart = pictures.fear_lines(pictures.frame_of(run), audit_of(run))[0]
    top = chart.spec["layer"][-1]["encoding"]["y"]["scale"]["domainMax"]
    most = max(value["value"] for value in chart.spec["data"]["values"])
    assert top == pytest.approx(4 * most)
    assert "runs out of the picture" in chart.note


def test_an_exported_chart_has_the_ends_in_columns_of_their_own(tmp_path: Path) -> None:
    render(villages(8), villages(8, baseline), tmp_path)
    head, first, *_ = csv.reader((tmp_path / "sanctioned.csv").read_text("utf-8").splitlines())
    assert head[:4] == ["day", "In error", "In error, low", "In error, high"]
    assert float(first[2]) < float(first[1]) < float(first[3])
