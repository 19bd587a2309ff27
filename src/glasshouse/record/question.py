"""What may be asked: one SELECT over the views, whose answer follows from the record alone.

A question is parsed by DuckDB itself, which gives its tree as JSON, and every part of the tree must be of a kind listed
here. That is the first lock; the second is the connection (`record/query.py`), which could reach no other file if the
first failed. The first is needed all the same: DuckDB lets `COPY` stand inside `WITH`, and a file that may be read may
be written over.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from glasshouse.diagnostics import Diagnostic, Place, UserFault, nearest
from glasshouse.record.views import VIEWS

LONGEST = 20_000
"""Characters of a question at most."""
NOWHERE = 2**64 - 1
"""The place of what stands nowhere in the text."""
ASIDE = "questions read the views of one record and nothing else: no other file, no network, no setting"
SAME = "an answer must follow from the record alone, so that it is the same tomorrow and elsewhere"

SEE = "ask one of the views that `glasshouse query --views` lists"

QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
TABLES = {"BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "SHOW_REF", "PIVOT"}
ORDERS = {"ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT",
          "ASCENDING", "DESCENDING"}  # fmt: skip
TABLE_FUNCTIONS = {"unnest", "range", "generate_series"}
MACROS = {"array_append", "array_prepend", "array_reverse", "date_add", "days_in_month", "fdiv", "fmod", "geomean",
          "geometric_mean", "histogram", "json", "list_any_value", "list_append", "list_avg", "list_count",
          "list_first", "list_last", "list_max", "list_median", "list_min", "list_mode", "list_prepend",
          "list_product", "list_reverse", "list_stddev_pop", "list_stddev_samp", "list_string_agg", "list_sum",
          "list_var_pop", "list_var_samp", "nullif", "split_part", "wavg", "weighted_avg"}  # fmt: skip
"""DuckDB's own macros that may be used: they say nothing of the machine or the hour."""
SQL_IN_TEXT = re.compile(r"json_(de)?serialize|json_execute")
"""Functions that take SQL as a text, which would not be looked at here."""
OF_THE_HOUR = {"current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
               "current_user", "localtime", "localtimestamp", "session_user", "user"}  # fmt: skip
