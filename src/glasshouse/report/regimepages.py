"""A page of the documents for each shipped regime, made of its file: what it is, what is disputed, every clause."""

from glasshouse.inputs import library
from glasshouse.inputs.describing import Description, Section, Spoken, describe
from glasshouse.report.odd import table
from glasshouse.report.regimes import STATUS, footer

INDEX = "index"
WRITTEN = "<!-- Made of the regime's file: change that, and make this anew as docs/regimes.md says. -->"


def one(name: str) -> str:
    """Return the text of one page, of a regime or, by the name `index`, of all of them."""
    if name == INDEX:
        return index([describe(library.load_regime(each)) for each in library.names("regimes")])
    return page(describe(library.load_regime(name)))


def index(found: list[Description]) -> str:
    """Return the page that lists the regimes by status."""
    rows = (
        (f"[{one.regime}]({one.regime}.md)", one.title, one.status)
        for status in STATUS for one in found if one.status == status
    )  # fmt: skip
    meant = "\n".join(f"* `{status}`: {meaning}" for status, meaning in STATUS.items())
    return f"# The regimes\n\n{WRITTEN}\n\n{meant}\n\n{table(('regime', 'what it is', 'status'), rows)}\n"


def page(found: Description) -> str:
    """Return the page of one regime."""
    lines = [f"# {found.title}", WRITTEN]
    lines += [f"**{found.content_note}**"] if found.content_note else []
    lines += [f"`{found.regime}`, **{found.status}**: {STATUS[found.status]}."]
    lines += ["## What it is, and what is disputed", found.describes]
    lines += ["## What is left out", found.note] if found.note else []
    extends = ", ".join(name.removesuffix(".yaml") for name in found.files[1:])
    lines += [f"It extends `{extends}`, whose clauses are below as well."] if extends else []
    for section in found.sections:
        lines += [f"## {section.heading}", clauses(section)]
    lines += ["## What it rests on", " ".join(line.strip() for line in footer(found) if line)]
    lines += [f"`glasshouse show {found.regime}` says the same with the line of each clause; "
              f"`glasshouse run {found.regime}` lives it."]  # fmt: skip
    return "\n\n".join(lines) + "\n"


def clauses(section: Section) -> str:
    """Return the clauses of one part as a table."""
    rows = ((f"`{one.id}`" + f" {one.title}" * bool(one.title), one.says, basis(one)) for one in section.clauses)
    return table(("clause", "says", "rests on"), rows)


def basis(clause: Spoken) -> str:
    """Return what a clause rests on: figures, those that nobody has checked marked, and assumptions."""
    parts = [f"`{key.key}`" + " [verify]" * key.verify for key in clause.sources]
    if clause.why is not None:
        name = f"assumption, range {clause.range}: " if clause.range else ""
        parts.append(name + " ".join(clause.why.split()))
    return "; ".join(parts)
