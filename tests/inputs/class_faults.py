"""Small changes that provoke the faults of classes under scan; `test_checks.py` compares their texts."""

from glasshouse.inputs import library

FROM = "assumption: {why: Made up for a test., range: [0, 1]}"
CONDUCT = (library.DATA / "conduct" / "default.yaml").read_text("utf-8")
Change = tuple[str, str, str]
"""Which file, what stands there, what is written instead."""

STATES = ("listens", "reads", "writes", "raises-hand", "stands", "drifts-off")
MATRIX = "{" + ", ".join(f"{one}: {{{one}: 1}}" for one in STATES) + "}"
MARKS = "[{up_to: 0.1, act: attentive-day}, {up_to: 1, act: inattentive-day}]"
SCORE = "  start: 500"
PUPILS: Change = ("regime", SCORE, f"{SCORE}\n  from_age: 6")


def cameras(matrix: str = MATRIX, marks: str = MARKS, more: str = "", sees: str = "attentive-day, inattentive-day",
            hit: str = "1", inattentive: str = "drifts-off", name: str = "class-cameras") -> Change:  # fmt: skip
    """A regime with cameras in class besides, that say so."""
    clause = f"""\
  - id: {name}
    kind: classroom
    title: Cameras in class
    sees: [{sees}]
    classroom: {{scan_seconds: 30, behaviours: {matrix}, inattentive: [{inattentive}], marks: {marks}{more}}}
    coverage: {{urban: 0.5, rural: 0.5}}
    hit: {hit}
    {FROM}
"""
    return "regime", "sensors:\n", f"sensors:\n{clause}"


PROVOKED: dict[str, Change] = {
    "G380": cameras(MATRIX.replace("{reads: 1}", "{reads: 0.9}")),
    "G381": cameras(marks="[{up_to: 0.3, act: attentive-day}, {up_to: 0.2}, {up_to: 1, act: inattentive-day}]"),
    "G382": cameras(),
    "G383": cameras(inattentive="drift-off"),
    "G384": cameras(more=", moods: {neutral: {neutral: 1}, hapy: {happy: 1}}"),
    "G385": cameras(MATRIX.replace(", stands: {stands: 1}", "")),
    "G386": cameras(marks="[{up_to: 0.1, act: attentive-day}, {up_to: 1}]"),
    "G387": cameras(),
}
WITHOUT: Change = ("conduct", CONDUCT[CONDUCT.index("\nlessons:") : CONDUCT.index("\nshocks:")], "\n")
"""A conduct that says nothing of what pupils do in class."""
MORE: dict[str, tuple[Change, ...]] = {code: (PUPILS,) for code in PROVOKED if code != "G382"}
MORE["G387"] = (PUPILS, WITHOUT)
"""What else must change for a fault to show, or for no other to."""
OLD: Change = ("regime", SCORE, f"{SCORE}\n  from_age: 18\n  to_age: 60")
INFANTS: Change = ("regime", SCORE, f"{SCORE}\n  from_age: 0\n  to_age: 5")
PRESENTLY: tuple[tuple[str, tuple[Change, ...]], ...] = (
    ("G321", (PUPILS, cameras(hit="1\n    invented_per_year: 2"))),
    ("G321", (PUPILS, cameras(hit="1\n    system: eyes"))),
    ("G324", (PUPILS, cameras(), cameras(name="more-cameras"))),
    ("G380", (("conduct", "listens: 0.5", "listens: 0.6"),)),
    ("G380", (("conduct", "neutral: 0.7", "neutral: 0.6"),)),
    ("G381", (PUPILS, cameras(marks="[{up_to: 0.1, act: attentive-day}, {up_to: 0.9, act: inattentive-day}]"))),
    (
        "G381",
        (PUPILS, cameras(marks="[{up_to: 0.1, act: attentive-day}, {up_to: 0.1}, {up_to: 1, act: inattentive-day}]")),
    ),
    ("G382", (OLD, cameras())),
    ("G382", (INFANTS, cameras())),
    ("G383", (PUPILS, cameras(MATRIX.replace("{reads: 1}", "{reeds: 1}")))),
    ("G383", (PUPILS, cameras(MATRIX.replace("reads: {", "reeds: {")))),
    ("G383", (("conduct", "drifting: drifts-off", "drifting: drift-off"),)),
    ("G384", (PUPILS, cameras(more=", moods: {neutral: {neutral: 0.5, angree: 0.5}}"))),
    ("G385", (PUPILS, cameras(more=", moods: {neutral: {neutral: 1}}"))),
    ("G386", (PUPILS, cameras(sees="attentive-day, inattentive-day, litters"))),
    ("G386", (PUPILS, cameras(sees="attentive-day"))),
    ("G386", (("regime", "sees: [jaywalk, litters]", "sees: [jaywalk, litters, inattentive-day]"),)),
    ("G367", (("conduct", "  youth: 1.2", "  youth: 4"),)),
)
"""The same faults, and older ones, elsewhere."""
