"""Nothing in the shipped regimes is for show: in a year every sensor, list, consequence and act happens to somebody."""

import pytest

from glasshouse.model import columns as count
from tests import worlds


def idle(regime: str, place: str, citizens: int) -> list[str]:
    """What of a regime happens to nobody in a year."""
    world = worlds.live(
        worlds.place(place), worlds.conduct(), worlds.regime(regime), citizens, 365, district_size=5000, threads=2
    )
    legend, found = world.compiled.legend, []
    for k, name in enumerate(legend.sensors):
        passed = int(world.flow(count.PASSED + legend.gates.index(name))[0]) if name in legend.gates else 0
        found += [name] * (passed + int(world.flow(count.RECORDED_BY + 4 * k, 4).sum()) == 0)
    for names, start in ((legend.lists, count.ENTRIES), (legend.consequences, count.UNDER)):
        found += [name for k, name in enumerate(names) if not world.flow(start + 3 * k, 3).any()]
    looked_for = {channel.act for channel in legend.channels}
    for k, name in enumerate(legend.acts):
        if name in looked_for:
            found += [name] * (not world.flow(count.DONE + k).any() and not world.flow(count.RECORDED + 4 * k, 4).any())
    return found


def test_everything_that_is_told_happens_to_somebody() -> None:
    assert idle("as-told", "cn-2020", 20_000) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("regime", "place"),
    [("dossier", "cn-2020"), ("targeted-tracking", "cn-2020"), ("learned-scorecard", "us-2020"),
     ("metro-levels", "cn-2020"), ("classroom", "cn-2020"), ("nosedive", "suburb"), ("majority-rule", "suburb")],
)  # fmt: skip
def test_the_other_ways_of_watching_and_scoring_happen_too(regime: str, place: str) -> None:
    assert idle(regime, place, 20_000) == []
