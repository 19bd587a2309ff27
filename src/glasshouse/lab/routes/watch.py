"""Watching a run: newest days over a WebSocket, one at a time and never a queue (docs/lab.md)."""

import re

from fastapi import APIRouter, WebSocket

from glasshouse.diagnostics import UserFault
from glasshouse.lab import watching
from glasshouse.lab.desk import Desk

router = APIRouter(prefix="/api/runs")
NAME = re.compile(r"[0-9a-f]{16}\Z")


@router.websocket("/{run}/watch")
async def watch(socket: WebSocket, run: str) -> None:
    """Send the newest day whenever the page has taken the last one."""
    desk: Desk = socket.app.state.desk
    try:
        found = desk.shelf.own_run(run) if NAME.match(run) else None
    except UserFault:
        found = None
    if found is None:
        await refuse(socket, watching.NO_RUN)
    elif not desk.watchers.acquire(blocking=False):
        await refuse(socket, watching.TOO_MANY_WATCH)
    else:
        try:
            await watching.watch(socket, found)
        finally:
            desk.watchers.release()


async def refuse(socket: WebSocket, code: int) -> None:
    """Close a WebSocket with a code; a browser learns it only of one that was opened."""
    await socket.accept()
    await socket.close(code)
