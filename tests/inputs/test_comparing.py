"""What differs between two files: all of it and nothing else, wherever the change was written."""

import io
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from glasshouse.diagnostics import UserFault
from glasshouse.inputs import library
from glasshouse.inputs.comparing import Change, compare, difference
from glasshouse.report.differences import shown

HEAD = "regime: mine\ntitle: Mine for a test\nstatus: fiction\ndescribes: A change, for a test.\n"
CLAUSES = ("sensors", "rules", "tiers", "lists", "consequences", "remedies")


def written(folder: Path, data: dict[str, Any]) -> str:
    """Write a regime out in full and return where."""
    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(data, stream)
    (folder / "whole.yaml").write_text(stream.getvalue(), "utf-8")
    return str(folder / "whole.yaml")


def apart(one: str, other: str) -> list[Change]:
    """The clauses that differ, without the head."""
    return [change for change in compare(one, other).changes if change.section != "head"]


@pytest.mark.parametrize("name", [name for kind in library.KINDS for name in library.names(kind)])
def test_a_file_does_not_differ_from_itself(name: str) -> None:
    found = compare(name, name)
    assert found.changes == () and (found.same > 0 or name == "bare")
    assert "There is no difference" in shown(found).text


def test_a_file_written_out_does_not_differ_from_one_that_extends(tmp_path: Path) -> None:
    whole = written(tmp_path, library.load_regime("as-told").data)
    assert compare("as-told", whole).changes == ()


def leaves() -> list[tuple[str, int, str, Any, Any]]:
    """Fields of clauses that can be changed alone: section, number, field, its value, another."""
    found: list[tuple[str, int, str, Any, Any]] = []
    for section in CLAUSES:
        for k, entry in enumerate(library.load_regime("as-told").data[section]):
            for field, value in entry.items():
                if field == "title":
                    found.append((section, k, field, value, "A title of mine"))
                elif isinstance(value, int) and field.endswith("_weeks"):
                    found.append((section, k, field, value, value + 1))
                elif field in ("fine", "hit", "success_in_error", "invented_per_year"):
                    found.append((section, k, field, value, value / 2 if value <= 1 else value + 1))
    return found


@pytest.mark.parametrize("leaf", leaves()[::9], ids=lambda leaf: f"{leaf[0]}-{leaf[1]}-{leaf[2]}")
def test_one_field_changed_is_one_field_told(tmp_path: Path, leaf: tuple[str, int, str, Any, Any]) -> None:
    section, k, field, before, after = leaf
    data = library.load_regime("as-told").data
    entries = [*data[section]]
    entries[k] = {**entries[k], field: after}
    found = compare("as-told", written(tmp_path, {**data, section: entries}))
    [change] = found.changes
    assert (change.section, change.id, change.how) == (section, entries[k]["id"], "changed")
    assert [(one.path, one.before, one.after) for one in change.fields] == [((field,), before, after)]
    assert found.same == compare("as-told", "as-told").same - 1


def test_what_is_added_removed_and_changed_through_extends(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        HEAD + "extends: as-told\nscore: {pulls: [{id: kin, most: 40}]}\n"
        "rules:\n  - {id: gift-points, remove: true}\n"
        "  - {id: extra, act: litters, fine: 7, assumption: {why: made up for a test, range: [1, 9]}}\n"
    )
    found = {(change.section, change.id): change for change in apart("as-told", str(mine))}
    assert {key: change.how for key, change in found.items()} == {
        ("score.pulls", "kin"): "changed",
        ("rules", "gift-points"): "removed",
        ("rules", "extra"): "added",
    }
    back = {(change.section, change.id): change.how for change in apart(str(mine), "as-told")}
    assert back == {("score.pulls", "kin"): "changed", ("rules", "gift-points"): "added", ("rules", "extra"): "removed"}
    text = shown(compare("as-told", str(mine))).text
    assert "1 clause changed, 1 clause added and 1 clause removed" in text
    for words in ("most: 30 -> 40", "a fine of 7", "(mine.yaml:9)"):
        assert words in text


def test_a_default_written_out_is_no_difference(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(HEAD + "extends: ordinary-law\nrules:\n  - {id: jaywalk-fine, after: 1, repeat_factor: 1.0}\n")
    assert apart("ordinary-law", str(mine)) == []


def test_another_order_is_a_difference(tmp_path: Path) -> None:
    data = library.load_regime("ordinary-law").data
    whole = written(tmp_path, {**data, "sensors": data["sensors"][::-1]})
    assert [(change.section, change.how) for change in apart("ordinary-law", whole)] == [("sensors", "moved")]
    assert "another order" in shown(compare("ordinary-law", whole)).text


@pytest.mark.parametrize(("one", "other"), [("village", "cn-2020"), ("ordinary-law", "as-told"), ("bare", "dossier")])
def test_every_pair_fits_the_terminal_and_is_plain_data(one: str, other: str) -> None:
    answer = shown(compare(one, other))
    assert max(map(len, answer.text.splitlines())) <= 80
    assert {change["how"] for change in answer.data["changes"]} <= {"added", "removed", "changed", "moved"}


def test_two_kinds_are_refused() -> None:
    with pytest.raises(UserFault, match="G801 `village` is a place and `bare` a regime"):
        compare("village", "bare")


def test_a_conduct_is_compared_too(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("conduct: mine\ntitle: Mine for a test\nextends: default\nfear: {half_life_days: 7}\n")
    [change] = apart("default", str(mine))
    assert (change.section, [field.after for field in change.fields]) == ("fear", [7.0])


def test_a_blind_comparison_would_be_seen() -> None:
    one = library.load_regime("ordinary-law")
    assert difference("regime", one, library.load_regime("bare")).changes
