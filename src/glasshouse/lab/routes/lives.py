"""Lives, comparisons and exports of finished runs."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from glasshouse.lab.asked import TheDesk
from glasshouse.lab.bodies import CitizenId, ComparisonBody, Criterion, ExportBody, Plain, RunId, Twins

router = APIRouter(prefix="/api", tags=["lives"])
Full = Annotated[bool, Query(description="Tell every act, also those of which nothing came.")]


@router.get("/runs/{run}/lives/{citizen}")
def life(run: RunId, citizen: CitizenId, desk: TheDesk, twin: RunId | None = None, full: Full = False) -> Twins:
    """The life of a citizen of a finished run; with `twin`, also in another run of the same people."""
    return desk.life(run, twin, citizen=citizen, full=full)


@router.get("/runs/{run}/lives")
def found(
    run: RunId,
    find: Criterion,
    desk: TheDesk,
    twin: RunId | None = None,
    full: Full = False,
) -> Twins:
    """The life of the first case of a criterion (GET /api/about lists them)."""
    return desk.life(run, twin, find=find, full=full)


@router.post("/comparisons")
def compare(body: ComparisonBody, desk: TheDesk) -> Plain:
    """Two finished runs of the same people, as ``glasshouse compare --json`` prints it."""
    return desk.compare(body)


@router.post("/exports", response_class=Response, responses={200: {"content": {"application/zip": {}}}})
def export(body: ExportBody, desk: TheDesk) -> Response:
    """A zip of a folder with the page and what was run, which opens from disk without a server."""
    name, content = desk.export(body)
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type="application/zip", headers={"Content-Disposition": disposition})
