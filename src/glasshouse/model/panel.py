"""What the record keeps of a sampled citizen every day."""

from glasshouse.model.money import monthly_income
from glasshouse.model.sources import SOURCES, observe_sources
from glasshouse.model.standing import composite, consequences_mask, lists_mask
from glasshouse.model.state import (
    AGE,
    AWARENESS,
    BREACH,
    DEAD,
    DEBT,
    ERROR_FREE,
    FEAR,
    FIFTH,
    GROUP,
    HELD,
    INCOME,
    INTERNET,
    JOB,
    LEGITIMACY,
    MONEY,
    OFFICIAL,
    OPTED_OUT,
    PENDING,
    RIGHTS,
    SCORED,
    TIER,
    TRUST,
    UNABLE,
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
    ("trust", "level", "trust among strangers, 0 to 7"),
    ("income", "10 money a month", "usual monthly income"),
    ("breach_money", "acts", "acts done that have a victim in matters of money, since day 0, modulo 16"),
    ("breach_street", "acts", "the same on the street"),
    ("breach_home", "acts", "the same at home"),
    ("breach_work", "acts", "the same at work"),
    ("breach_expression", "acts", "the same in expression"),
    ("unable", "acts", "of all of these, those that one could not help"),
    ("scored", "flag", "1 for those old enough for records"),
    ("group", "group", "0 M, 1 N1, 2 N2"),
    ("official", "flag", "1 for those who hold public office"),
    ("internet", "flag", "1 for those who use the Internet"),
    ("opted_out", "flag", "1 for those who refuse the sensors that may be refused"),
    ("pending", "flag", "1 while an appeal waits for its decision"),
    ("legitimacy", "level", "belief that the authority may ask obedience, 0 to 15"),
    ("age", "years", "age"),
    ("dead", "flag", "1 from the day of death on; other columns then mean nothing"),
    ("fifth", "fifth", "fifth of income, 0 the lowest: the household's, then one's own from the first work on"),
    ("brings", "money", "what a month brings as things stand: usual income, a post's premium on it, or a benefit"),
    ("source_others", "points/16", "part of the score held that is for what one does to others, or for them"),
    ("source_public", "points/16", "the same, to the public"),
    ("source_obedience", "points/16", "the same, for lawful conduct that harms nobody, and expression"),
    ("source_identity", "points/16", "the same, for who one is, and for kin and friends"),
    ("source_means", "points/16", "the same, for what one could not help"),
)
"""Name, unit and meaning of each column, in the order in which ``observe`` writes them."""


SOURCES_FROM = len(PANEL_COLUMNS) - SOURCES


def observe(i: int, k: int, row: int, citizens: Array, tables: Array, district: Array, panel: Array) -> None:
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
    panel[row, k, 13] = get(citizens, i, TRUST)
    panel[row, k, 14] = get(citizens, i, INCOME)
    for domain in range(5):
        panel[row, k, 15 + domain] = get(citizens, i, beside(BREACH, domain))
    panel[row, k, 20] = get(citizens, i, UNABLE)
    panel[row, k, 21] = get(citizens, i, SCORED)
    panel[row, k, 22] = get(citizens, i, GROUP)
    panel[row, k, 23] = get(citizens, i, OFFICIAL)
    panel[row, k, 24] = get(citizens, i, INTERNET)
    panel[row, k, 25] = get(citizens, i, OPTED_OUT)
    panel[row, k, 26] = get(citizens, i, PENDING)
    panel[row, k, 27] = get(citizens, i, LEGITIMACY)
    panel[row, k, 28] = get(citizens, i, AGE)
    panel[row, k, 29] = get(citizens, i, DEAD)
    panel[row, k, 30] = get(citizens, i, FIFTH)
    panel[row, k, 31] = monthly_income(i, get(citizens, i, INCOME) * 10, citizens, tables)
    observe_sources(i, k, row, citizens, tables, district, panel, SOURCES_FROM)
