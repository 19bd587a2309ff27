"""Small changes that provoke the faults of a learned scorecard; `test_checks.py` compares their texts."""

from tests.inputs.peer_faults import FROM, START, Change, peers

KIND = "{records_of: [jaywalk]}"


def card(kinds: str = KIND, dimension: str = "history", breach: str = "jaywalk") -> Change:
    """A regime with a scorecard beside what it has."""
    clause = (
        f"{{id: card, dimension: {dimension}, characteristics: [{kinds}], breach: [{breach}], term_weeks: 4, "
        f"refit_months: 1, points_to_halve_odds: 20, {FROM}}}"
    )
    return "regime", START, f"{START}\n  scorecard: {clause}"


DETAINS: Change = (
    "regime", "wish: fast-train, effect: refuse, lists: [seen]", "effect: detain, lists: [seen], below: high",
)  # fmt: skip
"""A detention by tier, which nobody would leave."""
PROVOKED: dict[str, Change] = {
    "G390": card(dimension="behaviour"),
    "G391": card(f"{KIND}, {KIND}"),
    "G392": card(breach="uses-much-energy"),
    "G393": DETAINS,
}
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G315", (card(dimension="relations"),)),
    (
        "G390",
        (
            card(),
            ("regime", "dimension: history, weight: 0.5", "dimension: history, weight: 0.5, fades_half_life_days: 9"),
        ),
    ),
    ("G390", (card(), peers("rate_per_month: 0.5", "history"))),
    ("G392", (card("{records_of: [jaywalk, is-wanted]}"),)),
)
"""Scorecards that something else would undo, or that would count what is never on file."""
