"""What the sensors saw: false records sensor by sensor and group by group, what was missed, and what gates did.

A sensor that looks for a protected act has only its false records told. Nothing here is ordered by what is found.
"""

from collections.abc import Sequence
from math import floor, log10

from glasshouse.audit.rates import Rate
from glasshouse.audit.sensors import GateRow, Hours, SensorRow, hours_of, summed
from glasshouse.audit.whole import Audit
from glasshouse.record.manifest import Legend
from glasshouse.report.charts import (
    WIDTH,
    Chart,
    Frame,
    Spec,
    Table,
    base,
    between,
    group_keys,
    label_axis,
    wrapped,
)
from glasshouse.report.classes import noted
from glasshouse.report.pictures import shown_groups
from glasshouse.report.sentences import fraction
from glasshouse.report.tables import with_parts
from glasshouse.report.words import (
    NONE,
    TEN,
    Printed,
    figures,
    group_name,
    grouped,
    listed,
    many,
    sentence,
    told_apart,
    value_of,
)

YEARS = f"per {TEN} person-years"
SHOWN = 8
"""Sensors in the picture at most: those with the most false records; the tables have all."""
NOT_GIVEN = "not given"
FALSE = (
    "A record is false here if it is of somebody else\u2019s act or of nothing. In tables sensors stand as in the "
    "regime\u2019s file, and not by what they find."
)
HANGS_ON = (
    "That share hangs on how many of those who pass are wanted, which is nowhere published; the conduct file declares "
    "it, and another number there gives another share. Whom a gate finds several times in a month counts once, whom it "
    "mistakes every time."
)
STROKES = "A stroke is what the seeds leave open of a dot: chance alone; at the left edge it goes on to nothing."


# --- Sentences -------------------------------------------------------------------------------------------------------


def everybodys(rows: Sequence[SensorRow]) -> list[SensorRow]:
    """Return the rows of everybody, one for each sensor."""
    return [row for row in rows if row.group == "everybody"]


def nothing_to_tell(rows: Sequence[SensorRow], legend: Legend) -> str:
    """Return why nothing can be told of sensors; nothing where it can."""
    if not rows and legend.channels:
        return "This record was written before records were counted by sensor, so nothing is told sensor by sensor."
    if not rows:
        return "This regime has no sensors, so nothing was seen and nothing was taken for something else."
    if rows[0].false.value is None:
        return "Nobody was old enough for records, so no sensor could make one."
    return ""


def false_by_sensor(rows: Sequence[SensorRow], how: Printed) -> str:
    """Return how many sensors made false records, and which made the most."""
    whole = everybodys(rows)
    wrong = [row for row in whole if row.false.numerator]
    if not wrong:
        return f"No false record was made by {'the one sensor' if len(whole) == 1 else f'any of {len(whole)} sensors'}."
    most = max(wrong, key=lambda row: row.false.numerator)
    rate = f"{value_of(most.false)} {YEARS} ({how.of(most.false)})"
    if len(whole) == 1:
        return f"The one sensor made false records: {rate}{and_of_records(most)}."
    return (
        f"Of {many(len(whole), 'sensor')}, {grouped(len(wrong))} made false records. The most came from "
        f"\u201c{most.title}\u201d: {rate}{and_of_records(most)}."
    )


def and_of_records(row: SensorRow) -> str:
    """Return how many of a sensor's records are false, as the end of a sentence; nothing where it is kept back."""
    return "" if row.of_records is None else f", which is {value_of(row.of_records)} in {TEN} of its records"


def false_by_group(rows: Sequence[SensorRow]) -> str:
    """Return the false records of all sensors by group; nothing where there is one group, or no false record."""
    groups = [group for group in dict.fromkeys(row.group for row in rows) if group != "everybody"]
    rates = {group: summed([row.false for row in rows if row.group == group]) for group in groups}
    if len(groups) < 2 or not any(rate.numerator for rate in rates.values()):
        return ""
    said = listed([f"{group_name(group)} {value_of(rate)}" for group, rate in rates.items()])
    return f"False records of all sensors, {YEARS} and by the group of the person on file: {said}."


