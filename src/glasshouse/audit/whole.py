"""The whole audit of one run: every measure at once, as plain data."""

from dataclasses import dataclass, is_dataclass
from itertools import repeat
from typing import Any

from glasshouse.audit import answers as answering
from glasshouse.audit import calibration as calibrating
from glasshouse.audit import comparing, courses, foresight, lives, measures
from glasshouse.audit import favours as favoured
from glasshouse.audit import grounds as brought_by
from glasshouse.audit import ledger as accounts
from glasshouse.audit import lessons as school
from glasshouse.audit import peers as others
from glasshouse.audit import redress as put_right
from glasshouse.audit import rewards as made_of
from glasshouse.audit import sensors as watching
from glasshouse.audit.rates import Rate
from glasshouse.audit.seedwise import with_seeds
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class Audit:
    """Every measure of a run; ``unfit`` says why a baseline that was given was left out."""

    scored: bool
    compared: bool
    unfit: tuple[str, ...]
    same_luck: bool
    groups: tuple[str, ...]
    sanctions: list[measures.Sanctions]
    baseline_sanctions: list[measures.Sanctions]
    consequences: list[measures.ConsequenceRow]
    lists: list[measures.ListRow]
    tiers: list[measures.TierRow]
    scores: list[measures.Score]
    speech: list[comparing.Speech]
    ledger: list[accounts.Line]
    details: list[accounts.Line]
    wealth: list[accounts.Line]
    posts: accounts.Posts | None
    deposits: accounts.Deposits | None
    refusals: list[lives.Refusal]
    favours: favoured.Favours
    ever_refused: list[tuple[str, Rate]]
    appeals: lives.Appeals
    redress: put_right.Redress
    false_records: list[lives.FalseRecords]
    sensors: list[watching.SensorRow]
    gates: list[watching.GateRow]
    lessons: list[school.LessonRow]
    foresight: list[foresight.Foresight]
    rewards: list[made_of.Reward]
    touched: made_of.Touched
    over_determined: Rate
    cards: list[calibrating.Card]
    calibrations: list[calibrating.Calibration]
    peers: list[others.PeerRow]
    moods: list[lives.Mood]
    answers: list[answering.Answer]
    means: list[lives.Means]
    baseline_means: list[lives.Means]
    ties: Rate
    overflows: dict[str, int]
    pace: lives.Pace
    courses: courses.Courses


def audit_of(run: Run, against: Run | None = None) -> Audit:
    """Measure a run; a baseline that is no pair to it is named in ``unfit`` and left out.

    Of a run of several seeds every measure is of all of them together, and what chance can move keeps the same
    measure of each seed beside it. Seeds are measured one at a time.
    """
    unfit = tuple(comparing.differences(run, against)) if against else ()
    base = None if unfit else against
    seeds = zip(run.replicates(), base.replicates() if base else repeat(None), strict=False)
    return with_seeds(measured(run, base, unfit), [measured(one, other, unfit) for one, other in seeds])


def measured(run: Run, base: Run | None, unfit: tuple[str, ...]) -> Audit:
    """Return every measure of a run's counts, against a baseline where there is one that fits."""
    return Audit(
        scored=run.manifest.scored,
        compared=base is not None,
        unfit=unfit,
        same_luck=base is not None and comparing.same_luck(run, base),
        groups=tuple(name for name, _ in measures.groups_of(run)),
        sanctions=measures.sanctions(run),
        baseline_sanctions=measures.sanctions(base) if base else [],
        consequences=measures.consequences(run),
        lists=measures.lists(run),
        tiers=measures.tiers(run),
        scores=measures.scores(run),
        speech=comparing.speech(run, base),
        ledger=accounts.ledger(run, base),
        details=accounts.details(run, base),
        wealth=accounts.wealth_lines(run, base),
        posts=accounts.posts(run),
        deposits=accounts.deposits(run),
        refusals=lives.refusals(run),
        favours=favoured.favours(run),
        ever_refused=lives.ever_refused(run),
        appeals=lives.appeals(run),
        redress=put_right.redress(run),
        false_records=lives.false_records(run),
        sensors=watching.sensors(run),
        gates=watching.gates(run),
        lessons=school.lessons(run),
        foresight=foresight.foresight(run),
        rewards=made_of.rewards(run),
        touched=made_of.touched(run),
        over_determined=brought_by.determined(run),
        cards=calibrating.cards(run),
        calibrations=calibrating.calibrations(run),
        peers=others.peers(run),
        moods=lives.moods(run),
        answers=answering.answers(run),
        means=lives.means_by_group(run),
        baseline_means=lives.means_by_group(base) if base else [],
        ties=lives.ties_dropped(run),
        overflows=lives.overflows(run),
        pace=lives.pace(run),
        courses=courses.courses_of(run, base),
    )


def as_data(audit: Audit) -> dict[str, Any]:
    """Return an audit as plain data for JSON: every rate with its value; series left out."""
    kept = {name: plain(value) for name, value in vars(audit).items() if name not in SERIES}
    kept["speech"] = [speech_data(row) for row in audit.speech]
    seeds = len(audit.moods[0].fear.seeds)
    note = f"{seeds} seeds; intervals are of chance over them" if seeds else ONE_SEED
    return {"synthetic": True, "note": note, **kept}


SERIES = ("scores", "speech", "courses")
ONE_SEED = "one seed; intervals are of chance within one run, and indicative"


def speech_data(row: comparing.Speech) -> dict[str, Any]:
    """Return a row on a protected act, without counts where only ratios may be printed."""
    if row.ratios_only:
        return {"id": row.id, "group": row.group, "ratio": row.ratio, **over_seeds(row)}
    return {**plain(row), "ratio": row.ratio}


def over_seeds(value: Any) -> dict[str, Any]:
    """Return the interval over seeds of what has one."""
    interval = value.interval if getattr(value, "seeds", ()) and hasattr(value, "interval") else None
    return {} if interval is None else {"interval": [interval.low, interval.high]}


def plain(value: Any) -> Any:
    """Return dataclasses as mappings, a rate with what follows from it."""
    if isinstance(value, Rate):
        interval = value.interval
        return {
            "numerator": value.numerator,
            "denominator": value.denominator,
            "per": value.per,
            "unit": value.unit,
            "counted": value.counted,
            "value": value.value,
            "interval": None if interval is None else [interval.low, interval.high],
            **({"seeds": [one.value for one in value.seeds]} if value.seeds else {}),
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in vars(value).items() if name != "seeds"} | over_seeds(value)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return value
