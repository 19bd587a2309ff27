"""Who may write into the folder of a record: one run at a time, and never over what is not its own.

A claim is a lock on the folder that the system lets go when the process ends, however it ends: a record that says
`running` and is not locked was killed. Where a file system knows no locks, runs are not kept apart.
"""

import errno
import os
import shutil
from pathlib import Path

from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.record.manifest import MANIFEST, read_manifest

try:
    import fcntl
except ImportError:  # no such locks on this system
    fcntl = None  # type: ignore[assignment]

OURS = {"aside", "cases.json", "checkpoint", "counts", "exchange.npy", "frames.zarr", "inputs", "log.jsonl", MANIFEST,
        f"{MANIFEST}.writing", "panel.zarr", "ro-crate-metadata.json", "seeds", "tables.npy"}  # fmt: skip
"""What a run that was cut short may have left in its folder."""

DISK_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)
"""What a disk says when it takes no more: the user can mend it; any other error of a file is a bug of ours."""

NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.EBADF)
"""What a file system says that knows no locks, or none on folders."""


class Claim:
    """The right to write into a folder, held until it is released."""

    def __init__(self, folder: Path) -> None:
        """Lock a folder that is there; one that another run writes into raises BlockingIOError."""
        self.held: int | None = None
        if fcntl is None:
            return
        self.held = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                self.release()
                raise

    def release(self) -> None:
        """Let the folder go; once is enough."""
        if self.held is not None:
            os.close(self.held)
            self.held = None


def reclaim(folder: Path) -> Claim:
    """Lock the folder of a run that was cut short, to go on with it: nothing in it is touched."""
    try:
        return Claim(folder)
    except BlockingIOError as error:
        raise in_use(folder, "a run is writing into it now", "wait for it") from error
    except OSError as error:
        raise unwritten(folder, error) from error


def claim(folder: Path) -> Claim:
    """Make and lock the folder of a new record; what a run cut short left is cleared, anything else is left alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mine = Claim(folder)
    except BlockingIOError as error:
        raise in_use(folder, "another run is writing into it now", "wait for it") from error
    except OSError as error:
        raise UserFault(
            [
                Diagnostic(
                    "G403",
                    f"{folder} cannot be made",
                    error.strerror or str(error),
                    "give a folder that you may write to with --out",
                )
            ]
        ) from error
    try:
        clear(folder)
    except BaseException:
        mine.release()
        raise
    return mine


def is_claimed(folder: Path) -> bool:
    """Return whether a run writes into a folder now."""
    try:
        Claim(folder).release()
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False


def clear(folder: Path) -> None:
    """Empty a folder of what a run cut short left there; refuse one that holds anything else."""
    found = sorted(folder.iterdir())
    strange = [path.name for path in found if path.name not in OURS]
    if strange:
        raise in_use(folder, f"a record is never written over what is not a record's own: `{strange[0]}`")
    begun = [path for path in found if path.name != f"{MANIFEST}.writing"]
    if begun and not cut_short(folder):
        raise in_use(folder, "a record is never overwritten, and this one is finished or cannot be read")
    # The manifest goes last: a stop in between leaves a folder that is known for an unfinished record.
    for path in sorted(found, key=lambda path: path.name == MANIFEST):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def cut_short(folder: Path) -> bool:
    """Return whether a folder holds a record that says itself that it is not finished."""
    try:
        return read_manifest(folder).state != "finished"
    except UserFault:
        return False


def in_use(folder: Path, why: str, mend: str = "remove this one yourself") -> UserFault:
    """Return the fault of a folder that a new record may not have."""
    return UserFault([Diagnostic("G401", f"{folder} is in use", why, f"give another folder with --out, or {mend}")])


def unwritten(folder: Path, error: OSError) -> UserFault:
    """Return the fault of a record that could not be written on: a full disk, most often."""
    return UserFault(
        [
            Diagnostic(
                "G403",
                f"{folder} cannot be written on",
                error.strerror or str(error),
                f"make room, then `glasshouse resume {folder}`: the answer will be the same",
            )
        ]
    )
