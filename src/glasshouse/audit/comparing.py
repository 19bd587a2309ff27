"""Two runs side by side: whether they may be compared, and which lawful words are no longer said."""

from dataclasses import dataclass
from typing import Literal

from glasshouse.audit.measures import groups_of, person_days
from glasshouse.audit.spread import Interval, of_ratio
from glasshouse.record.reading import Run
from glasshouse.record.reserve import ratios_only


@dataclass(frozen=True)
class Speech:
    """A protected act of one group, against the baseline (M15 as far as counts say).

    ``withheld`` were not done where they are seen, for fear; of those, ``displaced`` were done where
    nobody watches, and are in ``done`` as well. It is the whole fall: of people sanctioned for such an
    act and of others.
    """

    id: str
    title: str
    group: str
    done: int
    done_baseline: int | None
    person_days: int
    person_days_baseline: int | None
    withheld: int
    displaced: int
    ratios_only: bool
    seeds: tuple["Speech", ...] = ()

    @property
    def ratio(self) -> float | None:
        """Done per person-day here over the same in the baseline; None where nobody did it there, or meant to here.

        What nobody so much as means to do has not fallen silent: without lists, nobody has a friend on one.
        """
        if not self.done_baseline or not self.person_days or not self.person_days_baseline or not self.meant:
            return None
        return self.done * self.person_days_baseline / (self.done_baseline * self.person_days)

    @property
    def interval(self) -> Interval | None:
        """The interval of the ratio over seeds, each paired with the same seed of the baseline; None with one seed."""
        return of_ratio(
            [
                (one.done * (one.person_days_baseline or 0), (one.done_baseline or 0) * one.person_days)
                for one in self.seeds
            ]
        )

    @property
    def fall(self) -> float | None:
        """The share no longer done: 1 - ratio; below 0 where there is more of it."""
        return None if self.ratio is None else 1.0 - self.ratio

    @property
    def fallen(self) -> Interval | None:
        """The interval of the fall over seeds, in 10 000 acts of the baseline; None with one seed."""
        ends = self.interval
        return ends and Interval(round((1.0 - ends.high) * 10_000, 2), round((1.0 - ends.low) * 10_000, 2))

    @property
    def meant(self) -> int:
        """Acts that would have been done openly without fear: done, and withheld and not displaced."""
        return self.done + self.withheld - self.displaced

    @property
    def silenced(self) -> int:
        """Acts not done at all, for fear."""
        return self.withheld - self.displaced


Verdict = Literal["better", "worse", "no clear difference", "moved", "not compared"]


def differences(run: Run, against: Run) -> list[str]:
    """Return what makes two runs no pair: all but the regime and the luck must be the same.

    An empty list: they may be compared.
    """
    ours, theirs = run.manifest, against.manifest
    pairs = {
        "place": (ours.place.sha256, theirs.place.sha256),
        "conduct": (ours.conduct.sha256, theirs.conduct.sha256),
        "number of citizens": (ours.citizens, theirs.citizens),
        "number of days": (ours.days, theirs.days),
        "number of seeds": (len(ours.seeds), len(theirs.seeds)),
        "size of districts": (ours.district_size, theirs.district_size),
        "version of the model": (ours.kernel_sha256, theirs.kernel_sha256),
        "format": (ours.format, theirs.format),
    }
    return [f"another {name}" for name, (a, b) in pairs.items() if a != b]


def same_luck(run: Run, against: Run) -> bool:
    """Return whether the two worlds share their luck, citizen by citizen."""
    return run.manifest.seeds == against.manifest.seeds


def speech(run: Run, against: Run | None) -> list[Speech]:
    """Return every protected act, everybody first and then group by group."""
    rows = []
    groups = groups_of(run)
    for act in run.manifest.legend.acts:
        if act is None or act.protects is None:
            continue
        done, held, moved = (run.daily(f"{what}.{act.id}") for what in ("done", "withheld", "displaced"))
        before = against.daily(f"done.{act.id}") if against else None
        for name, at in groups:
            rows.append(
                Speech(
                    id=act.id,
                    title=act.title,
                    group=name,
                    done=int(done[:, at].sum()),
                    done_baseline=None if before is None else int(before[:, at].sum()),
                    person_days=person_days(run, "citizens", at),
                    person_days_baseline=None if against is None else person_days(against, "citizens", at),
                    withheld=int(held[:, at].sum()),
                    displaced=int(moved[:, at].sum()),
                    ratios_only=ratios_only(run.manifest, act.protects),
                )
            )
    return rows
