"""The report as a page: one file of HTML that asks nothing of the network, reads without a script, and prints well."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from glasshouse.report import svg
from glasshouse.report.brief.document import Document, as_data
from glasshouse.report.page import source as page_source
from glasshouse.report.page import templates

TEMPLATE = "brief.html.jinja"


def page_of(document: Document) -> str:
    """Return the page of a report."""
    data = as_data(document)
    chapters = data.pop("chapters")
    return environment().get_template(TEMPLATE).render(
        **data,
        chapters=[chapter for chapter in chapters if not chapter["annex"]],
        annexes=[chapter for chapter in chapters if chapter["annex"]],
        letters="ABCDEFGHIJ",
        light=Markup(svg.variables(dark=False)),
        dark=Markup(svg.variables(dark=True)),
        style=Markup(page_source("page.css") + source("brief.css")),
    )  # fmt: skip


def environment() -> Environment:
    """Return the templates of the report."""
    made = templates(source)
    made.filters["drawing"] = drawing
    return made


def source(name: str) -> str:
    """Return a file that lies beside this one."""
    return page_source(name, "glasshouse.report.brief")


def drawing(text: str) -> Markup:
    """Return a drawing of ours as it is: its texts were escaped when it was drawn."""
    assert text.startswith("<svg ")
    return Markup(text)
