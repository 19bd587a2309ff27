"""Numbers as words: thousands apart, three figures that count, a rate with its numerator and denominator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, Rate
from glasshouse.audit.spread import FEW, Interval
from glasshouse.record.manifest import Manifest

T = TypeVar("T")
THIN = "\u202f"
"""A narrow space that does not break: it stands between thousands."""
NONE = "\u2013"
"""What a cell shows where there is nothing to divide by."""
TEN = f"10{THIN}000"
NATIONAL = 50_000_000
MILLION = 1_000_000
UNTOTALLED = ("disputed", "fiction")
GROUPS = {
    "everybody": "Everybody",
    "M": "Majority (M)",
    "N1": "Minority N1",
    "N2": "Minority N2",
}


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart.

    >>> grouped(1234567).replace(THIN, "_"), grouped(-1000).replace(THIN, "_"), grouped(7)
    ('1_234_567', '\u22121_000', '7')
    """
    return ("\u2212" if number < 0 else "") + f"{abs(number):,}".replace(",", THIN)


def figures(value: float) -> str:
    """Return a number with the figures that count: three, and never more decimals than two.

    >>> [figures(x).replace(THIN, "_") for x in (0, 0.004, 0.256, 3.14159, 31.4159, 314.159, 31415.9, -2.5)]
    ['0', 'under 0.01', '0.26', '3.1', '31', '314', '31_416', '\u22122.5']
    """
    size = abs(value)
    if size == 0:
        return "0"
    if size < 0.01:
        return "under 0.01"
    if size < 1:
        text = f"{size:.2f}"
    elif size < 9.95:
        text = f"{size:.1f}"
    else:
        text = grouped(round(size))
    return ("\u2212" if value < 0 else "") + text


def many(number: int, thing: str, things: str = "") -> str:
    """Return a number with its noun.

    >>> many(1, "day"), many(0, "person", "persons")
    ('1 day', '0 persons')
    """
    return f"{grouped(number)} {thing if number == 1 else things or thing + 's'}"


def one(things: str) -> str:
    """Return what several things are called where there is one: the first word has the plural.

    >>> one("persons"), one("entries"), one("acts done")
    ('person', 'entry', 'act done')
    """
    first, space, rest = things.partition(" ")
    single = first.removesuffix("ies") + "y" if first.endswith("ies") else first.removesuffix("s")
    return f"{single}{space}{rest}"


def listed(parts: list[str]) -> str:
    """Return parts as a series in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a and b', 'a, b and c', '')
    """
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def group_name(group: str) -> str:
    """Return how a group is called in tables."""
    return GROUPS.get(group, group)


def told_apart(rows: list[T]) -> list[T]:
    """Return rows of everybody and then of each group, without a group that is everybody.

    >>> told_apart(["everybody", "M"]), told_apart(["everybody", "M", "N1"])
    (['everybody'], ['everybody', 'M', 'N1'])
    """
    return rows if len(rows) > 2 else rows[:1]


def spoken(name: str) -> str:
    """Return a file's name as a phrase: `ordinary-law` is "ordinary law"."""
    return name.replace("-", " ")


