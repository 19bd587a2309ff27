"""One life line by line as plain data: each sentence with its day and the event that it tells."""

from typing import Any

from glasshouse.experiment.life import Life, data_of
from glasshouse.report.lifeline import CAVEAT, content_note, happened, in_short, under, who


def life_told(life: Life, full: bool) -> dict[str, Any]:
    """Return a life in sentences and in figures, with what must be said first."""
    return {
        "citizen": life.citizen.id,
        "number": life.citizen.number,
        "content_note": content_note(life),
        "caveat": CAVEAT,
        "who": who(life),
        "in_short": in_short(life),
        "lines": lines(life, full),
        "under": under(life),
        "scores": list(life.scores),
        "data": data_of(life),
    }


def lines(life: Life, full: bool) -> list[dict[str, Any]]:
    """Return the lines of a telling; one that sums up is of the day on which the last of them was."""
    found = []
    for line in happened(life, full):
        event = line.event
        facts = {} if event is None else {k: v for k, v in event.data().items() if k not in ("day", "kind")}
        kind = "summary" if event is None else event.kind
        found.append(
            {"day": int("".join(filter(str.isdecimal, line.day))), "kind": kind, "text": line.text, "facts": facts}
        )
    return found
