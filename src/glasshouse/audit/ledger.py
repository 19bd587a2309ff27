"""The ledger of benefits (M33): who has more or less of what than in the baseline, and who pays for it.

Acts with a victim are counted where they were truly done; what was merely recorded stands beside, since
more watching makes more records of the same acts. A benefit that got worse is said to be worse.
"""

from dataclasses import dataclass
from math import erf, sqrt

from glasshouse.audit.comparing import Verdict
from glasshouse.audit.favours import free_days
from glasshouse.audit.lives import ties_dropped
from glasshouse.audit.rates import Rate, difference_of, in_person_years, in_ten_thousand, paired
from glasshouse.audit.spread import CERTAINTY, FEW, Interval, of_ratio
from glasshouse.record.manifest import ActName
from glasshouse.record.reading import Run

CLEAR = 3.0
"""Standard deviations of two counts, taken for independent, beyond which one run calls a difference clear."""
SURE = erf(CLEAR / sqrt(2))
"""The certainty that so many standard deviations stand for, which several seeds must reach as well."""

VICTIMS = {"other": "the persons harmed", "public": "the public"}
TITLES = {"other": "Acts that harm another person", "public": "Acts that harm the public"}
MONEY_ACTS = {"pays-bill-late", "misses-instalment"}
"""Acts that arise from the budget: a line each, since ability and not will decides most of them."""


@dataclass(frozen=True)
class Line:
    """One line of the ledger. ``wanted`` is what is better for the beneficiary: -1 fewer, 1 more, 0 neither.

    ``truth`` is `true` for what happened, `recorded` for what the authority holds; ``recorded`` gives
    the latter where both are known.
    """

    id: str
    title: str
    beneficiary: str
    lost_by: str
    truth: str
    wanted: int
    here: Rate
    there: Rate | None
    recorded: Rate | None = None
    recorded_there: Rate | None = None
    note: str = ""

    @property
    def change(self) -> float | None:
        """Here over there, less one; None without a baseline or where nothing happened there."""
        if self.there is None or not self.there.value or self.here.value is None:
            return None
        return self.here.value / self.there.value - 1.0

    @property
    def per_hundred(self) -> Interval | None:
        """The interval of here for 100 there, over seeds paired with the same of the baseline; None with one seed."""
        if self.there is None:
            return None
        pairs = zip(self.here.seeds, self.there.seeds, strict=False)
        found = of_ratio([(a.numerator * b.denominator, b.numerator * a.denominator) for a, b in pairs])
        return found and Interval(max(found.low, 0.0) * 100, found.high * 100)

    @property
    def verdict(self) -> Verdict:
        """Better or worse than the baseline, as far as chance lets the run tell.

        Several seeds are paired with the same seeds of the baseline. Their differences must lie to one side
        of nothing with the certainty ``SURE``; few seeds must all do so, and all counts together must pass
        the test of one run.
        """
        if self.there is None:
            return "not compared"
        a, b = self.here, self.there
        if not a.denominator or not b.denominator:
            return "not compared"
        if self.wanted == 0:
            return "no clear difference" if a.value == b.value else "moved"
        expected = b.numerator * a.denominator / b.denominator
        scale = a.denominator / b.denominator
        if len(a.seeds) < FEW and abs(a.numerator - expected) <= CLEAR * sqrt(
            a.numerator + b.numerator * scale * scale
        ):
            return "no clear difference"
        paired = self.paired(SURE)
        if paired is not None and paired.low <= 0.0 <= paired.high:
            return "no clear difference"
        return "better" if (a.numerator > expected) == (self.wanted > 0) else "worse"

    @property
    def difference(self) -> float | None:
        """Here less there, in the unit of both; None without a baseline."""
        return None if self.there is None else difference_of(self.here, self.there)

    def paired(self, certainty: float = CERTAINTY) -> Interval | None:
        """The interval of the difference over seeds, each paired with the same of the baseline; None with one seed."""
        return None if self.there is None else paired(self.here, self.there, certainty)


@dataclass(frozen=True)
class Posts:
    """Well-paid posts: scarce, so that what one gains another loses."""

    by_lot: int
    put_first: int
    lost: int
    refused: int
    left: int
    seeds: tuple["Posts", ...] = ()


@dataclass(frozen=True)
class Deposits:
    """Deposits waived, and the money that did not have to be lodged (None where it cannot be told)."""

    waived: int
    granted: int
    money: int | None
    currency: str
    seeds: tuple["Deposits", ...] = ()