"""What SQL writes without brackets and is no column."""
NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
CATALOGUES = re.compile(r"(duckdb|pg|pragma|sqlite)_|sqlite", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """A question that may be asked, and the views that it names."""

    sql: str
    views: tuple[str, ...]


def fault(code: str, sql: str, offset: int | None, what: str, why: str, remedy: str) -> UserFault:
    """Return a fault of a question; ``offset`` counts bytes of its UTF-8 text."""
    place = None if offset is None or offset >= NOWHERE else place_of(sql, offset)
    return UserFault([Diagnostic(code, what, why, remedy, place)])


def place_of(sql: str, offset: int) -> Place:
    """Return line and column of a byte of a question.

    >>> place = place_of("SELECT 'é',\\n  naem", 15)
    >>> str(place), place.text
    ('SQL:2:3', '  naem')
    """
    before = sql.encode("utf-8", "replace")[:offset].decode("utf-8", "ignore")
    line = before.count("\n")
    text = sql.split("\n")[line]
    return Place("SQL", line + 1, len(before) - (before.rfind("\n") + 1) + 1, text)


def read_question(sql: str) -> Question:
    """Parse a question and refuse whatever is not one SELECT over the views (UserFault)."""
    if len(sql) > LONGEST:
        raise fault("G524", sql, None, f"the question has {len(sql):_} characters",
                    f"at most {LONGEST:_} are read", "ask for less at a time")  # fmt: skip
    tree = tree_of(sql)
    statements = tree["statements"]
    if len(statements) != 1:
        what = f"there are {len(statements)} questions" if statements else "there is no question"
        raise not_one(sql, what)
    named = {name for part in parts(statements) for name in defined_in(part)}
    views: set[str] = set()
    for part in parts(statements):
        check_part(part, sql)
        if "table_name" in part and part.get("type") == "BASE_TABLE":
            views |= {table_of(part, named, sql)}
    return Question(sql, tuple(sorted(views - {""})))


def not_one(sql: str, what: str) -> UserFault:
    """Return the fault of what is not one question."""
    why = "one SELECT (or WITH, VALUES, DESCRIBE, SUMMARIZE) is answered at a time, and nothing is ever changed by it"
    return fault("G522", sql, None, what, why, f"write a single SELECT; {SEE}")


def tree_of(sql: str) -> dict[str, Any]:
    """Return DuckDB's own tree of a question."""
    if "\0" in sql:
        raise fault("G520", sql.replace("\0", " "), sql.index("\0"), "there is a zero byte in the SQL",
                    "it would end the text for some readers and not for others", "remove it")  # fmt: skip
    try:
        with duckdb.connect(":memory:", config={"python_enable_replacements": "false"}) as parser:
            row = parser.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    except (duckdb.Error, UnicodeError) as error:
        raise fault("G520", sql, None, "the SQL cannot be read", str(error).splitlines()[0], TRY) from error
    try:
        tree: dict[str, Any] = json.loads(row[0] if row else "{}")
    except RecursionError as error:
        raise fault("G524", sql, None, "the question is nested too deeply", "it is read part by part",
                    "write it with fewer brackets") from error  # fmt: skip
    if tree.get("error"):
        message = str(tree.get("error_message", "")).splitlines()[0]
        if tree.get("error_type") == "not implemented":
            raise not_one(sql, "this is no question")
        raise fault("G520", sql, int(tree.get("position", NOWHERE)), f"the SQL cannot be read: {message}",
                    "it is parsed by DuckDB, whose dialect is close to PostgreSQL's", TRY)  # fmt: skip
    return tree


TRY = "see `glasshouse query --views` for the names; text stands in 'single quotes', odd names in \"double quotes\""


def parts(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a tree, in the order of the text; however deep it is."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += reversed(node.values())
        elif isinstance(node, list):
            waiting += reversed(node)


def defined_in(part: dict[str, Any]) -> Iterator[str]:
    """Yield the names that a part gives to selects of its own (WITH)."""
    entries = (part.get("cte_map") or {}).get("map", []) if isinstance(part.get("cte_map"), dict) else []
    names = [entry.get("key", "") for entry in entries] + [part.get("cte_name") or part.get("ctename") or ""]
    yield from (name.lower() for name in names if NAME.fullmatch(name))


def check_part(part: dict[str, Any], sql: str) -> None:
    """Refuse a part of a question that could do more than read a view."""
    kind, at = part.get("type"), part.get("query_location")
    if isinstance(kind, str) and "class" not in part and kind not in QUERIES | TABLES | ORDERS:
        raise not_one(sql, f"a question holds no {kind.removesuffix('_NODE').removesuffix('_QUERY')}")
    if kind == "SHOW_REF" and part.get("query") is None:
        raise fault("G523", sql, None, "the catalogue is not shown", ASIDE, SEE)
    if part.get("sample") is not None:
        raise fault("G523", sql, at, "a sample is drawn by chance", SAME, "filter by day, province or group")
    if kind == "TABLE_FUNCTION":
        name = str(part["function"].get("function_name", "")).lower()
        if name not in TABLE_FUNCTIONS:
            raise fault("G523", sql, at, f"`{name}` reads what is no view of the record", ASIDE, SEE)
    elif "function_name" in part:
        check_function(str(part["function_name"]).lower(), at, sql)
    names = part.get("column_names", [])
    if part.get("class") == "COLUMN_REF" and len(names) == 1 and names[0].lower() in OF_THE_HOUR:
        raise fault("G523", sql, at, f"`{names[0]}` is not in the record", SAME, "leave it out")


def check_function(name: str, at: int | None, sql: str) -> None:
    """Refuse a function whose value does not follow from its arguments alone."""
    kinds = functions().get(name)
    if name in TABLE_FUNCTIONS or name in MACROS:
        return
    if SQL_IN_TEXT.match(name) or (kinds is not None and "CONSISTENT" not in kinds):
        raise fault("G523", sql, at, f"`{name}` is not offered here", SAME, "use a function of the columns alone")


@cache
def functions() -> dict[str, frozenset[str]]:
    """Return DuckDB's functions by name and, of each, how far its value follows from its arguments."""
    with duckdb.connect(":memory:") as catalogue:
        rows = catalogue.execute(
            "SELECT lower(function_name), list(DISTINCT coalesce(stability, function_type)) FROM duckdb_functions() "
            "GROUP BY ALL"
        ).fetchall()
    return {name: frozenset(kinds) for name, kinds in rows}


def table_of(part: dict[str, Any], named: set[str], sql: str) -> str:
    """Return the view that a part names, "" for a select of the question's own; refuse anything else."""
    name, at = str(part["table_name"]), part.get("query_location")
    path = [step for step in (part.get("qualified_name") or {}).get("path", [name]) if step]
    plain = len(path) == 1 and not part.get("schema_name") and not part.get("catalog_name")
    if plain and name.lower() in VIEWS:
        return name.lower()
    if plain and name.lower() in named:
        return ""
    shown = ".".join(path)
    if not plain or not NAME.fullmatch(name) or CATALOGUES.match(name):
        raise fault("G523", sql, at, f"`{shown[:80]}` is no view of the record", ASIDE, SEE)
    close = nearest(name.lower(), VIEWS)
    raise fault("G521", sql, at, f"there is no view `{name}`", "a question reads the views of the record",
                f"did you mean `{close}`?" if close else SEE)  # fmt: skip
