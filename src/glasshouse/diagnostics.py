"""What a user can mend: a code, a place, what is wrong, why it matters, and what to try.

Everything that a user can put right is raised as a `UserFault`, which carries all the diagnostics of a file
at once; the command line prints them on standard error and exits with 2. Anything else that is raised is a
bug of ours.

Codes come in ranges: G0xx reading and hostile files, G1xx grammar, G2xx extends and library, G3xx meaning,
G4xx running, G5xx the run record, G6xx the boundary (records of people), G7xx packs of rules of law,
G8xx files side by side and files of one's own, G9xx the lab.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

CATALOGUE: dict[str, str] = {
    # G0xx: reading a file that may be hostile
    "G001": "the file is not there",
    "G002": "the path is not a plain file",
    "G003": "the file cannot be read",
    "G004": "the file is too large",
    "G005": "the file is not UTF-8 text",
    "G006": "a control or hidden character",
    "G007": "the file is of another format",
    "G008": "the YAML cannot be parsed",
    "G009": "a tab character",
    "G010": "nested too deeply",
    "G011": "too many values in one file",
    "G012": "an anchor, an alias or a merge key",
    "G013": "a YAML tag or directive",
    "G014": "a key given twice",
    "G015": "more than one YAML document",
    "G016": "a number that is not finite",
    "G017": "a number with too many digits",
    "G018": "a key that is not a plain word",
    "G019": "the file is not a mapping",
    # G1xx: the grammar of places, conducts, regimes and experiments
    "G101": "a key is missing",
    "G102": "an unknown key",
    "G103": "not one of the allowed words",
    "G104": "a number out of its range",
    "G105": "a value of the wrong type",
    "G106": "too long or too short",
    "G107": "a text that does not fit its pattern",
    "G108": "a rule of the grammar is broken",
    "G109": "an unknown kind",
    "G110": "none of the alternatives fits",
    # G2xx: extends and the library
    "G201": "an unknown parent",
    "G202": "files that extend each other in a circle",
    "G203": "too long a chain of parents",
    "G204": "removing a clause that is not there",
    "G205": "two clauses with one id",
    "G206": "extends does not name a parent",
    # G3xx: meaning
    "G300": "a name that the library does not know",
    "G301": "an unknown act",
    "G302": "an unknown sensor",
    "G303": "an unknown list",
    "G304": "an unknown tier",
    "G305": "an unknown wish",
    "G306": "an unknown evidence key",
    "G307": "an id used twice",
    "G308": "a rule for an act that none of its sensors sees",
    "G309": "a word named twice in one list",
    "G310": "tiers that do not rise",
    "G311": "a first tier that does not start at the least score",
    "G312": "a number outside the scale",
    "G313": "points or tiers without a score",
    "G314": "more points than the scale is long",
    "G315": "points on a dimension without a weight",
    "G316": "a list that nobody can enter",
    "G317": "a list without a consequence",
    "G318": "a range of tiers with nobody in it",
    "G319": "both below and above",
    "G320": "an effect that the wish cannot have",
    "G321": "a number with nothing to act on",
    "G322": "too many for the tables",
    "G323": "a remedy against nothing",
    "G324": "a second of what there can be one of",
    "G325": "a chance above one",
    "G326": "more money than a citizen's row can hold",
    "G327": "a sensor that stands in for one that has not looked yet",
    "G328": "a list that nobody can leave",
    "G329": "a record that is gone before it counts",
    "G333": "a gate and what it cannot look for",
    "G334": "more passages or errors than a month can hold",
    "G335": "an unknown passage",
    "G336": "an unknown rule",
    "G337": "an unknown consequence",
    "G338": "a sensor that reads absence and sees acts, or the other way round",
    "G330": "headroom too small for the responses",
    "G331": "an act more often than can be drawn",
    "G332": "a wish without its terms",
    "G340": "a district too small or too large",
    "G341": "a place too small",
    "G342": "a published cell of too few people",
    "G343": "too many figures for so few people",
    "G344": "households that the people cannot fill",
    "G345": "figures that contradict each other",
    "G346": "a figure outside its range",
    "G350": "a selector that meets too few people",
    "G351": "a phase of a clause that is not there",
    "G352": "a phase that changes what no phase can",
    "G353": "phases that contradict each other",
    "G354": "more phases at once than can be held",
    "G355": "a phase after one that never is",
    "G356": "attention that cannot be sent",
    "G357": "favour that does nothing",
    "G358": "a budget that watching overspends",
    "G360": "a rate of ratings that is no part of a way",
    "G361": "ratings that weigh nothing",
    "G362": "a vote without voters",
    "G363": "more votes needed than are cast",
    "G364": "ratings or votes that the conduct says nothing of",
    "G365": "stars outside their scale",
    "G366": "more encounters than a month can hold",
    "G367": "shares that are more than the whole",
    "G380": "shares of scans that do not sum to one",
    "G381": "marks out of order",
    "G382": "a classroom without pupils on file",
    "G383": "an unknown behaviour",
    "G384": "an unknown mood",
    "G385": "a behaviour or mood of which nothing is said",
    "G386": "a classroom and acts that no scan shows, or the other way round",
    "G387": "a classroom that the conduct says nothing of",
    "G370": "oversight that can find nothing out",
    "G371": "a repair that costs nothing",
    "G372": "a sensor for what nobody may refuse",
    "G373": "a protest that is no protected act",
    "G390": "a learned dimension that something else moves",
    "G391": "records that a scorecard counts twice",
    "G392": "a scorecard of records that no sensor makes",
    "G393": "a detention that nobody leaves",
    "G394": "points of one record that count apart",
    "G395": "an appeal to nobody",
    "G396": "a consequence for what the place lacks",
    # G6xx: the boundary
    "G601": "a table of rows",
    "G602": "a list of records",
    "G603": "a contact card",
    "G604": "a key that describes a person",
    "G605": "an e-mail address",
    "G606": "a phone number",
    "G607": "an identity, account or card number",
    "G608": "coordinates of a point",
    "G609": "a birth date",
    "G610": "encoded text",
    "G611": "records inside a text",
    # G4xx: running
    "G400": "a number on the command line is out of range",
    "G401": "the folder for the record is in use",
    "G402": "there is no such backend",
    "G403": "the record cannot be written",
    "G404": "the disk has no room for the record",
    "G405": "there is no placebo twin of the world",
    "G406": "the run cannot be resumed",
    "G407": "the checkpoint is refused",
    "G408": "there is no graphics card to run on",
    "G409": "several processes that cannot run one world together",
    "G410": "a measure that is not on the list",
    "G411": "a group of clauses that is none",
    "G412": "nothing to share out, or too much",
    "G413": "a group that cannot be taken out",
    "G414": "silence laid to less than a whole section",
    "G415": "there is no such method",
    "G416": "there is no such safeguard",
    "G417": "a library that notebooks need is missing",
    "G418": "an exchange between all districts",
    "G419": "a claim that no pair of conducts is for",
    # G5xx: the run record
    "G500": "the folder is not a run record",
    "G501": "the record has another format",
    "G502": "the record is damaged",
    "G503": "the run was not finished",
    "G504": "the two runs cannot be compared",
    "G505": "the record of one of several seeds is missing or another",
    "G506": "there is no such folder of records",
    "G507": "the page or its charts cannot be written",
    "G508": "a placebo twin where a run is asked for, or the other way round",
    "G509": "two runs that cannot be held against each other",
    "G520": "the SQL cannot be read",
    "G521": "no such view or column",
    "G522": "not one question",
    "G523": "a question that reaches outside the record",
    "G524": "a question that is too large",
    "G525": "the answer cannot be written",
    "G526": "the SQL fails on the record",
    "G540": "there is no such citizen, criterion or day in the run",
    "G541": "the record cannot be lived again",
    "G542": "the replay differs from the record",
    "G543": "the run cannot be reproduced by this version",
    "G544": "the run was not reproduced: the answer is another",
    # G7xx: packs of rules of law, and the tables beside them
    "G701": "a rule of law with an unknown predicate",
    "G702": "a rule of law that is given twice",
    "G703": "a table with a cell missing or given twice",
    # G8xx: files side by side, and files of one's own
    "G801": "a file of another kind than is asked for",
    "G802": "a file of one's own that cannot be begun",
    # G9xx: the lab
    "G900": "the lab cannot listen there",
    "G901": "another host name than the lab's",
    "G902": "a page of another site asks the lab",
    "G903": "the lab's token is missing",
    "G904": "a request is too large",
    "G905": "a request that is not as the lab's document says",
    "G906": "there is no such run in the lab",
    "G907": "too many at once for the lab",
    "G908": "the run is not in the state for that",
    "G909": "the lab has no such route",
    "G910": "the lab failed, or a process of it ended by itself",
    "G911": "the day cannot be seen again",
    "G912": "a clause that cannot be taken away alone",
    "G913": "the lab's page is not built",
    "G914": "days that come to another answer when they are lived again to be drawn",
}
"""Every diagnostic code and its meaning in one line. A code that is not here cannot be raised."""

TEXT_LIMIT = 160
SHOWN_LIMIT = 200


@dataclass(frozen=True)
class Place:
    """Where in a file: line and column count from 1; `text` is the source line, trimmed to 160 characters."""

    file: str
    line: int
    column: int
    text: str = ""

    def __post_init__(self) -> None:
        assert self.line >= 1
        assert self.column >= 1
        object.__setattr__(self, "text", self.text[:TEXT_LIMIT])

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Diagnostic:
    """One fault that a user can mend.

    `what` says what is wrong, `why` why Glasshouse minds, `remedy` what to try. The code must be in
    `CATALOGUE`.
    """

    code: str
    what: str
    why: str
    remedy: str
    place: Place | None = None

    def __post_init__(self) -> None:
        assert self.code in CATALOGUE, f"{self.code} is not in the catalogue of diagnostics"


class UserFault(Exception):  # noqa: N818 -- the fault is the user's file, not an error of ours
    """Faults that the user can mend, all of them at once, in the order of their places."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(sorted(set(diagnostics), key=_order))
        assert self.diagnostics, "a fault needs at least one diagnostic"
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return render_all(self.diagnostics)


