"""The whole audit of one run: every measure at once, as plain data."""

from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from glasshouse.audit import comparing, lives, measures
from glasshouse.audit import ledger as accounts
from glasshouse.audit.rates import Rate
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
    ever_refused: list[tuple[str, Rate]]
    appeals: lives.Appeals
    false_records: list[lives.FalseRecords]
    moods: list[lives.Mood]
    means: list[lives.Means]
    baseline_means: list[lives.Means]
    ties: Rate
    overflows: dict[str, int]
    pace: lives.Pace


def audit_of(run: Run, against: Run | None = None) -> Audit:
    """Measure a run; a baseline that is no pair to it is named in ``unfit`` and left out."""
    unfit = tuple(comparing.differences(run, against)) if against else ()
    base = None if unfit else against
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
        ever_refused=lives.ever_refused(run),
        appeals=lives.appeals(run),
        false_records=lives.false_records(run),
        moods=lives.moods(run),
        means=lives.means_by_group(run),
        baseline_means=lives.means_by_group(base) if base else [],
        ties=lives.ties_dropped(run),
        overflows=lives.overflows(run),
        pace=lives.pace(run),
    )


def as_data(audit: Audit) -> dict[str, Any]:
    """Return an audit as plain data for JSON: every rate with its value; series left out."""
    kept = {name: plain(value) for name, value in vars(audit).items() if name not in ("scores", "speech")}
    kept["speech"] = [speech_data(row) for row in audit.speech]
    note = "one seed; intervals are of chance within one run, and indicative"
    return {"synthetic": True, "note": note, **kept}


def speech_data(row: comparing.Speech) -> dict[str, Any]:
    """Return a row on a protected act, without counts where only ratios may be printed."""
    if row.ratios_only:
        return {"id": row.id, "group": row.group, "ratio": row.ratio}
    return {**asdict(row), "ratio": row.ratio}


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
        }
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(part) for name, part in vars(value).items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return value
