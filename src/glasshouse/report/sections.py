"""The sections of the page in their order: what happened, pictures, errors, who gained, on which assumptions."""

from glasshouse.audit import courses
from glasshouse.audit.measures import Sanctions
from glasshouse.audit.rights.alike import same_score
from glasshouse.audit.rights.contexts import crossings
from glasshouse.audit.rights.facts import facts_of
from glasshouse.audit.whole import Audit
from glasshouse.diagnostics import UserFault
from glasshouse.record.manifest import InputFile, Manifest
from glasshouse.record.reading import Run
from glasshouse.report import (
    balances,
    chronicle,
    classes,
    foretelling,
    lessons,
    peers,
    periods,
    phases,
    pictures,
    redress,
    rewarded,
    sensing,
    sentences,
    tables,
    years,
)
from glasshouse.report.answering import on_answers
from glasshouse.report.assumptions import Assumption, assumptions
from glasshouse.report.bands import bands_of, seeds_of, series_of
from glasshouse.report.charts import Chart, Table
from glasshouse.report.favoured import on_favours
from glasshouse.report.luck import clear
from glasshouse.report.parts import Page, Part, Section, drawn
from glasshouse.report.words import TEN, figures, grouped, listed, many

PER_YEARS = f"per {TEN} person-years"


def sections(page: Page) -> list[Section]:
    """Return the sections of the page in their order."""
    return [
        happened(page),
        Section("pictures", "The time in pictures", "Pictures", in_pictures(page)),
        Section("errors", "Errors, and what became of them", "Errors", on_errors(page)),
        Section("ledger", "Who gained, and at whose cost", "Who gained", on_benefits(page)),
        Section("assumptions", "Assumptions in force", "Assumptions", [*on_assumptions(page), on_overflow(page)]),
    ]


def happened(page: Page) -> Section:
    """Return the one paragraph of what happened."""
    audit, how = page.audit, page.how
    whole = audit.sanctions[0]
    base = sentences.beside_baseline(whole, first(audit.baseline_sanctions), page.name, how)
    text = [sentences.under_sanction(whole, how), base, sentences.persons_in_error(whole, how)]
    if audit.compared:
        text.append(sentences.speech_fell(audit.speech, page.name))
        text.append(sentences.better_and_worse(audit.ledger, page.name, brief=True))
    notes = [note for note in (how.note(), unfit(audit), luck(audit)) if note]
    paragraphs = [" ".join(text), *phases.when(page.run.manifest), *notes]
    return Section("happened", "What happened", "What happened", [Part(paragraphs=paragraphs)])


def first(rows: list[Sanctions]) -> Sanctions | None:
    """Return everybody's row, if there is one."""
    return rows[0] if rows else None


def unfit(audit: Audit) -> str:
    """Return why a baseline that was given was left out."""
    if not audit.unfit:
        return ""
    why = ", ".join(audit.unfit)
    return f"The baseline given is no pair to this run ({why}), so nothing is compared with it."


def luck(audit: Audit) -> str:
    """Return what a comparison of two seeds is worth."""
    if not audit.compared or audit.same_luck:
        return ""
    return "The two runs have different seeds, so differences between them are partly luck."


