"""Writing a page where a user asks for it: over nothing, or over one of its kind, and never half of one."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault

PAGE_BEGINS, PDF_BEGINS = b"<!doctype html", b"%pdf-"


def write_page(target: Path, render: Callable[[], str]) -> Path:
    """Write a page over nothing, or over a page, and return where it is; no half of one is ever found."""
    check_target(target)
    remedy = "give a file in a folder that is there with --out, and a folder of your own with --export"
    return write_whole(target, lambda: render().encode("utf-8"), remedy)


def write_whole(target: Path, made: Callable[[], bytes], remedy: str) -> Path:
    """Write a file aside and put it in its place, so that no half of one is ever found."""
    aside = target.with_name(target.name + ".writing")
    try:
        aside.write_bytes(made())
        aside.replace(target)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        where = target if error.filename in (None, str(aside)) else Path(error.filename)
        raise unwritten(where, error.strerror or str(error), remedy) from error
    return target


def check_target(target: Path, begins: bytes = PAGE_BEGINS, option: str = "--out") -> None:
    """Refuse to write over what is there and does not begin as a file of that kind does."""
    if not may_be_replaced(target, begins):
        raise unwritten(target, "it is there already and is no page of ours", f"give another file with {option}")


def may_be_replaced(target: Path, begins: bytes = PAGE_BEGINS) -> bool:
    """Return whether something may be written here: over nothing, or over one of its kind."""
    try:
        with target.open("rb") as file:
            return file.read(len(begins)).lower() == begins
    except OSError:
        return not target.is_file()


def unwritten(where: Path, why: str, remedy: str) -> UserFault:
    """Return the fault of a page, a chart or a schema that cannot be written."""
    return UserFault([Diagnostic("G507", f"{where} cannot be written", why, remedy)])
