"""Sensor by sensor and group by group: what was done and missed, and the records of what somebody did not do.

What a sensor truly finds is given only where it looks for no act that a right protects: how well such acts are found
is in no measure. Sensors stand in the order of the regime's file, so that none is ranked by what it finds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glasshouse.audit.measures import groups_of, person_days
from glasshouse.audit.rates import DAYS_OF_A_YEAR, TEN_THOUSAND, Rate, in_person_years, in_ten_thousand
from glasshouse.audit.spread import Interval, of_ratio
from glasshouse.record.manifest import Manifest, SensorName
from glasshouse.record.naming import CAUSES
from glasshouse.record.reading import Run
from glasshouse.record.reserve import looks_for_protected

TENTHS_OF_AN_HOUR = 600
"""Gates count time in tenths of minutes."""


@dataclass(frozen=True)
class SensorRow:
    """One sensor and one group: its false records, and what it saw and missed where that may be told.

    False are records of somebody else's act and of nothing; one that is kept twice is none of the sensor's. ``group``
    is that of the person on file. ``seen`` and ``missed`` are among all acts that the sensor looks for, by people on
    file or not, in its view or not. They and ``of_records`` are None where it looks for a protected act.
    """

    id: str
    title: str
    group: str
    somebody_else: Rate
    nothing: Rate
    false: Rate
    of_records: Rate | None
    seen: Rate | None
    missed: Rate | None


@dataclass(frozen=True)
class Hours:
    """Time that a gate took of people, in hours per 10 000 person-years; of time in error, below 0 it was gained."""

    tenths: int
    person_days: int
    seeds: tuple["Hours", ...] = ()

    @property
    def parts(self) -> tuple[float, float]:
        """Hours, and person-years in ten thousands."""
        return self.tenths / TENTHS_OF_AN_HOUR, self.person_days / (DAYS_OF_A_YEAR * TEN_THOUSAND)

    @property
    def value(self) -> float | None:
        """The hours per 10 000 person-years; None where nobody is there.

        >>> Hours(6_000, 365_000).value, Hours(-600, 3_650_000).value, Hours(0, 0).value
        (100.0, -1.0, None)
        """
        hours, years = self.parts
        return hours / years if years else None

    @property
    def interval(self) -> Interval | None:
        """The interval over seeds; None with one seed, or where no seed has any such time."""
        return of_ratio([one.parts for one in self.seeds]) if any(one.tenths for one in self.seeds) else None


@dataclass(frozen=True)
class GateRow:
    """One gate, a sensor that people pass, and one group: passages, mistakes in 10 000 of them, and time.

    Whoever is wanted and found is one alert a month, however often; a false alert is one of a passage. So the share of
    alerts that are false is a little above that of single alarms.

    ``false_alerts`` is None where the gate looks for nothing. ``of_alerts`` is the share of a watch-list's alerts that
    are false, and None of any other gate.
    """

    id: str
    title: str
    group: str
    passages: Rate
    false_alerts: Rate | None
    refused: Rate
    hours: Hours
    hours_in_error: Hours
    of_alerts: Rate | None


def sensors(run: Run) -> list[SensorRow]:
    """Return every sensor, everybody first and then group by group; nothing of a record that has no sensors."""
    groups = groups_of(run)
    return [sensor_row(run, one, name, at) for one in run.manifest.legend.sensors for name, at in groups]


def sensor_row(run: Run, sensor: SensorName, group: str, at: Sequence[int]) -> SensorRow:
    """Return one sensor and one group."""
    true, other, nothing, double = (records(run, sensor, cause, at) for cause in CAUSES)
    days, false = person_days(run, at=at), other + nothing
    # To the sensor a record that another has made as well is as true as the first.
    seen = true + double
    done = sum(counted(run, f"done.{act}", at) for act in sensor.sees)
    told = not looks_for_protected(run.manifest, sensor)
    return SensorRow(
        id=sensor.id,
        title=sensor.title,
        group=group,
        somebody_else=in_person_years(other, days, "records"),
        nothing=in_person_years(nothing, days, "records"),
        false=in_person_years(false, days, "false records"),
        of_records=in_ten_thousand(false, seen + false, "records", "false") if told else None,
        seen=in_ten_thousand(seen, done, "acts", "seen") if told else None,
        missed=in_ten_thousand(done - seen, done, "acts", "missed") if told else None,
    )


def gates(run: Run) -> list[GateRow]:
    """Return every gate, everybody first and then group by group."""
    groups, watching = groups_of(run), watch_lists(run.manifest)
    doors = [sensor for sensor in run.manifest.legend.sensors if sensor.gate]
    return [gate_row(run, one, name, at, watches=one.id in watching) for one in doors for name, at in groups]


def gate_row(run: Run, gate: SensorName, group: str, at: Sequence[int], *, watches: bool) -> GateRow:
    """Return one gate and one group."""
    true, other, nothing, double = (records(run, gate, cause, at) for cause in CAUSES)
    passed, days, false = counted(run, f"passed.{gate.id}", at), person_days(run, at=at), other + nothing
    return GateRow(
        id=gate.id,
        title=gate.title,
        group=group,
        passages=in_person_years(passed, days, "passages"),
        false_alerts=in_ten_thousand(other, passed, "passages", "false alerts") if gate.sees else None,
        refused=in_ten_thousand(counted(run, f"turned_away.{gate.id}", at), passed, "passages", "refused by mistake"),
        hours=Hours(counted(run, f"gate_tenths.{gate.id}", at), days),
        hours_in_error=Hours(counted(run, f"gate_tenths_in_error.{gate.id}", at), days),
        of_alerts=in_ten_thousand(false, true + double + false, "alerts", "false") if watches else None,
    )


def watch_lists(manifest: Manifest) -> set[str]:
    """Return the gates whose every record is an alert of a watch-list.

    These look for one thing that gates alone look for: that somebody is wanted, which is a state and no act.
    """
    named = manifest.legend.sensors
    elsewhere = {act for sensor in named if not sensor.gate for act in sensor.sees}
    return {
        gate.id
        for gate in named
        if gate.gate
        and len(gate.sees) == 1
        and elsewhere.isdisjoint(gate.sees)
        and not looks_for_protected(manifest, gate)
    }


def summed(rates: Sequence[Rate]) -> Rate:
    """Return rates over the same denominator taken together: their counts over it, in all seeds and in each.

    >>> summed([in_person_years(1, 365_000, "false records"), in_person_years(2, 365_000, "false records")]).value
    30.0
    """
    seeds = zip(*(rate.seeds for rate in rates), strict=True)
    parts = tuple(replace(each[0], numerator=sum(one.numerator for one in each)) for each in seeds)
    return replace(rates[0], numerator=sum(rate.numerator for rate in rates), seeds=parts)


def hours_of(rows: Sequence[Hours]) -> Hours:
    """Return the time of several gates taken together, of the same people.

    >>> hours_of([Hours(600, 365), Hours(-300, 365)])
    Hours(tenths=300, person_days=365, seeds=())
    """
    seeds = zip(*(row.seeds for row in rows), strict=True)
    parts = tuple(replace(each[0], tenths=sum(one.tenths for one in each)) for each in seeds)
    return replace(rows[0], tenths=sum(row.tenths for row in rows), seeds=parts)


def records(run: Run, sensor: SensorName, cause: str, at: Sequence[int]) -> int:
    """Return the records of one sensor and cause on some groups."""
    return counted(run, f"recorded_by.{sensor.id}.{cause}", at)


def counted(run: Run, name: str, at: Sequence[int]) -> int:
    """Return a flow summed over the days and some groups."""
    return int(run.total(name)[list(at)].sum())
