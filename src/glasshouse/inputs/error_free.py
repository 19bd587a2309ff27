"""`perfect` for any regime: the same rules over sensors that put nothing false on record.

What is written is a small file that extends the regime, so that it can be read, compared and changed like any other.
Every record is then of an act that was done, by the one who did it, as it was, and once. What sensors cover and miss is
left as it is: a miss is no record, and a regime that sees more is another regime. What people feign, in deeds or in
stars that they give, is their doing and no error of a sensor, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from glasshouse.inputs import library
from glasshouse.inputs.beginning import LONGEST, Beginning, begun_with, block, quoted, remark, slug_of
from glasshouse.inputs.describing import content_note
from glasshouse.inputs.reading import Read, read_made
from glasshouse.inputs.regime import Regime, Sensor

MOST_WORDS = 1200
"""Characters that a regime's `describes` may have."""
ENDING = "-error-free"
ASSUMED = 'assumption: {why: "No false record; the range is of those. All else rests on what it did.", range: [0, 0]}'


def of(name_or_path: str | Path) -> Read[Regime]:
    """Return a regime by name or path with sensors that make no error, as if its file had been read."""
    parent = library.load_regime(name_or_path)
    assert parent.path is not None
    name, known, asked = named(parent.value), library.names("regimes"), []

    def find(word: str) -> Path | None:
        # The first that is asked for is what the made file extends; it may be called like a shipped one.
        asked.append(word)
        return parent.path if len(asked) == 1 else library.find("regimes", word) if word in known else None

    made = text(parent.value, name, parent.path.stem)
    return read_made(made, parent.path.parent / f"{name}.yaml", Regime, find=find, names=known)


def begin(path: Path, parent: str) -> Beginning:
    """Return the file of a regime without error, to be written; what cannot be begun raises UserFault."""
    read, extends = begun_with(path, parent)
    name = slug_of(path.stem)
    return Beginning(text(read.value, name, extends), name, extends)


def named(regime: Regime) -> str:
    """Return the name of a regime without error."""
    return regime.regime[: LONGEST - len(ENDING)].strip("-") + ENDING


def text(regime: Regime, name: str, extends: str) -> str:
    """Return the file that extends a regime and takes the errors of its sensors away."""
    head = (
        remark(f"What is not written here is as it is in `{extends}`; to read that: glasshouse show {extends}.")
        + f"regime: {name}\ntitle: {quoted(title(regime))}\nstatus: baseline\ndescribes: >-\n"
        + remark(described(regime, extends), "  ")
        + f"extends: {quoted(extends)}\n"
    )
    changed = {sensor.id: list(lines(regime, k)) for k, sensor in enumerate(regime.sensors)}
    entries = [("", (f"id: {quoted(name)}", *rows, ASSUMED)) for name, rows in changed.items() if rows]
    ratings = regime.score.peers if regime.score is not None else None
    if entries:
        head += "\n" + block(entries, "sensors")
    if ratings is not None and ratings.mistaken:
        head += f"\nscore:\n  peers:\n    mistaken: 0\n    {ASSUMED}\n"
    return head


def title(regime: Regime) -> str:
    """Return the title: the parent's, as long as there is room for it."""
    end = ", without error"
    return regime.title[: 120 - len(end)].rstrip() + end


def described(regime: Regime, extends: str) -> str:
    """Return what the new file says of itself: what it is for, then the parent's own words as far as they fit."""
    warning, describes = content_note(regime.describes)
    said = " ".join(part for part in (
        warning,
        f"The regime `{extends}` [{regime.status}] with sensors that put nothing false on record: a baseline, for what "
        "its errors do. It is made up, since no sensor is without error. What they cover and what they miss is as in "
        f"`{extends}`, of which its file says:",
    ) if part)  # fmt: skip
    for sentence in sentences(describes):
        if len(said) + len(sentence) + 1 > MOST_WORDS:
            break
        said += f" {sentence}"
    return said


def sentences(words: str) -> list[str]:
    """Return a text's sentences.

    >>> sentences("One thing. Another; with more. ")
    ['One thing.', 'Another; with more.']
    """
    return [f"{part.strip().rstrip('.')}." for part in " ".join(words.split()).split(". ") if part.strip()]


def lines(regime: Regime, k: int) -> Iterator[str]:
    """Yield what is to be another in one sensor, as lines of YAML; nothing where it puts nothing false on record."""
    sensor, room = regime.sensors[k], regime.sensors[k].classroom
    if sensor.false_match is not None:
        # Not taken out whole: what a stricter threshold costs in hits is what the sensor misses, and stays.
        yield "false_match: {per_comparison: 0}"
    if sensor.invented_per_year:
        yield "invented_per_year: 0"
    if sensor.gate is not None and sensor.gate.refused:
        yield "gate: {refused: 0}"
    before = stand_ins(regime, k)
    if before != sensor.instead_of:
        yield f"instead_of: [{', '.join(before)}]"
    if room is not None:
        yield "classroom:"
        for name, shares in (("behaviours", room.behaviours), ("moods", room.moods)):
            if shares:
                yield f"  {name}:"
                yield from (f"    {row}" for row in matrix(shares))


def matrix(shares: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield a matrix of what is taken for what in which nothing is taken for something else, as lines of YAML.

    >>> list(matrix({"reads": {"reads": 0.9, "writes": 0.1}}))
    ['reads: {reads: 1, writes: 0}']
    """
    for name, row in shares.items():
        others = ", ".join(f"{quoted(one)}: {int(one == name)}" for one in dict.fromkeys([name, *row]))
        yield f"{quoted(name)}: {{{others}}}"


def stand_ins(regime: Regime, k: int) -> Sequence[str]:
    """Return the sensors before one for which it stands in, those included that would count an act a second time."""
    sensor = regime.sensors[k]
    if sensor.gate is not None or sensor.absence is not None or sensor.classroom is not None:
        return sensor.instead_of
    twice = [other.id for other in regime.sensors[:k] if other.gate is None and counted_by_both(regime, sensor, other)]
    return [*sensor.instead_of, *(name for name in twice if name not in sensor.instead_of)]


def counted_by_both(regime: Regime, one: Sensor, other: Sensor) -> bool:
    """Return whether some rule takes the records that two sensors make of one act."""
    both = set(one.sees) & set(other.sees)
    return any(
        rule.act in both and (rule.sensors is None or {one.id, other.id} <= set(rule.sensors)) for rule in regime.rules
    )
