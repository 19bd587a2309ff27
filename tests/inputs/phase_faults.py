"""Small changes that provoke the faults of phases, attention and favour; `test_checks.py` compares their texts."""

from tests.inputs.peer_faults import FROM, NO_TIERS, Change

LISTS = "\nlists:\n"


def phases(*told: str) -> Change:
    """A regime in phases, each of which says so."""
    rows = "".join(f"  - {{id: phase-{k}, title: A phase, {says}, {FROM}}}\n" for k, says in enumerate(told))
    return "regime", LISTS, f"\nphases:\n{rows}lists:\n"


HARDER = "changes: [{clause: watch, to: {hit: 0.5}}]"
PROVOKED: dict[str, Change] = {
    "G351": phases("drops: [wach]"),
    "G352": phases("changes: [{clause: watch, to: {sees: [litters]}}]"),
    "G353": phases(HARDER, HARDER),
    "G354": phases(*(f"wipes: [points], from_day: {k}" for k in range(7))),
    "G355": phases("drops: [watch], after: phase-9"),
    "G356": ("regime", LISTS, f"\nattention: {{id: attention, sensors: [watch], follows: 0.3, {FROM}}}\nlists:\n"),
    "G358": (
        "regime",
        LISTS,
        f"\nbudget: {{id: budget, share_of_income: 0.01, costs: {{watch: 0.02}}, {FROM}}}\nlists:\n",
    ),
    "G357": ("regime", LISTS, f"\nfavour: {{id: favour, {FROM}}}\nlists:\n"),
}
MORE: dict[str, tuple[Change, ...]] = {
    "G356": (("regime", "    hit: 0.9", "    gate: {passage: rides-metro}\n    hit: 0.9"),),
}
"""What else must change for a fault to show."""
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G351", (phases("adds: [low-price]"),)),
    ("G352", (phases("drops: [low]"),)),
    ("G352", (phases("changes: [{clause: watch, to: {hit: 7}}]"),)),
    ("G352", (phases("changes: [{clause: watch, to: {invented_per_year: 1}}]"),)),
    ("G353", (phases("adds: [watch]", "drops: [watch]"),)),
    ("G353", (phases("adds: [watch], drops: [watch]"),)),
    ("G355", (phases("drops: [watch], after: phase-1", "drops: [appeal], after: phase-0"),)),
    ("G302", (("regime", LISTS, f"\nattention: {{id: attention, sensors: [wach], follows: 0.3, {FROM}}}\nlists:\n"),)),
    ("G301", (phases("drops: [watch], when: {recorded: [jaywlk], per_1000_a_month: 1}"),)),
    ("G301", (phases("drops: [watch], joins: {recorded: [jaywlk], saves: 5, loses: 1}"),)),
    ("G357", (("regime", LISTS, f"\nfavour: {{id: favour, officials: false, drops: 0.5, {FROM}}}\nlists:\n"),)),
    (
        "G321",
        (("regime", LISTS, f"\ntreatment: {{id: treated, higher_cut_offs: {{N2: 9}}, {FROM}}}\nlists:\n"), NO_TIERS),
    ),
)
"""Faults that other codes have too."""
CONTRADICTORY = (
    "drops: [watch], from_day: 30, until_day: 20",
    "drops: [watch], keeps: [appeal]",
    "from_day: 3",
    "drops: [watch], joins: {saves: 5, loses: 1}, reform: {accountability: 0.5}",
)
"""What the grammar itself refuses of one phase."""
RIGHT = (
    "drops: everything, keeps: [appeal], wipes: [records, lists, points], from_day: 40, over_days: 30",
    f"{HARDER}, districts: 0.5, until_day: 90, ends_over_days: 9, order: one",
    "drops: [watch], spreads: {chance_a_month: 0.02, doubles_per_1000: 5, by_adopters: 3}, districts: 0.1",
    "drops: [no-trains], reform: {accountability: 0.5, every_months: 12}",
    "adds: [watch], joins: {recorded: [jaywalk], saves: 5, loses: 1}, districts: 0.5, from_day: 60",
    "adds: [watch], reveals: {heard: 0.5, doubt: 0.2}, when: {recorded: [jaywalk], per_1000_a_month: 1}",
)
"""What may be written of one phase."""