def in_pictures(page: Page) -> list[Part]:
    """Return the pictures: scores, sanctions, lists, rights, silence, fear, money and trust, and what is not held."""
    run, audit, how = page.run, page.audit, page.how
    frame = pictures.frame_of(run)
    score = sentences.score_moved(audit.scores, run.manifest.score_least, run.manifest.score_most)
    scored = [
        *pictures.score_lines(frame, audit.scores),
        *pictures.score_histogram(frame, run.manifest, audit.courses.spread),
        *pictures.tier_bars(frame, audit),
        *periods.tier_rows(frame, audit),
    ]
    under = classes.sanction_areas(frame, audit.courses.sanctioned)
    return [
        Part("Scores and tiers", [score], drawn(scored)),
        Part(
            "Under a sanction",
            [sentences.CLASSES] if under else [sentences.CLASSES, chronicle.sanctions_drawn(run.days)],
            drawn(under),
        ),
        Part(
            "Lists, in and out",
            [
                chronicle.lists_moved(audit.lists, how),
                *([sentences.longest_list(audit.lists, how)] if any(row.entries.all for row in audit.lists) else []),
            ],
            drawn([*periods.list_flows(frame, audit), *pictures.list_bars(frame, audit)]),
        ),
        on_rights(page),
        on_silence(page),
        Part(
            "Fear",
            [sentences.in_fear(audit.moods, how)],
            drawn(pictures.fear_lines(frame, audit)),
            folded=[tables.of_moods(audit, how)],
        ),
        *on_answers(page),
        on_money(page),
        *on_favours(page),
        *on_trust(page),
        *years.on_years(page),
        Part("What the model does not hold", [chronicle.not_held(courses.unheld(run))]),
    ]


def on_rights(page: Page) -> Part:
    """Return rights lost and gained, and what was refused."""
    audit, how, frame = page.audit, page.how, pictures.frame_of(page.run)
    ever = audit.ever_refused[0][1] if audit.ever_refused else None
    charts: list[Chart] = [
        *periods.right_bars(frame, audit),
        *pictures.consequence_bars(frame, audit),
        *pictures.refusal_bars(frame, audit),
    ]
    return Part(
        "Rights lost and gained",
        [
            chronicle.rights_touched(audit.courses.rights, how),
            sentences.refused(audit.refusals, ever, how),
        ],
        drawn(charts),
        folded=[*([tables.of_consequences(audit, how)] if any(row.days.all for row in audit.consequences) else []),
                *([balances.of_refusals(audit, how)] if any(row.attempts for row in audit.refusals) else [])],
    )  # fmt: skip


def on_silence(page: Page) -> Part:
    """Return what became of lawful speech."""
    run, audit = page.run, page.audit
    frame = pictures.frame_of(run)
    text = [
        chronicle.silence_grew(audit.courses.silence, courses.periods(run.days)[0][1]),
        sentences.speech_fell(audit.speech, page.name),
    ]
    charts = periods.silence_lines(frame, audit, run.days)
    if audit.compared and audit.speech:
        text += [
            "Kept back for fear are acts that somebody would have done and did not, or not where they are "
            "seen; some are done out of sight instead. What else is missing comes by other ways of this "
            "model: people who expect to be caught, time, money. Blocking and removal of posts are not "
            "simulated in this version. The strength of silence rests on one series on reading, in one "
            "country, and is an assumption elsewhere.",
            f"Only those who have heard of the regime can fall silent: "
            f"{sentences.fraction(audit.moods[0].aware, page.how)}.",
        ]
        charts += pictures.speech_dots(frame, audit, page.name)
    folded = balances.of_speech(audit, page.how, page.name) if audit.compared else []
    return Part("Silence", text, drawn(charts), folded=folded)


def on_money(page: Page) -> Part:
    """Return cash and savings."""
    run, audit = page.run, page.audit
    lines, base = audit.courses.money, audit.courses.baseline_money
    of_seeds = seeds_of(lines)
    apart = [periods.less(here, there) for here, there in zip(of_seeds, seeds_of(base), strict=False)]
    about = bands_of(of_seeds), bands_of(apart)
    text = chronicle.money_stood(series_of(lines), series_of(base), run.manifest.currency, page.name, *about)
    charts = periods.money_lines(pictures.frame_of(run), run.manifest.currency, audit, page.name)
    return Part("Money", [text], drawn(charts))


