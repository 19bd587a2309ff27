"""What of a difference between twins comes to each alone, and what others pass on (science 1.3).

The **total effect** is what the same citizens have more in the second run than in the first. The **direct effect** is
what they would have had more, living under the second regime alone, while the others lived as they did under the first:
their held lives less those of the first run. The **spill-over** is the rest, so that the two sum to the total.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from glasshouse.audit.twins import GRADED, Lives, Whole, left_out, of_panel, quantiles
from glasshouse.record.reading import Run

World = tuple[Run, Run, Run]
"""Of one seed: the first run, the second, and the held lives of the sampled."""
Seeds = tuple[float, ...]


@dataclass(frozen=True)
class Parted:
    """One quantity, as means over the sampled, by seed; and the quantiles of the first run, held lives, and the second.

    ``moved`` counts those whose held life differs from that of the first run, and those whose second life does.
    """

    id: str
    title: str
    unit: str
    persons: int
    there: Seeds
    total: Seeds
    direct: Seeds
    quantiles: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
    moved: tuple[int, int]

    @property
    def spill_over(self) -> Seeds:
        """What is not direct, by seed."""
        return tuple(total - direct for total, direct in zip(self.total, self.direct, strict=True))


def parted(worlds: Sequence[World]) -> list[Parted]:
    """Return every quantity of the sampled in its parts; of score and tier, where both regimes have them in common."""
    lives = [tuple(of_panel(run) for run in world) for world in worlds]
    without = left_out(worlds[0][0], worlds[0][1])
    keys = [key for key in lives[0][0].quantities if key.removesuffix("-mean") not in without]
    return [made for key in keys for made in of_quantity(key, lives)]


def of_quantity(key: str, lives: Sequence[Sequence[Lives]]) -> Iterator[Parted]:
    """Yield one quantity in its parts; nothing where a world has it not, or has nobody of whom it is told."""
    if any(key not in one.quantities for seed in lives for one in seed):
        return
    values = []
    for there, here, held in lives:
        graded = key.removesuffix("-mean") in GRADED
        who = there.scored & here.scored if graded else np.ones(len(there.ids), dtype=np.bool_)
        values.append([one.quantities[key].values[who].astype(np.int64) for one in (there, held, here)])
    row = lives[0][0].quantities[key]
    together = [np.concatenate([seed[k] for seed in values]) for k in range(3)]
    if not len(together[0]) or not all(len(seed[0]) for seed in values):
        return
    means = [[float(each.mean()) / row.scale for each in seed] for seed in values]
    yield Parted(
        row.id,
        row.title,
        row.unit,
        len(together[0]),
        there=tuple(a for a, _, _ in means),
        total=tuple(c - a for a, _, c in means),
        direct=tuple(b - a for a, b, _ in means),
        quantiles=(of(together[0], row.scale), of(together[1], row.scale), of(together[2], row.scale)),
        moved=(int((together[1] != together[0]).sum()), int((together[2] != together[0]).sum())),
    )


def of(values: Whole, scale: int) -> tuple[float, ...]:
    """Return the quantiles in the quantity's unit."""
    return tuple(value / scale for value in quantiles(values))
