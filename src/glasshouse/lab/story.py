"""The story: ten thousand computed people, thirty days, one rule out of a closed list, and a letter afterwards.

No text comes in and nothing is kept: the record lies in a folder that is gone when the answer is there.
"""

import tempfile
import threading
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from glasshouse import api
from glasshouse.diagnostics import UserFault
from glasshouse.lab.bodies import LAYERS, Story, StoryRule, StoryRun
from glasshouse.lab.refusals import MISSING, Refusal

CITIZENS, DAYS, SEED, PLACE, CONDUCT = 10_000, 30, 1, "cn-2020", "default"
NOTE = (
    "Everybody in it is computed, the rule is made up, and so is how often it errs. It shows how a rule with errors "
    "works, and not how often anything happens anywhere."
)
SANCTION = LAYERS.index("sanction")
IN_ERROR, PER = 3, 10_000
CLASSES = ("in_error", "against_right", "by_rules")


class Stories:
    """The runs of the story. Each is always the same one, so it is lived once, and ahead of whoever reads the cards."""

    def __init__(self, ask: Callable[[str], dict[str, Any]]) -> None:
        """Have none yet; ``ask`` lives the story under a rule, in a process of its own."""
        self.ask = ask
        self.lived: dict[str, StoryRun] = {}
        self.locks: dict[str, threading.Lock] = {}
        self.rehearsal: threading.Thread | None = None

    def of(self, rule: str) -> StoryRun:
        """Return the run under a rule; whoever asks for one that is being lived waits for that one."""
        with self.locks.setdefault(rule_of(rule), threading.Lock()):
            if rule not in self.lived:
                self.lived[rule] = StoryRun(**self.ask(rule))
            return self.lived[rule]

    def rehearse(self) -> None:
        """Begin to live every rule's run, one after another."""
        if self.rehearsal is None:
            self.rehearsal = threading.Thread(target=self._all, daemon=True)
            self.rehearsal.start()

    def _all(self) -> None:
        # What goes wrong is told to whoever asks for it.
        with suppress(UserFault):
            for row in api.story_regimes():
                self.of(row["id"])


def told() -> Story:
    """Return what there is to choose from."""
    rules = [StoryRule(id=row["id"], title=row["title"], says=row["says"]) for row in api.story_regimes()]
    return Story(citizens=CITIZENS, days=DAYS, rules=rules, note=NOTE)


def rule_of(name: str) -> str:
    """Return a rule of the closed list; any other word is refused."""
    names = [row["id"] for row in api.story_regimes()]
    if name not in names:
        raise Refusal(MISSING, "G300", f"the story has no rule `{name[:40]}`", "its rules are a closed list",
                      f"choose one of {', '.join(names)}")  # fmt: skip
    return name


def live(rule: str) -> dict[str, Any]:
    """Live the story under a rule and return all that is told of it."""
    file = next(row["file"] for row in api.story_regimes() if row["id"] == rule)
    files = api.load(file, PLACE, CONDUCT)
    figures: list[Any] = []
    sanctions: list[Any] = []

    def see(day: Any) -> bool:
        figures.append(day.figures.tolist())
        sanctions.append(day.layers[SANCTION].copy())
        return True

    columns = [row["id"] for row in api.watched_figures()]
    with tempfile.TemporaryDirectory(prefix="glasshouse-story-") as folder:
        record = Path(folder) / "story"
        api.watch(files, CITIZENS, DAYS, SEED, record, see, api.silent)
        letter = letter_of(record, np.stack(sanctions))
    facts = api.world_facts(files, CITIZENS, DAYS, SEED)
    return {
        "rule": rule, "regime": facts["regime"], "status": facts["status"],
        "text": Path(file).read_text(encoding="utf-8"),
        "citizens": CITIZENS, "days": DAYS, "columns": columns, "groups": ["M", "N1", "N2"], "values": figures,
        "sanction": b64encode(np.concatenate(sanctions).tobytes()).decode(), "letter": letter,
        "rates": [rates(dict(zip(columns, row, strict=True)), group)
                  for group, row in zip(("M", "N1", "N2"), figures[-1], strict=True)],
        "note": NOTE,
    }  # fmt: skip


def letter_of(record: Path, sanctions: Any) -> dict[str, Any] | None:
    """Return the life of who was longest under a sanction in error, or else under any; None where nobody was."""
    days_in_error = (sanctions == IN_ERROR).sum(axis=0)
    days = days_in_error if days_in_error.any() else (sanctions > 0).sum(axis=0)
    if not days.any():
        return None
    number = int(days.argmax())
    life = api.life(record, str(number), None, api.silent, full=False)
    first = int(np.flatnonzero(sanctions[:, number])[0])
    return {"citizen": life["citizen"], "day": first, "in_error": bool(days_in_error.any()), "lines": life["lines"]}


def rates(last: dict[str, int], group: str) -> dict[str, Any]:
    """Return of one group how many were under a sanction on the last day, how many of them in error, and per 10 000."""
    sanctioned, of = sum(last[name] for name in CLASSES), last["scored"]
    return {
        "group": group, "on_file": of, "sanctioned": sanctioned, "in_error": last["in_error"],
        "sanctioned_per_10_000": round(sanctioned * PER / of) if of else None,
        "in_error_per_10_000": round(last["in_error"] * PER / of) if of else None,
    }  # fmt: skip
