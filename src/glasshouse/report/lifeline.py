"""One synthetic life for the terminal: what must be said first, the course of the three standings, what happened."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from glasshouse.experiment.diary import POINT, STANDINGS, Event
from glasshouse.experiment.finding import adverse_of
from glasshouse.experiment.life import Life, data_of
from glasshouse.experiment.seen import BOX_FULL, NOBODY_FITTED
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.report.telling import IN_WORDS, told
from glasshouse.report.terminal import WIDTH, head, prose, table
from glasshouse.report.words import figures, grouped, listed, many

BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
ACROSS = 56
"""Columns of a course at most."""
CLASSES = "ers"
"""Letters of a sanction by class: in error, against a right, by the rules."""
FREE = "\u00b7"
LEVELS = {"fear": 15, "trust": 7}
"""What moves by levels, and the highest of each."""
NOTED = {
    "targeted-tracking": "what the tracking of a group does",
    "dossier": "what informers and files on citizens do",
    "classroom": "a child who is watched and marked all day at school",
}
"""Regimes that a content note opens (science 1.10), and all that extend them."""
WEIGHING = {
    "lessons": "a child who is watched and marked in class",
    "detained": "detention, which is counted and nothing more",
}
"""What a life may contain under any regime, by the kind of its events."""
QUIET = ("near-ones", "rating", "scan", "certainty")
"""Kinds that a short telling leaves out."""
MOVING = ("record", "record-counts", "record-struck", "term-over", "scorecard", "ratings", "tier", "appeal-decided")
"""Kinds after which the score is said."""
CAVEAT = (
    "This is what happened to a synthetic person within the model, where it is known by construction. Nobody real did "
    "any of it or met with it, and nobody is described by it."
)


@dataclass(frozen=True)
class Explained:
    """A life: as plain data for programs, as what the terminal prints, and itself, to be drawn."""

    data: dict[str, Any]
    view: RenderableType
    life: Life


def explained(life: Life, full: bool = False) -> Explained:
    """Return a life in both forms; ``full`` prints every act, too."""
    return Explained({**data_of(life), "content_note": content_note(life)}, life_view(life, full), life)


def content_note(life: Life) -> str:
    """Return what a reader should know before reading on; nothing where there is nothing to be warned of."""
    stems = [name.rpartition(".")[0] for name in life.manifest.regime.files]
    named = [does for regime, does in NOTED.items() if regime in stems]
    named = named or [what for kind, what in WEIGHING.items() if life.of(kind)]
    watched = [
        event for event in life.of("act", "record", "withheld")
        if event.facts["protects"] and (event.kind != "act" or event.facts["sensors"])
    ]  # fmt: skip
    if not named and not watched:
        return ""
    rights = sorted({str(event.facts["protects"]) for event in watched})
    what = [f"protected acts that were watched or kept back for fear ({listed(rights)})"] if rights else []
    return f"Content note: this life contains {'; and '.join([*what, *named])}."


def life_view(life: Life, full: bool = False) -> RenderableType:
    """Return a life as the terminal prints it; in ``full`` with every act."""
    note = content_note(life)
    parts: list[RenderableType] = [head(life.manifest)]
    parts += [prose(note)] if note else []
    parts += [prose(CAVEAT), prose(who(life)), prose(in_short(life)), *courses(life), happenings(life, full)]
    parts.append(prose("A clause is named with file and line; the record keeps these files as inputs/regime-*.yaml."))
    return Group(*parts)


def who(life: Life) -> str:
    """Return of whom this is, how they were found, and against what the replay was held."""
    c, m = life.citizen, life.manifest
    asked = f"Citizen {c.id}, number {grouped(c.number)} of {grouped(m.citizens)}"
    days = f"days {life.first} to {life.last}"
    found = ""
    if life.found is not None:
        f = life.found
        found = f" Found by {f.criterion} ({f.meaning}): {grouped(f.figure)}, the first among {f.among}."
    held = "the counts of the district" + (" and the panel's row of this citizen" if life.in_panel else "")
    return f"{asked}, {days}.{found} Every day agrees with {held} in the record, to the bit."


def in_short(life: Life) -> str:
    """Return a life in a few counts."""
    if not life.on_file:
        return "Not of an age for records: the regime has nothing on this citizen."
    acts, records = life.of("act"), life.of("record")
    wrong = [event for event in records if event.facts["cause"] != "true"]
    strayed = sum(1 for event in acts if any(map(is_laid_on_another, event.facts["sensors"])))
    kept_back = life.of("withheld")
    refused = [event for event in life.of("wish") if event.facts["result"] == "refused"]
    struck = sum(event.facts["acts"] for event in life.of("struck"))
    parts = [
        f"Did {many(len(acts), 'act')} that this world knows; {many(len(records), 'record')} came to be on this "
        f"citizen, {len(wrong)} of them in error",
        f"{many(strayed, 'act')} laid on somebody else" if strayed else "",
        f"{many(len(kept_back), 'protected act')} not done openly for fear" if kept_back else "",
        f"struck by {many(struck, 'act')} of others" if struck else "",
        *said_of(life),
        f"{many(len(refused), 'wish', 'wishes')} refused" if refused else "",
    ]
    days = Counter(letter for letter in under(life) if letter in CLASSES)
    parts += [f"{many(days[k], 'day')} under a sanction {words}" for k, words in LETTERS.items() if days[k]]
    ends = [f"{figures(value)} {IN_WORDS[name]}" for name, value in (life.scores[-1] or {}).items()]
    last = f" At the end the score is {listed(ends)}." if ends else ""
    return "; ".join(part for part in parts if part) + "." + last


def is_laid_on_another(row: dict[str, Any]) -> bool:
    """Return whether a sensor laid an act on somebody else; some such acts fall on nobody.

    >>> is_laid_on_another({"outcome": "laid on somebody else", "whom": "s-0-8"})
    True
    >>> is_laid_on_another({"outcome": "laid on somebody else", "whom": NOBODY_FITTED})
    False
    """
    return row["outcome"] != "recorded" and row.get("whom") not in (NOBODY_FITTED, BOX_FULL)


def said_of(life: Life) -> list[str]:
    """Return in a few counts what others said of somebody: in stars, and in votes."""
    months = [event.facts for event in life.of("ratings")]
    votes = [event.facts["votes"] for event in life.of("record", "record-counts") if "votes" in event.facts]
    counts = {
        "rated": (sum(month["count"] for month in months), sum(sum(month["in_error"].values()) for month in months)),
        "put to the vote": (len(votes), sum(1 for vote in votes if vote["in_error"])),
    }
    return [f"{done} {many(n, 'time')}, {grouped(wrong)} of them in error" for done, (n, wrong) in counts.items() if n]


LETTERS = dict(zip(CLASSES, ("in error", "against a right", "by the rules"), strict=True))


def under(life: Life) -> str:
    """Return a letter a day: the gravest class of the sanctions held, or a dot."""
    adverse = adverse_of(life.manifest)
    held, clean, rights = (life.column(f"under_{name}") for name in STANDINGS)
    letters = []
    for mask, error_free, respecting in zip(held & adverse, clean, rights, strict=True):
        if not mask:
            letters.append(FREE)
        else:
            letters.append(CLASSES[0 if mask & ~error_free else 1 if mask & ~respecting else 2])
    return "".join(letters)


def courses(life: Life) -> list[RenderableType]:
    """Return the course of the three scores, of sanctions and of fear, a column for some days each."""
    step = -(-len(life.series) // ACROSS)
    made = Table(title=f"The course, {many(step, 'day')} a column", title_justify="left", title_style="bold",
                 box=None, padding=(0, 1), width=WIDTH, show_header=False)  # fmt: skip
    made.add_column(no_wrap=True, width=18)
    made.add_column(no_wrap=True)
    if life.scores[-1] is not None:
        columns = {name: life.column(f"score_{name}") / POINT for name in STANDINGS}
        low, high = (float(end(list(columns.values()))) for end in (np.min, np.max))
        for name, values in columns.items():
            made.add_row(IN_WORDS[name], bars(values[::step], low, high))
        made.add_row("", f"{figures(low)} to {figures(high)} points")
    letters = under(life)
    gravest = [min(letters[k : k + step], key=(CLASSES + FREE).index) for k in range(0, len(letters), step)]
    made.add_row("sanctions", "".join(gravest))
    for name, most in LEVELS.items():
        made.add_row(f"{name}, 0 to {most}", bars(life.column(name)[::step], 0, most))
    made.add_row("", "e in error, r against a right, s by the rules")
    return [made, Text()]


def bars(values: Sequence[float] | NDArray[np.float64] | NDArray[np.int64], low: float, high: float) -> str:
    """Return figures as bars of eight heights.

    >>> bars([0, 5, 10], 0, 10) == BARS[0] + BARS[4] + BARS[7]
    True
    """
    span = max(high - low, 1e-9)
    return "".join(BARS[min(int((value - low) / span * 8), 7)] for value in values)


@dataclass(frozen=True)
class Line:
    """One line of the telling."""

    day: str
    text: str
    again: bool = False
    """Whether the line before it is of the same day, or of several."""
    event: Event | None = None
    """What it tells; of a line that sums up nothing."""


def happenings(life: Life, full: bool) -> RenderableType:
    """Return what happened, day by day."""
    made = table("What happened", "day", "", widths=(68,))
    made.columns[0].justify = "right"
    made.columns[1].justify = "left"
    for line in happened(life, full):
        made.add_row("" if line.again else line.day, line.text)
    if not made.row_count:
        made.add_row("", "Nothing that this world knows of.")
    return made


def happened(life: Life, full: bool) -> list[Line]:
    """Return the lines of a telling; acts of which nothing came are summed by cycle."""
    found: list[Line] = []
    unseen: Counter[str] = Counter()
    cycle, score = life.first // DAYS_PER_CYCLE, None
    days = by_day(life)
    for k in range(len(life.series)):
        day = life.first + k
        if day // DAYS_PER_CYCLE != cycle:
            found += summed(life, unseen, cycle)
            unseen, cycle = Counter(), day // DAYS_PER_CYCLE
        today = days.get(day, [])
        shown = today if full else [event for event in today if not plain_act(event) and not dull(event)]
        unseen.update(event.facts["title"] for event in today if plain_act(event) and not full)
        texts = [told(event, life.manifest.currency) for event in shown]
        found += [Line(grouped(day), text, n > 0, shown[n]) for n, text in enumerate(texts)]
        if any(event.kind in MOVING for event in shown) and life.scores[k] not in (None, score):
            score = life.scores[k]
            found.append(Line(grouped(day), score_line(score), again=True))
    return found + summed(life, unseen, cycle)


def score_line(score: dict[str, float] | None) -> str:
    """Return the score in the three standings, at the end of a day."""
    return "Score: " + ", ".join(f"{value:.1f} {IN_WORDS[name]}" for name, value in (score or {}).items()) + "."


def by_day(life: Life) -> dict[int, list[Event]]:
    """Return the events of each day that has some."""
    found: dict[int, list[Event]] = {}
    for event in life.events:
        found.setdefault(event.day, []).append(event)
    return found


def plain_act(event: Event) -> bool:
    """Return whether an event is an act of which nothing came."""
    facts = event.facts
    return event.kind == "act" and not facts["sensors"] and not facts["unwatched"] and "strikes" not in facts


def dull(event: Event) -> bool:
    """Return whether a short telling leaves an event out: one told by its record, or of little weight."""
    if event.kind == "act":
        by_record = all(row["outcome"] == "recorded" for row in event.facts["sensors"])
        return by_record and not event.facts["unwatched"] and "strikes" not in event.facts
    if event.kind == "wish":
        return event.facts["result"] != "refused" and not event.facts["through"]
    return event.kind in QUIET


def summed(life: Life, unseen: Counter[str], cycle: int) -> list[Line]:
    """Return the acts of a cycle of which nothing came as one line, or none.

    It does not say that they left no record: some are protected, and how well these are found is told of nobody.
    """
    if not unseen:
        return []
    acts = [f"{title}{f' ({number})' if number > 1 else ''}" for title, number in unseen.most_common()]
    first, end = max(cycle * DAYS_PER_CYCLE, life.first), min((cycle + 1) * DAYS_PER_CYCLE - 1, life.last)
    return [Line(grouped(end), f"Days {first} to {end}, other acts: {listed(acts)}.", again=True)]
