"""Checks of `governance:`: facts are stated of clauses that are there."""

from __future__ import annotations

from glasshouse.inputs.checking.notes import Notes
from glasshouse.inputs.regime import Regime

CODES = {"sensors": "G302", "lists": "G303", "rules": "G336", "consequences": "G337"}


def check_governance(notes: Notes[Regime]) -> None:
    """Facts name clauses of the regime; those that a parent states of a clause that was removed are let go."""
    regime = notes.value
    if regime.governance is None:
        return
    # What a file says of itself is never inherited, so this is the youngest of the files.
    mine = notes.read.places.place(("regime",)).file
    for section, code in CODES.items():
        known = [clause.id for clause in getattr(regime, section)]
        for name in getattr(regime.governance, section):
            loc = ("governance", section, name)
            if name not in known and notes.read.places.place(loc).file == mine:
                notes.unknown(code, loc, name, known)
