"""The door of the checks: every fault of meaning in one file, or in a place, a conduct and a regime together.

The grammar (``inputs.reading``) says whether a file is well formed. These checks say whether it means
something: whether its words name what is there, its numbers fit its scale, its clauses do anything, and it
keeps to the boundary. What passes them can be compiled.
"""

from __future__ import annotations

from typing import Any, cast

from glasshouse.diagnostics import Diagnostic
from glasshouse.diagnostics import Place as Where
from glasshouse.inputs.checking.conducts import check_conduct
from glasshouse.inputs.checking.contradictions import check_lacking
from glasshouse.inputs.checking.notes import Notes, check_ids, check_sources
from glasshouse.inputs.checking.places import check_place
from glasshouse.inputs.checking.regimes import check_regime
from glasshouse.inputs.checking.worlds import check_online, check_reach, check_words
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.evidence import cited, figures
from glasshouse.inputs.place import Place
from glasshouse.inputs.reading import Read
from glasshouse.inputs.regime import Regime


def check_alone(read: Read[Any]) -> list[Diagnostic]:
    """Every fault of one file, a place, a conduct or a regime, that can be seen without the others."""
    notes = Notes(read)
    check_ids(notes)
    check_sources(notes)
    if isinstance(read.value, Regime):
        return notes.found + check_regime(cast(Read[Regime], read))
    if isinstance(read.value, Conduct):
        return notes.found + check_conduct(cast(Read[Conduct], read))
    if isinstance(read.value, Place):
        return notes.found + check_place(cast(Read[Place], read))
    return notes.found


def check_world(place: Read[Place], conduct: Read[Conduct], regime: Read[Regime]) -> list[Diagnostic]:
    """Every fault of three files that are to make one world; where there is none they can be compiled."""
    alone = [*check_alone(place), *check_alone(conduct), *check_alone(regime)]
    found = [*check_words(regime, conduct.value), *check_online(conduct, place)]
    if not any(one.code.startswith("G34") for one in alone):
        found += check_reach(regime, place.value) + check_lacking(regime, conduct.value, place.value)
    unknown = {one.place for one in found if one.code == "G301"}
    # An act that does not exist is seen by no sensor either: the first of the two is enough. What is done too
    # often where all are online is done too often where some are.
    told = {(one.code, one.place) for one in alone}
    return [one for one in alone if one.code != "G308" or one.place not in unknown] + [
        one for one in found if (one.code, one.place) not in told
    ]


def verify_marks(read: Read[Any]) -> list[tuple[Where, str]]:
    """Where a file rests on a figure that was recalled and not checked, and its key; a report shows them."""
    known = figures()
    return [
        (read.places.place(loc), key)
        for loc, key in cited(read.data)
        if key in known and known[key].confidence == "verify"
    ]