def on_trust(page: Page) -> list[Part]:
    """Return trust among strangers (R12, M28); nothing of a record that does not hold it."""
    audit = page.audit
    lines, base = audit.courses.trust, audit.courses.baseline_trust
    if not lines:
        return []
    of_seeds = seeds_of(lines)
    apart = [periods.less(here, there) for here, there in zip(of_seeds, seeds_of(base), strict=False)]
    stood = chronicle.trust_stood(series_of(lines), series_of(base), page.name, bands_of(of_seeds), bands_of(apart))
    drawn_lines = periods.trust_lines(pictures.frame_of(page.run), audit, page.name)
    return [Part("Trust", [stood, chronicle.ON_TRUST], drawn(drawn_lines))]


def on_errors(page: Page) -> list[Part]:
    """Return errors by group over both denominators, by cause, sensor and list, and what became of appeals."""
    audit, how = page.audit, page.how
    parts = [Part("By group", [sentences.gaps(audit.sanctions)], tables=tables.by_group(audit, how))]
    causes = [sentences.laid_on_others(audit.false_records, how), chronicle.causes_of_errors(audit.false_records)]
    causes = [text for text in causes if text]
    wrong = any(row.false for row in audit.false_records)
    caused, by_act = ([tables.of_causes(audit, how)], [tables.of_false_records(audit, how)]) if wrong else ([], [])
    parts.append(Part("By cause", causes, tables=caused, folded=by_act))
    parts.append(on_sensors(page))
    foretold = foretelling.foretold(audit.foresight)
    if foretold:
        parts.append(Part("What the score foretells", foretold, tables=foretelling.of_foresight(audit.foresight)))
    parts += on_rewards(page)
    said = peers.what_others_said(audit.peers, how)
    if said:
        parts.append(Part("What others said", said))
    if any(row.entries.all + row.stock.all for row in audit.lists):
        parts.append(Part("List by list", tables=tables.of_lists(audit, how)))
    appeals = [balances.of_appeals(audit, how)] if audit.appeals.filed_in_error + audit.appeals.filed_true else []
    parts.append(Part("Put right on appeal", [sentences.appealed(audit.appeals, how)], tables=appeals))
    guarded = redress.safeguarded(audit.redress, how)
    if guarded:
        parts.append(Part("What safeguards did", guarded))
    return parts


def joins(run: Run) -> rewarded.Joins:
    """Return the domains of life that a run's regime joins; None where the record's files cannot be read today."""
    try:
        return crossings(facts_of(run))
    except UserFault:
        return None


def on_rewards(page: Page) -> list[Part]:
    """Return what makes scores differ, what a scorecard has learned, and what a sanction joins."""
    audit, legend = page.audit, page.run.manifest.legend
    alike = same_score(page.run)
    titles = {act.id: act.title for act in legend.acts if act}
    acts = [listed([titles.get(act, act) for act in kind]) for kind in legend.card]
    parts = [
        Part("What the score rewards", rewarded.rewarded(audit.rewards), tables=rewarded.of_rewards(audit.rewards)),
        Part(
            "What the scorecard has learned",
            rewarded.learned(audit.cards, audit.calibrations, page.how),
            folded=rewarded.of_cards(audit.cards, acts),
        ),
        Part(
            "What the same score means",
            rewarded.same_score(alike),
            folded=rewarded.of_same_score(alike),
        ),
        Part(
            "What a sanction joins",
            rewarded.joined(audit.touched, joins(page.run), audit.over_determined, page.how),
        ),
    ]
    return [part for part in parts if part.paragraphs]


def on_sensors(page: Page) -> Part:
    """Return what the sensors saw and took for something else, and what gates did to those who pass."""
    rows, gates, how = page.audit.sensors, page.audit.gates, page.how
    heading = "What the sensors saw"
    nothing = sensing.nothing_to_tell(rows, page.run.manifest.legend)
    if nothing:
        return Part(heading, [nothing])
    said = [
        f"{sensing.FALSE} {sensing.false_by_sensor(rows, how)}",
        f"{sensing.false_by_group(rows)} {sensing.kept_back(rows)}".strip(),
        *sensing.at_gates(gates, how),
        *lessons.in_class(page.audit.lessons, how),
    ]
    wrong = any(row.false.numerator for row in rows)
    listed = any(row.of_alerts is not None for row in gates)
    return Part(
        heading,
        [text for text in said if text],
        drawn(sensing.sensor_dots(pictures.frame_of(page.run), page.audit)),
        [
            *([sensing.of_sensors(rows, how)] if wrong else []),
            *sensing.of_gates(gates, how),
            *lessons.of_lessons(page.audit.lessons, how),
        ],
        [*sensing.of_misses(rows, how, months=listed), *(sensing.of_groups(rows, how) if wrong else [])],
    )


