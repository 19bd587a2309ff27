"""The views that `glasshouse query` offers: tidy tables over a run's own counts, each column with its unit and meaning.

They are made from the one description of the counts (`model/columns.py`) and of their axes (`record/naming.py`): a new
count of an act is a new column of the view of acts, by itself. Which figures are kept back is in `record/reserve.py`:
no view holds an opinion, and none says how well protected acts are found. `record/selects.py` has the SQL behind them.
What is measured and not counted is in `record/measured.py`.
"""

from typing import Any

from glasshouse.model.columns import COUNTS, HISTOGRAM, Count
from glasshouse.record.counts import DISTRICT_DAYS, DISTRICTS, FEW, GRAINS, PROVINCES, Grain
from glasshouse.record.measured import MEASURED
from glasshouse.record.naming import AXES, CAUSES, CLASSES, STANDINGS, Axis, Over, numbered
from glasshouse.record.tabular import KEYS, Column, Family, Kind, View

ANY_PROTECTED = "any-protected-act"
GRAIN: dict[str, Grain] = {grain.file: grain for grain in GRAINS}

FAMILIES: tuple[Family, ...] = (
    Family("days", "totals: people, sanctions of any kind, posts, appeals, and what the engine did"),
    Family("acts", "what was truly done, one row per act; what says how well protected acts are found is NULL", "act"),
    Family("records", "records that arose, one row per act and cause; protected acts in one row, false records only",
           "act", "cause", CAUSES),
    Family("sensors", "records that arose, one row per sensor and cause; false ones only where it sees protected acts",
           "sensor", "cause", CAUSES),
    Family("gates", "sensors that people pass: passages, refusals by mistake and time taken; one row per gate", "gate"),
    Family("lists", "who stands on a list, entries by class and by cause, exits; one row per list", "list",
           denominator=True),
    Family("consequences", "who is under which reward or sanction, its classes side by side", "consequence",
           denominator=True),
    Family("sanctions", "the same, one row per consequence and class: `under` summed over days is person-days",
           "consequence", "class", CLASSES, denominator=True),
    Family("wishes", "attempts at a ticket, a loan, a post, a seat: granted, refused by class, won by favour; queues",
           "wish"),
    Family("tiers", "how many hold which tier", "tier", denominator=True),
    Family("messages", "what sensors laid on somebody in another district, for acts that no right protects", "channel"),
    Family("scores", "scores, one row per standing: held, error_free, rights_respecting", "", "standing", STANDINGS,
           denominator=True),
    Family("score_histogram", "held scores, one row per bin", "", "bin", tuple(map(str, range(HISTOGRAM))),
           denominator=True),
    Family("money", "money held and moved by citizens, one row per item", "", "item"),
    Family("peers", "stars received and given, those in error, and public votes; by the group of who is rated, of who "
           "gives (`ratings_given`) and of who is voted on", denominator=True),
    Family("scorecard", "what a learned scorecard is fitted on: people on file, once a month, one row per cell of how "
           "many records of each characteristic were there a term ago, without and with a breach since", "cell"),
    Family("lessons", "school days of pupils whose class is scanned: by the mark of what was done and the mark "
           "recorded, and of one scan of each day what was taken for something else", denominator=True),
    Family("years", "the life course: who lives, by age group, is married, dies, comes on file and off it, gets a "
           "place at senior school, begins to work, retires, marries, separates"),
    Family("responses", "fear, awareness, trust among strangers, dropped friendships, legitimacy, own motive, "
           "withdrawal, playing for the score and protest", denominator=True),
)  # fmt: skip
TOPICS = {"score_sum": "scores", "score_bin": "score_histogram", "aware": "responses", "fear_sum": "responses",
          "fearful": "responses", "ties_dropped_stock": "responses", "adults": "responses",
          "legitimacy": "responses", "disaffected": "responses", "motive": "responses", "blocked": "responses",
          "offline": "responses", "acceptance": "responses", "gaming": "responses", "gamed": "responses",
          "protested": "responses", "trust_sum": "responses", "trusting": "responses", "rated": "peers",
          "rated_in_error": "peers",
          "ratings_given": "peers", "votes": "peers", "votes_in_error": "peers", "school_days": "lessons",
          "scans": "lessons", "marks_done": "lessons", "marks_recorded": "lessons", "marks_in_error": "lessons",
          "aged": "years", "married": "years", "deaths": "years", "came_on_file": "years", "left_file": "years",
          "seats": "years", "began_work": "years", "retired": "years", "wed": "years", "parted": "years",
          "widowed": "years", "looked_at": "lessons", "behaviours_mistaken": "lessons",
          "moods_mistaken": "lessons"}  # fmt: skip
"""Blocks over nothing of the run's own that do not belong with the totals; money is told by its unit."""
RENAMED = {"tier": "holders", "score_bin": "holders"}
"""Blocks whose name is a label's: how many hold the tier, or a score of the bin."""

