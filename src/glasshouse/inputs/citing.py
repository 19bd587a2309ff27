"""The evidence as it is used: topics, roles, and the lines of the shipped files that cite a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from glasshouse.diagnostics import Diagnostic, UserFault, nearest
from glasshouse.inputs import library
from glasshouse.inputs.evidence import FigureRow, Loc, cited, figures
from glasshouse.inputs.reading import Read

Role = Literal["input", "target", "holdout", "context"]
ROLES: tuple[Role, ...] = get_args(Role)

TOPICS: dict[str, str] = {
    "Scores and pilots in China": "sesame rongcheng suining fuzhou xiamen pilots",
    "Courts, lists and their repair in China": "spc npcic mou lists wrongful_listing repair national_list "
    "guobanfa_2020_49 ndrc_2019_statement",
    "Scores and ratings elsewhere": "fico vantage3 schufa uk.scales peeple uber frequent_flyer autosanction "
    "flensburg bars_shared_list no_fly_in",
    "Fiction": "nosedive orville meowmeowbeenz",
    "Cameras and gates": "cameras cameras_per_1000 cameras_vs_crime persons_per_camera glasses jaywalk metro classroom "
    "sim_face_rule face_pay",
    "Errors of sensors and files": "face lfr gait emotion bureau moderation",
    "How people answer": "chill falsify scs deter network.wei gaming peer_rating crowding_out trap",
    "Population and ties": "cn fujian contacts network uk us",
    "How often things are done": "credit_card_overdue_6m us_card_delinquency_30d utility_arrears jaywalk_rate minors "
    "adults censor protest blood_donation volunteers_registered appeal",
    "Money, wages and schooling": "lpr mortgage loan deposit electricity wage ige schooling",
}
"""Topics, and how the keys of each begin; of two that fit the longer one counts."""


@dataclass(frozen=True)
class Use:
    """A line of a shipped file that cites a figure, and the clause that it belongs to."""

    file: str
    line: int
    clause: str


@dataclass(frozen=True)
class Evidence:
    """A figure, its topic, and where it is used."""

    figure: FigureRow
    topic: str
    uses: tuple[Use, ...]


def find(
    key: str | None = None, role: str | None = None, *, verify: bool = False, unused: bool = False
) -> list[Evidence]:
    """Return the figures under a key or the beginning of one, filtered; in the order of topics.

    `verify`: only those recalled and not checked; `unused`: only those that no shipped file cites. An unknown key or
    role raises UserFault.
    """
    if role is not None and role not in ROLES:
        raise UserFault([_unknown_role(role)])
    known, used = figures(), uses()
    if key in known:
        rows = [known[str(key)]]
    else:
        rows = [row for row in known.values() if key is None or begins(row.key, key)]
        if not rows:
            raise UserFault([_unknown_key(str(key))])
    found = [
        Evidence(row, topic_of(row.key), used.get(row.key, ()))
        for row in rows
        if role in (None, row.role)
        and (not verify or row.confidence == "verify")
        and (not unused or row.key not in used)
    ]
    return sorted(found, key=lambda one: list(TOPICS).index(one.topic))


def begins(key: str, start: str) -> bool:
    """Return whether a key begins with whole words of another.

    >>> begins("metro.beijing", "metro"), begins("metro.beijing", "met"), begins("metro", "metro.")
    (True, False, True)
    """
    return f"{key}.".startswith(f"{start.rstrip('.')}.")


def topic_of(key: str) -> str:
    """Return the topic of a key.

    >>> topic_of("uk.scales"), topic_of("uk.2021.population")
    ('Scores and ratings elsewhere', 'Population and ties')
    """
    starts = [(start, topic) for topic, words in TOPICS.items() for start in words.split()]
    fitting = [(len(start), topic) for start, topic in starts if begins(key, start)]
    assert fitting, f"no topic for the evidence key {key}"
    return max(fitting)[1]


@lru_cache(maxsize=1)
def uses() -> dict[str, tuple[Use, ...]]:
    """Return where the shipped files cite each figure that they cite, in the order of files and lines."""
    found: dict[str, set[Use]] = {}
    for kind in library.KINDS:
        for name in library.names(kind):
            for key, use in cites(library.load(kind, name)):
                found.setdefault(key, set()).add(use)
    return {key: tuple(sorted(lines, key=lambda use: (use.file, use.line))) for key, lines in found.items()}


def cites(read: Read[Any]) -> Iterator[tuple[str, Use]]:
    """Yield every key that a file cites, with the line; what it inherits is at the line of its parent."""
    for loc, key in cited(read.data):
        place = read.places.place(loc)
        path = Path(place.file)
        yield key, Use(f"{path.parent.name}/{path.name}", place.line, clause_at(read.data, loc))


def clause_at(data: Any, loc: Loc) -> str:
    """Return the id of the innermost clause on a path, or else the first word of the path.

    >>> clause_at({"rules": [{"id": "fine", "source": "a"}]}, ("rules", 0, "source"))
    'fine'
    >>> clause_at({"urban": {"source": "a"}}, ("urban", "source"))
    'urban'
    """
    name = str(loc[0])
    for part in loc:
        data = data[part]
        if isinstance(data, dict) and "id" in data:
            name = str(data["id"])
    return name


def _unknown_key(key: str) -> Diagnostic:
    starts = {".".join(known.split(".")[:k]) for known in figures() for k in range(1, known.count(".") + 2)}
    close = nearest(key, starts)
    return Diagnostic(
        "G306",
        f"there is no evidence key that begins with `{key[:60]}`",
        "Every figure is named by its key.",
        f"did you mean `{close}`?" if close else "`glasshouse evidence` lists them all",
    )


def _unknown_role(role: str) -> Diagnostic:
    close = nearest(role, ROLES)
    return Diagnostic(
        "G400",
        f"there is no role `{role[:60]}`",
        f"a figure has one of {len(ROLES)} roles: {', '.join(ROLES)}",
        f"write --role {close or 'input'}",
    )
