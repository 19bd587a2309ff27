"""Verification: what must come out of the engine is worked out by hand, and small worlds are lived to see if it does.

Every expected value here is a closed form of the files' own numbers (a binomial or Poisson mean, a two-state chain, a
share that a place publishes) and shares no code with the engine. Counts must lie within four standard errors of it, so
that of all of them together one in some thousands would fail by chance alone; with the fixed seeds none of it changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import expm1, inf, log1p, sqrt
from typing import Any

import numpy as np

from glasshouse.engine.experiment import Files, Setting
from glasshouse.experiment import made
from glasshouse.experiment.opened import Opened, changed, open_world, shipped
from glasshouse.model import state

ERRORS = 4.0
"""Standard errors to either side."""
ROUNDING = 0.005
"""Log-odds are kept to 1/256, which leaves a rate open by two in a thousand; twice that and a little is let pass."""
MONTH, YEAR = 30, 365
CITIZENS, DAYS = 8_000, 60


@dataclass(frozen=True)
class Check:
    """One thing known beforehand: what it must be, within what bounds, and what the engine says.

    ``form`` says in words how the expected value is worked out.
    """

    id: str
    title: str
    form: str
    expected: float
    low: float
    high: float
    found: float

    @property
    def holds(self) -> bool:
        """Whether the engine's value lies within the bounds."""
        return self.low <= self.found <= self.high


Form = Callable[[], Iterator[Check]]
"""What lives a small world or two and yields what was known of them beforehand."""


def exactly(name: str, title: str, form: str, expected: float, found: float) -> Check:
    """Return a check without any room."""
    return Check(name, title, form, expected, expected, expected, found)


def share(name: str, title: str, form: str, expected: float, hits: int, trials: int) -> Check:
    """Return a check of a share of so many independent trials: binomial."""
    half = ERRORS * sqrt(expected * (1 - expected) / trials) if trials else inf
    return Check(name, title, form, expected, expected - half, expected + half, hits / trials if trials else 0.0)


def number(name: str, title: str, form: str, expected: float, found: int, spread: float = 1.0) -> Check:
    """Return a check of a count of independent events: Poisson, its variance ``spread`` times its mean."""
    half = ERRORS * sqrt(expected * spread) + expected * ROUNDING
    return Check(name, title, form, expected, expected - half, expected + half, float(found))


def lived(files: Files, citizens: int = CITIZENS, days: int = DAYS, district_size: int | None = None) -> Opened:
    """Live a small world on one thread, as all of these are."""
    return open_world(files, Setting(citizens, days, 1, district_size, threads=1))


def busy(act: str, rate_per_year: float) -> Files:
    """Return a world in which one act alone is done, alike by everybody of 14 and over."""
    files = shipped()
    ages = {"child": 0.0, "youth": 1.0, "young": 1.0, "middle": 1.0, "older": 1.0, "elder": 1.0}
    alike = {"by_age": ages, "by_sex": {"women": 1.0, "men": 1.0}, "frailty_shape": 50.0, "online": False}
    acts = []
    for one in files.conduct.value.acts:
        rate = rate_per_year if one.id == act else 0.0
        row = {**one.model_dump(), "rate_per_year": {"urban": rate, "rural": rate}}
        acts.append(row | alike if one.id == act else row)
    return Files(files.place, changed(files.conduct, acts=acts), files.regime)


def acts_have_their_rate() -> Iterator[Check]:
    """Thinning: an act of 60 a year, alike for all, is done on a share 1 - exp(-60/365) of a citizen's days."""
    world = lived(busy("careful-purchase", 60.0), 20_000)
    days = int((world.column(state.AGE) >= 14).sum()) * DAYS
    chance = -expm1(-60.0 / YEAR)
    yield number("rate-of-an-act", "Acts done at 60 a year", "persons x days x (1 - exp(-60/365))", days * chance,
                 world.sum("done.careful-purchase"), 1 - chance)  # fmt: skip


