"""Small changes that provoke the faults of remedies and safeguards; `test_checks.py` compares their texts."""

from tests.inputs import peer_faults, phase_faults
from tests.inputs.peer_faults import FROM, NO_TIERS, Change

REMEDIES = "remedies:\n"
SEES = "sees: [jaywalk, litters]"


def remedy(says: str) -> Change:
    """A regime with one remedy more, that says so."""
    return "regime", REMEDIES, f"{REMEDIES}  - {{id: remedy, {says}, {FROM}}}\n"


EXAMINATION = "kind: examination, by: hearing, in_error: 0.5"
APPEAL: Change = ("regime", "kind: appeal\n", "kind: appeal\n    strength: 0\n")
"""Nobody appeals any more."""
PROVOKED: dict[str, Change] = {
    **peer_faults.PROVOKED,
    **phase_faults.PROVOKED,
    "G370": remedy("kind: oversight, allowed: 0.1, from_records: 5, halt_weeks: 4"),
    "G371": remedy("kind: repair, after_weeks: 9"),
    "G372": ("regime", SEES, "sees: [jaywalk, litters, opts-out]"),
}
MORE: dict[str, tuple[Change, ...]] = {**peer_faults.MORE, **phase_faults.MORE, "G370": (APPEAL,)}
"""What else must change for a fault to show."""
LISTED = "    list: seen\n"
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G302", (remedy(f"{EXAMINATION}, sensors: [wach]"),)),
    ("G302", (remedy("kind: opt-out, sensors: [wach]"),)),
    ("G321", (remedy("kind: repair, after_weeks: 9, deeds: 2"),)),
    ("G321", (remedy(f"{EXAMINATION}, anchoring: 0.2"), NO_TIERS)),
    ("G323", (remedy(EXAMINATION), ("regime", "-20, rural: -20}\n    list: seen", "20, rural: 20}"))),
    ("G324", (remedy("kind: notice, reach: 0.2"), remedy("kind: notice, reach: 0.3"))),
    (
        "G329",
        (remedy(f"{EXAMINATION}, weeks: 4"), ("regime", LISTED, f"{LISTED}    term_weeks: 3\n")),
    ),
)
"""Faults that other codes have too."""
