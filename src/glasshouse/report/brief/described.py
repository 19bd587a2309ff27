"""The annex that describes the model by the ODD protocol: made of the code that ran where code can say it.

It follows the seven elements in the form of 2020 (Grimm and others 2020; order and names recalled [verify]). State,
order of the day and submodels are read off the model; input data are the files of this run.
"""

from __future__ import annotations

from glasshouse.model import columns, state
from glasshouse.quantities import DAYS_PER_CYCLE
from glasshouse.report import odd
from glasshouse.report.brief.document import Block, Chapter, Grid, Heading, Paragraph, Row, Terms
from glasshouse.report.brief.dossier import Dossier, Measured
from glasshouse.report.words import figures, grouped, many

OPENING = (
    "The model description follows the ODD protocol (overview, design concepts, details) for individual-based models "
    "as updated by Grimm and others (2020). What code can say is made of the code that ran; docs/odd.md has it at "
    "length, with every field of the input files."
)
PURPOSE = (
    "To compare: what does a written set of rules about who is watched, scored, rewarded, listed and punished do in a "
    "society that is the same but for these rules? It is judged by closed forms and by hold-outs that are named before "
    "they are run (`glasshouse validate`). It forecasts nothing."
)
KINDS = (
    "Citizens, each a row of whole numbers; households, blocks, schools, workplaces and friendships, which are "
    "computed from numbers; districts, each the closed world of a citizen\u2019s yesterday; and one authority, which "
    "is the regime\u2019s file. A step is one day."
)
CONCEPTS = (
    ("Basic principles", "Acts have base rates under ordinary law, unequal between people. Watching errs by a model."),
    (
        "Emergence",
        "Who is sanctioned, how errors lie between groups, what falls silent, who drops whom. What acts "
        "there are, how they are seen and what rules do is imposed.",
    ),
    ("Adaptation", "Willed acts fall as being caught seems likelier; protected acts fall with fear; ties are dropped."),
    ("Objectives", "Citizens maximise nothing, and nothing searches for rules that repress best."),
    ("Learning", "Perceived certainty of being caught rises with an own sanction and falls with unpunished acts."),
    ("Prediction", "None but the perceived certainty."),
    ("Sensing", "One knows the own fate, and of near ones what they showed yesterday."),
    ("Interaction", "Along ties, through errors that land on others, and through what is scarce."),
    ("Stochasticity", "Every draw has a name and is a function of seed, district, citizen, day and that name."),
    ("Collectives", "Households, blocks, classes, workplaces, groups and districts are given. None of them acts."),
    ("Observation", "Every day is counted exactly; a sample is kept day by day; any one life can be lived again."),
)
BIRTH = (
    "On the day before the first, everybody is computed from seed, district and number: ages and households by the "
    "place\u2019s shares, the rest drawn. Nobody has a record or a listing. Written at birth: {names}."
)


def described(dossier: Dossier, measured: Measured) -> Chapter:
    """Return the annex on the model."""
    m = measured.manifest
    size = f"{many(m.citizens, 'citizen')}, {many(m.districts, 'district')} of about {figures(m.district_size)} people"
    scales = f"Here: {size}, {many(m.days, 'day')}; districts learn of each other every {DAYS_PER_CYCLE} days."
    born = ", ".join(name for name, _ in odd.series(lambda column: column.writer == odd.BIRTH))
    files = f"The regime {m.regime.name}, the place {m.place.name}, the conduct {m.conduct.name}; digests in annex F."
    blocks: tuple[Block, ...] = (
        Paragraph(OPENING),
        Terms((("1. Purpose and patterns", PURPOSE), ("2. Entities, state variables, scales", f"{KINDS} {scales}"))),
        variables(),
        Heading("3. Process overview and scheduling"),
        order_of_the_day(),
        Heading("4. Design concepts"),
        Terms(CONCEPTS),
        Terms((
            ("5. Initialisation", BIRTH.format(names=born)),
            ("6. Input data", f"{files} No data change while a run goes on. {dossier.rights.regime.describes}"),
        )),
        Heading("7. Submodels"),
        submodels(),
    )  # fmt: skip
    return Chapter("model", "The model, by the ODD protocol", blocks, annex=True)


def variables() -> Grid:
    """Return the state variables of a citizen."""
    rows = tuple(
        Row((f"{name} x {len(alike)}" if len(alike) > 1 else name, str(alike[0].bits), alike[0].unit,
             odd.SERIES_NOTE.sub("", alike[0].meaning), alike[0].writer))
        for name, alike in odd.series(lambda column: True)
    )  # fmt: skip
    bits = sum(column.bits for column in state.COLUMNS)
    caption = f"State of a citizen: {len(state.COLUMNS)} columns of {bits} bits"
    note = f"Counted each day, district and group: {grouped(columns.COLUMNS)} figures in {len(columns.COUNTS)} blocks."
    return Grid(caption, ("column", "bits", "unit", "meaning", "written by"), rows, (2, 0.8, 2, 6, 1.5), note=note)


def order_of_the_day() -> Grid:
    """Return the eight phases of a citizen's day, as the function that lives it says them."""
    steps = (step.split(". ", 1)[1].split(": ", 1) for step in odd.phases())
    rows = tuple(Row((f"{k}. {name}", text)) for k, (name, text) in enumerate(steps, 1))
    return Grid("A citizen\u2019s day", ("phase", "what happens"), rows, (1.5, 10))


def submodels() -> Grid:
    """Return the files of the model, each with what it says of itself first."""
    return Grid("Files of the model", ("file", "what it does"), tuple(map(Row, odd.files())), (2.6, 9))
