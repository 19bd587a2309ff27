"""How a route gets at the lab's desk, and what every route may answer."""

from typing import Annotated, Any

from fastapi import Depends, Request

from glasshouse.lab.bodies import Faults
from glasshouse.lab.desk import Desk

REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Faults, "description": "The token is missing."},
    403: {"model": Faults, "description": "Another host, or another site's page."},
    404: {"model": Faults, "description": "There is no such thing here."},
    409: {"model": Faults, "description": "Not in this state."},
    413: {"model": Faults, "description": "Too large."},
    422: {"model": Faults, "description": "What the user can mend."},
    429: {"model": Faults, "description": "Too many at once."},
    500: {"model": Faults, "description": "A bug, or a process that ended by itself."},
}
"""What every route may refuse with."""


def desk_of(request: Request) -> Desk:
    """Return the desk of the lab that was asked."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
