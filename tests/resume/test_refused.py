"""A checkpoint is no way in: what a replay of sampled districts does not make is refused, right checksums or not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from glasshouse import api
from glasshouse.cli import guarded
from glasshouse.cli.commands import app
from glasshouse.diagnostics import UserFault
from glasshouse.engine import restoring, resuming
from glasshouse.model.state import WORDS
from glasshouse.record import checkpoint
from glasshouse.record.checkpoint import Head, Piece
from glasshouse.record.reading import Run
from glasshouse.record.size import digest_of_file
from tests.resume.interrupted import OFTEN, after_checkpoint, contents, files

Edit = Callable[[Any], None]


@pytest.fixture(autouse=True)
def every_district_is_lived_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the sample everybody, so that a test does not hang on luck."""
    monkeypatch.setattr(restoring, "ONE_IN", 1)
    # Reading YAML would take most of the time; that a resumed run reads what its record keeps is tested beside.
    monkeypatch.setattr(resuming, "kept_files", lambda folder, manifest: files())


def forge(folder: Path, name: str, edit: Edit) -> None:
    """Edit a piece of the newest checkpoint and put every checksum right again."""
    found, _ = checkpoint.newest(folder)
    assert found is not None
    piece = found.head.pieces[name]
    array = found.read(name, piece.kind, tuple(piece.shape[1:])).copy()
    edit(array)
    path = found.home / piece.file
    with pa.output_stream(str(path), compression="zstd") as file:
        file.write(array.tobytes())
    changed = piece.model_copy(update={"sha256": digest_of_file(path), "bytes": path.stat().st_size})
    reseal(found, pieces=found.head.pieces | {name: changed})


def reseal(found: checkpoint.Checkpoint, **update: Any) -> None:
    """Write another head of the newest checkpoint, with a seal that is right."""
    head: Head = found.head.model_copy(update=update).sealed()
    (found.home / f"{head.number:05}" / "head.json").write_text(json.dumps(head.model_dump()))


