"""Measures sensor by sensor, on a run whose counts were worked out by hand."""

import json

import pytest

from glasshouse.audit import lives, sensors
from glasshouse.audit.sensors import GateRow, Hours, SensorRow
from glasshouse.audit.spread import Interval
from glasshouse.audit.whole import as_data, audit_of
from glasshouse.record.naming import CAUSES
from tests.report.fakes import SENSORS, fake, of_seeds, same, sensor, village, watched


def rows_of(name: str) -> list[SensorRow]:
    """The rows of one sensor: everybody, then each group."""
    return [row for row in sensors.sensors(watched()) if row.id == name]


def gate_of(name: str) -> list[GateRow]:
    """The rows of one gate: everybody, then each group."""
    return [row for row in sensors.gates(watched()) if row.id == name]


def test_a_sensor_is_counted_group_by_group() -> None:
    whole, m, n1, n2 = rows_of("office")
    assert [row.group for row in (whole, m, n1, n2)] == ["everybody", "M", "N1", "N2"]
    assert [row.false.numerator for row in (whole, m, n1, n2)] == [15, 9, 3, 3]
    assert [row.somebody_else.numerator for row in (whole, m, n1, n2)] == [6, 3, 3, 0]
    assert whole.false.denominator == 740 * 3
    assert n1.false.value == pytest.approx(3 / (300 / 365) * 10_000)
    # A day brings 57 true records, 4 that were kept twice and 5 false ones.
    assert whole.of_records is not None
    assert (whole.of_records.numerator, whole.of_records.denominator) == (15, 66 * 3)


def test_acts_are_seen_or_missed() -> None:
    whole = rows_of("office")[0]
    assert whole.seen is not None and whole.missed is not None
    # 23 quarrels and 230 in queues a day; 61 were seen, a record that is kept twice included.
    assert (whole.seen.numerator, whole.seen.denominator) == (61 * 3, 253 * 3)
    assert whole.seen.numerator + whole.missed.numerator == whole.seen.denominator


def test_of_a_sensor_that_looks_for_a_protected_act_only_what_is_false_is_told() -> None:
    whole, *_ = rows_of("net")
    assert whole.false.numerator == 12
    assert (whole.of_records, whole.seen, whole.missed) == (None, None, None)
    gate = sensors.gates(watched(sensors=[sensor("net", "posts-criticism", gate=True)]))[0]
    assert gate.of_alerts is None


def test_what_such_a_sensor_truly_finds_is_not_in_the_data_of_an_audit() -> None:
    few, many = (watched(counts={"recorded_by.net.true": same(3, number, 0, 0)}) for number in (0, 81))
    assert as_data(audit_of(few)) == as_data(audit_of(many))
    other = watched(counts={"recorded_by.office.true": same(3, 0, 0, 0)})
    assert as_data(audit_of(few)) != as_data(audit_of(other)), "the comparison would see it"


def test_gates_err_by_passage() -> None:
    whole, m, n1, n2 = gate_of("glasses")
    assert whole.passages.numerator == 1250 * 3
    assert whole.false_alerts is not None and n2.false_alerts is not None
    assert (whole.false_alerts.value, n2.false_alerts.value) == (24.0, 200.0)
    # One true alert a day, and three false ones.
    assert whole.of_alerts is not None and m.of_alerts is not None and n1.of_alerts is not None
    assert (whole.of_alerts.value, m.of_alerts.value, n1.of_alerts.value) == (7500.0, 5000.0, 10_000.0)
    lanes = gate_of("lanes")[0]
    assert (lanes.false_alerts, lanes.of_alerts) == (None, None)
    assert (lanes.refused.numerator, lanes.refused.denominator) == (9 * 3, 740 * 3)
    # 24 000 tenths of minutes a day are 40 hours of 740 people.
    assert lanes.hours.value == pytest.approx(40 / 740 * 365 * 10_000)
    assert lanes.hours_in_error.tenths == 3 * 1_200


def test_only_what_gates_alone_look_for_makes_a_watch_list() -> None:
    assert sensors.watch_lists(watched().manifest) == {"glasses"}
    mixed = [sensor("glasses", "wanted", "jumps-queue", gate=True)]
    assert sensors.watch_lists(watched(sensors=mixed).manifest) == set()
    elsewhere = [sensor("glasses", "wanted", gate=True), sensor("office", "wanted")]
    assert sensors.watch_lists(watched(sensors=elsewhere).manifest) == set()


def test_sensors_stand_as_in_the_file_and_not_by_what_they_find() -> None:
    turned = watched(sensors=SENSORS[::-1])
    assert list(dict.fromkeys(row.id for row in sensors.sensors(turned))) == ["lanes", "glasses", "net", "office"]


def test_a_record_without_sensors_has_no_rows() -> None:
    assert not sensors.sensors(village()) and not sensors.gates(village())
    assert sensors.sensors(fake()) == []


def test_sums_over_sensors_are_those_over_acts() -> None:
    """Counted by sensor and counted by act, false records are the same ones."""
    rows = [sensor("office", "quarrels"), sensor("net", "posts-criticism")]
    counts = {f"recorded_by.{one.id}.{cause}": same(3, 0, 0, 0) for one in rows for cause in CAUSES}
    counts |= {"recorded_by.office.nothing": same(3, 2, 0, 0), "recorded_by.net.somebody_else": same(3, 1, 1, 0)}
    run = watched(sensors=rows, counts=counts)
    whole = sensors.summed([row.false for row in sensors.sensors(run) if row.group == "everybody"])
    assert whole.numerator == sum(row.somebody_else + row.nothing for row in lives.false_records(run)) == 12


def test_several_seeds_have_intervals_everywhere() -> None:
    more = ({"recorded_by.office.nothing": same(3, k, 0, 0), "gate_tenths_in_error.lanes": same(3, 600 - 300 * k, 0, 0)}
            for k in range(6))  # fmt: skip
    audit = audit_of(of_seeds([watched(seed=k + 1, counts=each) for k, each in enumerate(more)]))
    office = audit.sensors[0]
    assert office.false.numerator == sum(3 * k + 6 for k in range(6))
    assert len(office.false.seeds) == 6
    assert office.false.interval is not None
    lanes = next(row for row in audit.gates if row.id == "lanes")
    assert lanes.hours_in_error.interval is not None
    assert lanes.hours_in_error.interval.low < 0 < lanes.hours_in_error.interval.high, "time can be gained by errors"
    assert "NaN" not in json.dumps(as_data(audit))


def test_time_of_seeds_is_taken_together() -> None:
    two = Hours(600, 730, (Hours(600, 365), Hours(0, 365)))
    both = sensors.hours_of([two, two])
    assert (both.tenths, [one.tenths for one in both.seeds]) == (1200, [1200, 0])
    assert both.interval == Interval(0.0, pytest.approx(20_000))  # type: ignore[arg-type]
    assert Hours(0, 730, (Hours(0, 365), Hours(0, 365))).interval is None
