"""What the page says of sensors, word for word, and where there is nothing to say."""

import re

import pytest

from glasshouse.audit.whole import audit_of
from glasshouse.record.reading import Run
from glasshouse.report import pictures, sensing, tables
from glasshouse.report.page import render
from glasshouse.report.words import Printed, printed
from tests.report.fakes import fake, legend, of_seeds, plain, same, sensor, village, watched

HERE = Printed(1000, False)


def one(name: str = "office", *sees: str) -> Run:
    """A run with one sensor."""
    return watched(sensors=[sensor(name, *(sees or ("quarrels",)))])


def test_false_records_in_words() -> None:
    rows = audit_of(watched(days=30)).sensors
    assert plain(sensing.false_by_sensor(rows, HERE)) == (
        "Of 4 sensors, 3 made false records. The most came from \u201cThe office\u201d: 24_662 per 10_000 person-years "
        "(150 false records in 61 person-years), which is 758 in 10_000 of its records."
    )
    assert plain(sensing.false_by_group(rows)) == (
        "False records of all sensors, per 10_000 person-years and by the group of the person on file: "
        "Majority (M) 42_583, Minority N1 109_500 and Minority N2 182_500."
    )
    assert sensing.kept_back(rows) == (
        "Of the sensors, 1 looks for an act that a right protects, so only false records are told of it: how well such "
        "acts are found is in no table, chart or sentence."
    )


def test_of_a_sensor_that_looks_for_a_protected_act_no_share_is_said() -> None:
    rows = audit_of(watched(counts={"recorded_by.net.nothing": same(3, 90, 0, 0)})).sensors
    assert plain(sensing.false_by_sensor(rows, HERE)).endswith("(282 false records in 6.1 person-years).")


def test_one_sensor_in_words() -> None:
    rows = audit_of(one()).sensors
    assert plain(sensing.false_by_sensor(rows, HERE)) == (
        "The one sensor made false records: 24_662 per 10_000 person-years (15 false records in 6.1 person-years), "
        "which is 758 in 10_000 of its records."
    )
    assert sensing.kept_back(rows) == ""
    assert sensing.kept_back(audit_of(one("net", "posts-criticism")).sensors).startswith("The one sensor looks for an")


def test_nothing_false_in_words() -> None:
    none = {f"recorded_by.office.{cause}": same(3, 0, 0, 0) for cause in ("somebody_else", "nothing")}
    rows = audit_of(watched(sensors=[sensor("office", "quarrels")], counts=none)).sensors
    assert sensing.false_by_sensor(rows, HERE) == "No false record was made by the one sensor."
    assert sensing.false_by_group(rows) == ""
    blind = audit_of(watched(sensors=[sensor("a", "quarrels"), sensor("b", "quarrels")])).sensors
    assert sensing.false_by_sensor(blind, HERE) == "No false record was made by any of 2 sensors."


def test_gates_in_words() -> None:
    mistakes, time, alerts = sensing.at_gates(audit_of(watched(days=30)).gates, HERE)
    assert plain(mistakes) == (
        "Past or through 2 gates people went 9_815_541 times per 10_000 person-years (59_700 passages in 61 "
        "person-years). At \u201cThe glasses\u201d 24 in 10_000 passages (90 of 37_500) ended in a false alert. At "
        "\u201cThe lanes\u201d 122 in 10_000 passages (270 of 22_200) were refused by mistake."
    )
    assert plain(time) == (
        "Passing took 197_297 hours per 10_000 person-years; of these, 9_865 would not be without false records."
    )
    assert plain(alerts) == (
        "Of the alerts of \u201cThe glasses\u201d, 7_500 in 10_000 alerts (90 of 120) were false. That share hangs on "
        "how many of those who pass are wanted, which is nowhere published; the conduct file declares it, and another "
        "number there gives another share. Whom a gate finds several times in a month counts once, whom it mistakes "
        "every time."
    )


def test_time_that_errors_save_and_time_that_nobody_counts() -> None:
    saved = watched(counts={"gate_tenths_in_error.lanes": same(3, -600, 0, 0)})
    assert plain(sensing.at_gates(audit_of(saved).gates, HERE)[1]).endswith(
        "; without false records it would be 4_932 more."
    )
    same_time = watched(counts={"gate_tenths_in_error.lanes": same(3, 0, 0, 0)})
    assert sensing.at_gates(audit_of(same_time).gates, HERE)[1].endswith(", and false records changed nothing of it.")
    glasses = watched(sensors=[sensor("glasses", "wanted", gate=True)])
    assert sensing.at_gates(audit_of(glasses).gates, HERE)[1] == "Passing took no time that is counted."