def ledger(run: Run, against: Run | None) -> list[Line]:
    """Return the lines that counts can fill; against None, without a comparison."""
    acts = [act for act in run.manifest.legend.acts if act is not None and act.protects is None]
    harmful = [act for act in acts if act.victim != "none"]
    lines = []
    for victim, who in VICTIMS.items():
        ours = [act for act in harmful if act.victim == victim and act.id not in MONEY_ACTS]
        if ours:
            lines.append(together(run, against, f"victim-{victim}", TITLES[victim], ours, who))
    for act in harmful:
        if act.id in MONEY_ACTS:
            lines.append(act_line(run, against, act, -1, "creditors and suppliers", "those who ran short"))
    for act in acts:
        if act.deed:
            lines.append(act_line(run, against, act, 1, "those who receive it", "those who gave time or money"))
    return lines


def details(run: Run, against: Run | None) -> list[Line]:
    """Return the acts with a victim one by one."""
    return [
        act_line(run, against, act, -1, VICTIMS[act.victim], "those deterred or watched")
        for act in run.manifest.legend.acts
        if act is not None and act.protects is None and act.victim != "none" and act.id not in MONEY_ACTS
    ]


def together(run: Run, against: Run | None, name: str, title: str, acts: list[ActName], who: str) -> Line:
    """Return one line over several acts."""
    there = None if against is None else truly(against, acts)
    return Line(
        id=name,
        title=title,
        beneficiary=who,
        lost_by="everybody watched for it; those recorded in error",
        truth="true",
        wanted=-1,
        here=truly(run, acts),
        there=there,
        recorded=on_file(run, acts),
        recorded_there=None if against is None else on_file(against, acts),
        note="; ".join(act.title for act in acts),
    )


def act_line(run: Run, against: Run | None, act: ActName, wanted: int, who: str, lost_by: str) -> Line:
    """Return the line of one act."""
    return Line(
        id=act.id,
        title=act.title,
        beneficiary=who,
        lost_by=lost_by,
        truth="true",
        wanted=wanted,
        here=truly(run, [act]),
        there=None if against is None else truly(against, [act]),
        recorded=on_file(run, [act]),
        recorded_there=None if against is None else on_file(against, [act]),
    )


def truly(run: Run, acts: list[ActName]) -> Rate:
    """Return acts truly done, watched or not, per 10 000 person-years of all citizens who are not detained."""
    done = sum(int(run.total(f"done.{act.id}").sum()) for act in acts)
    return in_person_years(done, free_days(run), "acts done")


def on_file(run: Run, acts: list[ActName]) -> Rate:
    """Return records of such acts, true or not, per 10 000 person-years of all citizens who are not detained."""
    kept = sum(int(run.total(name).sum()) for act in acts for name in run.names(f"recorded.{act.id}."))
    return in_person_years(kept, free_days(run), "records")


def posts(run: Run) -> Posts | None:
    """Return what became of well-paid posts; None where nobody applied."""
    found = Posts(
        by_lot=int(run.total("posts_won.by_lot").sum()),
        put_first=int(run.total("posts_won.put_first").sum()),
        lost=int(run.total("posts_lost").sum()),
        refused=sum(int(run.total(name).sum()) for name in run.names("refused.well-paid-post.")),
        left=int(run.total("posts_left").sum()),
    )
    return found if found.by_lot + found.put_first + found.lost + found.refused > 0 else None


def deposits(run: Run) -> Deposits | None:
    """Return deposits waived and what they would have come to: the mean deposit lodged, times those waived.

    None where no wish of this conduct can go without a deposit; no money where nobody lodged one, or
    where more than one kind of deposit was waived.
    """
    waived = {
        wish.id: number
        for wish in run.manifest.legend.wishes
        if (number := int(run.total(f"waived.{wish.id}").sum())) > 0
    }
    if not waived:
        return None
    wishes = list(waived)
    granted = sum(int(run.total(f"granted.{wish}").sum()) for wish in wishes)
    number = sum(waived.values())
    paid, lodged = granted - number, int(run.total("lodged").sum())
    money = number * lodged // paid if len(wishes) == 1 and paid > 0 else None
    return Deposits(number, granted, money, run.manifest.currency)


def wealth_lines(run: Run, against: Run | None) -> list[Line]:
    """Return what else changed hands or was given up: loans granted, ties dropped."""
    lines = [
        Line(
            id="loans",
            title="Loans granted",
            beneficiary="borrowers",
            lost_by="those refused or charged more",
            truth="true",
            wanted=0,
            here=loans(run),
            there=None if against is None else loans(against),
        ),
        Line(
            id="ties",
            title="Friendships dropped and not taken up again",
            beneficiary="nobody",
            lost_by="both friends",
            truth="true",
            wanted=-1,
            here=ties_dropped(run),
            there=None if against is None else ties_dropped(against),
        ),
    ]
    return [line for line in lines if line.here.denominator > 0]


def loans(run: Run) -> Rate:
    """Return loans granted among attempts of those in the position for one."""
    attempts = int(run.total("wished.loan").sum())
    return in_ten_thousand(int(run.total("granted.loan").sum()), attempts, "attempts", "loans granted")