def sensors_see_their_share() -> Iterator[Check]:
    """A sensor that notes one half; one that looks where it missed; and two that share one system."""
    face = made.sensor("face", ["jaywalk"], 0.5)
    world = lived(made.ruled(sensors=[face, made.sensor("gait", ["jaywalk"], 0.6, instead_of=["face"])]))
    seen = world.sum("recorded.jaywalk.true") + world.sum("missed.jaywalk")
    yield share("seen", "Acts that a sensor notes", "its hit rate, 0.5", 0.5,
                world.sum("recorded_by.face.true"), seen)  # fmt: skip
    yield share("stand-in", "Acts that its stand-in notes", "(1 - 0.5) x 0.6", 0.3,
                world.sum("recorded_by.gait.true"), seen)  # fmt: skip
    twice = [made.sensor(name, ["jaywalk"], 0.5, system="one") for name in ("a", "b")]
    joined = lived(made.ruled(sensors=twice, score=made.scored(), rules=[made.points("jaywalk", -1.0)]))
    yield exactly("one-system", "Acts noted by one of two sensors of a system", "none: they share one draw", 0.0,
                  abs(joined.sum("recorded_by.a.true") - joined.sum("recorded_by.b.double")))  # fmt: skip


def false_alerts_grow_with_the_gallery() -> Iterator[Check]:
    """A gate that compares each face with 2 000: false alerts are passages x (1 - (1 - rate) ** 2000)."""
    files, rate, gallery, wanted = shipped(), 1e-6, 2000, 0.02
    acts = [{**one.model_dump(), **({"share": wanted} if one.kind == "wanted" else {})}
            for one in files.conduct.value.acts]  # fmt: skip
    files = Files(files.place, changed(files.conduct, acts=acts), files.regime)
    match = {"per_comparison": rate, "gallery": gallery, "by_group": {"M": 1, "N1": 1, "N2": 1}, "local": 1.0}
    gate = made.sensor("gate", ["is-wanted"], 0.02, kind="police-glasses", false_match=match,
                       gate={"passage": "rides-metro", "refused": 0.01})  # fmt: skip
    world = lived(made.ruled(files, sensors=[gate]), 20_000)
    passed = world.sum("passed.gate")
    expected = passed * -expm1(gallery * log1p(-rate)) * (1 - wanted)
    # Of several false alerts in a citizen's month one is kept, and months of one citizen hang together.
    yield number("false-alerts", "False alerts at a gate", "passages x (1 - (1 - 1e-6) ** 2000) x (1 - .02)", expected,
                 world.sum("recorded.is-wanted.somebody_else"), 2.0)  # fmt: skip
    yield share("turned-away", "Passages refused by mistake", "the stated 0.01", 0.01,
                world.sum("turned_away.gate"), passed)  # fmt: skip


def sanctions_are_classed() -> Iterator[Check]:
    """Without false records no sanction-day is in error; with nothing but false records every one is."""
    parts: dict[str, Any] = {"rules": [made.listing("jaywalk", "list")], "lists": [made.black_list("list", 10)],
             "consequences": [made.no_flights("list")]}  # fmt: skip
    true = lived(made.ruled(sensors=[made.sensor("eye", ["jaywalk"], 0.5)], **parts))
    yield exactly("no-false-record", "Sanction-days in error without a false record", "none", 0.0,
                  true.sum("sanctioned.in_error"))  # fmt: skip
    blind = made.sensor("eye", ["jaywalk"], 0.0, invented_per_year=3.0)
    false = lived(made.ruled(sensors=[blind], **parts), days=150)
    days = sum(false.sum(f"sanctioned.{kind}") for kind in ("in_error", "against_right", "by_rules"))
    yield exactly("only-false-records", "Share in error where all records are false", "all", 1.0,
                  false.sum("sanctioned.in_error") / days if days else 0.0)  # fmt: skip
    # A record of nothing may come on a citizen's due day, once in 30 days, and ten weeks end before the third after it.
    month = 3.0 * MONTH / YEAR
    yield share("listed", "Share listed, where lists are entered by chance", "1 - (1 - 3 x 30/365) ** 3",
                1 - (1 - month) ** 3, false.end("listed.list.in_error"), false.end("scored"))  # fmt: skip


def a_powerless_regime_changes_nobody() -> Iterator[Check]:
    """Watching and scoring without any consequence or announcement leave every act as it was."""
    eye = made.sensor("eye", ["jaywalk", "litters"], 0.5)
    score = lived(made.ruled(sensors=[eye], score=made.scored(), rules=[made.points("jaywalk", -1.0)]))
    bare = lived(shipped())
    moved = [name for name in bare.positions if name.startswith("done.")]
    yield exactly("powerless", "Acts and days that a score without consequences moves", "none", 0.0,
                  float(sum(np.abs(score.daily(name) - bare.daily(name)).sum() for name in moved)))  # fmt: skip


