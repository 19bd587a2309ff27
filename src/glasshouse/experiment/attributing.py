"""The worlds that an attribution needs: the regime with each coalition of its groups, over its baseline."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.engine.experiment import Files
from glasshouse.experiment.attribution import (
    EXACT_MOST,
    Coalition,
    Order,
    Shares,
    coalitions_of,
    names_of,
    orders_of,
    shares_of,
)
from glasshouse.experiment.coalitions import Design, Figures, Job, Progress, Worth, executor_or_threads, worths
from glasshouse.experiment.grouping import Group, check_count
from glasshouse.inputs.checks import check_world
from glasshouse.inputs.parts import Key, content_of, divide, read_as
from glasshouse.inputs.regime import Regime


@dataclass(frozen=True)
class Attributed:
    """What every coalition came to; ``orders`` are the sampled ones, none where all coalitions were lived."""

    groups: tuple[Group, ...]
    orders: tuple[Order, ...]
    worths: dict[Coalition, Worth]

    def shares(self, value: Callable[[Figures], float]) -> Shares:
        """Return what each group did to one objective."""
        values = {
            coalition: None if worth.failure else tuple(value(figures) for figures in worth.figures)
            for coalition, worth in self.worths.items()
        }
        return shares_of([group.id for group in self.groups], values, self.orders)

    @property
    def lived(self) -> int:
        """Worlds of one seed that were lived now; others were kept from before, or do the same as another."""
        return sum(worth.lived for worth in self.worths.values())

    @property
    def failures(self) -> dict[str, str]:
        """Why coalitions came to nothing, by their groups."""
        names = [group.id for group in self.groups]
        return {names_of(names, made): worth.failure for made, worth in self.worths.items() if worth.failure}


def attribute(
    files: Files,
    baseline: Regime,
    groups: Sequence[Group],
    design: Design,
    report: Progress,
    *,
    orders: int = 64,
    executor: Executor | None = None,
) -> Attributed:
    """Live a regime with every coalition of its groups and keep what each came to.

    With more than eight groups coalitions lie on ``orders`` sampled orders. What no group names stays as it is.
    """
    check_count(groups)
    names = [group.id for group in groups]
    sampled = orders_of(names, orders, design.seeds[0]) if len(groups) > EXACT_MOST else []
    needed = coalitions_of(names, sampled)
    made = Coalitions(files, baseline, groups)
    check_removable(made)
    distinct: dict[str, list[Coalition]] = {}
    for coalition in needed:
        distinct.setdefault(content_of(made.regime(coalition)), []).append(coalition)
    # What does the same is lived once, for all coalitions that do it.
    alike = {some[0]: some for some in distinct.values()}
    found: dict[Coalition, Worth] = {}
    with executor_or_threads(executor) as pool:
        for first, worth in worths(made.jobs(alike), len(alike), design, pool, report):
            found |= {coalition: worth if coalition == first else replace(worth, lived=0) for coalition in alike[first]}
    return Attributed(tuple(groups), tuple(sampled), {coalition: found[coalition] for coalition in needed})


class Coalitions:
    """The regime with each coalition of its groups in place, made when it is asked for."""

    def __init__(self, files: Files, baseline: Regime, groups: Sequence[Group]) -> None:
        """Take the regime's files, its baseline, and its groups."""
        self.files, self.groups = files, tuple(groups)
        self.division = divide(files.regime.value, baseline)
        grouped = {key for group in groups for key in group.parts}
        self.ground: frozenset[Key] = frozenset(self.division.apart) - grouped

    def regime(self, coalition: Coalition) -> Regime:
        """Return the regime with these groups and all that is in none."""
        kept = self.ground.union(*(group.parts for group in self.groups if group.id in coalition))
        return self.division.together(kept)

    def of(self, coalition: Coalition) -> Files:
        """Return the files of a world under a coalition."""
        return replace(self.files, regime=read_as(self.files.regime, self.regime(coalition)))

    def jobs(self, coalitions: Iterable[Coalition]) -> Iterator[Job[Coalition]]:
        """Yield the world of each coalition when it is its turn."""
        for coalition in coalitions:
            yield Job(coalition, self.of(coalition))


def check_removable(made: Coalitions) -> None:
    """Refuse groups without which the rest makes no valid regime."""
    everybody = frozenset(group.id for group in made.groups)
    faults = []
    for group in made.groups:
        files = made.of(everybody - {group.id})
        for fault in check_world(files.place, files.conduct, files.regime):
            faults.append(
                Diagnostic(
                    "G413",
                    f"without the group `{group.id}` {fault.what}",
                    f"What is left must be a regime that could be in force. {fault.why}",
                    "put into the group what cannot be without it, or leave out of it what others need",
                    fault.place,
                )
            )
    if faults:
        raise UserFault(faults)
