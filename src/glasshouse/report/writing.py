"""Writing a page where a user asks for it: over nothing, or over a page, and never half of one."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault

PAGE_BEGINS = b"<!doctype html"


def write_page(target: Path, render: Callable[[], str]) -> Path:
    """Write a page over nothing, or over a page, and return where it is; no half of one is ever found."""
    if not may_be_replaced(target):
        raise unwritten(target, "it is there already and is no page of ours", "give another file with --out")
    aside = target.with_name(target.name + ".writing")
    try:
        aside.write_text(render(), encoding="utf-8")
        aside.replace(target)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        where = target if error.filename in (None, str(aside)) else Path(error.filename)
        remedy = "give a file in a folder that is there with --out, and a folder of your own with --export"
        raise unwritten(where, error.strerror or str(error), remedy) from error
    return target


def may_be_replaced(target: Path) -> bool:
    """Return whether a page may be written here: over nothing, or over a page."""
    try:
        with target.open("rb") as file:
            return file.read(len(PAGE_BEGINS)).lower() == PAGE_BEGINS
    except OSError:
        return not target.is_file()


def unwritten(where: Path, why: str, remedy: str) -> UserFault:
    """Return the fault of a page, a chart or a schema that cannot be written."""
    return UserFault([Diagnostic("G507", f"{where} cannot be written", why, remedy)])
