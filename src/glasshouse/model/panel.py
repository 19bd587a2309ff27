"""What the record keeps of a sampled citizen every day."""

from glasshouse.model.standing import composite, consequences_mask, lists_mask
from glasshouse.model.state import (
    AWARENESS,
    DEBT,
    ERROR_FREE,
    FEAR,
    HELD,
    JOB,
    MONEY,
    RIGHTS,
    TIER,
    Array,
    beside,
    get,
)

PANEL_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("score_held", "points/16", "score on the records held"),
    ("score_error_free", "points/16", "the score the same rules give without the errors"),
    ("score_rights_respecting", "points/16", "and without protected grounds"),
    ("tier", "tier", "tier held, 0 the lowest"),
    ("lists", "bits", "lists the citizen is on"),
    ("under_held", "bits", "consequences the citizen is under"),
    ("under_error_free", "bits", "consequences without the errors"),
    ("under_rights_respecting", "bits", "consequences without protected grounds"),
    ("fear", "level", "fear, 0 to 15"),
    ("awareness", "level", "0 nothing, 1 heard, 2 knows own standing, 3 knows the rules"),
    ("money", "money", "cash and savings"),
    ("debt", "money", "loan still to repay"),
    ("job", "state", "0 none, 1 ordinary, 2 well-paid post"),
)
"""Name, unit and meaning of each column, in the order in which ``observe`` writes them."""


def observe(i: int, k: int, row: int, citizens: Array, tables: Array, panel: Array) -> None:
    """Write citizen ``i``'s day as entry ``k`` of the panel; reads only."""
    panel[row, k, 0] = composite(i, HELD, citizens, tables)
    panel[row, k, 1] = composite(i, ERROR_FREE, citizens, tables)
    panel[row, k, 2] = composite(i, RIGHTS, citizens, tables)
    panel[row, k, 3] = get(citizens, i, beside(TIER, HELD))
    panel[row, k, 4] = lists_mask(i, HELD, citizens)
    panel[row, k, 5] = consequences_mask(i, HELD, citizens, tables)
    panel[row, k, 6] = consequences_mask(i, ERROR_FREE, citizens, tables)
    panel[row, k, 7] = consequences_mask(i, RIGHTS, citizens, tables)
    panel[row, k, 8] = get(citizens, i, FEAR)
    panel[row, k, 9] = get(citizens, i, AWARENESS)
    panel[row, k, 10] = get(citizens, i, MONEY)
    panel[row, k, 11] = get(citizens, i, DEBT)
    panel[row, k, 12] = get(citizens, i, JOB)
