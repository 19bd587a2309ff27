"""What the page says of a scorecard: its points, fit by fit, and by group what was foretold and what came."""

from glasshouse.audit.calibration import Calibration, Card, chance
from glasshouse.audit.rates import in_ten_thousand
from glasshouse.audit.rewards import Reward, Touched
from glasshouse.report.rewarded import joined, learned, of_cards, of_rewards, rewarded
from glasshouse.report.words import Printed

HERE = Printed(1000, False)
CARDS = [Card("exchange 2", 60, 5, ((0, -40, -90),)), Card("exchange 4", 120, 7, ((0, -35, -80),))]


def row(group: str, with_breach: int, foretold: float) -> Calibration:
    return Calibration(group, in_ten_thousand(with_breach, 1000, "files after a term", "with a breach"), foretold)


def test_points_are_told_fit_by_fit() -> None:
    [table] = of_cards(CARDS, ["crossed on red"])
    assert table.head == ("what is on file", "from day 60", "from day 120")
    assert table.rows[0] == ("everybody", "5", "7")
    assert table.rows[-1] == ("crossed on red: more on file", "\u221290", "\u221280")
    said = " ".join(learned(CARDS, [row("everybody", 50, 480.0), row("M", 55, 480.0), row("N1", 20, 470.0)], HERE))
    assert "was fitted 2 times" in said and "had foretold 480" in said
    assert "Majority (M) 550 (480)" in said and "Minority N1 200 (470)" in said


def test_nothing_is_said_where_there_is_nothing() -> None:
    assert not learned([], [], HERE) and not of_cards([], [])
    assert not rewarded([]) and not of_rewards([])
    assert not joined(Touched(None), {}, in_ten_thousand(0, 0, "days"), HERE)
    assert rewarded([Reward("others", None, 40)]) == []


def test_a_card_of_no_points_foretells_the_odds_of_everybody() -> None:
    """Twenty points more go with half the odds; 256 to the unit of log-odds."""
    import numpy as np

    fitted = np.zeros(11, dtype=np.int64)
    assert chance(fitted, 0, 320) == 0.5
    fitted[2] = -20 * 16
    assert chance(fitted, 1, 320) == 2 / 3 and chance(fitted, 0, 320) == 0.5