def money_is_conserved() -> Iterator[Check]:
    """What all purses hold moves by what came in less what went out, every day, to the unit."""
    world = lived(shipped("as-told"), 6_000)
    held = world.daily("money_sum").sum(axis=1)
    came = sum(world.daily(name).sum(axis=1) for name in ("wages", "lent", "returned", "discounts", "inherited"))
    gone = sum(world.daily(name).sum(axis=1)
               for name in ("living", "bills", "shocks", "repaid", "fines", "fees", "spent", "lodged", "surcharges",
                            "bequeathed", "escheated"))  # fmt: skip
    yield exactly("money", "Money made or lost", "none", 0.0, float(np.abs(np.diff(held) - (came - gone)[1:]).sum()))


def what_is_sent_arrives() -> Iterator[Check]:
    """Whoever is looked at is taken for somebody elsewhere: a month later as many records arrive as were sent."""
    match = {"per_comparison": 1.0, "gallery": 1, "local": 0.0}
    # In few places only: of several that reach one citizen in a month one is kept.
    few = {"urban": 0.1, "rural": 0.1}
    stray = made.sensor("eye", ["jaywalk"], 0.0, coverage=few, false_match=match)
    world = lived(made.ruled(sensors=[stray]), 16_000, 2 * MONTH, district_size=2_000)
    sent = int(world.daily("sent_afar.eye.jaywalk")[:MONTH].sum())
    arrived = int(world.daily("recorded.jaywalk.somebody_else")[MONTH:].sum())
    yield number("exchange", "False matches that arrive in a month", "those sent in the month before", sent, arrived)


def people_are_those_of_the_place() -> Iterator[Check]:
    """Shares that the place publishes, and the correlation that the conduct assumes."""
    files, citizens = shipped(), 100_000
    world = lived(files, citizens, 1)
    place = files.place.value
    men = place.men_per_100_women.value / (100 + place.men_per_100_women.value)
    yield share("men", "Share of men", "as published", men, int((world.column(state.WOMAN) == 0).sum()), citizens)
    online = int(world.column(state.INTERNET).sum())
    yield share("online", "Share of users of the Internet", "as published", place.internet.value, online, citizens)
    levels = [world.column(state.beside(state.CONDUCT, domain)) for domain in range(5)]
    found = float(np.asarray(np.corrcoef(levels))[np.triu_indices(5, 1)].mean())
    generality = files.conduct.value.generality.value
    # Sixteen levels take a little from a correlation; a hundredth is room for it.
    half = ERRORS * (1 - generality**2) / sqrt(citizens) + 0.01
    yield Check("generality", "Correlation of conduct between domains", "as assumed", generality, generality - half,
                generality + half, found)  # fmt: skip


def order_of_work_changes_nothing() -> Iterator[Check]:
    """One world lived district by district on one thread, and day by day on two in three shards."""
    files = shipped("as-told", "village")
    one = open_world(files, Setting(2_000, DAYS, 1, 500, threads=1))
    other = open_world(files, Setting(2_000, DAYS, 1, 500, threads=2, shards=3, order="day"))
    yield exactly("digest", "Digests that threads, shards and order change", "none", 0.0,
                  float(one.manifest.digest != other.manifest.digest))  # fmt: skip


FORMS: tuple[Form, ...] = (
    acts_have_their_rate,
    sensors_see_their_share,
    false_alerts_grow_with_the_gallery,
    sanctions_are_classed,
    a_powerless_regime_changes_nobody,
    money_is_conserved,
    what_is_sent_arrives,
    people_are_those_of_the_place,
    order_of_work_changes_nothing,
)
"""Every closed form, in the order in which they are printed."""


def verify(report: Callable[[str, int, int], None]) -> list[Check]:
    """Work out every closed form and hold the engine against it, in worlds that are lived now."""
    found: list[Check] = []
    for k, form in enumerate(FORMS):
        report("verification", k, len(FORMS))
        found += form()
    report("verification", len(FORMS), len(FORMS))
    return found
