"""`glasshouse audit --report` as a user meets it: a page, a PDF, a folder of both, nothing of others overwritten."""

import json
import re
from pathlib import Path

import pytest

from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from tests.brief.reading import Page

LAW = ["--in", "un", "--on", "2028-01-01"]


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = guarded(lambda: app(list(words)))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_folder_holds_page_and_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called(capsys, "audit", "ordinary-law", *LAW, "--report", str(tmp_path / "deep" / "r"), "--json")
    assert code == 0
    assert json.loads(out)["report"] == [str(tmp_path / "deep" / "r" / name) for name in ("audit.html", "audit.pdf")]
    assert {path.name for path in (tmp_path / "deep" / "r").iterdir()} == {"audit.html", "audit.pdf"}
    assert (tmp_path / "deep" / "r" / "audit.pdf").read_bytes().startswith(b"%PDF-")


def test_a_page_alone_and_a_pdf_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, pdf = tmp_path / "a.html", tmp_path / "b.pdf"
    for _ in range(2):  # over a report of its own it is written again
        code, out, _ = called(capsys, "audit", "bare", *LAW, "--report", str(page), "--pdf", str(pdf), "-q")
        assert code == 0 and out.count("The report: ") == 2
    assert {path.name for path in tmp_path.iterdir()} == {"a.html", "b.pdf"}


def test_the_page_is_whole_and_asks_nothing_of_the_network(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.html"
    words = ["audit", str(records / "as-told"), *LAW, "--against", str(records / "ordinary-law")]
    assert called(capsys, *words, "--report", str(file), "-q")[0] == 0
    text = file.read_text("utf-8")
    page = Page(text)
    assert page.open == [] and page.tags.count("h1") == page.tags.count("main") == 1
    assert not {"script", "link", "iframe", "img"} & set(page.tags)
    addresses = set(re.findall(r"https?://[^\"' <)]+", text.partition("<body>")[2]))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert 'url("http' not in text and "@import" not in text


@pytest.mark.parametrize("option", ["--report", "--pdf"])
def test_nothing_of_anybody_elses_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    mine = tmp_path / ("letter.html" if option == "--report" else "letter.pdf")
    mine.write_text("mine")
    code, out, err = called(capsys, "audit", "bare", *LAW, option, str(mine))
    assert (code, out, mine.read_text()) == (2, "", "mine") and "G507" in err and option in err


def test_a_folder_that_cannot_be_made_is_a_diagnostic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine")
    code, out, err = called(capsys, "audit", "bare", *LAW, "--report", str(tmp_path / "file" / "r"))
    assert (code, out) == (2, "") and "G507" in err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_regime_has_no_baseline(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = called(capsys, "audit", "bare", *LAW, "--against", str(records / "bare"))
    assert code == 2 and "G504" in err and "is no record" in err


def test_a_baseline_of_other_people_is_refused(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["run", "bare", "--place", "village", "--citizens", "500", "--days", "2", "--out", str(tmp_path / "b"), "-q"]
    assert called(capsys, *run)[0] == 0
    code, _, err = called(capsys, "audit", str(records / "as-told"), *LAW, "--against", str(tmp_path / "b"))
    assert code == 2 and "G504" in err


def test_the_table_of_measures_is_in_json(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["audit", str(records / "as-told"), *LAW, "--against", str(records / "ordinary-law"), "--json"]
    code, out, _ = called(capsys, *words)
    rows = {row["id"]: row for row in json.loads(out)["measures"]}
    assert code == 0 and list(rows) == [f"M{k}" for k in range(1, 35)]
    assert rows["M1"]["values"] and rows["M15"]["values"] and rows["M33"]["values"][0]["verdict"]
    assert all(row["why"] and not row["values"] for row in rows.values() if row["state"] == "not yet")
    code, out, _ = called(capsys, "audit", "bare", *LAW, "--json")
    assert not any(row["values"] or row["absent"] for row in json.loads(out)["measures"])
