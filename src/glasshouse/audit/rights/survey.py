"""What people of the panel would say of the authority, beside what they think, and what a survey would find (M14).

Private opinion enters no act and no response of the model; it is computed here, from a citizen's number, to be compared
with what would be said. Only means of twenty people and more leave this file. Some who are against say that they are
for: more of them in fear, before a majority, and among the timid (R3). Beside it, by the same means: trust among
strangers as a survey would find it (M28), and approval by awareness (M32).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np

from glasshouse.audit.rights.sample import HUNDRED, LEAST, PANEL, Figure, Flags, Numbers, Sample
from glasshouse.chance import day_key, district_keys, draw
from glasshouse.inputs.conduct import Conduct
from glasshouse.inputs.responses import Falsification
from glasshouse.model.traits import S_BOLDNESS, S_OPINION
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.record.naming import AWARENESS
from glasshouse.record.panel import sampled
from glasshouse.record.reading import Run

FULL_FEAR, BOLDEST, TRUSTING = 15, 7, 4
ITEMS = 4
"""Items on a list question that offend nobody; each is chosen by half of people."""
POINTS = "points of 100"
KNOWS = ("know nothing of it", "have heard of it", "know their own standing", "know the rules")
assert len(KNOWS) == len(AWARENESS)
NEEDED = ("fear", "trust", "awareness", "legitimacy", "scored")


@dataclass(frozen=True)
class Minds:
    """Who of the sampled is privately for the authority on day 0, and how bold each is, 0 to 1."""

    supports: Flags
    boldness: Numbers


@dataclass(frozen=True)
class Said:
    """Chances of being for it: in private on the last day, and of saying so to each kind of listener.

    ``misstates`` is the chance that somebody who thinks otherwise says to an interviewer what is wanted.
    """

    misstates: Numbers
    private: Numbers
    friends: Numbers
    public: Numbers
    interviewer: Numbers
    listed: Numbers


def minds_of(run: Run, support: float) -> Minds:
    """Return what the sampled of one seed privately are, computed from their numbers."""
    ids = [name.split("-") for name in sampled(run.folder)]
    district = np.array([int(place) for _, place, _ in ids], dtype=np.int64)
    number = np.array([int(number) for _, _, number in ids], dtype=np.uint64)
    opinion, boldness = np.zeros(len(ids)), np.zeros(len(ids))
    for one in np.unique(district):
        here = district == one
        key_0, key_1 = (day_key(key, -1) for key in district_keys(run.manifest.seed, int(one)))
        lucks = [np.asarray(draw(key_0, key_1, named, number[here])) for named in (S_OPINION, S_BOLDNESS)]
        opinion[here], boldness[here] = lucks[0] / 2**32, (lucks[1] >> np.uint64(29)) / BOLDEST
    return Minds(opinion >= 1 - support, boldness)


def misstated(base: float, entry: Falsification, fear: Numbers, boldness: Numbers, majority: float) -> Numbers:
    """Return the chance that somebody privately against says to be for: up in fear and majority, down in boldness.

    >>> entry = Falsification.model_construct(strength=1.0, fear=2.5, majority=1.5, boldness=0.4)
    >>> misstated(0.25, entry, np.array([0, 15]), np.array([0.5, 0.5]), 0.5).round(3).tolist()
    [0.25, 0.455]
    """
    if base <= 0.0 or entry.strength <= 0.0:
        return np.zeros(len(fear))
    odds = log(base / (1.0 - min(base, 0.999)))
    odds += log(entry.majority) * (2.0 * majority - 1.0)
    shifts = log(entry.fear) * fear / FULL_FEAR + log(entry.boldness) * (boldness - 0.5)
    found: Numbers = entry.strength / (1.0 + np.exp(-(odds + shifts)))
    return found


def said_of(sample: Sample, minds: Minds, entry: Falsification) -> Said:
    """Return what everybody of the panel thinks and would say on the last day.

    What is heard in public at the end of a cycle is the majority of the next; before the first it is private opinion.
    """
    fear = sample.panel["fear"].astype(np.float64)
    private = minds.supports.astype(np.float64)
    heard = float(private[sample.known].mean())
    gained = 1.0 - (1.0 - entry.internalised_per_year) ** (DAYS_PER_CYCLE / 365)
    ends = [*range(DAYS_PER_CYCLE - 1, len(fear) - 1, DAYS_PER_CYCLE), len(fear) - 1]
    for day in ends:
        chances = {
            name: misstated(base, entry, fear[day], minds.boldness, heard)
            for name, base in (("friends", entry.friends), ("public", entry.public), ("asked", entry.interviewer))
        }
        heard = float((private + (1.0 - private) * chances["public"])[sample.known].mean())
        if day != ends[-1]:
            private = private + (1.0 - private) * gained * chances["public"]
    against = 1.0 - private
    spoken = {name: private + against * chance for name, chance in chances.items()}
    listed = private + against * chances["asked"] * (1.0 - entry.list_removes)
    return Said(chances["asked"], private, spoken["friends"], spoken["public"], spoken["asked"], listed)


def surveyed(sample: Sample, run: Run, conduct: Conduct) -> dict[str, list[Figure]]:
    """Return what people think, say and would be found to say (M14), and trust (M28) and approval (M32) as surveyed."""
    entry = conduct.falsification
    if entry is None or not sample.has(*NEEDED) or int(sample.known.sum()) < LEAST:
        return {}
    minds = minds_of(run, entry.private_support)
    ranged = entry.assumption.range if entry.assumption else None
    ends = [said_of(sample, minds, moved(entry, value)) for value in ranged or ()]
    said = said_of(sample, minds, entry)
    tiers = [row.title for row in run.manifest.legend.tiers]
    survey = list_question(sample, said, run.manifest.seed)
    return {
        "M14": [*stances(sample, said, ends), *survey, *by_tier(sample, said, tiers)],
        "M28": trust_as_told(sample, said, entry),
        "M32": approval(sample, said, conduct),
    }


def moved(entry: Falsification, interviewer: float) -> Falsification:
    """Return the entry with its main number at a value, and what is said to other listeners moved in proportion."""
    factor = interviewer / entry.interviewer if entry.interviewer else 1.0
    others = {name: min(getattr(entry, name) * factor, 1.0) for name in ("friends", "public")}
    return entry.model_copy(update={"interviewer": interviewer, **others})


def mean_of(values: Numbers, among: Flags) -> float | None:
    """Return a mean in 100 over some people; None over too few."""
    return HUNDRED * float(values[among].mean()) if int(among.sum()) >= LEAST else None


def stances(sample: Sample, said: Said, ends: list[Said]) -> list[Figure]:
    """Return what is thought, what is said to whom, and the gaps between, with what the assumption leaves open."""
    known, people = sample.known, int(sample.known.sum())

    def figure(name: str, what: str, of: str, less: str | None = None) -> Figure:
        def value(one: Said) -> float | None:
            taken = getattr(one, of) - (getattr(one, less) if less else 0.0)
            return mean_of(taken, known)

        low_high = [found for one in ends if (found := value(one)) is not None]
        between = (min(low_high), max(low_high)) if len(low_high) == len(ends) > 0 and of != "private" else None
        return Figure(name, what, value(said), POINTS if less else "in 100", people, PANEL, assumption=between)

    return [
        figure("gap", "for the authority in public less in private", "public", "private"),
        figure("private", "for the authority, in private", "private"),
        figure("public", "for it, as said in public", "public"),
        figure("gap-friends", "for it among friends less in private", "friends", "private"),
        figure("gap-asked", "for it to an interviewer less in private", "interviewer", "private"),
        figure(
            "survey-gap", "what a survey takes for that: direct question less list question", "interviewer", "listed"
        ),
    ]


def by_tier(sample: Sample, said: Said, tiers: list[str]) -> Iterator[Figure]:
    """Yield the gap in public by tier held on the last day, of tiers with enough people."""
    tier = sample.panel["tier"][-1]
    for k, name in enumerate(tiers):
        among = sample.known & (tier == k)
        if int(among.sum()) >= LEAST:
            gap = mean_of(said.public - said.private, among)
            yield Figure(
                f"gap-tier-{k}", f"in public less in private, tier {name}", gap, POINTS, int(among.sum()), PANEL
            )


def list_question(sample: Sample, said: Said, seed: int) -> list[Figure]:
    """Return support as a list question put to half of the panel would find it, beside the direct question.

    Each of one half says how many of four harmless items hold, each of the other half how many of five: the difference
    in means is the share for whom the fifth does (a list experiment). It is drawn by the run's own seed.
    """
    luck = np.random.Generator(np.random.PCG64([seed, S_OPINION]))
    chances = said.listed[sample.known]
    people = len(chances)
    answers = luck.binomial(ITEMS, 0.5, people).astype(np.float64)
    asked = luck.permutation(people) < people // 2
    answers[asked] += luck.random(int(asked.sum())) < chances[asked]
    direct = luck.random(people) < said.interviewer[sample.known]
    if min(int(asked.sum()), people - int(asked.sum())) < LEAST:
        return []
    found = HUNDRED * float(answers[asked].mean() - answers[~asked].mean())
    spread = 1.96 * HUNDRED * float(np.sqrt(answers[asked].var(ddof=1) / asked.sum()
                                            + answers[~asked].var(ddof=1) / (~asked).sum()))  # fmt: skip
    return [
        Figure("direct", "one survey of the panel, asked directly: for it", HUNDRED * float(direct.mean()),
               "in 100", people, PANEL, int(direct.sum())),
        Figure("list", f"one list question to half of the panel: for it (give or take {spread:.0f})", found, "in 100",
               people, PANEL),
    ]  # fmt: skip


def trust_as_told(sample: Sample, said: Said, entry: Falsification) -> list[Figure]:
    """Return who trusts strangers on the last day, and who would say so to an interviewer (M28)."""
    trusting = (sample.panel["trust"][-1] >= TRUSTING).astype(np.float64)
    told = trusting + (1.0 - trusting) * entry.trust * said.misstates
    people = int(sample.known.sum())
    return [
        Figure("trust-so", "trust strangers, as it is", mean_of(trusting, sample.known), "in 100", people, PANEL),
        Figure(
            "trust-told",
            "would tell an interviewer that they trust strangers",
            mean_of(told, sample.known),
            "in 100",
            people,
            PANEL,
        ),
    ]


def approval(sample: Sample, said: Said, conduct: Conduct) -> list[Figure]:
    """Return approval of the regime by awareness (M32): as it is, and as said to an interviewer.

    To approve is to be for the authority in private and to think no less of it than under ordinary law.
    """
    start = conduct.grievance.start if conduct.grievance else 0
    content = sample.panel["legitimacy"][-1] >= start
    approve = said.private * content
    told = approve + (1.0 - approve) * said.misstates
    found = []
    for level, knows in enumerate(KNOWS):
        among = sample.known & (sample.panel["awareness"][-1] == level)
        if level > 0 and int(among.sum()) >= LEAST:
            for word, values in (("approve, as it is", approve), ("say to approve, asked directly", told)):
                found.append(Figure(f"approval-{level}-{word[:3]}", f"{word}: of those who {knows}",
                                    mean_of(values, among), "in 100", int(among.sum()), PANEL))  # fmt: skip
    return found