def on_benefits(page: Page) -> list[Part]:
    """Return the ledger, with what got worse beside what got better."""
    audit, how, name = page.audit, page.how, page.name
    text = [
        sentences.better_and_worse(audit.ledger, name),
        f"{clear(how)} Benefits are of acts that have a victim or a recipient, and of what was "
        "truly done; whoever has more of something is named, and so is whoever pays. Lines are not summed.",
    ]
    ledger = balances.of_ledger(audit.ledger, how, name, f"The ledger, {PER_YEARS} (acts in person-years in brackets)")
    details = balances.of_ledger(audit.details, how, name, f"Acts with a victim, one by one, {PER_YEARS}")
    moved = [sentences.posts_moved(audit.posts, how), sentences.deposits_spared(audit.deposits, how)]
    charts = pictures.ledger_dots(pictures.frame_of(page.run), audit, name)
    return [
        Part("", text, drawn(charts), [ledger], [details]),
        Part("What one gains and another loses", moved, tables=balances.of_wealth(audit, how, name)),
    ]


def on_assumptions(page: Page) -> list[Part]:
    """Return assumptions and the figures in use that nobody has checked."""
    manifest = page.run.manifest
    marks = [(kind, key) for kind, file in inputs(manifest) for key in file.verify]
    kept = assumptions(page.run.first.folder, manifest)
    text = [
        f"{many(len(kept), 'value')} in the three input files had no published figure and "
        f"{'is' if len(kept) == 1 else 'are'} assumed, each with a reason and a range. Any result above "
        "can change inside those ranges."
        if kept
        else "The input files were not kept with this record, so their assumptions cannot be listed here.",
        f"{many(len(marks), 'figure')} in use {'is' if len(marks) == 1 else 'are'} marked "
        "\u201cverify\u201d: recalled and not yet checked at the source."
        if marks
        else "No figure in use is marked \u201cverify\u201d.",
    ]  # fmt: skip
    shown = [Table("Figures in use that nobody has checked", ("key", "file", "mark"),
                   [(key, kind, "verify") for kind, key in marks], 3)]  # fmt: skip
    return [Part("", text, folded=[*(shown if marks else []), *assumption_tables(kept)])]


def assumption_tables(kept: list[Assumption]) -> list[Table]:
    """Return the assumptions by file."""
    return [
        Table(
            f"Assumptions of the {kind} file ({grouped(len(rows))})",
            ("clause", "why", "range"),
            [(row.clause, row.why, row.range) for row in rows],
            3,
        )
        for kind in ("regime", "conduct", "place")
        if (rows := [row for row in kept if row.kind == kind])
    ]


def inputs(manifest: Manifest) -> list[tuple[str, InputFile]]:
    """Return the three inputs with their kinds."""
    return [("regime", manifest.regime), ("conduct", manifest.conduct), ("place", manifest.place)]


def on_overflow(page: Page) -> Part:
    """Return overflow counts and how much happened."""
    text = [
        sentences.overflowed(page.audit.overflows, page.how),
        f"Districts are closed in this model: {many(page.run.manifest.districts, 'district')} of about "
        f"{figures(page.run.manifest.district_size)} people. Results on kin, ties and work that move "
        "with the size of a district are bounded by that wall.",
    ]
    return Part("What did not fit, and how much happened", text, tables=[tables.of_pace(page.audit)])
