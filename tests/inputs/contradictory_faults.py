"""Small changes that make clauses contradict each other, or the place; `test_checks.py` compares their texts."""

from tests.inputs.peer_faults import FROM, POINTS, Change

CAPPED: Change = (
    "regime",
    "dimension: behaviour, weight: 0.5",
    "dimension: behaviour, weight: 0.5, gains_per_month: 2",
)
GIVES: Change = ("regime", POINTS, POINTS.replace("-20", "20"))
NO_OFFICES: Change = ("place", "officials: {value: 0.03", "officials: {value: 0")


def again(says: str) -> Change:
    """A second rule for the same act."""
    return "regime", "\nlists:\n", f"\n  - {{id: again, act: jaywalk, dimension: history, {says}, {FROM}}}\nlists:\n"


TAKES = "points: {urban: -5, rural: -5}"
PROVOKED: dict[str, Change] = {
    "G394": again(TAKES),
    "G395": ("regime", "success_in_error: 0.8\n    success_true: 0.05", "success_in_error: 0\n    success_true: 0"),
    "G396": ("regime", "wish: fast-train", "wish: public-office"),
}
MORE: dict[str, tuple[Change, ...]] = {"G394": (CAPPED, GIVES), "G396": (NO_OFFICES,)}
"""What else must change for a fault to show."""
TO_GAINS = "{clause: jaywalk-points, to: {points: {urban: 9, rural: 9}}}"
TURNS = f"\nphases:\n  - {{id: turn, title: A phase, changes: [{TO_GAINS}], {FROM}}}\nlists:\n"
OTHER = (
    f"  - {{id: other, kind: office, title: Another, sees: [jaywalk], hit: 0.9, {FROM}, "
    "coverage: {urban: 0.5, rural: 0.5}}\n"
)
APART = (
    again(f"sensors: [other], {TAKES}"),
    ("regime", "score:\n", f"{OTHER}score:\n"),
    ("regime", "    act: jaywalk\n", "    act: jaywalk\n    sensors: [watch]\n"),
)
NO_POSTS: Change = ("place", "posts: {share: 0.1", "posts: {share: 0")
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G394", (CAPPED, again(TAKES), ("regime", "\nlists:\n", TURNS))),
    ("G396", (("regime", "wish: fast-train", "wish: well-paid-post"), NO_POSTS)),
)
"""Faults that other files have too: points that only a phase turns into gains; posts of which there are none."""
RIGHT: tuple[tuple[Change, ...], ...] = (
    (CAPPED, again(TAKES)),
    (GIVES, again(TAKES)),
    (CAPPED, GIVES, *APART),
    (("regime", "success_in_error: 0.8\n", "success_in_error: 0\n"),),
    (NO_OFFICES,),
)
"""What comes near and is none: losses alone, no cap, records of different sensors, an appeal that some win."""
