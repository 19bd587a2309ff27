"""Runs: started, watched, steered, looked at afterwards."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from glasshouse.lab.asked import TheDesk
from glasshouse.lab.bodies import ControlBody, Days, Layer, Plain, Provenance, RunBody, RunId, RunState
from glasshouse.lab.guard import REPORT_POLICY

router = APIRouter(prefix="/api/runs", tags=["runs"])
Day = Annotated[int, Query(ge=0, le=10_000)]


@router.get("")
def runs(desk: TheDesk) -> list[RunState]:
    """List the runs of this lab and the records in its folder, newest first."""
    return desk.shelf.runs()


@router.post("", status_code=201)
def start(body: RunBody, desk: TheDesk) -> RunState:
    """Start a run, or queue it behind those that go on."""
    return desk.start(body)


@router.get("/{run}")
def state(run: RunId, desk: TheDesk) -> RunState:
    """How far a run got, and what can be seen of it."""
    return desk.shelf.state(run)


@router.delete("/{run}", status_code=204)
def delete(run: RunId, desk: TheDesk) -> None:
    """Delete a run that this lab made, with its record and its frames."""
    desk.shelf.delete(run)


@router.post("/{run}/control")
def control(run: RunId, body: ControlBody, desk: TheDesk) -> RunState:
    """Pause, step, play, slow down, stop, resume or cancel a run."""
    return desk.shelf.control(run, body)


@router.post("/{run}/again", status_code=201)
def again(run: RunId, desk: TheDesk) -> RunState:
    """Run a record's own regime, place and conduct once more with its seed: the same days, to be watched."""
    return desk.again(run)


@router.get("/{run}/provenance")
def provenance(run: RunId, desk: TheDesk) -> Provenance:
    """Inputs, hashes, files, and the command that gives the same answer."""
    return desk.provenance(run)


@router.get("/{run}/days")
def days(run: RunId, desk: TheDesk, first: Day = 0, last: Day = 10_000) -> Days:
    """The figures of the days that were lived, by group; of a finished run all of them."""
    return desk.days(run, first, last)


@router.get(
    "/{run}/frames/{day}", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}}
)
def frame(run: RunId, day: int, desk: TheDesk, layers: Annotated[list[Layer] | None, Query()] = None) -> Response:
    """One past day in the binary form of docs/lab.md, with the layers asked for (all if none)."""
    return Response(desk.shelf.own_run(run).frame(day, layers), media_type="application/octet-stream")


@router.get("/{run}/audit")
def audit(
    run: RunId,
    desk: TheDesk,
    law: Annotated[str, Query(pattern=r"^[a-z]{2,8}(,[a-z]{2,8}){0,15}$")] = "all",
    on: date | None = None,
) -> Plain:
    """The regime of a finished run against rules of law, with the run's own figures."""
    return desk.audit_run(run, law, on)


@router.get("/{run}/report", response_class=HTMLResponse)
def report(run: RunId, desk: TheDesk, against: RunId | None = None) -> HTMLResponse:
    """The page of a finished run, beside a baseline if one is given."""
    return HTMLResponse(desk.report(run, against), headers={"Content-Security-Policy": REPORT_POLICY})
