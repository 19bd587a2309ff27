"""Collecting faults of meaning: each with its place in the file, its reason, and the nearest word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from glasshouse.diagnostics import Diagnostic, nearest
from glasshouse.inputs.evidence import Loc, cited, figures
from glasshouse.inputs.reading import Read

M = TypeVar("M", bound=BaseModel)


class Notes(Generic[M]):
    """The faults found in one file so far."""

    def __init__(self, read: Read[M]) -> None:
        """Begin with none."""
        self.read = read
        self.value = read.value
        self.found: list[Diagnostic] = []

    def say(self, code: str, loc: Loc, what: str, remedy: str) -> None:
        """Note a fault of the value at `loc`; the reason goes with the code."""
        self.found.append(Diagnostic(code, what, WHY[code], remedy, self.read.places.place(loc)))

    def unknown(self, code: str, loc: Loc, word: str, options: Iterable[str]) -> None:
        """Note a word that names nothing, with the nearest that does."""
        known = sorted(set(options))
        noun = WORDS[code]
        close = nearest(word, known)
        advice = f"did you mean `{close}`?" if close else f"known: {listed(known)}"
        self.say(code, loc, f"there is no {noun} `{word}`", advice)


def listed(words: Iterable[str]) -> str:
    """Words for a sentence, at most twelve.

    >>> listed(["a", "b"]), listed([])
    ('`a`, `b`', 'none')
    """
    marked = [f"`{word}`" for word in words]
    more = f" and {len(marked) - 12} more" if len(marked) > 12 else ""
    return ", ".join(marked[:12]) + more if marked else "none"


def number(value: float) -> str:
    """A number as a sentence shows it: no decimals without need, thousands set apart.

    >>> number(1411780000.0), number(0.25), number(9.96)
    ('1,411,780,000', '0.25', '9.96')
    """
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.4g}"


def check_ids(notes: Notes[Any]) -> None:
    """An id is used once in a file: `explain` names clauses by it, and chance is named after it."""
    first: dict[str, Loc] = {}
    for loc, name in _ids(notes.read.data, ()):
        if name in first:
            line = notes.read.places.place((*first[name], "id")).line
            notes.say(
                "G307",
                (*loc, "id"),
                f"the id `{name}` is used in line {line} already",
                "give it an id of its own",
            )
        first.setdefault(name, loc)


def check_sources(notes: Notes[Any]) -> None:
    """A key under `source` is one of the evidence."""
    known = figures()
    for loc, key in cited(notes.read.data):
        if key not in known:
            notes.unknown("G306", loc, key, known)


def _ids(data: Any, loc: Loc) -> Iterable[tuple[Loc, str]]:
    if isinstance(data, dict):
        if "id" in data:
            yield loc, str(data["id"])
        for key, child in data.items():
            yield from _ids(child, (*loc, key))
    elif isinstance(data, list):
        for k, child in enumerate(data):
            yield from _ids(child, (*loc, k))


WORDS = {
    "G301": "act",
    "G302": "sensor",
    "G303": "list",
    "G304": "tier",
    "G305": "wish",
    "G306": "evidence key",
    "G335": "passage",
    "G336": "rule",
    "G337": "consequence",
    "G351": "clause",
    "G383": "behaviour",
    "G384": "mood",
    "G701": "predicate",
}

WHY: dict[str, str] = {
    "G301": "Nobody does it, so nothing would be recorded and nothing would follow.",
    "G302": "It would wait for records that nothing makes.",
    "G303": "Nobody could be on it.",
    "G304": "Nobody could be in it.",
    "G305": "Nobody wants it, so nothing would be refused or granted.",
    "G306": "A reader must be able to look up where a number comes from.",
    "G307": "Clauses are named by their ids, and their chance is named after them.",
    "G308": "The rule would never be met.",
    "G309": "It would count once, and what is spread over the list would be spread wrongly.",
    "G310": "A tier reaches from its own start to the next one's, so each must begin above the one before.",
    "G311": "Whoever has a lower score would be in no tier.",
    "G312": "No score is ever there.",
    "G313": "Without a scale there is nothing that they could be points of.",
    "G314": "One such record would cross the whole scale and say nothing beyond that.",
    "G315": "They would count for nothing, while a reader would think that they did.",
    "G316": "It would stay empty, while a reader would think that it is in force.",
    "G317": "Being on it would change nothing, while a reader would think that it did.",
    "G318": "It would reach nobody, while a reader would think that it did.",
    "G319": "A reader may take the two as one range between them, or as both ends of the scale.",
    "G320": "It would do nothing, while a reader would think that it did.",
    "G321": "It would be ignored, and what was meant would not be in force.",
    "G322": "Tables are of one size for every regime, so that no regime needs a compiler of its own.",
    "G323": "No rule takes anything from anybody because of a record, so there is nothing to win back or to look at.",
    "G324": "Only one of them would count, and nobody would see which.",
    "G325": "More than all of them cannot be seen; the excess would be cut off unseen.",
    "G326": "What lies above would be cut off, and money would no longer add up.",
    "G327": "Sensors look in the order of the file; one that looks first cannot know what a later one will see.",
    "G328": "A place on it would never end, while a reader would think that its term does.",
    "G329": "It would be struck off the file before any of its rules is met.",
    "G333": "A gate looks once a month for who is wanted; other acts are seen when they are done, by other sensors.",
    "G334": "What lies above would be cut off unseen.",
    "G335": "Nobody passes there, so nothing would be seen.",
    "G336": "The facts would be stated of nothing.",
    "G337": "The facts would be stated of nothing.",
    "G338": "Absence is what is left when nothing else was seen; it is read once a month, and by one sensor.",
    "G351": "Nothing would come into force, change or cease, while a reader would think that it does.",
    "G352": "What a clause is for stays as it is, so that what is on file goes on meaning what it meant.",
    "G353": "What is in force would hang on the order of the file, and nobody would see which of them wins.",
    "G354": "The tables of every set of phases are made beforehand, so that none is made while people live.",
    "G355": "It would wait for ever.",
    "G356": "Attention is sent from where it is to where records are found, and this cannot be moved.",
    "G357": "A reader would think that some are spared, and nobody would be.",
    "G358": "Nobody would pay for what is left, and no help could be told from none.",
    "G360": "Standing would stay where it is, or leap past what people said of somebody.",
    "G361": "What weighs nothing or less than nothing turns a mean into something else.",
    "G362": "The record would wait for votes that nobody casts.",
    "G363": "The list would stay empty, while a reader would think that a majority can fill it.",
    "G364": "How people rate and vote is an assumption about people, and nobody has made it.",
    "G365": "Nobody can give it: people give whole stars, none to five, and more for what pleased them more.",
    "G366": "What lies above would be cut off unseen.",
    "G367": "They are shares of one whole; the excess would be cut off unseen.",
    "G380": "Each scan is of something and is recorded as something; what is left over would be no scan at all.",
    "G381": "A mark reaches from the end of the one before to its own; every share of a day must have one.",
    "G382": "Pupils would be scanned, and nothing could be kept of anybody.",
    "G383": "Nobody does it in class, so no scan could show it or be taken for it.",
    "G384": "Nobody feels it in class, so no scan could show it or be taken for it.",
    "G385": "What a scan of it is recorded as must be said, not assumed.",
    "G386": "What a school day comes to is known from its scans alone, and scans show nothing else.",
    "G387": "What pupils do and feel in class is an assumption about people, and nobody has made it.",
    "G390": "What the scorecard sets would undo it within the month.",
    "G391": "One record would stand for two.",
    "G393": "Nothing happens inside that could move a score, so whoever it reached would never leave.",
    "G394": "A file keeps whether a record counted, not by which rule; struck, it would give back what it never took.",
    "G395": "A reader would think that errors can be mended, and none ever would be.",
    "G396": "A reader would take it for a sanction, and it reaches nobody.",
    "G392": "It would tell people apart, or foretell of them, what is never on file.",
    "G370": "It would halt nothing, while a reader would think that errors have an end.",
    "G371": "A reader would take it for a price that somebody pays.",
    "G372": "The sensor would wait for what nobody can do.",
    "G373": "What regimes do to protest would be told as done by the rules, and no right would be counted.",
    "G701": "A rule of law is tested by a function of that name, and nothing would test this one.",
    "G702": "Verdicts are named by the id of their rule.",
    "G330": (
        "Days on which nothing can happen are skipped against this bound; an act that responses lift above "
        "it would be done less often than the file says."
    ),
    "G331": (
        "An act is drawn once a day and at most every other day; what is done more often would be done less "
        "often than the file says."
    ),
    "G332": "Without it nobody could tell what is lent or how long it lasts.",
    "G340": "A district is the smallest place there is; it has 500 people, lest anybody be described alone.",
    "G341": "A place has 500 people and one district at least, so that nobody is described alone.",
    "G342": "A published cell has 10 people at least, so that nobody is described alone.",
    "G343": "A place file has at most one figure per 20 inhabitants; more would describe persons.",
    "G344": "The people of the ages given cannot be laid out in the households given.",
    "G345": "No population has both; one of the figures would be cut off unseen.",
    "G346": "Outside this range the model has no meaning for it.",
    "G350": (
        "A clause may single out 1 percent of a place or 500 people (10 in an invented place), never a few "
        "whom one could know by name."
    ),
}
