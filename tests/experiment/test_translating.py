"""What one regime says in another's numbers: only what names a channel is renumbered, or lost with it."""

import numpy as np

from glasshouse.experiment.translating import NONE, Translation
from glasshouse.model import district as at
from glasshouse.model.sensing import POST_MISTAKEN, POST_STRUCK, post

NOBODY = np.zeros(0, dtype=np.int64)


def box_of(*entries: tuple[int, int, int]) -> np.ndarray:
    """Entries as the day posts them: citizen, kind, content."""
    box, district = np.zeros(len(entries), dtype=np.uint32), np.zeros(at.SIZE, dtype=np.int64)
    for citizen, kind, content in entries:
        assert post(citizen, kind, content, box, district) == 1
    return box.astype(np.int64)


def into(channels: list[int]) -> Translation:
    return Translation(np.array(channels, dtype=np.int64), NOBODY, NOBODY, NOBODY, NOBODY, same_card=True)


def test_a_blow_strikes_whichever_channels_the_other_regime_lacks() -> None:
    theirs = box_of((7, POST_STRUCK, 0), (8, POST_MISTAKEN, 0), (9, POST_MISTAKEN, 1), (10, POST_STRUCK, 0))
    ours = box_of((7, POST_STRUCK, 0), (9, POST_MISTAKEN, 4), (10, POST_STRUCK, 0))
    assert into([NONE, 4]).posted(theirs).tolist() == ours.tolist()


def test_where_nobody_watches_people_are_struck_all_the_same() -> None:
    blows = box_of((1, POST_STRUCK, 0), (2, POST_STRUCK, 0))
    assert into([]).posted(blows).tolist() == blows.tolist()
