"""The first page: what the regime does, which rules it would meet, and how sure that is, in plain statements."""

from __future__ import annotations

from glasshouse.audit.measures import Sanctions
from glasshouse.audit.rates import Rate
from glasshouse.audit.rights.pack import VERDICTS
from glasshouse.audit.rights.whole import counted
from glasshouse.inputs.describing import content_note
from glasshouse.report import sentences
from glasshouse.report.brief import caveats
from glasshouse.report.brief.document import Block, Chapter, Paragraph, Terms, Tile, Tiles
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.brief.harms import assumptions
from glasshouse.report.brief.plainly import in_every, with_counts
from glasshouse.report.foretelling import in_hundred
from glasshouse.report.lifeline import NOTED
from glasshouse.report.rights import breaches
from glasshouse.report.words import Printed, figures, grouped, many, percent, spoken

NAMED = 4
NO_RUN = (
    "No run was given, so nothing here is measured: this report is the legal part alone. A run of the same regime "
    "(`glasshouse run`, then `glasshouse audit` of its folder) adds harms, benefits and lives."
)
NOBODY_SCORED = "A laboratory of synthetic people scores no natural person: a file is read, as if somebody operated it."


def answer(dossier: Dossier) -> Chapter:
    """Return the first page."""
    rights, measured = dossier.rights, dossier.measured
    noted = NOTED.keys() & {file.stem.removeprefix("regime-") for file in dossier.facts.read.files}
    notes = [f"Content note: this report tells {NOTED[name]}." for name in sorted(noted)]
    own, _ = content_note(rights.regime.describes)
    blocks: list[Block] = [Paragraph(note, "lead") for note in notes or [own] if note]
    blocks.append(Paragraph(status_of(dossier), "lead"))
    statements = [("The law", law(dossier))]
    if measured is None:
        blocks.append(Paragraph(NO_RUN))
    else:
        blocks.append(Tiles(tiles(measured)))
        statements += found(measured)
    statements += [
        ("How sure", sure(dossier)),
        ("The file of itself", rights.regime.describes),
        ("What this is", f"{caveats.LAW} {NOBODY_SCORED}"),
    ]
    return Chapter("answer", "The answer on one page", (*blocks, Terms(tuple(statements))))


def status_of(dossier: Dossier) -> str:
    """Return the status of the regime in words, what was run, and where the report goes on."""
    regime, measured = dossier.rights.regime, dossier.measured
    status = f"The regime is {regime.status}: {sentences.STATUS[regime.status]}."
    return f"{status} {sentences.simulated(measured.manifest)}" if measured else status


def law(dossier: Dossier) -> str:
    """Return what the file would breach, and what is open; there is no sum of verdicts."""
    number = dict.fromkeys(VERDICTS, 0) | counted(dossier.findings)
    breached = [f"[{one.law.id}]" for one in dossier.of("violates", "likely")]
    named = f": {', '.join(breached[:NAMED])}{' and others' if len(breached) > NAMED else ''}" if breached else ""
    parts = [
        f"{dossier.as_if}, by what its file says it {breaches(number['violates'], number['likely'])} "
        f"(chapter 3){named}."
    ]
    waiting = [
        (number["needs-measure"], "for a figure"),
        (number["needs-human"], "for a lawyer\u2019s judgement"),
        (number["cannot-tell"], "for a fact that the file does not state"),
    ]
    said = [f"{grouped(n)} {what}" for n, what in waiting if n]
    if said:
        parts.append(f"Other rules that would bind it wait: {', '.join(said)} (chapter 2).")
    return " ".join(parts)


