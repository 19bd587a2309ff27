"""`glasshouse new`: a small file that extends a regime, with examples of changes that are true of that regime."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault, refuse
from glasshouse.inputs import library
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.describing import content_note
from glasshouse.inputs.inspecting import DEFAULT_CONDUCT, DEFAULT_PLACE, read_regime
from glasshouse.inputs.reading import Find, Read, read_text
from glasshouse.inputs.regime import Regime, Rule, Sensor
from glasshouse.inputs.wording import written

LONGEST, COLUMNS = 40, 80
EXAMPLE_ACT = "jaywalk"
NO_TEXT = ("null", "true", "false")
"""Words that YAML reads as something else than text."""
WHY = "A file that is begun is your own, and nothing of yours is written over."
ASSUMPTION = "assumption: {why: Say why this value., range: [%s, %s]}"


@dataclass(frozen=True)
class Beginning:
    """The text of a new file, the name of its regime, and what it extends."""

    text: str
    regime: str
    extends: str


@dataclass(frozen=True)
class Example:
    """A change that could be made: a sentence on it, the part of the file, and the lines of one entry."""

    says: str
    section: str
    entry: tuple[str, ...]


def begin(path: Path, parent: str) -> Beginning:
    """Return the file that begins a regime of one's own; what cannot be begun raises UserFault. Nothing is written."""
    read, extends = begun_with(path, parent)
    assert read.path is not None
    regime = slug_of(path.stem)
    head = head_of(regime, extends, read.value)
    examples = groups(list(chosen(read, head, read.path)))
    text = head + "".join(f"\n{commented(block_of(group, notes=True))}" for group in examples)
    return Beginning(text, regime, extends)


def begun_with(path: Path, parent: str) -> tuple[Read[Regime], str]:
    """Return the regime that a new file is to extend, and by which word; what cannot be begun raises UserFault."""
    read = read_regime(parent)
    assert read.path is not None
    check_target(path, read.path)
    refuse(faults_of(read))
    return read, read.path.stem


def write(path: Path, beginning: Beginning) -> None:
    """Write a file that begins a regime, whole or not at all; never over another that has come to be meanwhile."""
    try:
        with path.open("x", encoding="utf-8") as file:
            try:
                file.write(beginning.text)
                file.flush()
            except OSError:
                path.unlink()
                raise
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror or error}"
        raise UserFault([Diagnostic("G802", what, WHY, "give a file in a folder that you may write to")]) from error


def check_target(path: Path, source: Path) -> None:
    """Refuse a file that is there, that is no YAML, or that could not find its parent."""
    shipped = source.parent == library.DATA / "regimes"
    unread = "A file that is read ends so, which tells it from a shipped name."
    apart = "A parent is looked for among the shipped regimes and beside the file."
    for wrong, what, why, remedy in (
        (path.exists(), "is there already", WHY, "give another name, or take the file away"),
        (path.suffix not in library.ENDINGS, "does not end in `.yaml`", unread, f"write {path.stem}.yaml"),
        (
            not path.parent.is_dir(),
            "lies in a folder that is not there",
            "It could not be kept.",
            "make the folder first",
        ),
        (
            not shipped and path.parent.resolve() != source.resolve().parent,
            f"lies in another folder than `{source.name}`, which it would extend",
            apart,
            "put it beside its parent, or extend a shipped regime",
        ),
    ):
        if wrong:
            raise UserFault([Diagnostic("G802", f"{path} {what}", why, remedy)])


def slug_of(stem: str) -> str:
    """Return the name of a regime for the name of a file; never one that is shipped.

    >>> slug_of("My regime"), slug_of("as-told"), slug_of("2030"), slug_of("null")
    ('my-regime', 'my-as-told', 'my-2030', 'my-null')
    """
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:LONGEST].strip("-")
    taken = words in library.names("regimes") or words in NO_TEXT
    clean = words if words[:1].isalpha() and not taken else f"my-{words}"
    return clean[:LONGEST].strip("-") or "my-regime"


def head_of(regime: str, extends: str, parent: Regime) -> str:
    """Return the head of a new file, to be filled in."""
    warning, _ = content_note(parent.describes)
    return (
        remark(
            f"A regime of your own. What is not written here is as it is in `{extends}`; to read that: glasshouse show "
            f"{extends}. A regime is about rules, and never about a real person."
        )
        + f"regime: {regime}\ntitle: {quoted(f'{extends}, changed')}\n"
        + remark("Documented, disputed, fiction or baseline; in doubt the weaker one.")
        + "status: fiction\ndescribes: >-\n"
        + remark(warning, "  ")
        + remark(
            "Say here what it is, where and when it was or would be, what is on record, and what is disputed.", "  "
        )
        + f"extends: {quoted(extends)}\n\n"
        + remark(
            "Examples. Take the `# ` before a line away, and it is in force. To see what you changed: glasshouse diff."
        )
    )


def quoted(words: str) -> str:
    """Return words as YAML reads them back as they are: in quotes, but for plain ones.

    >>> quoted("as-told"), quoted("as-told, changed"), quoted("a: b"), quoted("null"), quoted("2030")
    ('as-told', 'as-told, changed', '"a: b"', '"null"', '"2030"')
    """
    plain = re.fullmatch(r"[a-z][a-z0-9-]*(, changed)?", words) and words not in NO_TEXT
    return words if plain else json.dumps(words, ensure_ascii=False)


