"""The names of the columns of counts: ``done.jaywalk``, ``listed.travel-blacklist.in_error``, ``score_bin.12``.

A column that no act, list, tier, consequence or wish of the run stands behind has no name and is not recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from glasshouse.model import columns as count
from glasshouse.model.tables import CARD_CELLS, TIERS
from glasshouse.record.manifest import ActName, ConsequenceName, Legend, ListName, Named, SensorName, WishName

CLASSES = ("in_error", "against_right", "by_rules")
CAUSES = ("true", "somebody_else", "nothing", "double")
FALSE_CAUSES = ("somebody_else", "nothing")
ENTRY_CAUSES = (*CAUSES, "by_tier", "by_list")
STANDINGS = ("held", "error_free", "rights_respecting")
AWARENESS = ("nothing", "heard", "own_standing", "rules")
JOBS = ("none", "ordinary", "post")
TRUTHS = ("true_record", "in_error")
OVERFLOWS = ("records", "list_slots", "post_box")
EVER = ("in_error", "against_right", "refused")
POSTS = ("by_lot", "put_first")
STARS = ("no_star", "1_star", "2_stars", "3_stars", "4_stars", "5_stars")
VOTES = ("up", "down")
MARKED = ("above", "below")
INATTENTION = ("true", "recorded", "recorded_in_error")
ATTRIBUTES = ("none", "one", "more")
OUTCOMES = ("without", "with")
FAVOURS = ("put_first", "by_lot", "put_behind")
HEARD = ("unheard", "heard")
LEAKED = ("files", "records")
STANDING_TIERS = tuple(str(k) for k in range(TIERS))
AGES = ("0_13", "14_17", "18_29", "30_44", "45_59", "60_on")
SEATED = ("given", "none_left")
SCHOOLING = ("none", "junior", "senior", "college")
GAMED = ("for_score", "claimed", "left_undone")

Over = Literal["", "act", "sensor", "gate", "list", "consequence", "wish", "tier", "channel", "cell"]
"""What a block of counts has a column for each of; nothing of the run's own for ""."""


@dataclass(frozen=True)
class Axis:
    """How a block is laid out: ``over`` what of the run's, and within each by which fixed labels."""

    over: Over = ""
    inner: tuple[str, ...] = ()


AXES: dict[str, Axis] = {
    "score_sum": Axis("", STANDINGS),
    "tier": Axis("tier"),
    "listed": Axis("list", CLASSES),
    "under": Axis("consequence", CLASSES),
    "sanctioned": Axis("", CLASSES),
    "ever": Axis("", EVER),
    "aware": Axis("", AWARENESS),
    "job": Axis("", JOBS),
    "aged": Axis("", AGES),
    "deaths": Axis("", AGES),
    "seats": Axis("", SEATED),
    "began_work": Axis("", SCHOOLING),
    "done": Axis("act"),
    "withheld": Axis("act"),
    "displaced": Axis("act"),
    "gamed": Axis("", GAMED),
    "recorded": Axis("act", CAUSES),
    "recorded_by": Axis("sensor", CAUSES),
    "passed": Axis("gate"),
    "turned_away": Axis("gate"),
    "gate_tenths": Axis("gate"),
    "gate_tenths_in_error": Axis("gate"),
    "marks_in_error": Axis("", MARKED),
    "looked_at": Axis("", INATTENTION),
    "rated": Axis("", STARS),
    "rated_in_error": Axis("", FALSE_CAUSES),
    "votes": Axis("", VOTES),
    "missed": Axis("act"),
    "strayed": Axis("act"),
    "sent_afar": Axis("channel"),
    "entries": Axis("list", CLASSES),
    "entry_cause": Axis("list", ENTRY_CAUSES),
    "exits": Axis("list"),
    "wished": Axis("wish"),
    "refused": Axis("wish", CLASSES),
    "granted": Axis("wish"),
    "waived": Axis("wish"),
    "dearer": Axis("wish"),
    "unafforded": Axis("wish"),
    "posts_won": Axis("", POSTS),
    "begun": Axis("consequence"),
    "places_won": Axis("wish", FAVOURS),
    "places_lost": Axis("wish", FAVOURS),
    "places_moved": Axis("wish"),
    "places_missed": Axis("wish"),
    "places_left": Axis("wish"),
    "cheaper": Axis("wish"),
    "queued": Axis("wish", FAVOURS),
    "waited": Axis("wish"),
    "wait_skipped": Axis("wish"),
    "wait_added": Axis("wish"),
    "sought": Axis("", tuple(f"{tier}.{favour}" for tier in STANDING_TIERS for favour in FAVOURS)),
    "matched": Axis("", tuple(f"{one}_with_{other}" for one in STANDING_TIERS for other in STANDING_TIERS)),
    "detentions": Axis("", HEARD),
    "leaked": Axis("", LEAKED),
    "appealed": Axis("", TRUTHS),
    "appeals_won": Axis("", TRUTHS),
    "examined": Axis("", TRUTHS),
    "thrown_out": Axis("", TRUTHS),
    "repaired": Axis("", TRUTHS),
    "tabulated": Axis("cell", OUTCOMES),
    "overflows": Axis("", OVERFLOWS),
}
"""The axis of every block that has names; the other blocks are one column, or numbered ones."""