def kept_back(rows: Sequence[SensorRow]) -> str:
    """Return of how many sensors only false records are told, and why; nothing where all are told."""
    whole = everybodys(rows)
    number = sum(1 for row in whole if row.of_records is None)
    if number == 0:
        return ""
    verb = "looks" if number == 1 else "look"
    which = "The one sensor looks" if len(whole) == 1 else f"Of the sensors, {grouped(number)} {verb}"
    only = "of it" if number == 1 else "of them"
    return (
        f"{which} for an act that a right protects, so only false records are told {only}: how well such acts are "
        "found is in no table, chart or sentence."
    )


def at_gates(rows: Sequence[GateRow], how: Printed) -> list[str]:
    """Return what gates did to those who pass: mistakes, time, and alerts; nothing where there is no gate."""
    whole = [row for row in rows if row.group == "everybody"]
    if not whole:
        return []
    if not any(row.passages.numerator for row in whole):
        return [f"Nobody passed {'the one gate' if len(whole) == 1 else f'any of {grouped(len(whole))} gates'}."]
    found = [mistaken(whole, how), time_taken(whole)]
    alerts = {row.title: row.of_alerts for row in whole if row.of_alerts is not None}
    raised = {title: fraction(rate, how) for title, rate in alerts.items() if rate.denominator}
    said = [f"of the alerts of \u201c{title}\u201d, {share}" for title, share in raised.items()]
    if said:
        found.append(f"{sentence(listed(said))} were false. {HANGS_ON}")
    elif alerts:
        found.append(f"No alert came from {'the one watch-list' if len(alerts) == 1 else 'any watch-list'}.")
    return found


def mistaken(whole: Sequence[GateRow], how: Printed) -> str:
    """Return passages, and of each gate that errs how often."""
    passed = summed([row.passages for row in whole])
    parts = []
    for row in whole:
        wrong = [
            f"{fraction(rate, how)} {what}"
            for rate, what in ((row.false_alerts, "ended in a false alert"), (row.refused, "were refused by mistake"))
            if rate is not None and rate.numerator
        ]
        if wrong:
            parts.append(f"At \u201c{row.title}\u201d {listed(wrong)}.")
    said = " ".join(parts) or "None ended in a false alert, and none was refused by mistake."
    one = "one gate" if len(whole) == 1 else many(len(whole), "gate")
    return f"Past or through {one} people went {value_of(passed)} times {YEARS} ({how.of(passed)}). {said}"


def time_taken(whole: Sequence[GateRow]) -> str:
    """Return the time that gates took, and what of it would not be without false records."""
    took = hours_of([row.hours for row in whole])
    wrong = hours_of([row.hours_in_error for row in whole])
    if not took.tenths:
        return "Passing took no time that is counted."
    text = f"Passing took {hours_cell(took)} hours {YEARS}"
    if not wrong.tenths:
        return f"{text}, and false records changed nothing of it."
    ends = wrong.interval
    if ends and ends.low < 0 < ends.high:
        return f"{text}. Whether false records made that more or less, chance leaves open: {hours_cell(wrong)} hours."
    if wrong.tenths > 0:
        return f"{text}; of these, {hours_cell(wrong)} would not be without false records."
    return f"{text}; without false records it would be {hours_cell(wrong, -1)} more."


def hours_cell(row: Hours, sign: int = 1) -> str:
    """Return hours per 10 000 person-years, with what chance leaves of them over several seeds.

    >>> hours_cell(Hours(6_000, 365_000)), hours_cell(Hours(0, 0)), hours_cell(Hours(-600, 3_650_000), -1)
    ('100', '\u2013', '1.0')
    """
    if row.value is None:
        return NONE
    ends = row.interval
    over = sorted((sign * ends.low, sign * ends.high)) if ends else []
    return figures(sign * row.value) + (f" [{figures(over[0])} to {figures(over[1])}]" if over else "")


# --- Tables ----------------------------------------------------------------------------------------------------------