def found(measured: Measured) -> list[tuple[str, str]]:
    """Return what the run found, a statement each."""
    audit, how = measured.audit, measured.how
    whole = audit.sanctions[0]
    said = [("Sanctions", sanctions(measured)), ("Errors", errors(whole, measured))]
    if len(audit.sanctions) > 2:
        said.append(("Groups", groups(measured)))
    if audit.compared:
        said.append(("Speech", f"{sentences.speech_fell(audit.speech, measured.baseline)} [M15] {caveats.CHILLING}"))
        said.append(
            (
                "Benefits",
                f"{sentences.better_and_worse(audit.ledger, measured.baseline, brief=True)} [M33] {caveats.DETERRENCE}",
            )
        )
    else:
        said.append(("Not compared", "No baseline that fits was given (--against), so nothing is said of what got "
                                     "better, and nothing of what people no longer say."))  # fmt: skip
    score = next((row for row in audit.foresight if row.id == "any" and row.score.of_all is not None), None)
    if score is not None:
        said.append(("The score", f"Of one who went on to an act with a victim and one who did not, it ranks the "
                                  f"former lower in {in_hundred(score.score)} of 100 pairs; a coin would in 50, their "
                                  f"own past in {in_hundred(score.past)}. {caveats.FORETELLING} [M16]"))  # fmt: skip
    if note := how.note():
        said.append(("Counts", note))
    return said


def sanctions(measured: Measured) -> str:
    """Return how many were under a sanction, and under the baseline."""
    audit, how = measured.audit, measured.how
    whole = audit.sanctions[0]
    if not whole.days.all:
        return "Nobody was under a sanction on any day."
    text = f"On the last day {with_counts(whole.now, how)} were under a sanction. [M4]"
    if audit.baseline_sanctions:
        there = audit.baseline_sanctions[0].now
        text += f" Under {spoken(measured.baseline)}, with the same people, it was {in_every(there)}."
    return text


def errors(whole: Sanctions, measured: Measured) -> str:
    """Return errors over both denominators, and beside them what was against a right (M1, M2)."""
    how = measured.how
    if not whole.days.all:
        return "Without sanctions there is no share of them in error, and none against a right. [M1]"
    persons = whole.persons_in_error
    return (
        f"Of the days under a sanction, {with_counts(whole.in_error, how)} were in error; beside that, "
        f"{with_counts(whole.against_right, how)} were against a right. [M1] Persons with a spell in error: "
        f"{figures(persons.value or 0)} per 10\u202f000 person-years ({how.parts(persons)}). [M2]"
    )


def groups(measured: Measured) -> str:
    """Return who bears sanctions, with the roads by which groups can differ."""
    return f"{sentences.gaps(measured.audit.sanctions)} [M4]"


def sure(dossier: Dossier) -> str:
    """Return how sure the answer is: chance, assumptions, and what turns it."""
    measured = dossier.measured
    if measured is None:
        return "Verdicts rest on the file and on declared tables; where a fact is missing it is said to be missing."
    seeds = measured.how.seeds
    chance = (
        "One society was lived through, with one seed: intervals within it are indicative."
        if seeds == 1
        else f"{many(seeds, 'society', 'societies')} were lived through, and intervals are of chance over these seeds."
    )
    return f"{chance} {assumptions(dossier)}{turns(dossier)}"


def turns(dossier: Dossier) -> str:
    """Return whether an assumption turns what such a regime claims; nothing where none was moved."""
    if dossier.weighed is None:
        return ""
    data = dossier.weighed.sensitivity.data
    return f" Of the claim \u201c{data['conclusion']}\u201d: {data['verdict']} See chapter 8."


def tiles(measured: Measured) -> tuple[Tile, ...]:
    """Return the figures that are shown large: harms and a benefit, each with what it is of."""
    audit, how = measured.audit, measured.how
    whole = audit.sanctions[0]
    made = [
        shown("Under a sanction on the last day", whole.now, how),
        shown("Of days under a sanction, in error", whole.in_error, how),
        shown("Beside that, against a right", whole.against_right, how),
    ]
    falls = [row for row in audit.speech if row.group == "everybody" and row.ratio is not None]
    if falls:
        low = min(falls, key=lambda row: row.ratio if row.ratio is not None else 1.0)
        label = f"The protected act that fell most: {low.title}"
        made.append(Tile(label, f"{percent(low.ratio or 0.0)} for 100", f"under {spoken(measured.baseline)}", ""))
    else:
        fear = audit.moods[0].fear
        made.append(shown("Days in fear, of all days", fear, how))
    return tuple(made)


def shown(label: str, rate: Rate, how: Printed) -> Tile:
    """Return one share, large."""
    return Tile(label, in_every(rate), rate.unit, how.parts(rate))
