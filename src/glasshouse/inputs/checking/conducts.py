"""Checks of a conduct: what the compiler promises the kernel about bounds, and what there can be one of."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache

from glasshouse.diagnostics import Diagnostic
from glasshouse.inputs.checking.notes import Notes, listed, number
from glasshouse.inputs.checking.peers import check_encounters
from glasshouse.inputs.checking.schooling import check_lessons
from glasshouse.inputs.compiling.answering import compile_answers, is_willed_offence, lift_of
from glasshouse.inputs.compiling.behaving import cell_rates, compile_responses, gamma_levels
from glasshouse.inputs.compiling.shelf import Shelf
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.consequence import WishKind
from glasshouse.inputs.reading import Read
from glasshouse.model import tables as room
from glasshouse.model.state import DEPOSIT
from glasshouse.quantities import LOGIT_UNIT, daily_probability, log_odds

SHAPE_LEAST, SHAPE_MOST = 0.2, 50.0
DEPOSIT_MOST = (1 << (DEPOSIT & 63)) - 1
EVERY_OTHER_DAY = 0.5


def check_conduct(read: Read[Conduct]) -> list[Diagnostic]:
    """Every fault of a conduct that can be seen without a place."""
    notes = Notes(read)
    check_single(notes)
    check_room(notes)
    check_wishes(notes)
    check_protest(notes)
    shape = read.value.strength_shape.value
    if SHAPE_LEAST <= shape <= SHAPE_MOST:
        check_headroom(notes)
    else:
        span = f"{number(SHAPE_LEAST)} to {number(SHAPE_MOST)}"
        notes.say("G346", ("strength_shape", "value"), f"a shape of {number(shape)}", f"write {span}")
    check_rates(notes, online=1.0)
    return notes.found + check_encounters(read) + check_lessons(read)


def check_single(notes: Notes[Conduct]) -> None:
    """One act is of late bills, one of instalments, one of being wanted, one of absence; one wish is a loan."""
    for key, rows, single in (
        ("acts", notes.value.acts, ("bill", "instalment", "wanted", "absent", "refusal")),
        ("wishes", notes.value.wishes, ("loan", "rental", "seat", "home", "office", "match")),
    ):
        kinds = [row.kind for row in rows]
        for k, kind in enumerate(kinds):
            if kind in single and kind in kinds[:k]:
                first = rows[kinds.index(kind)].id
                what = f"a second of kind `{kind}`; the first is `{first}`"
                notes.say("G324", (key, k, "kind"), what, "keep one of them")
    for k, act in enumerate(notes.value.acts):
        if act.share > 0.0 and act.kind != "wanted":
            what = f"`share` is of those who are wanted, and `{act.id}` is of kind {act.kind}"
            notes.say("G321", ("acts", k, "share"), what, "leave it out, or write `kind: wanted`")


def check_room(notes: Notes[Conduct]) -> None:
    """A domain has no more acts of rare kind than the walk over its candidates can come to."""
    most, met = room.MOST_OF_DOMAIN, Counter[str]()
    for k, act in enumerate(notes.value.acts):
        met[act.domain] += act.kind == "rare"
        if act.kind == "rare" and met[act.domain] == most + 1:
            what = f"`{act.id}` is one more than the {most} rare acts that the domain {act.domain} has room for"
            notes.say("G322", ("acts", k, "domain"), what, "leave one out, or give it another domain")


TERMS: dict[WishKind, tuple[str, ...]] = {
    "loan": ("months", "term_months"), "rental": ("months",), "seat": ("places",), "home": ("places", "months"),
    "office": ("places", "months"), "match": ("months",), "queue": ("minutes", "visitors"),
}  # fmt: skip
"""What each kind of wish cannot do without."""


def check_wishes(notes: Notes[Conduct]) -> None:
    """A loan has a size and a term, a flat a stay, a queue its turns; a deposit fits into the citizen's row."""
    for k, wish in enumerate(notes.value.wishes):
        for name in TERMS.get(wish.kind, ()):
            if getattr(wish, name) == 0:
                what = f"`{wish.id}` is a {wish.kind} without `{name}`"
                notes.say("G332", ("wishes", k, name), what, f"add `{name}:`, 1 at least")
        if wish.kind == "rental" and wish.price > DEPOSIT_MOST:
            what = f"a deposit of {number(wish.price)} is more than {number(DEPOSIT_MOST)}"
            notes.say("G326", ("wishes", k, "price"), what, f"write at most {DEPOSIT_MOST}")


