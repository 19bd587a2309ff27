"""How much headroom an act needs: as much as is asked for is enough, and less is refused."""

import json
import re

import pytest

from glasshouse.inputs import library
from glasshouse.inputs.checking.conducts import highest_lifts
from glasshouse.inputs.checks import check_alone
from glasshouse.inputs.compiling.answering import is_willed_offence
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.reading import read_text
from glasshouse.model.tables import MOST_OF_DOMAIN

DEFAULT = (library.DATA / "conduct" / "default.yaml").read_text("utf-8")
LIFTED = [act for act in library.load_conduct("default").value.acts if is_willed_offence(act) and act.kind == "rare"]


def without_answers(text: str) -> str:
    """A conduct file without the responses that may be left out."""
    head, rest = text.split("\ngrievance:\n", 1)
    return f"{head}\nstrength_shape:\n" + rest.split("\nstrength_shape:\n", 1)[1]


@pytest.mark.parametrize("odds_ratio", [1.0, 0.87, 0.70])
def test_the_headroom_that_is_asked_for_is_enough(odds_ratio: float) -> None:
    text = DEFAULT.replace("odds_ratio: 0.87", f"odds_ratio: {odds_ratio}")
    text = without_answers(re.sub(r"headroom: [0-9.]+", "headroom: 2.0", text))
    text = text.replace("  prior: 3\n", "  prior: 3\n  floor: 0\n")
    asked = {one.remedy for one in check_alone(read_text(text, "c.yaml", Conduct)) if one.code == "G330"}
    assert len(asked) == (1 if odds_ratio < 0.8 else 0)
    for remedy in asked:
        needed = remedy.split("`")[1]
        text = text.replace("headroom: 2.0", needed)
        assert check_alone(read_text(text, "c.yaml", Conduct)) == []
        short = text.replace(needed, f"headroom: {float(needed.split()[1]) - 0.1:.2f}")
        found = check_alone(read_text(short, "c.yaml", Conduct))
        assert [one.code for one in found] == ["G330"] * len(LIFTED)
    if odds_ratio == 1.0:
        assert set(highest_lifts(read_text(text, "c.yaml", Conduct).value).values()) == {0}


def test_a_domain_with_more_acts_than_a_walk_can_come_to_is_refused() -> None:
    conduct = library.load_conduct("default").value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    street = [row for row in conduct["acts"] if row["domain"] == "street" and row.get("kind", "rare") == "rare"]
    free = sorted(set(range(64)) - {row["slot"] for row in conduct["acts"]})
    more = [{**street[0], "id": f"more-{slot}", "slot": slot} for slot in free[: MOST_OF_DOMAIN - len(street) + 1]]
    for added, codes in ((more[:-1], []), (more, ["G322"])):
        text = json.dumps({**conduct, "acts": [*conduct["acts"], *added]})
        assert [one.code for one in check_alone(read_text(text, "c.yaml", Conduct))] == codes
