"""A regime that is begun: it passes the checks as it is, and each of its examples is true of what it extends."""

import itertools
import resource
from pathlib import Path

import pytest

from glasshouse.diagnostics import UserFault
from glasshouse.inputs import library
from glasshouse.inputs.beginning import begin, slug_of, write
from glasshouse.inputs.comparing import HEAD, compare
from glasshouse.inputs.inspecting import check_file


def blocks(text: str) -> tuple[str, list[str]]:
    """A file without its examples, and the examples with their `# ` taken away."""
    head, *rest = text.split("\n# Examples.")
    lines = rest[0].split("\n\n")[1:]
    assert lines
    return head + "\n", ["".join(f"{line[2:]}\n" for line in block.splitlines()) for block in lines]


@pytest.mark.parametrize("name", library.names("regimes"))
def test_it_has_no_fault_and_no_example_has_one(tmp_path: Path, name: str) -> None:
    text, path = begin(tmp_path / "mine.yaml", name).text, tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    assert check_file(str(path)) == []
    assert [change.section for change in compare(name, str(path)).changes] == [HEAD]
    head, examples = blocks(text)
    for count in range(1, len(examples) + 1):
        for some in itertools.combinations(examples, count):
            path.write_text(head + "".join(some), "utf-8")
            assert check_file(str(path)) == [], some
    ways = {change.how for change in compare(name, str(path)).changes if change.section != HEAD}
    assert ways == ({"added"} if name == "bare" else {"added", "changed", "removed"})


def test_a_content_note_is_handed_on(tmp_path: Path) -> None:
    assert "  Content note: this is about informers" in begin(tmp_path / "mine.yaml", "dossier").text


def test_a_regime_of_ones_own_can_be_begun_with(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(begin(tmp_path / "one.yaml", "targeted-tracking").text, "utf-8")
    (tmp_path / "two.yaml").write_text(begin(tmp_path / "two.yaml", str(tmp_path / "one.yaml")).text, "utf-8")
    read = library.load_regime(tmp_path / "two.yaml")
    assert [path.stem for path in read.files] == ["two", "one", "targeted-tracking", "ordinary-law"]
    assert check_file(str(tmp_path / "two.yaml")) == []


@pytest.mark.parametrize("stem", ["2030", "null", "yes", "a: b", "a #b", 'x"y', "- a", "Two words", "城市"])
def test_a_parent_of_any_name_can_be_begun_with(tmp_path: Path, stem: str) -> None:
    parent, mine = tmp_path / f"{stem}.yaml", tmp_path / "mine.yaml"
    parent.write_text(begin(parent, "ordinary-law").text, "utf-8")
    mine.write_text(begin(mine, str(parent)).text, "utf-8")
    assert check_file(str(mine)) == []
    assert library.load_regime(mine).value.title == f"{stem}, changed" and "# rules:" in mine.read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "parent", "what"),
    [("there.yaml", "bare", "G802 .*is there already"), ("x.txt", "bare", "does not end in `.yaml`"),
     ("no/x.yaml", "bare", "folder that is not there"), ("deep/x.yaml", "own.yaml", "another folder"),
     ("x.yaml", "village", "is a place and no regime"), ("x.yaml", "as-tld", "did you mean `as-told`"),
     ("x.yaml", "bad.yaml", "status")],
)  # fmt: skip
def test_what_cannot_be_begun_is_a_diagnostic_and_leaves_nothing(
    tmp_path: Path, path: str, parent: str, what: str
) -> None:
    (tmp_path / "there.yaml").write_text("mine")
    (tmp_path / "own.yaml").write_text(begin(tmp_path / "own.yaml", "bare").text)
    (tmp_path / "bad.yaml").write_text("regime: bad\ntitle: Bad one\ndescribes: no status at all\n")
    (tmp_path / "deep").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserFault, match=what):
        begin(tmp_path / path, str(tmp_path / parent) if parent.endswith(".yaml") else parent)
    assert sorted(tmp_path.rglob("*")) == before and (tmp_path / "there.yaml").read_text() == "mine"


def test_a_disk_that_is_full_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    begun, limits = begin(path, "bare"), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(UserFault, match=r"G802 .*cannot be written"):
            write(path, begun)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stem", ["Mine", "城市", "-", "a" * 99, "as-told", "9-to-5", "bare", "x_y z"])
def test_every_name_of_a_file_gives_a_name(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.yaml"
    path.write_text(begin(path, "bare").text, "utf-8")
    assert check_file(str(path)) == [] and slug_of(stem) not in library.names("regimes")
