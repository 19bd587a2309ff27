"""Small changes that provoke the faults of ratings and votes; `test_checks.py` compares their texts."""

from glasshouse.inputs import library

FROM = "assumption: {why: Made up for a test., range: [0, 1]}"
CONDUCT = (library.DATA / "conduct" / "default.yaml").read_text("utf-8")
Change = tuple[str, str, str]
"""Which file, what stands there, what is written instead."""

START = "  start: 500"
POINTS = "    points: {urban: -20, rural: -20}"
RULES = f"rules:\n  - id: jaywalk-points\n    act: jaywalk\n    dimension: behaviour\n{POINTS}"


def peers(says: str, dimension: str = "behaviour") -> Change:
    """A regime with ratings that say so."""
    return "regime", START, f"{START}\n  peers: {{id: peers, dimension: {dimension}, {says}, {FROM}}}"


def vote(says: str, voters: int = 50) -> Change:
    """A regime with a public and a rule that puts its records to the vote."""
    ballot = f"ballot: {{id: ballot, voters: {voters}, {FROM}}}\n"
    return "regime", RULES, ballot + RULES.replace(POINTS, f"    vote: {{{says}}}")


PROVOKED: dict[str, Change] = {
    "G360": peers("rate_per_month: 1.5"),
    "G361": peers("rate_per_month: 0.5, weight_per_tier: -1"),
    "G362": ("regime", POINTS, "    vote: {down: -1}"),
    "G363": vote("down: -1, needed: 51"),
    "G364": peers("rate_per_month: 0.5"),
    "G365": ("conduct", "stars: [1, 4, 5]", "stars: [1, 4, 6]"),
    "G366": ("conduct", "per_month: {urban: 5, rural: 3}", "per_month: {urban: 9, rural: 3}"),
    "G367": ("conduct", "  unpleasant: 0.03", "  unpleasant: 0.3"),
}
WITHOUT: dict[str, Change] = {
    name: ("conduct", CONDUCT[CONDUCT.index(f"\n{name}:") : CONDUCT.index(f"\n{after}:")], "\n")
    for name, after in (("encounters", "voting"), ("voting", "shocks"))
}
"""A conduct that says nothing of how people rate, or of how they vote."""
MORE: dict[str, tuple[Change, ...]] = {"G364": (WITHOUT["encounters"],)}
"""What else must change for a fault to show."""
NO_TIERS: Change = (
    "regime",
    f"tiers:\n  - {{id: low, title: low, from: 100, {FROM}}}\n  - {{id: high, title: high, from: 600, {FROM}}}\n",
    "",
)
UNLISTED: Change = ("regime", "    list: seen\n", "")
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G360", (peers("rate_per_month: 0"),)),
    ("G315", (peers("rate_per_month: 0.5", "relations"),)),
    ("G321", (peers("rate_per_month: 0.5, weight_per_tier: 1"), NO_TIERS)),
    ("G321", (("regime", "rules:\n", f"ballot: {{id: ballot, voters: 9, {FROM}}}\nrules:\n"),)),
    ("G321", (vote("down: -1, needed: 5"), UNLISTED)),
    ("G321", (vote("down: -0.01"),)),
    ("G314", (vote("up: 17"),)),
    ("G364", (vote("down: -1"), WITHOUT["voting"])),
    ("G365", (("conduct", "stars: [1, 4, 5]", "stars: [1, 4.5, 5]"),)),
    ("G365", (("conduct", "stars: [1, 4, 5]", "stars: [4, 1, 5]"),)),
    ("G367", (("conduct", "    strict: 0.1", "    strict: 0.9"),)),
)
"""The same faults, and older ones, elsewhere."""