def one(array: Any) -> None:
    """Edit one bit of one figure."""
    array.reshape(-1)[array.size // 2] ^= 1


def one_bit_of_a_person(array: Any) -> None:
    """Edit the row of one citizen."""
    array[array.shape[0] // 3, 2] ^= 1


def everybody(array: Any) -> None:
    """Put other people in the place of everybody."""
    array[:] = np.random.default_rng(1).integers(0, 2**31, array.shape)


LOCKSTEP: list[tuple[str, Edit]] = [
    ("together.citizens", one_bit_of_a_person), ("together.citizens", everybody), ("together.hot", one),
    ("together.district", one), ("together.box", one), ("together.chains", one), ("together.cycles", one),
    ("together.days", one), ("together.panel", one), ("exchange", one), ("blocks", one),
]  # fmt: skip
FINISHED: list[tuple[str, Edit]] = [
    ("batch-00003.chains", one), ("batch-00003.cycles", one), ("batch-00003.days", one), ("batch-00004.panel", one),
    ("cases", one), ("blocks", one), ("exchange", one),
]  # fmt: skip


@pytest.mark.parametrize("stage", [1, 4], ids=["in lockstep", "districts finished"])
def test_an_edited_checkpoint_with_right_checksums_is_refused(whole: Run, tmp_path: Path, stage: int) -> None:
    folder = after_checkpoint(tmp_path / "r", stage)
    kept = {path: path.read_bytes() for path in (folder / "checkpoint").rglob("*") if path.is_file()}
    for name, edit in LOCKSTEP if stage == 1 else FINISHED:
        forge(folder, name, edit)
        with pytest.raises(UserFault, match=r"G407(.|\n)*is refused"):
            api.resume(folder, OFTEN)
        assert json.loads((folder / "manifest.json").read_text())["state"] == "interrupted"
        for path, content in kept.items():
            path.write_bytes(content)
    assert contents(api.resume(folder, OFTEN)) == contents(whole)


def test_a_watched_run_is_not_gone_on_with_from_an_edited_checkpoint_either(tmp_path: Path) -> None:
    """No call takes a caller's word for a checkpoint: a digest over other people would be as good as one over these."""
    folder = tmp_path / "r"
    assert api.watch(files(), 700, 70, 3, folder, lambda day: day.number < 45, api.silent) is None
    forge(folder, "together.citizens", everybody)
    with pytest.raises(UserFault, match=r"G407(.|\n)*is refused"):
        api.watch_on(folder, 46, lambda day: True, api.silent)


def test_one_edited_byte_is_a_torn_file(whole: Run, tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 2)
    piece = folder / "checkpoint" / "00002" / "together.citizens.zst"
    content = bytearray(piece.read_bytes())
    content[len(content) // 2] ^= 1
    piece.write_bytes(content)
    done = api.resume(folder, OFTEN)
    assert contents(done) == contents(whole)
    assert "together.citizens.zst is torn" in api.resumed_from(done)["checkpoints_refused"][0]


def test_the_checkpoint_of_another_run_is_refused(tmp_path: Path) -> None:
    one, other = after_checkpoint(tmp_path / "one", 1), after_checkpoint(tmp_path / "other", 1, seed=2)
    kept, _ = checkpoint.newest(other)
    assert kept is not None
    (one / "checkpoint").rename(tmp_path / "away")
    (other / "checkpoint").rename(one / "checkpoint")
    with pytest.raises(UserFault, match=r"G407(.|\n)*of another run"):
        api.resume(one, OFTEN)
    moved, _ = checkpoint.newest(one)
    assert moved is not None
    reseal(moved, run=kept.head.run | {"seed": 1})
    with pytest.raises(UserFault, match="G407"):
        api.resume(one, OFTEN)


STRANGE: list[tuple[str, dict[str, Any] | None, str]] = [
    ("exchange", None, "exchange is missing"),
    ("together.panel", {"shape": [3, 1, 1]}, "where rows are"),
    ("together.numbers", {"shape": [1]}, "other districts"),
    ("together.citizens", {"shape": [1, WORDS]}, "too few rows"),
    ("together.cycles", {"shape": [9, 1, 3]}, "where rows are"),
    ("blocks", {"kind": "uint32"}, "where rows are uint16"),
]


def test_pieces_that_no_run_leaves_are_refused(tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, citizens=1028)
    found, _ = checkpoint.newest(folder)
    assert found is not None
    for name, change, why in STRANGE:
        pieces: dict[str, Piece] = dict(found.head.pieces)
        piece = pieces.pop(name)
        if change is not None:
            pieces[name] = piece.model_copy(update=change)
        reseal(found, pieces=pieces)
        with pytest.raises(UserFault, match=rf"G407(.|\n)*{why}"):
            api.resume(folder, OFTEN)


def test_a_piece_outside_of_the_checkpoint_is_not_read(tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, citizens=1028)
    found, _ = checkpoint.newest(folder)
    assert found is not None
    for file in ("../../manifest.json", "/etc/hosts", "../manifest.json"):
        reseal(
            found, pieces=found.head.pieces | {"blocks": found.head.pieces["blocks"].model_copy(update={"file": file})}
        )
        assert checkpoint.newest(folder)[0] is None
        assert "lies outside of the checkpoint" in checkpoint.newest(folder)[1][0]


def test_tables_that_its_files_do_not_make_are_refused(tmp_path: Path) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, citizens=1028)
    tables = np.load(folder / "tables.npy")
    tables[np.flatnonzero(tables > 5)[3]] -= 2
    np.save(folder / "tables.npy", tables)
    from hashlib import sha256

    raw = json.loads((folder / "manifest.json").read_text())
    raw["tables_sha256"] = sha256(tables.tobytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(raw))
    with pytest.raises(UserFault, match=r"G406(.|\n)*not what its input files compile to"):
        api.resume(folder, OFTEN)


def test_the_command_line_refuses_with_two_and_says_what_to_try(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = after_checkpoint(tmp_path / "r", 1, citizens=1028)
    forge(folder, "together.citizens", everybody)
    assert guarded(lambda: app(["resume", str(folder), "--quiet"])) == 2
    told = capsys.readouterr().err
    assert "G407" in told and "run the regime again into another folder" in told