LABELS: dict[Over, tuple[Column, ...]] = {
    "": (),
    "act": (
        Column("act", "id", "the act; its title is in `names`", "label"),
        Column("protects", "right", "the right that protects the act, NULL where none does", "label"),
    ),
    "sensor": (
        Column("sensor", "id", "the sensor; its title is in `names`", "label"),
        Column("sensor_kind", "word", "what kind of sensor it is", "label"),
    ),
    "gate": (Column("sensor", "id", "the gate", "label"),),
    "list": (
        Column("list", "id", "the list", "label"),
        Column("colour", "word", "black for a list of blame, red for one of praise", "label"),
    ),
    "consequence": (
        Column("consequence", "id", "the reward or sanction", "label"),
        Column("effect", "word", "sanction or reward", "label"),
        Column("touches", "right", "the right that it touches", "label"),
    ),
    "wish": (Column("wish", "id", "what was wished for", "label"),),
    "tier": (
        Column("tier", "id", "the tier", "label"),
        Column("rank", "number", "0 the lowest", "label"),
    ),
    "channel": (
        Column("sensor", "id", "the sensor", "label"),
        Column("act", "id", "the act that it looks for", "label"),
    ),
    "cell": (Column("cell", "id", "of each characteristic, in the file's order: none, one, more on file", "label"),),
}
INNER: dict[str, tuple[Column, ...]] = {
    "cause": (Column("cause", "word", "true, or in error: somebody_else, nothing, double", "label"),),
    "class": (Column("class", "word", "in_error, against_right or by_rules", "label"),),
    "standing": (Column("standing", "word", "held, error_free or rights_respecting", "label"),),
    "bin": (
        Column("bin", "number", "0 the lowest of 64 equal bins", "label"),
        Column("score_from", "points", "where the bin begins", "label"),
    ),
    "item": (
        Column("item", "word", "what the money is or was for", "label"),
        Column("definition", "text", "what the item counts, and whether citizens receive or pay it", "label"),
    ),
}
SCORED = Column("scored", "citizens", "old enough for records: the denominator of this row", "stock")
MEAN_SCORE = Column("mean_score", "points", "mean score, NULL where there is none", "derived")
MEAN_FEAR = Column("mean_fear", "level", "mean level of fear of those old enough for records, 0 to 15", "derived")
AMOUNT = Column("amount", "money", "in the money of the place: a sum held (stock), received or paid (flow)", "flow")


def topic_of(block: Count) -> str:
    """Return the wide family, or the long one that stands for it, that a block belongs to."""
    over = axis_of(block).over
    if over:
        return min((family for family in FAMILIES if family.over == over), key=lambda family: family.long).name
    return "money" if block.unit == "money" else TOPICS.get(block.name, "days")


def axis_of(block: Count) -> Axis:
    """Return the axis of a block; blocks without names of their own lie over nothing.

    >>> axis_of(COUNTS[0])
    Axis(over='', inner=())
    """
    named = AXES.get(block.name)
    return named or Axis("", tuple(name or "" for name in numbered(block.size)) if block.size > 1 else ())


def blocks_of(family: Family) -> list[Count]:
    """Return the blocks of counts that a family shows."""
    if family.long and family.over:
        return [block for block in COUNTS if axis_of(block) == Axis(family.over, family.inner)]
    return [block for block in COUNTS if topic_of(block) == family.name]


def figures_of(family: Family) -> list[Column]:
    """Return the columns of figures: a block each in a long view, a block and inner label each in a wide one."""
    if family.long == "item":
        return [AMOUNT]
    found = []
    for block in blocks_of(family):
        kind: Kind = "stock" if block.stock else "flow"
        for part in ("",) if family.long else axis_of(block).inner or ("",):
            found.append(Column(wide_name(block, part), block.unit, meaning_of(block, part), kind))
    return found


HERE = "; here: "


def meaning_of(block: Count, part: str) -> str:
    """Return what one column of a block means."""
    return f"{block.meaning}{HERE}{part.replace('_', ' ')}" if part else block.meaning


def wide_name(block: Count, part: str) -> str:
    """Return the name of a column of figures.

    >>> wide_name(COUNTS[0], ""), wide_name(COUNTS[0], "in_error")
    ('citizens', 'citizens_in_error')
    """
    name = RENAMED.get(block.name, block.name)
    return f"{name}_{part}" if part else name


def derived_of(family: Family) -> list[Column]:
    """Return what a family computes from its figures."""
    return {"scores": [MEAN_SCORE], "responses": [MEAN_FEAR]}.get(family.name, [])


def family_view(family: Family, grain: Grain) -> View:
    """Return the view of a family at one grain."""
    keys = [KEYS[name] for name in ("seed", grain.where, grain.when, "group_name")]
    labels = [*LABELS[family.over], *INNER.get(family.long, ())]
    denominator = [SCORED] if family.denominator else []
    columns = (*keys, *labels, *denominator, *figures_of(family), *derived_of(family))
    name = family.name if grain.file == PROVINCES else f"district_{family.name}"
    return View(name, family.meaning, columns, family, grain)


