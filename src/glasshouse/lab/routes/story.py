"""The story: a run of fixed size under one rule out of a closed list. No text comes in, and nothing is kept."""

from fastapi import APIRouter

from glasshouse.lab.asked import TheDesk
from glasshouse.lab.bodies import Story, StoryBody, StoryRun

router = APIRouter(prefix="/api/story", tags=["story"])


@router.get("")
def story(desk: TheDesk) -> Story:
    """The rules that there are to choose from."""
    return desk.story()


@router.post("")
def live(body: StoryBody, desk: TheDesk) -> StoryRun:
    """Live the story's society under one rule."""
    return desk.live_story(body)