def sentence(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Printed:
    """How counts are printed: as they are, or per million citizens where they would be national.

    ``citizens`` are those of all ``seeds`` together, as counts are.
    """

    citizens: int
    per_million: bool
    seeds: int = 1

    def count(self, number: int) -> str:
        """Return a count.

        >>> Printed(20_000, False).count(12), Printed(1_400_000_000, True).count(70_000)
        ('12', '50')
        """
        if not self.per_million:
            return grouped(number)
        return figures(number * MILLION / max(self.citizens, 1))

    def of(self, rate: Rate) -> str:
        """Return numerator and denominator with their units: `3 of 1 500 sanction-days`.

        >>> Printed(20, False).of(Rate(1, 12, 3_650_000, "person-days", "persons"))
        '1 person in 12 person-days'
        """
        if rate.per == TEN_THOUSAND:
            return f"{self.parts(rate)} {rate.unit}"
        number = self.count(rate.numerator)
        counted = f"{number} {one(rate.counted) if number == '1' else rate.counted}"
        if rate.denominator < DAYS_OF_A_YEAR and not self.per_million:
            return f"{counted} in {many(rate.denominator, 'person-day')}"
        return f"{counted} in {self.years(rate)} person-years"

    def parts(self, rate: Rate) -> str:
        """Return numerator and denominator alone, the latter in person-years where the rate is."""
        if rate.per == TEN_THOUSAND:
            return f"{self.count(rate.numerator)} of {self.count(rate.denominator)}"
        return f"{self.count(rate.numerator)} in {self.years(rate)}"

    def years(self, rate: Rate) -> str:
        """Return a denominator of person-days in person-years."""
        scale = MILLION / max(self.citizens, 1) if self.per_million else 1.0
        return figures(rate.denominator * scale / DAYS_OF_A_YEAR)

    def note(self) -> str:
        """Return what a reader must know of the counts, or nothing."""
        national = "Counts are per million synthetic citizens: a total of a country would say too much."
        return " ".join(part for part in (national if self.per_million else "", self.over_seeds()) if part)

    def over_seeds(self) -> str:
        """Return what a reader must know of the figures of several seeds; nothing where there is one.

        >>> Printed(8_000, False, 8).over_seeds()[:87]
        'Counts are of all 8 seeds together. Square brackets hold what chance alone leaves of a '
        """
        if self.seeds == 1:
            return ""
        few = f"the least and the most of {grouped(self.seeds)} seeds, too few for an interval"
        many = f"what chance alone leaves of a figure, 95 in 100 over {grouped(self.seeds)} seeds"
        return (
            f"Counts are of all {grouped(self.seeds)} seeds together. Square brackets hold "
            f"{few if self.seeds < FEW else many}; where no seed differs from another, as where nothing was counted in "
            "any, they hold what chance leaves of all seeds taken as one run. What the assumptions leave open is in "
            "neither."
        )


def printed(manifest: Manifest) -> Printed:
    """Return how counts are printed: no national totals for what is disputed or fiction."""
    national = manifest.status in UNTOTALLED and manifest.citizens >= NATIONAL
    return Printed(manifest.citizens * len(manifest.seeds), national, len(manifest.seeds))


def unit_of(rate: Rate) -> str:
    """Return the unit of a rate's value.

    >>> unit_of(Rate(1, 2, 10_000, "entries")), unit_of(Rate(1, 2, 3_650_000, "person-days"))
    ('in 10\u202f000 entries', 'per 10\u202f000 person-years')
    """
    if rate.per != TEN_THOUSAND:
        return f"per {grouped(TEN_THOUSAND)} person-years"
    return f"in {grouped(TEN_THOUSAND)} {rate.unit}"


def value_of(rate: Rate | None) -> str:
    """Return a rate's value, with what chance leaves of it over several seeds; or a dash."""
    return NONE if rate is None or rate.value is None else figures(rate.value) + chance_of(rate)


def chance_of(rate: Rate) -> str:
    """Return what chance leaves of a rate over several seeds, as in ` [2.1 to 3.4]`; nothing of one seed."""
    return bracketed(rate.interval) if rate.seeds else ""


def bracketed(interval: Interval | None, how: Callable[[float], str] = figures) -> str:
    """Return an interval in square brackets after a space; nothing where there is none.

    >>> bracketed(Interval(2.1, 3.4)), bracketed(None)
    (' [2.1 to 3.4]', '')
    """
    return "" if interval is None else f" [{how(interval.low)} to {how(interval.high)}]"


def percent(share: float) -> str:
    """Return a ratio in hundredths: `99.8`.

    >>> percent(0.99812), percent(1.0), percent(1.236), percent(0.0)
    ('99.8', '100', '123.6', '0')
    """
    text = f"{share * 100:.1f}"
    return text.removesuffix(".0")