def columns(legend: Legend) -> Iterator[tuple[str, int, count.Count]]:
    """Yield name, position and definition of every column that means something in a run."""
    axes = axes_of(legend)
    for block in count.COUNTS:
        for position, label in enumerate(axes.get(block.name, numbered(block.size))):
            if label is not None:
                name = f"{block.name}.{label}" if label else block.name
                yield name, block.start + position, block


def numbered(size: int) -> list[str | None]:
    """Return the labels of a block without names of its own.

    >>> numbered(1), numbered(3)
    ([''], ['0', '1', '2'])
    """
    return [""] if size == 1 else [str(k) for k in range(size)]


def crossed(names: list[str | None], inner: tuple[str, ...]) -> list[str | None]:
    """Return the labels of two crossed axes, the second running fastest.

    >>> crossed(["a", None], ("x", "y")), crossed([""], ("x", "y"))
    (['a.x', 'a.y', None, None], ['x', 'y'])
    """
    return [None if name is None else f"{name}.{part}" if name else part for name in names for part in inner]


def axes_of(legend: Legend) -> dict[str, list[str | None]]:
    """Return the labels of each block that has names, position by position (None: not in use)."""
    axes: dict[str, list[str | None]] = {}
    for block, axis in AXES.items():
        names: list[str | None] = names_of(legend, axis.over) if axis.over else [""]
        axes[block] = crossed(names, axis.inner) if axis.inner else names
    return axes


def names_of(legend: Legend, over: Over) -> list[str | None]:
    """Return the ids of a run's acts, lists, ... in the order of the counts (None: not in use)."""
    if over == "channel":
        return [legend.channels[k] for k in legend.far]
    if over == "cell":
        return cells_of(len(legend.card))
    rows: dict[str, Sequence[SensorName | ActName | ListName | ConsequenceName | Named | WishName | None]] = {
        "act": legend.acts,
        "sensor": legend.sensors,
        "gate": [row for row in legend.sensors if row.gate],
        "list": legend.lists,
        "consequence": legend.consequences,
        "wish": legend.wishes,
        "tier": legend.tiers,
    }
    return [row.id if row else None for row in rows[over]]


def cells_of(characteristics: int) -> list[str | None]:
    """Return the names of a scorecard's cells: of each characteristic none, one or more (None: not in use).

    >>> cells_of(2)[:5], cells_of(2)[9], cells_of(0)[0]
    (['none-none', 'one-none', 'more-none', 'none-one', 'one-one'], None, None)
    """
    used = len(ATTRIBUTES) ** characteristics if characteristics else 0
    return [
        "-".join(ATTRIBUTES[cell // len(ATTRIBUTES) ** k % len(ATTRIBUTES)] for k in range(characteristics))
        if cell < used
        else None
        for cell in range(CARD_CELLS)
    ]
