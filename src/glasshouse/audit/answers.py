"""How people answered to being sanctioned, refused, priced and scored: R4, R6, R7 and R13, at the end of a run."""

from dataclasses import dataclass

from glasshouse.audit.measures import OLD_ENOUGH, groups_of
from glasshouse.audit.rates import MONTH, Rate, in_ten_thousand
from glasshouse.record.naming import GAMED
from glasshouse.record.reading import Run

MOTIVE_LEVELS = 7
"""Own motive that nothing has crowded out (``model.tables.MOTIVES``)."""


@dataclass(frozen=True)
class Answer:
    """How one group answered, by the end; of good deeds, over the whole run.

    ``disaffected`` think less of the authority than on day 0; ``blocked`` were refused a loan or a post and are not
    over it; ``motive_lost`` is of all levels of own motive; ``offline`` have withdrawn; ``gaming`` play for the score;
    ``protested`` did so in the last thirty days, being asked once in these.
    ``claimed`` is of the good deeds that only the score asked for: those that never happened (M17).
    """

    group: str
    disaffected: Rate
    blocked: Rate
    motive_lost: Rate
    offline: Rate
    gaming: Rate
    protested: Rate
    claimed: Rate
    left_undone: Rate


def answers(run: Run) -> list[Answer]:
    """Return how people answered, by group; nothing of a record that does not hold it."""
    if not run.names("disaffected"):
        return []
    found = []
    for name, at in groups_of(run):
        last = {what: int(run.last(what)[at].sum()) for what in STOCKS}
        gamed = {what: int(run.total(f"gamed.{what}")[at].sum()) for what in GAMED}
        people, only = last["scored"], gamed["for_score"] + gamed["claimed"]
        full, marched = people * MOTIVE_LEVELS, int(run.daily("protested")[-MONTH:, at].sum())
        found.append(
            Answer(
                group=name,
                disaffected=in_ten_thousand(last["disaffected"], people, OLD_ENOUGH, "think less of the authority"),
                blocked=in_ten_thousand(last["blocked"], people, OLD_ENOUGH, "refused a lawful way to an income"),
                motive_lost=in_ten_thousand(full - last["motive"], full, "levels of own motive", "lost", people),
                offline=in_ten_thousand(last["offline"], people, OLD_ENOUGH, "offline"),
                gaming=in_ten_thousand(last["gaming"], people, OLD_ENOUGH, "play for the score"),
                protested=in_ten_thousand(marched, people, OLD_ENOUGH, "protested in the last thirty days"),
                claimed=in_ten_thousand(gamed["claimed"], only, "good deeds for the score", "never happened"),
                left_undone=in_ten_thousand(
                    gamed["left_undone"], only, "good deeds for the score", "left undone for them"
                ),
            )
        )
    return found


STOCKS = ("scored", "disaffected", "blocked", "motive", "offline", "gaming")

__all__ = ["Answer", "answers"]
