"""The names of the columns of counts: ``done.jaywalk``, ``listed.travel-blacklist.in_error``, ``score_bin.12``.

A column that no act, list, tier, consequence or wish of the run stands behind has no name and is not recorded.
"""

from collections.abc import Iterator

from glasshouse.model import columns as count
from glasshouse.record.manifest import Legend

CLASSES = ("in_error", "against_right", "by_rules")
CAUSES = ("true", "somebody_else", "nothing", "double")
ENTRY_CAUSES = (*CAUSES, "by_tier")
STANDINGS = ("held", "error_free", "rights_respecting")
AWARENESS = ("nothing", "heard", "own_standing", "rules")
JOBS = ("none", "ordinary", "post")
TRUTHS = ("true_record", "in_error")
OVERFLOWS = ("records", "list_slots", "post_box")
EVER = ("in_error", "against_right", "refused")
POSTS = ("by_lot", "put_first")


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
    """Return the labels of two crossed axes, the second running fastest."""
    return [None if name is None else f"{name}.{part}" for name in names for part in inner]


def axes_of(legend: Legend) -> dict[str, list[str | None]]:
    """Return the labels of each block that has names, position by position (None: not in use)."""
    acts: list[str | None] = [act.id if act else None for act in legend.acts]
    lists: list[str | None] = [row.id for row in legend.lists]
    under: list[str | None] = [row.id for row in legend.consequences]
    wishes: list[str | None] = [row.id for row in legend.wishes]
    tiers: list[str | None] = [row.id for row in legend.tiers]
    axes: dict[str, list[str | None]] = {
        "score_sum": list(STANDINGS),
        "tier": tiers,
        "listed": crossed(lists, CLASSES),
        "under": crossed(under, CLASSES),
        "sanctioned": list(CLASSES),
        "ever": list(EVER),
        "aware": list(AWARENESS),
        "job": list(JOBS),
        "recorded": crossed(acts, CAUSES),
        "sent_afar": [legend.channels[k] for k in legend.far],
        "entries": crossed(lists, CLASSES),
        "entry_cause": crossed(lists, ENTRY_CAUSES),
        "exits": lists,
        "refused": crossed(wishes, CLASSES),
        "posts_won": list(POSTS),
        "appealed": list(TRUTHS),
        "appeals_won": list(TRUTHS),
        "overflows": list(OVERFLOWS),
    }
    for name in ("done", "withheld", "displaced", "missed", "strayed"):
        axes[name] = acts
    for name in ("wished", "granted", "waived", "dearer", "unafforded"):
        axes[name] = wishes
    return axes
