"""The rows of the views that are measured and not counted: each seed's own, in the order of their columns."""

from collections.abc import Callable, Iterator

from glasshouse.audit.calibration import calibrations
from glasshouse.audit.foresight import foresight
from glasshouse.audit.grounds import grounds, regime_of
from glasshouse.audit.rewards import rewards, touched
from glasshouse.audit.rights.alike import same_score
from glasshouse.audit.rights.contexts import crossings
from glasshouse.audit.rights.facts import facts_of
from glasshouse.audit.sensors import sensors
from glasshouse.record import measured as view
from glasshouse.record.measured import Measures, Row
from glasshouse.record.reading import Run

HUNDRED = 100


def on_watched(run: Run) -> Iterator[Row]:
    """Yield every sensor and group: done, seen and missed where that may be told, and false records."""
    for one in sensors(run):
        done, seen, missed = (
            (one.seen.denominator, one.seen.numerator, one.missed.numerator)
            if one.seen is not None and one.missed is not None
            else (None, None, None)
        )
        false = one.somebody_else.numerator, one.nothing.numerator, one.false.denominator
        yield one.id, one.group, done, seen, missed, *false


def on_calibration(run: Run) -> Iterator[Row]:
    """Yield how far the same score means the same by group, of the panel; and what a learned scorecard foretold."""
    for one in same_score(run):
        yield one.id, one.what, one.unit, one.value, one.among
    for card in calibrations(run):
        files = card.observed.denominator
        yield f"observed-{card.group}", "with a breach on file after a term", "in 10 000", card.observed.value, files
        if card.foretold is not None:
            yield f"foretold-{card.group}", "foretold by the card then in force", "in 10 000", card.foretold, files


def on_foresight(run: Run) -> Iterator[Row]:
    """Yield every domain, ranked by the score, by one's own past and by income."""
    for one in foresight(run):
        for by, area in (("score", one.score), ("past", one.past), ("income", one.income)):
            ends = area.interval
            value = None if area.value is None else HUNDRED * area.value
            low, high = (None, None) if ends is None else (HUNDRED * ends.low, HUNDRED * ends.high)
            yield one.id, by, one.first, one.days, area.went_on, area.others, value, low, high


def on_rewards(run: Run) -> Iterator[Row]:
    """Yield the share of each kind of source."""
    yield from ((one.id, one.value, one.people) for one in rewards(run))


def on_grounds(run: Run) -> Iterator[Row]:
    """Yield what brings each sanction, by class."""
    yield from (
        (one.consequence, one.id, one.reading, one.days, one.alone, one.shared) for one in grounds(run, regime_of(run))
    )


def on_touched(run: Run) -> Iterator[Row]:
    """Yield the one row of a record with a panel."""
    found = touched(run)
    if found.days:
        yield found.days, found.value


def joined(run: Run) -> list[Row]:
    """Return the domains of life that the regime joins, as its file in the record says."""
    return [(*pair, relation) for pair, relation in sorted(crossings(facts_of(run)).items())]


def by_seed(rows_of: Callable[[Run], Iterator[Row]]) -> Callable[[Run], list[Row]]:
    """Return what gives the rows of each seed in turn, the seed before each."""

    def rows(run: Run) -> list[Row]:
        return [(one.manifest.seed, *row) for one in (list(run.replicates()) or [run]) for row in rows_of(one)]

    return rows


TABLED: Measures = {
    view.WATCHED.name: by_seed(on_watched),
    view.CALIBRATION.name: by_seed(on_calibration),
    view.FORESIGHT.name: by_seed(on_foresight),
    view.REWARDS.name: by_seed(on_rewards),
    view.JOINED.name: joined,
    view.GROUNDS.name: by_seed(on_grounds),
    view.TOUCHED.name: by_seed(on_touched),
}
