"""Days in binary form and the file that keeps them."""

from pathlib import Path

import numpy as np

from glasshouse.lab.frames import KEY_DAYS, Album, Frame, Keeper, newest_of
from tests.lab.labs import unpacked

CITIZENS = 700


def frames(count: int) -> list[Frame]:
    """Days of a place in which every day some bytes change."""
    luck = np.random.default_rng(5)
    layers = luck.integers(0, 256, (6, CITIZENS), dtype=np.uint8)
    found = []
    for day in range(count):
        layers = layers.copy()
        layers[luck.integers(0, 6, 9), luck.integers(0, CITIZENS, 9)] += 1
        histogram = luck.integers(0, 2**32, (3, 64))
        figures = luck.integers(-(2**53), 2**53, (3, 5))
        found.append(Frame(day, CITIZENS, histogram, figures, dict(enumerate(layers)), day == count - 1))
    return found


def same(back: Frame | None, day: Frame) -> bool:
    """Whether a day came back as it was, with every layer."""
    return (
        back is not None
        and np.array_equal(back.figures, day.figures)
        and np.array_equal(back.histogram, day.histogram)
        and list(back.layers) == list(day.layers)
        and all(np.array_equal(back.layers[number], day.layers[number]) for number in day.layers)
    )


def test_a_frame_is_as_the_document_says() -> None:
    frame = frames(3)[2]
    told = unpacked(frame.encoded([4, 0], sought=True))
    assert (told["day"], told["citizens"], told["flags"]) == (2, CITIZENS, 3)
    assert list(told["histogram"]) == frame.histogram.ravel().tolist()
    assert list(told["figures"]) == frame.figures.ravel().tolist()
    assert list(told["layers"]) == [4, 0]
    assert told["layers"][4] == frame.layers[4].tobytes() and told["layers"][0] == frame.layers[0].tobytes()


def test_every_day_comes_back_in_any_order(tmp_path: Path) -> None:
    days = frames(2 * KEY_DAYS + 3)
    keeper, album = Keeper(tmp_path / "frames.bin", 10**9), Album(tmp_path / "frames.bin")
    for day in days[:5]:
        keeper.keep(day)
    assert album.frame(4) is not None and album.frame(5) is None
    for day in days[5:]:
        keeper.keep(day)
    keeper.close()
    alone = album.frame(30, [4])
    assert alone is not None and list(alone.layers) == [4] and np.array_equal(alone.layers[4], days[30].layers[4])
    for wanted in (34, 3, 17, 16, 0, 33, 18):
        assert same(album.frame(wanted), days[wanted])
    assert album.spans() == [(0, 34)]
    assert album.size < 35 * 6 * CITIZENS


def test_an_allowance_is_kept_and_the_newest_day_is_there_all_the_same(tmp_path: Path) -> None:
    days = frames(30)
    keeper, album = Keeper(tmp_path / "frames.bin", 30_000), Album(tmp_path / "frames.bin")
    for day in days:
        keeper.keep(day)
        assert same(album.frame(day.day), day)
    album.refresh()
    assert album.size <= 30_000 and keeper.full
    [(first, last)] = album.spans()
    assert first == 0 and 0 < last < 28
    assert album.frame(last + 1) is None and album.frame(29) is not None
    assert newest_of(tmp_path / "frames.bin").is_file()
    keeper.close()


def test_half_a_day_is_passed_over(tmp_path: Path) -> None:
    keeper, path = Keeper(tmp_path / "frames.bin", 10**9), tmp_path / "frames.bin"
    days = frames(4)
    for day in days:
        keeper.keep(day)
    keeper.close()
    whole = path.read_bytes()
    for cut in (1, 50, 120):
        path.write_bytes(whole[:-cut])
        album = Album(path)
        album.refresh()
        assert album.spans() == [(0, 2)]
        assert album.frame(3) is None
        # A run that is resumed goes on behind the last whole day.
        again = Keeper(path, 10**9)
        for day in days[3:]:
            again.keep(day)
        again.close()
        assert [same(album.frame(day.day), day) for day in days] == [True] * 4