def of_sensors(rows: Sequence[SensorRow], how: Printed) -> Table:
    """Return the false records of each sensor."""
    whole = everybodys(rows)
    years = how.years(whole[0].false)
    return Table(
        f"False records by sensor, {YEARS} ({years} of them) with the records in brackets, and in {TEN} of its records",
        ("sensor", "of somebody else\u2019s act", "of nothing", f"false, in {TEN} records"),
        [
            (row.title, with_count(row.somebody_else, how), with_count(row.nothing, how), told(row.of_records, how))
            for row in whole
        ],
    )


def with_count(rate: Rate, how: Printed) -> str:
    """Return a rate with its numerator, where the caption has the denominator.

    >>> from glasshouse.audit.rates import in_person_years
    >>> with_count(in_person_years(3, 365_000, "records"), Printed(10, False))
    '30 (3)'
    >>> with_count(in_person_years(0, 365_000, "records"), Printed(10, False))
    '0'
    """
    return value_of(rate) + (f" ({how.count(rate.numerator)})" if rate.numerator else "")


def told(rate: Rate | None, how: Printed) -> str:
    """Return a rate as a cell, and of one that is kept back that it is."""
    return NOT_GIVEN if rate is None else with_parts(rate, how)


def of_misses(rows: Sequence[SensorRow], how: Printed, *, months: bool = False) -> list[Table]:
    """Return what each sensor saw and missed, of those that look for no protected act; nothing if nothing was done.

    ``months`` says that there is a watch-list, whose acts are months of being wanted.
    """
    known = [row for row in everybodys(rows) if row.seen is not None and row.seen.denominator]
    if not known:
        return []
    return [
        Table(
            f"Seen and missed by each sensor that looks for no protected act, in {TEN} acts that it looks for",
            ("sensor", "seen", "missed"),
            [(row.title, with_parts(row.seen, how), with_parts(row.missed, how)) for row in known],
            note="In brackets stand the acts, wherever they were done and by whom: in a sensor\u2019s view or not, by "
            "people old enough for records or not. What is laid on somebody else is missed."
            + (" Of a watch-list they are months of people who are wanted." if months else ""),
        )
    ]


def of_groups(rows: Sequence[SensorRow], how: Printed) -> list[Table]:
    """Return each sensor group by group; nothing where there is one group."""
    groups = shown_groups(list(dict.fromkeys(row.group for row in rows)))
    apart = [row for row in rows if row.group in groups]
    if groups == ["everybody"]:
        return []
    return [
        Table(
            f"Sensors by group: false records {YEARS}, in {TEN} of its records, and missed in {TEN} acts",
            ("sensor", "group", "false records", f"false, in {TEN} records", f"missed, in {TEN} acts"),
            [
                (
                    row.title,
                    group_name(row.group),
                    with_parts(row.false, how),
                    told(row.of_records, how),
                    told(row.missed, how),
                )
                for row in apart
            ],
            2,
            "The group is that of the person on file; of acts missed, of the one who did them.",
        )
    ]


def of_gates(rows: Sequence[GateRow], how: Printed) -> list[Table]:
    """Return what each gate did, group by group; nothing where nobody passed one."""
    kept = []
    for gate in dict.fromkeys(row.id for row in rows):
        kept += told_apart([row for row in rows if row.id == gate])
    if not any(row.passages.numerator for row in kept):
        return []
    return [
        Table(
            f"Gates by group: passages and hours {YEARS}; false alerts and refusals by mistake in {TEN} passages",
            ("gate", "group", "passages", "false alerts", "refused", "hours", "hours in error"),
            [
                (
                    row.title,
                    group_name(row.group),
                    value_of(row.passages),
                    with_parts(row.false_alerts, how),
                    with_parts(row.refused, how),
                    hours_cell(row.hours),
                    hours_cell(row.hours_in_error),
                )
                for row in kept
            ],
            2,
            "Hours in error would not be without false records; below nought they are saved. A gate that looks for "
            "nothing has no alerts.",
        )
    ]


# --- The picture -----------------------------------------------------------------------------------------------------


