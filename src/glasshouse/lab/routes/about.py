"""What the lab is, and what there is to choose from."""

from fastapi import APIRouter

from glasshouse.lab.asked import TheDesk
from glasshouse.lab.bodies import About

router = APIRouter(prefix="/api", tags=["about"])


@router.get("/about")
def about(desk: TheDesk) -> About:
    """Version, limits, layers, figures, and everything that a form offers."""
    return desk.about()