def remark(words: str, start: str = "# ") -> str:
    """Return words as lines of comment, or lines that begin otherwise."""
    return "".join(f"{start}{line}\n" for line in textwrap.wrap(words, COLUMNS - 2, break_on_hyphens=False))


def chosen(read: Read[Regime], head: str, source: Path) -> Iterator[Example]:
    """Yield a change, an addition and a removal, each the first of its kind that leaves the file without fault."""
    for candidates in (changes(read), additions(read.value), removals(read)):
        for example in candidates:
            text = head + block_of([example])
            try:
                tried = read_text(text, "example.yaml", Regime, find=finder(source), names=library.names("regimes"))
            except UserFault:
                continue
            if not faults_of(tried):
                yield example
                break


def finder(source: Path) -> Find:
    """Return where parents are found: the one that is extended, or a shipped one."""
    return lambda word: (
        source if word == source.stem else library.find("regimes", word) if word in library.names("regimes") else None
    )


def faults_of(read: Read[Regime]) -> list[Diagnostic]:
    """Return every fault of a regime, alone and in the default world."""
    world = library.load_place(DEFAULT_PLACE), library.load_conduct(DEFAULT_CONDUCT)
    return check_world(*world, read)


def own_first(read: Read[Regime], section: str) -> list[int]:
    """Return the numbers of a section's clauses, those of the file itself before those that it inherits."""
    entries = getattr(read.value, section)
    own = [k for k in range(len(entries)) if read.places.place((section, k)).file == str(read.path)]
    return own + [k for k in range(len(entries)) if k not in own]


def changes(read: Read[Regime]) -> Iterator[Example]:
    """Yield changes of one number: the coverage of a sensor halved, a fine doubled."""
    for k in own_first(read, "sensors"):
        sensor: Sensor = read.value.sensors[k]
        urban = sensor.coverage.urban
        if urban > 0:
            says = f"Change a clause: its id and what is to be another ({written(urban)} in town now)."
            half = f"coverage: {{urban: {written(float(f'{urban / 2:.3g}'))}}}"
            yield Example(says, "sensors", (f"id: {sensor.id}", half, *rests_on(sensor, "0", written(urban))))
    for k in own_first(read, "rules"):
        rule: Rule = read.value.rules[k]
        if rule.fine:
            says = f"Change a clause: its id and what is to be another ({rule.fine} now)."
            entry = (f"id: {rule.id}", f"fine: {2 * rule.fine}", *rests_on(rule, "0", str(4 * rule.fine)))
            yield Example(says, "rules", entry)


def rests_on(clause: Sensor | Rule, low: str, high: str) -> tuple[str, ...]:
    """Return the lines that say what a changed number rests on: no longer on the parent's source."""
    return (*(("source: null",) if clause.sources else ()), ASSUMPTION % (low, high))


def additions(regime: Regime) -> Iterator[Example]:
    """Yield clauses that could be added: a fine for an act that is seen; where nothing is seen, a sensor."""
    says = "Add a clause: give it an id of its own, and a source or an assumption."
    for act in dict.fromkeys(act for sensor in regime.sensors for act in sensor.sees):
        yield Example(says, "rules", ("id: a-rule-of-mine", f"act: {act}", "fine: 30", ASSUMPTION % (10, 100)))
    yield Example(
        says,
        "sensors",
        (
            "id: a-sensor-of-mine",
            "kind: crossing-camera",
            "title: A camera at every tenth crossing",
            f"sees: [{EXAMPLE_ACT}]",
            "coverage: {urban: 0.1, rural: 0}",
            "hit: 0.9",
            ASSUMPTION % (0, 0.5),
        ),
    )


def removals(read: Read[Regime]) -> Iterator[Example]:
    """Yield clauses that could go, rules first: what else hangs on them is found out by trying."""
    for section in ("rules", "consequences", "remedies", "sensors"):
        for k in own_first(read, section):
            name = getattr(read.value, section)[k].id
            yield Example("Take a clause away.", section, (f"id: {name}", "remove: true"))


def groups(examples: list[Example]) -> list[list[Example]]:
    """Return examples by their section, since a file has each section once."""
    return [[one for one in examples if one.section == name] for name in dict.fromkeys(e.section for e in examples)]


def block_of(examples: list[Example], *, notes: bool = False) -> str:
    """Return examples of one section as YAML; with what they show, if asked."""
    return block([(f"  # {example.says}" * notes, example.entry) for example in examples], examples[0].section)


def block(entries: Iterable[tuple[str, Sequence[str]]], section: str) -> str:
    """Return a section of a file as YAML: for each entry a remark, if there is one, and its lines, the id first.

    >>> print(block([("", ("id: a", "fine: 30"))], "rules"), end="")
    rules:
      - id: a
        fine: 30
    """
    lines = [f"{section}:"]
    for remarked, entry in entries:
        lines += [remarked] * bool(remarked)
        lines += [f"  - {entry[0]}", *(f"    {line}" for line in entry[1:])]
    return "\n".join(lines) + "\n"


def commented(block: str) -> str:
    """Return a block with a `# ` before every line: taken away, it is in force."""
    return "".join(f"# {line}\n" for line in block.splitlines())
