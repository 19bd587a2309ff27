"""How the lab refuses: always polite JSON in the shape of a diagnostic, never a page of error and never a trace."""

from collections.abc import Iterable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.lab.bodies import Fault, Faults

BAD_INPUT, NO_ENTRY, MISSING, BUSY, TOO_LARGE, UNFIT, TOO_MANY, BROKEN = 422, 403, 404, 409, 413, 422, 429, 500
UNPARSED = 400
STATUS = {"G300": MISSING, "G503": BUSY, "G540": MISSING, "G912": UNFIT}
"""The status of faults that say that something is not there, or not yet."""


class Refusal(UserFault):
    """A fault of the user's with the status that tells programs of what kind it is."""

    def __init__(self, status: int, code: str, what: str, why: str, remedy: str) -> None:
        """Refuse with one diagnostic."""
        super().__init__([Diagnostic(code, what, why, remedy)])
        self.status = status


def fault_of(diagnostic: Diagnostic) -> Fault:
    """Return a diagnostic as the page reads it. A place's file is its name alone: no path of this machine goes out."""
    place = diagnostic.place
    return Fault(
        code=diagnostic.code,
        what=diagnostic.what,
        why=diagnostic.why,
        attempt=diagnostic.remedy,
        file=place.file.replace("\\", "/").rpartition("/")[2] if place else None,
        line=place.line if place else None,
        column=place.column if place else None,
        text=place.text if place else "",
    )


def faults_of(diagnostics: Iterable[Diagnostic]) -> Faults:
    """Return diagnostics as the page reads them."""
    return Faults(faults=[fault_of(one) for one in diagnostics])


def refused(status: int, fault: UserFault) -> JSONResponse:
    """Return the response of a fault."""
    return JSONResponse(faults_of(fault.diagnostics).model_dump(), status_code=status)


def unknown_run(run: str) -> Refusal:
    """Return the fault of a run that this lab does not know; what was asked for is not looked up anywhere."""
    return Refusal(MISSING, "G906", f"there is no run `{run[:24]}` here", "a run is known by the name the lab gave it",
                   "choose one of GET /api/runs")  # fmt: skip


def misread(error: RequestValidationError) -> UserFault:
    """Return what does not fit a request as diagnostics, one for each property."""
    found = []
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"][1:]) or "the request"
        found.append(Diagnostic("G905", f"`{where[:80]}`: {str(fault['msg'])[:200]}",
                                "a request holds what the lab's document names, and nothing else",
                                "see /api/openapi.json"))  # fmt: skip
    return UserFault(found)


def install(app: FastAPI) -> None:
    """Let every way of failing answer in one shape."""

    @app.exception_handler(Refusal)
    def of_refusal(request: Request, fault: Refusal) -> JSONResponse:
        del request
        return refused(fault.status, fault)

    @app.exception_handler(UserFault)
    def of_fault(request: Request, fault: UserFault) -> JSONResponse:
        del request
        return refused(STATUS.get(fault.diagnostics[0].code, BAD_INPUT), fault)

    @app.exception_handler(RequestValidationError)
    def of_request(request: Request, error: RequestValidationError) -> JSONResponse:
        del request
        return refused(UNFIT, misread(error))

    @app.exception_handler(HTTPException)
    def of_route(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == UNPARSED:
            return refused(UNFIT, Refusal(UNFIT, "G905", "the body cannot be parsed", str(error.detail), "send JSON"))
        what = f"there is no {request.method} {request.url.path[:80]} here"
        remedy = "see /api/openapi.json for what there is"
        response = refused(error.status_code, Refusal(error.status_code, "G909", what, str(error.detail), remedy))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    def of_bug(request: Request, error: Exception) -> JSONResponse:
        del request
        why = f"a bug in Glasshouse and not in what was asked ({type(error).__name__})"
        return refused(BROKEN, Refusal(BROKEN, "G910", "the lab failed", why, "try again, and report it with the log"))
