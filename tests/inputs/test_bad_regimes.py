"""Seven ways to write a regime that cannot be meant, each with a diagnostic of its own."""

from glasshouse.diagnostics import UserFault
from glasshouse.inputs.checks import check_world
from tests.inputs.test_checks import SEES, Change, changed

TWO_SCALES = "score:\n  id: stars\n  least: 0\n  most: 5\n  start: 3\ntiers:"
BAD: dict[str, tuple[str, str, Change]] = {
    "a sensor for an unknown act": ("G301", "no act `liters`", ("regime", SEES, "sees: [jaywalk, liters]")),
    "weights that do not sum": (
        "G108",
        "weights sum to 1.1",
        ("regime", "history, weight: 0.5", "history, weight: 0.6"),
    ),
    "tiers that overlap": ("G310", "starts with `low`", ("regime", "from: 600", "from: 100")),
    "a list nobody can enter": ("G316", "no rule leads to `seen`", ("regime", "    list: seen\n", "")),
    "a list nobody can leave": (
        "G328",
        "no remedy lets anybody ask",
        ("regime", "weeks: 4", "weeks: 4, exit: request"),
    ),
    "two scales": ("G014", "`score` is given twice", ("regime", "tiers:", TWO_SCALES)),
    "a rate over 1": ("G104", "`hit` is 1.2", ("regime", "    hit: 0.9", "    hit: 1.2")),
    "a selector that meets too few": ("G350", "those aged 89", ("regime", "start: 500", "start: 500\n  from_age: 89")),
}


def test_each_bad_file_has_its_own_diagnostic_and_a_place() -> None:
    for name, (code, what, change) in BAD.items():
        try:
            found = check_world(*changed(change))
        except UserFault as fault:
            found = list(fault.diagnostics)
        assert [one.code for one in found] == [code], name
        assert what in found[0].what and found[0].place is not None and found[0].remedy, name
    assert len({code for code, _, _ in BAD.values()}) == len(BAD)
