"""The verbs that live many worlds: what parts of a regime did, what safeguards change, what an answer rests on.

They take files that were read and checked, a size, and any ``concurrent.futures`` executor, and return what was found
as plain data, a view, a table, and a page. What may be weighed is a closed list with fixed signs
(`glasshouse.audit.objectives`): nothing here seeks rules that repress best, and no weight can be given.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING

from glasshouse.diagnostics import Diagnostic, UserFault, refuse
from glasshouse.engine.bounds import check_setting
from glasshouse.record.folders import KEPT

# What lives the days is imported where it is used: the command line says its help without it.
if TYPE_CHECKING:
    from glasshouse.audit.objectives import Objective
    from glasshouse.engine.experiment import Files, Setting
    from glasshouse.experiment.coalitions import Design, Progress
    from glasshouse.experiment.grouping import Group
    from glasshouse.report.experiments import Finding

MOST_ORDERS = MOST_COUNT = 4096
WEIGHED = ("in-error", "against-a-right", "M25")
"""What safeguards are weighed by if nothing else is said: two harms, never summed, and a benefit."""
HEADLINES = ("default", "advocate", "sceptic")
"""The conducts under which headlines are told."""
PUBLIC = "ratings and votes"
"""The group of assumptions that matter only where people rate each other or vote."""


def attribute(
    files: "Files",
    baseline: "Files",
    setting: "Setting",
    measures: Sequence[str],
    *,
    seeds: int = 5,
    by: str = "section",
    groups: Sequence[str] = (),
    orders: int = 64,
    executor: Executor | None = None,
    keep: Path | None = KEPT,
    progress: "Progress | None" = None,
) -> "Finding":
    """Return what groups of a regime's clauses did to some objectives, over a baseline.

    Groups are by `section`, `domain` or `sensor`, or those that ``groups`` name as `NAME=WHAT,WHAT`; what none of them
    holds stays as it is. Shares are exact for eight groups at most; for more they are means over ``orders`` sampled
    orders. Figures of finished worlds are kept in ``keep``, so that a stopped experiment goes on.
    """
    from glasshouse.audit.objectives import objective
    from glasshouse.experiment.attributing import attribute as lived
    from glasshouse.report import attribution

    if not 2 <= orders <= MOST_ORDERS:
        raise UserFault([Diagnostic("G400", f"--orders {orders:_} is out of range", "orders come in pairs",
                                    f"give 2 to {MOST_ORDERS:_}")])  # fmt: skip
    asked_for = [objective(name) for name in measures]
    made = made_groups(files, baseline, by, groups)
    check_whole(asked_for, made)
    design = design_of(setting, seeds, keep)
    found = lived(files, baseline.regime.value, made, design, progress or silent, orders=orders, executor=executor)
    options = [f"--measure {one.id}" for one in asked_for]
    options += [f"--group {text}" for text in groups] or [f"--by {by}"]
    asked = attribution.Asked(
        files.regime.value, baseline.regime.value, files.place.value.place, files.conduct.value.conduct, design,
        "" if groups else by, command("attribute", files, setting, seeds, options),
    )  # fmt: skip
    return attribution.found(asked, found, asked_for)


def sensitivity(
    files: "Files",
    other: "Files",
    setting: "Setting",
    conclusion: str,
    *,
    seeds: int = 3,
    method: str = "morris",
    count: int = 8,
    executor: Executor | None = None,
    keep: Path | None = KEPT,
    progress: "Progress | None" = None,
) -> "Finding":
    """Return which assumptions of the conduct a conclusion rests on, and where it breaks even along the first of them.

    The conclusion is that of an objective: for a harm, that there is more of it under the regime than under the
    ``other``; for a benefit, that there is better. ``count`` is the number of trajectories of screening (`morris`) or
    the base of the sample (`sobol`), a power of 2.
    """
    from glasshouse.audit.objectives import objective
    from glasshouse.experiment.sensitivity import METHODS, explore
    from glasshouse.inputs.parameters import parameters_of
    from glasshouse.report import sensitivity as told

    weighed = objective(conclusion)
    faults = []
    if method not in METHODS:
        faults.append(Diagnostic("G415", f"there is no method {method[:60]!r} here", "indices are of two kinds",
                                 "write --method morris or --method sobol"))  # fmt: skip
    if not 2 <= count <= MOST_COUNT or (method == "sobol" and count & (count - 1)):
        faults.append(Diagnostic("G400", f"--count {count:_} is out of range",
                                 "screening needs two trajectories, and Sobol's sample a power of 2",
                                 f"give 2 to {MOST_COUNT:_}, for sobol 64, 128 or 256"))  # fmt: skip
    refuse(faults)
    design = design_of(setting, seeds, keep)
    regimes = files.regime.value, other.regime.value
    public = any(one.ballot is not None or (one.score is not None and one.score.peers is not None) for one in regimes)
    parameters = [one for one in parameters_of(files.conduct, files.place) if public or one.group != PUBLIC]
    sign = weighed.wanted if weighed.kind == "benefit" else -weighed.wanted
    explored = explore(files, other, parameters, design, weighed.value, sign, progress or silent,
                       method="sobol" if method == "sobol" else "morris", count=count, executor=executor)  # fmt: skip
    options = [f"--conclusion {weighed.id}", f"--than {regimes[1].regime}", f"--method {method}", f"--count {count}"]
    asked = told.Asked(
        weighed, *regimes, files.place.value.place, files.conduct.value.conduct, design, tuple(parameters),
        command("sensitivity", files, setting, seeds, options),
    )  # fmt: skip
    return told.found(asked, explored)


def safeguards(
    files: "Mapping[str, Files]",
    setting: "Setting",
    measures: Sequence[str] = WEIGHED,
    *,
    only: Sequence[str] = (),
    seeds: int = 3,
    intensities: int = 0,
    executor: Executor | None = None,
    keep: Path | None = KEPT,
    progress: "Progress | None" = None,
) -> "Finding":
    """Return what safeguards change in a regime: each alone, all, and all but each, under several conducts.

    ``files`` are the regime's under each conduct, by its name: the first is the one whose chance intervals are told,
    and all of them make the assumption interval. ``only`` are some safeguards by number or id, all where none is named.
    With ``intensities``, all are also tried at so many points of their ranges. Finished worlds are kept in ``keep``.
    """
    from glasshouse.audit.objectives import objective
    from glasshouse.audit.rights.tables import relation_of
    from glasshouse.experiment.safeguarding import weigh
    from glasshouse.inputs.safeguard import chosen
    from glasshouse.report import safeguards as told

    if intensities != 0 and not 2 <= intensities <= MOST_COUNT:
        raise UserFault([Diagnostic("G400", f"--intensities {intensities:_} is out of range",
                                    "a design of points has two at least",
                                    f"give 2 to {MOST_COUNT:_}, or leave it out")])  # fmt: skip
    asked_for = tuple(objective(name) for name in dict.fromkeys(measures))
    laid, design = chosen(only), design_of(setting, seeds, keep)
    found = weigh(files, laid, relation_of, design, progress or silent, intensities=intensities, executor=executor)
    first = next(iter(files.values()))
    options = [f"--measure {one.id}" for one in asked_for] + [f"--only {one.number}" for one in laid if only]
    options += [f"--conduct {name}" for name in list(files)[1:]] + [f"--intensities {intensities}"] * bool(intensities)
    asked = told.Asked(
        first.regime.value, first.place.value.place, design, asked_for,
        command("safeguards", first, setting, seeds, options),
    )  # fmt: skip
    return told.found(asked, found)


def reach(
    setting: "Setting",
    place: str = "cn-2020",
    *,
    only: Sequence[str] = (),
    seeds: int = 5,
    executor: Executor | None = None,
    keep: Path | None = KEPT,
    progress: "Progress | None" = None,
) -> "Finding":
    """Return for each claimed benefit and harm a conduct under which it comes about, and one under which it does not.

    The pairs are those of `data/validation/reach.yaml`, inside the ranges of the conduct `default`, each under its
    regime and under ordinary law; ``only`` are some of them, by claim or by id.
    """
    from dataclasses import replace

    from glasshouse.audit.reach import figures_of
    from glasshouse.engine.experiment import Files
    from glasshouse.experiment.reaching import live_pairs
    from glasshouse.inputs import library
    from glasshouse.inputs import reach as pairs_of
    from glasshouse.report import reach as told

    if seeds < 2:
        raise UserFault([Diagnostic("G400", f"--seeds {seeds} is out of range",
                                    "whether a difference is chance is told from the spread over seeds",
                                    "give 2 or more")])  # fmt: skip
    shipped = pairs_of.reach()
    chosen = pairs_of.chosen(shipped.pairs, only)
    design = replace(design_of(setting, seeds, keep), measure=figures_of)
    files = Files(library.load_place(place), library.load_conduct("default"), library.load_regime("ordinary-law"))
    known = pairs_of.movable(files.conduct, files.place, shipped.further)
    regimes = {pair.regime: library.load_regime(pair.regime) for pair in chosen if pair.regime}
    lived = live_pairs(chosen, files, regimes, known, design, progress or silent, executor)
    options = "".join(f" --only {name}" for name in only)
    world = f"--place {place} --citizens {setting.citizens} --days {setting.days} --seed {setting.seed}"
    asked = told.Asked(
        tuple(chosen), {name: read.value.status for name, read in regimes.items()}, known, files.place.value.place,
        "default", design, f"glasshouse reach{options} {world} --seeds {seeds}",
    )  # fmt: skip
    return told.found(asked, lived)


def told(
    setting: "Setting",
    place: str = "cn-2020",
    conduct: str = "default",
    *,
    seeds: int = 3,
    executor: Executor | None = None,
    keep: Path | None = KEPT,
    progress: "Progress | None" = None,
) -> "Finding":
    """Return what is often told of China's social credit system, claim by claim, beside what is on record.

    The regime of all that is told and the regimes on record live the same society. What each claim would need to be so
    is said in words and by clauses; where the model is silent it says so. Finished worlds are kept in ``keep``.
    """
    from dataclasses import replace

    from glasshouse.audit.claimed import figures_of
    from glasshouse.engine.experiment import Files
    from glasshouse.experiment.coalitions import Job, executor_or_threads, worths
    from glasshouse.inputs import library
    from glasshouse.inputs.claims import claims
    from glasshouse.inputs.describing import describe
    from glasshouse.report import recorded

    design = replace(design_of(setting, seeds, keep), measure=figures_of)
    world = library.load_place(place), library.load_conduct(conduct)
    reads = {name: library.load_regime(name) for name in recorded.regimes_of(claims())}
    jobs = [Job(name, Files(*world, read)) for name, read in reads.items()]
    with executor_or_threads(executor) as pool:
        found = dict(worths(jobs, len(jobs), design, pool, progress or silent))
    of_world = f"--place {place} --conduct {conduct} --citizens {setting.citizens} --days {setting.days}"
    asked = recorded.Asked(
        claims(), {name: describe(read, world[1].value) for name, read in reads.items()}, world[0].value.place,
        world[1].value.conduct, design, f"glasshouse told {of_world} --seed {setting.seed} --seeds {seeds}",
    )  # fmt: skip
    return recorded.found(asked, found)


def silent(stage: str, done: int, of: int) -> None:
    """Report nothing."""
    del stage, done, of


def write_finding(finding: "Finding", target: Path) -> Path:
    """Write what an experiment found as a page, over nothing or over a page, and return where it is."""
    from glasshouse.report.writing import write_page

    return write_page(target, finding.page)


def made_groups(files: "Files", baseline: "Files", by: str, groups: Sequence[str]) -> "list[Group]":
    """Return the groups that were asked for; an unknown way of making them raises UserFault."""
    from glasshouse.experiment.grouping import WAYS, by_domain, by_section, by_sensor, named
    from glasshouse.inputs.parts import divide

    parts = divide(files.regime.value, baseline.regime.value).parts
    if groups:
        return named(groups, parts)
    if by not in WAYS:
        raise UserFault([Diagnostic("G411", f"there are no groups by {by[:60]!r}", "clauses are taken out together",
                                    f"write --by with one of {', '.join(WAYS)}, or use --group")])  # fmt: skip
    if by == "domain":
        return by_domain(parts, files.conduct.value)
    return by_section(parts) if by == "section" else by_sensor(parts)


def check_whole(objectives: "Sequence[Objective]", groups: "Sequence[Group]") -> None:
    """Refuse to lay silence to single sensors and rules: no table says by what speech falls most."""
    asked = [one.id for one in objectives if one.whole]
    if asked and not all(group.whole for group in groups):
        raise UserFault([Diagnostic(
            "G414", f"{asked[0]} is laid to whole sections of a regime alone",
            "What silences best is in no table: the harm of a regime is, and that of each of its sections.",
            "leave --group and --by out, or take another measure")])  # fmt: skip


def design_of(setting: "Setting", seeds: int, keep: Path | None) -> "Design":
    """Return the design of an experiment: one setting under several seeds, all of the list measured."""
    from glasshouse.audit.objectives import figures_of
    from glasshouse.experiment.coalitions import Design

    check_setting(setting, seeds)
    luck = tuple(setting.seed + k for k in range(seeds))
    return Design(setting.citizens, setting.days, luck, figures_of, keep, setting.district_size)


def command(verb: str, files: "Files", setting: "Setting", seeds: int, options: Sequence[str]) -> str:
    """Return what to type to have the same experiment again."""
    world = (
        f"--place {files.place.value.place} --conduct {files.conduct.value.conduct} --citizens {setting.citizens} "
        f"--days {setting.days} --seed {setting.seed} --seeds {seeds}"
    )
    return " ".join(["glasshouse", verb, files.regime.value.regime, *options, world])