def sensor_dots(frame: Frame, audit: Audit) -> list[Chart]:
    """Return false records by sensor and group on a logarithmic axis; nothing where there is none."""
    groups = shown_groups(audit.groups)
    wrong = [row for row in everybodys(audit.sensors) if row.false.numerator]
    most = sorted(wrong, key=lambda row: -row.false.numerator)
    names = [row.id for row in most[:SHOWN]]
    rows = [row for name in names for row in audit.sensors if row.id == name and row.group in groups]
    if not rows:
        return []
    first = [f"{group_name(row.group)} {figures(row.false.value or 0.0)}" for row in rows if row.id == names[0]]
    left = "" if len(most) <= SHOWN else f" The {SHOWN} sensors with the most are drawn; the tables have all."
    return [
        Chart(
            "sensors",
            "False records by sensor",
            f"Dots on a logarithmic axis: false records {YEARS}, by sensor and group. The most: {rows[0].title}, "
            f"{listed(first)}.",
            log_dots(frame, "False records by sensor", YEARS, rows, groups),
            Table(
                f"False records {YEARS}",
                ("sensor", "group", "false records"),
                [(row.title, group_name(row.group), value_of(row.false)) for row in rows],
                2,
            ),
            noted(
                f"From one mark of the axis to the next it is ten times as many; a group without any has no dot.{left}",
                several=any(row.false.seeds for row in rows),
                what=STROKES,
            ),
        )
    ]


def log_dots(frame: Frame, title: str, axis: str, rows: Sequence[SensorRow], groups: list[str]) -> Spec:
    """Return dots of rates on a logarithmic axis, a row for each sensor and a colour and shape for each group."""
    keys = group_keys(groups)
    values = [
        {
            "label": wrapped(row.title),
            "group": group_name(row.group),
            "value": float(f"{row.false.value:.6g}"),
            **between(row.false.interval if row.false.seeds else None),
        }
        for row in rows
        if row.false.value
    ]
    low, high = log_domain([value[end] for value in values for end in ("value", "high") if value.get(end)])
    strokes = [{**value, "low": max(value["low"], low)} for value in values if "low" in value]
    x: Spec = {"type": "quantitative", "scale": {"type": "log", "domain": [low, high], "nice": False}}
    marks = {"title": axis, "grid": True, "values": powers(low, high)}
    colour = {"field": "group", "type": "nominal", "scale": {"domain": keys["names"], "range": keys["colours"]}}
    where: Spec = {
        "y": {**label_axis(list(dict.fromkeys(wrapped(row.title) for row in rows))), "scale": {"paddingInner": 0.4}},
        **({"yOffset": {"field": "group", "type": "nominal", "sort": keys["names"]}} if len(groups) > 1 else {}),
        "color": colour,
    }
    line: Spec = {
        "data": {"values": strokes},
        "mark": {"type": "rule", "size": 2, "clip": True},
        "encoding": {**where, "x": {**x, "field": "low", "axis": marks}, "x2": {"field": "high"}},
    }
    dot: Spec = {
        "mark": {"type": "point", "size": 85, "filled": True, "opacity": 0.95},
        "encoding": {
            **where,
            "x": {**x, "field": "value", "axis": marks},
            "shape": {**colour, "scale": {"domain": keys["names"], "range": keys["shapes"]}},
        },
    }
    return {
        **base(frame, title),
        "width": WIDTH - 110,
        "height": {"step": 56, "for": "position"},
        "data": {"values": values},
        "layer": [*([line] if strokes else []), dot],
    }


def log_domain(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of a logarithmic axis that holds some values above nought, the lower one a power of ten.

    >>> log_domain([3.0, 250.0]), log_domain([10.0])
    ((1.0, 400.0), (1.0, 16.0))
    """
    low = 10.0 ** floor(log10(min(values) * 0.95))
    return low, max(round(max(values) * 1.6, 4), 10 * low)


def powers(low: float, high: float) -> list[float]:
    """Return the powers of ten from one, which is the first of them, up to a number.

    >>> powers(1.0, 400.0)
    [1.0, 10.0, 100.0]
    """
    return [10.0**k for k in range(round(log10(low)), floor(log10(high)) + 1)]