def render(diagnostic: Diagnostic) -> str:
    """The diagnostic as text for a terminal, with the source line and a caret under the column.

    >>> place = Place("regime.yaml", 7, 5, "    poits: 3")
    >>> fault = Diagnostic("G102", "`poits` is no key here", "It would be ignored.", "write `points`", place)
    >>> print(render(fault))
    G102 regime.yaml:7:5: `poits` is no key here
          poits: 3
          ^
      why: It would be ignored.
      try: write `points`
    """
    place = diagnostic.place
    where = f"{_printable(str(place))}: " if place else ""
    lines = [f"{diagnostic.code} {where}{_printable(diagnostic.what)}"]
    if place and place.text.strip():
        lines.append("  " + _printable(place.text))
        # A line is cut at 160 characters; a caret beyond the cut would point at nothing.
        if place.column <= len(place.text) + 1:
            lines.append("  " + " " * _width(place.text[: place.column - 1]) + "^")
    lines.append(f"  why: {_printable(diagnostic.why)}")
    lines.append(f"  try: {_printable(diagnostic.remedy)}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics in the order of file, line, column and code; the last line counts them.

    At most 200 are written out, so that a file full of faults does not flood a terminal.
    """
    ordered = sorted(set(diagnostics), key=_order)
    parts = [render(one) for one in ordered[:SHOWN_LIMIT]]
    if len(ordered) > SHOWN_LIMIT:
        parts.append(f"... and {len(ordered) - SHOWN_LIMIT} more")
    parts.append("1 fault" if len(ordered) == 1 else f"{len(ordered)} faults")
    return "\n".join(parts)


def refuse(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise UserFault with all of them, where there are any."""
    found = list(diagnostics)
    if found:
        raise UserFault(found)


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option closest in spelling to `word`, or None where nothing is close.

    >>> nearest("poits", ["points", "after_days"])
    'points'
    >>> nearest("zebra", ["points", "after_days"]) is None
    True
    """
    # A hostile word of a megabyte would make the comparison slow; no name of ours is that long.
    found = difflib.get_close_matches(word[:80], sorted(set(options)), n=1, cutoff=0.6)
    return found[0] if found else None


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    place = diagnostic.place
    if place is None:
        return ("", 0, 0, diagnostic.code, diagnostic.what)
    return (place.file, place.line, place.column, diagnostic.code, diagnostic.what)


def _printable(text: str) -> str:
    """Text without control characters, so that no file can write escape sequences to a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _width(text: str) -> int:
    """Columns a text takes on a terminal: Chinese, Japanese and Korean characters take two, combining marks
    none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
