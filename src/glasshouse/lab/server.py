"""The lab as an application: its routes, its door, its page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI

from glasshouse import __version__
from glasshouse.lab import page, refusals
from glasshouse.lab.asked import REFUSALS
from glasshouse.lab.desk import Desk
from glasshouse.lab.guard import Guard
from glasshouse.lab.routes import about, lives, regimes, runs, story, watch
from glasshouse.lab.settings import Settings

DESCRIPTION = (
    "Regimes over synthetic societies, run and watched day by day. Synthetic people only: no request has a place for "
    "a description of anybody. The binary frames of the WebSocket `/api/runs/{run}/watch` are in docs/lab.md."
)


def application(settings: Settings) -> FastAPI:
    """Return a lab, ready to be served; its processes start with it and end with it."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        desk.open()
        yield
        await anyio.to_thread.run_sync(desk.close)

    desk = Desk(settings)
    app = FastAPI(
        title="Glasshouse lab", version=__version__, description=DESCRIPTION, lifespan=lifespan,
        docs_url=None, redoc_url=None, openapi_url="/api/openapi.json", responses=REFUSALS,
    )  # fmt: skip
    app.state.desk = desk
    for part in (about, regimes, runs, lives, story, watch):
        app.include_router(part.router)
    refusals.install(app)
    page.install(app)
    app.add_middleware(Guard, settings=settings)
    return app