def districts_view() -> View:
    """Return the view of the few figures that are kept by district and day."""
    keys = tuple(KEYS[name] for name in ("seed", "district", "day"))
    blocks = {block.name: block for block in COUNTS}
    figures = []
    for name in FEW:
        block, _, part = name.partition(".")
        kind: Kind = "stock" if blocks[block].stock else "flow"
        figures.append(Column(name.replace(".", "_"), blocks[block].unit, meaning_of(blocks[block], part), kind))
    return View("districts", "a few totals by district and day, all groups together",
                (*keys, *figures, MEAN_SCORE), grain=GRAIN[DISTRICT_DAYS])  # fmt: skip


RUN = View(
    "run",
    "what was run, one row per seed; its status travels with every answer",
    tuple(
        Column(name, unit, meaning, "label")
        for name, unit, meaning in (
            ("seed", "number", "the seed"),
            ("synthetic", "boolean", "always true: nobody real is counted"),
            ("regime", "id", "the regime"),
            ("title", "text", "what the regime is called"),
            ("status", "word", "documented, disputed, fiction or baseline"),
            ("describes", "text", "what the regime says of itself"),
            ("place", "id", "the place"),
            ("conduct", "id", "the assumptions about people"),
            ("citizens", "citizens", "synthetic citizens"),
            ("days", "days", "days lived"),
            ("districts", "number", "districts"),
            ("provinces", "number", "provinces"),
            ("score_least", "points", "the least score there is"),
            ("score_most", "points", "the most"),
            ("currency", "code", "the money of the place"),
            ("digest", "SHA-256", "over all counts and the final state: the same for every machine"),
            ("version", "text", "the version of Glasshouse that ran it"),
        )
    ),
)
NAMES = View(
    "names",
    "what the ids stand for, one row per act, sensor, list, tier, consequence and wish",
    (
        Column("kind", "word", "act, sensor, list, tier, consequence or wish", "label"),
        Column("id", "id", "as in the other views", "label"),
        Column("title", "text", "in words", "label"),
        Column(
            "note",
            "text",
            "the right that protects an act, a sensor's kind, a list's colour, sanction or reward",
            "label",
        ),
    ),
)
SILENCE = View(
    "silence",
    "what is no longer said or done for fear, as ratios: one row per protected act and cycle (NULL: the whole run)",
    (
        KEYS["seed"],
        KEYS["cycle"],
        Column("group_name", "word", "M, N1, N2 or everybody", "key"),
        *LABELS["act"],
        Column("withheld_in_10000", "acts", "not done openly for fear, of 10 000 that would have been", "derived"),
        Column("silenced_in_10000", "acts", "not done at all for fear, of 10 000 that would have been", "derived"),
    ),
    grain=GRAIN[PROVINCES],
)
MEANINGS = View(
    "meanings",
    "this description itself, one row per column of each view",
    (
        Column("view_name", "id", "the view", "label"),
        Column("column_name", "id", "the column", "label"),
        Column("unit", "word", "its unit", "label"),
        Column("kind", "word", "key, label, stock, flow or derived", "label"),
        Column("meaning", "text", "its definition", "label"),
    ),
)
VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        RUN,
        NAMES,
        MEANINGS,
        *(family_view(family, GRAIN[PROVINCES]) for family in FAMILIES),
        SILENCE,
        *MEASURED,
        districts_view(),
        *(family_view(family, GRAIN[DISTRICTS]) for family in FAMILIES),
    )
}
"""Every view by name. Those called `district_...` are their namesakes by district and 30-day cycle."""

NOTE = (
    "One SELECT is answered at a time, in DuckDB's SQL. Every figure is of a synthetic society. A stock is a state at "
    "the end of a day: summed over days it is person-days; summed over provinces or groups, people. A flow may be "
    "summed over anything. Views by district and cycle hold a stock as of the cycle's last day."
)


def description(names: dict[str, list[str]] | None = None) -> dict[str, Any]:
    """Return the views as plain data; ``names`` are the ids of a run, by kind."""
    shared = {column.name for column in KEYS.values()}
    found = []
    for view in VIEWS.values():
        if view.family is None or (view.grain is not None and view.grain.file == PROVINCES):
            found.append(
                {
                    "name": view.name,
                    "meaning": view.meaning,
                    "by_district": f"district_{view.name}" if view.family else "",
                    "keys": [column.name for column in view.columns if column.kind == "key"],
                    "columns": [vars(column) for column in view.columns if column.name not in shared],
                }
            )
    told = {"note": NOTE, "keys": [vars(column) for column in KEYS.values()], "views": found}
    return told if names is None else {**told, "ids": names}