def test_gates_of_seeds_say_where_chance_leaves_the_sign_open() -> None:
    seeds = [watched(seed=k + 1, counts={"gate_tenths_in_error.lanes": same(3, 300 - 400 * k, 0, 0)}) for k in range(2)]
    run = of_seeds(seeds)
    text = plain(sensing.at_gates(audit_of(run).gates, printed(run.manifest))[1])
    assert text.endswith("Whether false records made that more or less, chance leaves open: 822 [-822 to 2_466] hours.")


def test_gates_that_nobody_passes_and_lists_that_raise_nothing() -> None:
    shut = {"passed.glasses": same(3, 0, 0, 0), "passed.lanes": same(3, 0, 0, 0)}
    assert sensing.at_gates(audit_of(watched(counts=shut)).gates, HERE) == ["Nobody passed any of 2 gates."]
    calm = {f"recorded_by.glasses.{cause}": same(3, 0, 0, 0) for cause in ("true", "somebody_else")}
    mistakes, _, alerts = sensing.at_gates(audit_of(watched(counts=calm)).gates, HERE)
    assert "glasses" not in mistakes
    assert alerts == "No alert came from the one watch-list."
    assert sensing.at_gates([], HERE) == []


def test_why_nothing_is_told() -> None:
    assert sensing.nothing_to_tell([], legend()) == (
        "This record was written before records were counted by sensor, so nothing is told sensor by sensor."
    )
    bare = legend().model_copy(update={"channels": []})
    assert sensing.nothing_to_tell([], bare) == (
        "This regime has no sensors, so nothing was seen and nothing was taken for something else."
    )
    nobody = fake(legend=watched().manifest.legend)
    assert sensing.nothing_to_tell(audit_of(nobody).sensors, nobody.manifest.legend) == (
        "Nobody was old enough for records, so no sensor could make one."
    )


def test_tables_keep_back_what_protected_acts_bring() -> None:
    rows = audit_of(watched()).sensors
    assert [row[-1] for row in sensing.of_sensors(rows, HERE).rows].count("not given") == 1
    assert "The net" not in [row[0] for row in sensing.of_misses(rows, HERE)[0].rows]
    assert "months of people who are wanted" in sensing.of_misses(rows, HERE, months=True)[0].note
    apart = [row for row in sensing.of_groups(rows, HERE)[0].rows if row[0] == "The net"]
    assert [row[3:] for row in apart] == [("not given", "not given")] * 3
    lone = audit_of(fake({"scored": same(3, 5, 0, 0)}, legend=watched().manifest.legend)).sensors
    assert sensing.of_groups(lone, HERE) == []
    assert sensing.of_misses(lone, HERE) == []


@pytest.mark.parametrize("number", [0, 40])
def test_what_is_truly_found_of_protected_acts_changes_nothing_of_the_part(number: int) -> None:
    def part(run: Run) -> str:
        page = render(run)
        start = page.index("What the sensors saw</h3>")
        return page[start : page.index("<h3>", start)]

    assert part(watched(counts={"recorded_by.net.true": same(3, number, 0, 0)})) == part(watched())


def test_the_picture_shows_few_sensors_and_none_without_a_false_record() -> None:
    names = [sensor(f"office-{k}", "quarrels") for k in range(10)]
    counts = {f"recorded_by.office-{k}.nothing": same(3, k, 0, 0) for k in range(10)}
    audit = audit_of(watched(sensors=names, counts=counts))
    (chart,) = sensing.sensor_dots(pictures.frame_of(watched()), audit)
    labels = {value["label"] for value in chart.spec["data"]["values"]}
    assert len(labels) == sensing.SHOWN and "The office-1" not in labels
    assert "The 8 sensors with the most are drawn" in chart.note
    assert chart.alt.startswith("Dots on a logarithmic axis: false records per")
    assert sensing.sensor_dots(pictures.frame_of(village()), audit_of(village())) == []


def test_causes_behind_entries_add_up() -> None:
    """Entries by another list stand in a column of their own, so that a row has all of its entries."""
    run = village(counts={"entry_cause.late.by_list": same(3, 2, 0, 0), "entry_cause.late.by_tier": same(3, 4, 0, 0)})
    causes = tables.of_lists(audit_of(run), HERE)[1]
    assert causes.head[-2:] == ("standing alone", "another list")
    (row,) = causes.rows
    # Three true records, one of nothing, four tiers and two lists a day.
    shares = [re.sub(r" .*", "", cell.replace("\u202f", "")) for cell in row[1:]]
    assert shares == ["3000", "0", "1000", "0", "4000", "2000"]
    assert sum(map(int, shares)) == 10_000
