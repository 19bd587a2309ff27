"""Sentences on what fear, and being sanctioned, refused and priced, did to a citizen (R2, R4, R6, R7, R9 to R13)."""

from collections.abc import Callable
from typing import Any

from glasshouse.report.telling_years import TOLD_OF_YEARS

Facts = dict[str, Any]


def at_time(facts: Facts) -> str:
    """Return the part of the day in which something was done, where that is known."""
    return f", {facts['time']}" if "time" in facts else ""


def legitimacy(facts: Facts) -> str:
    """Return a change of the belief that the authority may ask obedience.

    >>> legitimacy({"before": 8, "after": 4, "why": "a sanction in error"})
    'Thinks less that the authority may ask obedience: 8 to 4 of 15 (a sanction in error).'
    """
    how = "more" if facts["after"] > facts["before"] else "less"
    return (
        f"Thinks {how} that the authority may ask obedience: {facts['before']} to {facts['after']} of 15 "
        f"({facts['why']})."
    )


def motive(facts: Facts) -> str:
    """Return a fall of own motive."""
    return f"Own motive falls from {facts['before']} to {facts['after']} of 7 ({facts['why']})."


def acceptance(facts: Facts) -> str:
    """Return a rise of acceptance."""
    return f"Accepts being watched more: {facts['before']} to {facts['after']} of 7 ({facts['why']})."


def online(facts: Facts) -> str:
    """Return a step off the Internet, or back."""
    return (
        "Comes back to the Internet."
        if facts["after"]
        else "Goes offline: nothing online is done, or seen, from now on."
    )


def blocked(facts: Facts) -> str:
    """Return that a lawful way to an income is closed, or that this is over."""
    if facts["after"]:
        return "Refused a lawful way to an income: an unlawful one is likelier from now on."
    return "No longer held back by having been refused a lawful way to an income."


def gaming(facts: Facts) -> str:
    """Return that somebody begins to play for the score, or stops, or how near the next cut-off is."""
    how_near = ("", "which is far", "which is not far", "which is near")[facts["after"]]
    if not facts["after"]:
        return "No longer plays for the score."
    begins = "Plays" if not facts["before"] else "Still plays"
    return f"{begins} for the next tier, {how_near}: more of the good deeds that count."


def level(facts: Facts) -> str:
    """Return a change of fear."""
    rises = "rises" if facts["after"] > facts["before"] else "falls"
    return f"Fear {rises} from {facts['before']} to {facts['after']} of 15 ({facts['why']})."


def certainty(facts: Facts) -> str:
    """Return a change of how likely one thinks it to be caught."""
    how = "likelier" if facts["after"] > facts["before"] else "less likely"
    return (
        f"Thinks it {how} to be caught with what concerns {facts['family']}: "
        f"{facts['before']} to {facts['after']} of 15 ({facts['why']})."
    )


def withheld(facts: Facts) -> str:
    """Return an act that fear kept back."""
    done = "did it where nobody watches" if facts["displaced"] else "did not do it"
    return f"For fear, {done}: {facts['title']}{at_time(facts)}. The act is protected: {facts['protects']}."


def protest(facts: Facts) -> str:
    """Return that somebody joined a protest, or began one, and after how many others.

    >>> protest({"others": 12, "on_file": 800, "needs": 9})
    'Joined a protest: 12 of the 800 on file in the district had protested within thirty days, and 9 were enough.'
    >>> protest({"others": 0, "on_file": 800, "needs": 0})
    'Protested, and needed nobody to have done so before.'
    """
    if facts["needs"] == 0:
        return "Protested, and needed nobody to have done so before."
    return (
        f"Joined a protest: {facts['others']} of the {facts['on_file']} on file in the district had protested within "
        f"thirty days, and {facts['needs']} were enough."
    )


TOLD_OF_RESPONSES: dict[str, Callable[[Facts], str]] = {
    **TOLD_OF_YEARS,
    "withheld": withheld,
    "protest": protest,
    "fear": level,
    "certainty": certainty,
    "legitimacy": legitimacy,
    "motive": motive,
    "acceptance": acceptance,
    "online": online,
    "blocked": blocked,
    "gaming": gaming,
    "claimed": lambda f: f"Claimed, and did not do it{at_time(f)}: {f['title']}. It was for the score.",
    "left-undone": lambda f: f"Left undone, since another was done for the score: {f['title']}.",
}
"""How each kind of event is told."""
