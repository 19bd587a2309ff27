"""House rules on prose and words. Each rule is tripped by a sample here."""

import pytest

from tests.tidy import rules

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", "SECURITY.md", "CHANGELOG.md")


def test_every_path_named_in_prose_exists() -> None:
    documents = [rules.ROOT / name for name in DOCUMENTS if (rules.ROOT / name).exists()]
    documents += rules.files(".md", under=rules.ROOT / "docs")
    offences = [
        f"{rules.short(path)}: {offence}"
        for path in documents
        for offence in rules.missing_paths(path.read_text("utf-8"), path.parent)
    ]
    rules.hold(offences)


@pytest.mark.parametrize(
    "sample",
    [
        "See `src/glasshouse/nowhere.py`.",
        "See `model/nowhere.py`.",
        "See `nowhere.py`.",
        "See `NOWHERE.md`.",
        "See `tests/nowhere/`.",
        "See `tests/nowhere/*.py`.",
        "Start `./nowhere`.",
        "See [it](docs/nowhere.md#part).",
    ],
)
def test_a_path_to_nowhere_is_caught(sample: str) -> None:
    assert len(rules.missing_paths(sample, rules.ROOT)) == 1


@pytest.mark.parametrize(
    "sample",
    [
        "See `src/glasshouse/__init__.py:1`, `__init__.py`, `tests/tidy/`, `tests/tidy/*.py`, `rules.py`.",
        "Start `./run`; see [the law](LICENSE), `pyproject.toml` and [the site](https://example.org/x.md).",
        "A run leaves `runs/one/manifest.json` and `.cache/glasshouse`; `and/or`, `x * y / z` are no paths.",
        "```\nsrc/nowhere.py and `src/nowhere.py`\n```",
    ],
)
def test_paths_that_exist_pass(sample: str) -> None:
    assert rules.missing_paths(sample, rules.ROOT / "tests" / "tidy") == []


def test_every_document_begins_with_its_one_title() -> None:
    rules.hold(rules.gather(rules.files(".md"), rules.title_faults))


@pytest.mark.parametrize("sample", ["", "words\n# Late\n", "## Second rank\n", "# One\n\n# Two\n", "\n# Late\n"])
def test_a_document_without_one_title_is_caught(sample: str) -> None:
    assert len(rules.title_faults(sample)) == 1


def test_a_comment_in_a_fence_is_no_title() -> None:
    assert rules.title_faults("# One\n\n```sh\n# not a title\n```\n") == []


def test_every_version_says_whether_results_change() -> None:
    rules.hold(rules.results_unsaid((rules.ROOT / "CHANGELOG.md").read_text("utf-8")))


def test_a_silent_version_is_caught() -> None:
    silent = "# Changes\n\n## 0.2.0\n\n- A thing.\n\n## 0.1.0\n\nresults: changed\n"
    assert rules.results_unsaid(silent) == ["line 3: 0.2.0 lacks a line `results: same`, `changed` or `format`"]
    assert len(rules.results_unsaid("## 0.1.0\nresults: perhaps\n")) == 1


def test_standing_is_never_praised() -> None:
    shown = [*rules.files(".yaml", ".yml", ".json", ".md", under=rules.SOURCE / "data")]
    shown += rules.files(".j2", ".html", ".jinja", ".md", ".txt", under=rules.SOURCE / "report")
    rules.hold(rules.gather(shown, rules.praise))
    rules.hold(rules.gather(rules.files(".py", under=rules.SOURCE), rules.praise_in_code))


@pytest.mark.parametrize("word", ["deserved", "Rightful", "trustworthy"])
def test_praise_is_caught_unless_quoted(word: str) -> None:
    assert len(rules.praise(f"label: a {word} citizen")) == 1
    assert rules.praise(f"label: the authority says \u201c{word}\u201d") == []
    assert len(rules.praise_in_code(f'def f():\n    """A {word} doc."""\n    return "the {word} tier"')) == 1
    assert rules.praise(f"un{word}ness") == []


def test_no_text_of_ours_names_a_machine_or_a_person() -> None:
    skipped = {"LICENSE", "uv.lock"}
    texts = [path for path in rules.files() if path.suffix in rules.TEXT and path.name not in skipped]
    rules.hold(rules.gather(texts, rules.private_matter))


@pytest.mark.parametrize("folder", ["work", "root", "opt", "home/ada", "Users/ada"])
def test_a_path_of_one_machine_is_caught(folder: str) -> None:
    assert len(rules.private_matter(f"see '/{folder}/notes.md'")) == 1


def test_a_number_of_a_person_is_caught() -> None:
    assert len(rules.private_matter("id: " + "110101" + "19900307" + "1234")) == 1
    assert rules.private_matter("1844674407370955161 and 123456789012345678") == []
    assert rules.private_matter("the home/work/school triangle, src/work/x") == []