def check_protest(notes: Notes[Conduct]) -> None:
    """A protest is a protected act that people do, and needs a legitimacy that can fall as low."""
    protest, grievance = notes.value.protest, notes.value.grievance
    if protest is None:
        return
    protected = {act.id for act in notes.value.acts if act.protects is not None and act.kind == "rare"}
    if protest.act not in {act.id for act in notes.value.acts}:
        notes.unknown("G301", ("protest", "act"), protest.act, protected)
    elif protest.act not in protected:
        what = f"`{protest.act}` is no act of a rate that a right protects, and to protest is lawful"
        notes.say("G373", ("protest", "act"), what, f"name one that is: {listed(sorted(protected))}")
    if grievance is None:
        what = "nothing takes legitimacy from anybody, and only lost legitimacy leads to protest"
        notes.say("G320", ("protest",), what, "add `grievance`, or leave `protest` out")
    elif protest.lost > grievance.start:
        what = f"nobody can lose {protest.lost} levels of legitimacy: it starts at {grievance.start}"
        notes.say("G320", ("protest", "lost"), what, f"write at most {grievance.start}")


def highest_lifts(conduct: Conduct) -> dict[str, int]:
    """The largest rise of log-odds/256 that all responses together give anybody, by act, from the compiled tables.

    Perceived certainty starts at the prior and sinks no lower than its floor.
    """
    shelf, learning = Shelf(), conduct.learning
    compile_responses(shelf, conduct)
    compile_answers(shelf, conduct)
    lowest = learning.prior if learning.floor is None else min(learning.floor, learning.prior)
    first = room.COMPLIANCE
    compliance = int(shelf.tables[first + lowest * room.LEVELS : first + room.LEVELS**2].max())
    rare = [act for act in conduct.acts if act.kind == "rare"]
    return {act.id: lift_of(shelf, act) + compliance * is_willed_offence(act) for act in rare}


def check_headroom(notes: Notes[Conduct]) -> None:
    """The compiler's promise to the thinning: no response lifts an act above the bound of its headroom."""
    lifts = highest_lifts(notes.value)
    for k, act in enumerate(notes.value.acts):
        lift = lifts.get(act.id, 0)
        if lift > math.ceil(LOGIT_UNIT * math.log(act.headroom)):
            needed = math.ceil(100 * math.exp(lift / LOGIT_UNIT)) / 100
            given = number(act.headroom)
            what = f"`{act.id}` has a headroom of {given}, and responses may lift it {needed:.2f} times"
            remedy = f"write `headroom: {needed:.2f}` or more" if needed <= 8.0 else "weaken the responses"
            notes.say("G330", ("acts", k, "headroom"), what, remedy)


@lru_cache(maxsize=256)
def most_active(shape: float) -> float:
    """How much more than the mean the most active sixteenth does."""
    return max(gamma_levels(shape))


def check_rates(notes: Notes[Conduct], online: float) -> None:
    """Nobody does an act every other day or oftener: not even the most active sixteenth of the busiest cell.

    `online` is the share of residents who use the Internet: they do what all are said to do online.
    """
    for k, act in enumerate(notes.value.acts):
        rate = max(cell_rates(act).values()) / (online if act.online else 1.0)
        if act.kind != "rare" or rate <= 0.0:
            continue
        chance = daily_probability(rate)
        most = 1.0
        if chance < EVERY_OTHER_DAY:
            odds = math.exp(log_odds(chance)) * most_active(act.frailty_shape)
            most = odds / (1.0 + odds)
        if most > EVERY_OTHER_DAY:
            who = "those who do it most in the busiest group" if chance <= EVERY_OTHER_DAY else "the busiest group"
            what = f"`{act.id}` would be done by {who} on more than half of all days"
            notes.say(
                "G331",
                ("acts", k, "rate_per_year"),
                what,
                "lower the rate or its factors, or raise `frailty_shape`",
            )
