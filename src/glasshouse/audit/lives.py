"""What people met with: refusals, appeals, records of what they did not do, fear, money and ties."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from glasshouse.audit.measures import OLD_ENOUGH, Classes, classes, groups_of, person_days, whole
from glasshouse.audit.rates import Rate, in_person_years, in_ten_thousand
from glasshouse.audit.spread import Interval, of_ratio
from glasshouse.record.naming import AWARENESS, OVERFLOWS
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class Refusal:
    """Refusals of one wish by a sanction, among the attempts of those with the means for it."""

    id: str
    title: str
    attempts: int
    refused: Classes
    rate: Rate
    in_error: Rate
    dearer: int
    unafforded: int
    seeds: tuple["Refusal", ...] = ()


@dataclass(frozen=True)
class Appeals:
    """Appeals against records in error and against true ones (M19's first two steps).

    A share of wins is among appeals filed. Those who never appealed are in ``taken_up`` alone: its
    denominator is records in error and not in-error spells, so it understates take-up among those whom
    the record harmed.
    """

    filed_in_error: int
    filed_true: int
    won_in_error: int
    won_true: int
    taken_up: Rate
    success_in_error: Rate
    success_true: Rate
    seeds: tuple["Appeals", ...] = ()


@dataclass(frozen=True)
class FalseRecords:
    """Records of one act that nobody did, that somebody else did, or that were kept twice.

    For protected acts ``of_records`` is None: the share of records that are true says how well they are
    found.
    """

    id: str
    title: str
    protected: bool
    somebody_else: int
    nothing: int
    double: int
    of_records: Rate | None
    per_citizen: Rate
    seeds: tuple["FalseRecords", ...] = ()

    @property
    def false(self) -> int:
        """All three kinds together."""
        return self.somebody_else + self.nothing + self.double


@dataclass(frozen=True)
class Mood:
    """Fear and awareness of one group: person-days in fear (M31), who has heard by the end (M32)."""

    group: str
    fear: Rate
    aware: Rate
    know_standing: Rate
    know_rules: Rate
    by_level: dict[str, int]


@dataclass(frozen=True)
class Means:
    """Cash held at the end, per citizen in whole units of the place's money."""

    group: str
    money: int
    citizens: int
    seeds: tuple["Means", ...] = ()

    @property
    def mean(self) -> float | None:
        """Mean cash and savings per citizen; None where there is nobody."""
        return self.money / self.citizens if self.citizens else None

    @property
    def interval(self) -> Interval | None:
        """The interval of the mean over seeds; None with one seed."""
        return of_ratio([(one.money, one.citizens) for one in self.seeds])


@dataclass(frozen=True)
class Pace:
    """How much happened, without which a speed or a rate says nothing."""

    candidates: Rate
    acts: Rate
    records: Rate
    changes: Rate


def refusals(run: Run) -> list[Refusal]:
    """Return refusals by wish."""
    rows = []
    for wish in run.manifest.legend.wishes:
        refused = classes(run, f"refused.{wish.id}", whole(run))
        attempts = int(run.total(f"wished.{wish.id}").sum())
        rows.append(
            Refusal(
                id=wish.id,
                title=wish.title,
                attempts=attempts,
                refused=refused,
                rate=in_ten_thousand(refused.all, attempts, "attempts", "refusals"),
                in_error=in_ten_thousand(refused.in_error, refused.all, "refusals", "refusals in error"),
                dearer=int(run.total(f"dearer.{wish.id}").sum()),
                unafforded=int(run.total(f"unafforded.{wish.id}").sum()),
            )
        )
    return rows


def ever_refused(run: Run) -> list[tuple[str, Rate]]:
    """Return the persons refused at least once, by group, per 10 000 person-years."""
    found = []
    for name, at in groups_of(run):
        days = person_days(run, at=at)
        persons = int(run.last("ever.refused")[at].sum())
        found.append((name, in_person_years(persons, days, "persons", round(days / run.days), once=True)))
    return found


def appeals(run: Run) -> Appeals:
    """Return appeals filed and won by whether the record was true, and take-up among records in error."""
    filed_wrong, filed_true = (int(run.total(f"appealed.{key}").sum()) for key in ("in_error", "true_record"))
    won_wrong, won_true = (int(run.total(f"appeals_won.{key}").sum()) for key in ("in_error", "true_record"))
    wrong = sum(row.false for row in false_records(run))
    return Appeals(
        filed_in_error=filed_wrong,
        filed_true=filed_true,
        won_in_error=won_wrong,
        won_true=won_true,
        taken_up=in_ten_thousand(filed_wrong, wrong, "records in error", "appeals"),
        success_in_error=in_ten_thousand(won_wrong, filed_wrong, "appeals", "won"),
        success_true=in_ten_thousand(won_true, filed_true, "appeals", "won"),
    )


def false_records(run: Run) -> list[FalseRecords]:
    """Return records in error by act, per record and per 10 000 person-years."""
    days = person_days(run)
    rows = []
    for act in run.manifest.legend.acts:
        if act is None:
            continue
        true, other, nothing, double = (
            int(run.total(f"recorded.{act.id}.{cause}").sum())
            for cause in ("true", "somebody_else", "nothing", "double")
        )
        false = other + nothing + double
        protected = act.protects is not None
        rows.append(
            FalseRecords(
                id=act.id,
                title=act.title,
                protected=protected,
                somebody_else=other,
                nothing=nothing,
                double=double,
                of_records=None if protected else in_ten_thousand(false, true + false, "records", "in error"),
                per_citizen=in_person_years(false, days, "records in error"),
            )
        )
    return rows


def of_all(rows: list[FalseRecords], count: Callable[[FalseRecords], int] = lambda row: row.false) -> Rate:
    """Return records in error of several acts among the person-years in which they were made, or one kind of them."""
    days = rows[0].per_citizen
    seeds = (replace(one, numerator=sum(count(row.seeds[k]) for row in rows)) for k, one in enumerate(days.seeds))
    return replace(days, numerator=sum(count(row) for row in rows), seeds=tuple(seeds))


def moods(run: Run) -> list[Mood]:
    """Return fear and awareness by group."""
    found = []
    for name, at in groups_of(run):
        days = person_days(run, at=at)
        levels = {level: int(run.last(f"aware.{level}")[at].sum()) for level in AWARENESS}
        known = sum(levels.values())
        found.append(
            Mood(
                group=name,
                fear=in_ten_thousand(
                    int(run.daily("fearful")[:, at].sum()), days, "person-days", "person-days in fear",
                    round(days / run.days),
                ),
                aware=in_ten_thousand(known - levels["nothing"], known, OLD_ENOUGH, "have heard of it"),
                know_standing=in_ten_thousand(levels["own_standing"], known, OLD_ENOUGH, "know their own standing"),
                know_rules=in_ten_thousand(levels["rules"], known, OLD_ENOUGH, "know the rules"),
                by_level=levels,
            )
        )  # fmt: skip
    return found


def means_by_group(run: Run) -> list[Means]:
    """Return cash and savings at the end by group."""
    return [
        Means(name, int(run.last("money_sum")[at].sum()), int(run.last("citizens")[at].sum()))
        for name, at in groups_of(run)
    ]


def ties_dropped(run: Run) -> Rate:
    """Return friendships dropped by one side and not taken up again by the end, per 10 000 citizens."""
    return in_ten_thousand(
        int(run.last("ties_dropped_stock").sum()), int(run.last("citizens").sum()), "citizens", "ties dropped"
    )


def overflows(run: Run) -> dict[str, int]:
    """Return what did not fit and was folded or dropped, by kind; all of it is counted."""
    return {kind: int(run.total(f"overflows.{kind}").sum()) for kind in OVERFLOWS}


def pace(run: Run) -> Pace:
    """Return candidates, acts, records and changes of standing per 10 000 citizen-days."""
    days = person_days(run, "citizens")

    def rate(prefix: str, what: str) -> Rate:
        summed = sum(int(run.total(name).sum()) for name in run.names(prefix))
        return in_ten_thousand(summed, days, "citizen-days", what)

    return Pace(
        candidates=rate("candidates", "candidates"),
        acts=rate("done.", "acts"),
        records=rate("recorded.", "records"),
        changes=rate("changes", "changes"),
    )
