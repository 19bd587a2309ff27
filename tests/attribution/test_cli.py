"""`glasshouse attribute` as a user meets it: the view, refusals, the page, and the document, whose examples are run."""

import json
import re
from pathlib import Path

import pytest

from glasshouse.audit.objectives import OBJECTIVES
from tests.cli import views
from tests.cli.calling import call_keeping as call

DOCUMENT = Path(__file__).parents[2] / "docs" / "attribute.md"
WORLD = "--place village --citizens 800 --days 40 --seeds 2"


def test_what_each_domain_did(capsys: pytest.CaptureFixture[str], kept: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = f"attribute as-told --measure M25 --by domain {WORLD} --page {page}"
    code, out, err = call(capsys, kept, words)
    assert (code, err) == (0, "")
    views.hold("attribute", out.split("The page:")[0])
    told = page.read_text(encoding="utf-8")
    assert "disputed" in told and "synthetic" in told and "<svg" in told and "Waterfall from" in told
    assert "http://" not in told.replace("http://www.w3.org", "") and "<script" not in told


def test_as_data(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    code, out, _ = call(capsys, kept, f"attribute as-told --measure M25 --by domain {WORLD} --json")
    found = json.loads(out.splitlines()[-1])
    assert code == 0 and found["status"] == "disputed" and found["synthetic"] is True
    [weighed] = found["objectives"]
    assert weighed["wanted"] == -1 and len(weighed["shares"]) == len(found["groups"]) == 5
    assert all(len(share["seeds"]) == 2 for share in weighed["shares"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--measure silence", "G410"),
        ("--measure M15 --by domain", "G414"),
        ("--measure M15 --group eyes=sensors", "G414"),
        ("--measure M1 --by colour", "G411"),
        ("--measure M1 --orders 1", "G400"),
        ("--measure M1 --processes -1", "G400"),
        ("--measure M1 --baseline as-told", "G412"),
        ("--measure M1 --citizens 5", "G400"),
    ],
)
def test_refusals(capsys: pytest.CaptureFixture[str], kept: Path, words: str, code: str) -> None:
    status, out, err = call(capsys, kept, f"attribute as-told {WORLD} {words}")
    assert (status, out) == (2, "") and code in err


def test_every_command_and_example_of_the_document_runs(capsys: pytest.CaptureFixture[str], kept: Path) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    commands = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert len(commands) >= 2
    for command in commands:
        code, out, err = call(capsys, kept, command.removeprefix("glasshouse "))
        assert (code, err) == (0, "") and "synthetic" in out
        assert max(map(len, out.splitlines())) <= 80, command
    [example] = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    exec(compile(example, str(DOCUMENT), "exec"), {"KEPT": kept})
    assert all(f"`{name}`" in text for name in OBJECTIVES)
