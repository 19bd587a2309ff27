"""The runs of a lab: those it made, in order and in the queue, and the records that lie in its folder.

A run is known by an opaque name. The names are looked up in what the folder holds; no part of a request ever becomes a
path.
"""

import json
import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from glasshouse import api
from glasshouse.diagnostics import Diagnostic, UserFault
from glasshouse.lab.bodies import ControlBody, RunBody, RunState, State
from glasshouse.lab.refusals import BUSY, TOO_MANY, Refusal, fault_of, unknown_run
from glasshouse.lab.run import GOING_ON, LabRun, Spec
from glasshouse.lab.settings import Settings
from glasshouse.lab.workers import Workers

ASIDE = ".lab"
"""Beside the records, out of their list: frames, and regimes that came as text."""
KEPT = "run.json"
STATES: dict[str, State] = {"running": "running", "finished": "finished", "interrupted": "interrupted",
                            "unfinished": "interrupted", "unreadable": "unreadable"}  # fmt: skip
"""How the states of a record are called here."""
UNKNOWN: dict[str, Any] = {"regime": "", "title": "", "status": "", "scored": False, "score_least": 0, "score_most": 0,
                           "place": "", "conduct": "", "currency": "", "citizens": 0, "days": 0, "seeds": [],
                           "districts": []}  # fmt: skip
"""What is known of a record that cannot be read."""


def id_of(root: Path, folder: Path) -> str:
    """Return the name of a record by where it lies below a folder: the same after a new start."""
    return sha256(folder.relative_to(root).as_posix().encode()).hexdigest()[:16]


class Shelf:
    """Every run of a lab."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        """Look at nothing yet."""
        self.settings, self.workers = settings, workers
        self.root = settings.folder
        self.lock = threading.RLock()
        self.own: dict[str, LabRun] = {}
        self.queue: list[LabRun] = []

    # -- what there is

    def open(self) -> None:
        """Find the runs that an earlier lab made here."""
        self.root.mkdir(parents=True, exist_ok=True)
        for kept in sorted((self.root / ASIDE).glob(f"*/{KEPT}")):
            try:
                run = self._kept(kept)
            except (OSError, ValueError, KeyError, TypeError, UserFault):
                continue  # whatever it was, it is no run of ours any more
            self.own[run.id] = run

    def _kept(self, kept: Path) -> LabRun:
        found = json.loads(kept.read_text(encoding="utf-8"))
        folder = self.root / Path(found["folder"]).name
        row = api.show(folder)
        run = LabRun(id_of(self.root, folder), folder, kept.parent, Spec(**found["spec"]), api.record_facts(folder),
                     self.settings.limits.frame_bytes)  # fmt: skip
        run.state, run.digest = "finished" if row["state"] == "finished" else "stopped", row["digest"]
        run.started = row["started"]
        run.find_figures()
        return run

    def folders(self) -> dict[str, tuple[Path, dict[str, Any]]]:
        """Return the records that lie below the folder by their names, newest first."""
        rows = [(Path(row["run"]), row) for row in api.runs(self.root)] if self.root.is_dir() else []
        return {id_of(self.root, folder): (folder, row) for folder, row in rows}

    def runs(self) -> list[RunState]:
        """Return what is told of every run: those that wait or go on, then the records."""
        with self.lock:
            own = dict(self.own)
        found = self.folders()
        there = [run.status(whole=False) for run in own.values() if run.id not in found]
        return [*reversed(there), *(
            own[name].status(whole=False) if name in own else record_status(name, *found[name], whole=False)
            for name in found
        )]  # fmt: skip

    def state(self, name: str) -> RunState:
        """Return what is told of one run."""
        with self.lock:
            run = self.own.get(name)
        return run.status() if run else record_status(name, *self.find(name))

    def find(self, name: str) -> tuple[Path, dict[str, Any]]:
        """Return where a record lies, and its row in the list."""
        found = self.folders().get(name)
        if found is None:
            raise unknown_run(name)
        return found

    def folder(self, name: str) -> Path:
        """Return where the record of a finished run lies; one that is not finished is refused."""
        with self.lock:
            run = self.own.get(name)
        if run is None:
            return self.find(name)[0]
        if run.state != "finished":
            raise UserFault([Diagnostic("G503", f"the run is {run.state}",
                                        "lives, reports and comparisons are of a whole record",
                                        "wait until it is finished, or resume it")])  # fmt: skip
        return run.folder

    def own_run(self, name: str) -> LabRun:
        """Return a run that this lab made."""
        with self.lock:
            run = self.own.get(name)
        if run is not None:
            return run
        self.find(name)
        raise Refusal(BUSY, "G908", "this record was not made by the lab",
                      "what the lab did not make it neither steers nor deletes, and it saw none of its days",
                      "run it again here: POST /api/runs/{run}/again")  # fmt: skip

    # -- what is done with them

    def start(self, spec: Spec, files: Any, body: RunBody | None = None) -> LabRun:
        """Start a run, or queue it; too many in the queue are refused."""
        facts = api.world_facts(files, spec.citizens, spec.days, spec.seed)
        with self.lock:
            if len(self.queue) >= self.settings.limits.queued:
                raise Refusal(TOO_MANY, "G907", f"{len(self.queue)} runs wait already",
                              "one lab lives a few at a time", "wait for one, or cancel one")  # fmt: skip
            folder = new_folder(self.root, facts, spec)
            name = id_of(self.root, folder)
            aside = self.root / ASIDE / name
            spec = keep_aside(spec, aside)
            run = LabRun(name, folder, aside, spec, facts, self.settings.limits.frame_bytes, files, now())
            if body is not None:
                run.days_per_second, run.paused = body.days_per_second, body.paused
            (aside / KEPT).write_text(json.dumps({"folder": folder.name, "spec": vars(spec)}), encoding="utf-8")
            self.own[run.id] = run
            self.queue.append(run)
            self._next()
        return run

    def _next(self) -> None:
        """Begin what waits, as far as there is room."""
        going = sum(run.state in GOING_ON for run in self.own.values())
        while self.queue and going < self.settings.limits.running:
            run = self.queue.pop(0)
            run.set("starting")
            run.thread = threading.Thread(target=self._live, args=(run,), daemon=True)
            run.thread.start()
            going += 1
        for k, waiting in enumerate(self.queue):
            waiting.behind = k + 1
            waiting.change()

    def _live(self, run: LabRun) -> None:
        """Have a run lived in a process of its own; afterwards there is room for the next."""
        run.behind = 0
        worker = None
        try:
            worker = self.workers.take()
            run.live(worker)
        except UserFault as fault:
            run.end("faults", list(fault.diagnostics))
        except Exception as error:
            run.end("broke", f"{type(error).__name__}: {str(error)[:200]}")
        finally:
            if worker is not None:
                self.workers.let_go(worker)
        with self.lock:
            if run.state == "cancelled":
                self.forget(run)
            self._next()

    def control(self, name: str, body: ControlBody) -> RunState:
        """Do what is asked of a run."""
        run = self.own_run(name)
        if body.action == "resume":
            self._resume(run, body)
        elif body.action in ("stop", "cancel"):
            self._halt(run, body.action)
        else:
            run.steer(body)
        return run.status()

    def _resume(self, run: LabRun, body: ControlBody) -> None:
        with self.lock:
            if run.state not in ("stopped", "failed") or run in self.queue:
                raise run.unfit("resume")
            run.paused, run.days_per_second = False, body.days_per_second or run.days_per_second
            run.set("queued")
            self.queue.append(run)
            self._next()

    def _halt(self, run: LabRun, action: str) -> None:
        worker = run.halt("stopped" if action == "stop" else "cancelled")
        if worker is not None:
            worker.end()
        run.wait()
        with self.lock:
            if run in self.queue:
                self.queue.remove(run)
            if run.state == "cancelled":
                self.forget(run)
            self._next()

    def delete(self, name: str) -> None:
        """Delete a run that this lab made and that does not go on."""
        run = self.own_run(name)
        with self.lock:
            if run.state in GOING_ON or run in self.queue:
                raise run.unfit("be deleted")
            self.forget(run)

    def forget(self, run: LabRun) -> None:
        """Take a run out of the list, with all that was kept of it."""
        self.own.pop(run.id, None)
        run.remove()


def new_folder(root: Path, facts: dict[str, Any], spec: Spec) -> Path:
    """Make and return the folder of a new record, named by what it will hold."""
    stem, number = f"{facts['regime']}-{spec.citizens}x{spec.days}-seed{spec.seed}", 1
    while True:
        folder = root / (f"{stem}-{number}" if number > 1 else stem)
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
            continue
        return folder


def keep_aside(spec: Spec, aside: Path) -> Spec:
    """Copy the files of a run that came as text, so that it can be resumed later; return where they are now."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)

    def kept(word: str) -> str:
        path = Path(word)
        if path.suffix != ".yaml":
            return word
        shutil.copytree(path.parent, aside / "inputs", dirs_exist_ok=True)
        return str(aside / "inputs" / path.name)

    return replace(spec, regime=kept(spec.regime), place=kept(spec.place), conduct=kept(spec.conduct))


def now() -> str:
    """Return the present moment as records write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def record_status(name: str, folder: Path, row: dict[str, Any], *, whole: bool = True) -> RunState:
    """Return what is told of a record that somebody else made."""
    faults = []
    try:
        facts = api.record_facts(folder)
    except UserFault as fault:
        facts, faults = UNKNOWN, [fault_of(one) for one in fault.diagnostics]
    return RunState(
        id=name, name=folder.name, state=STATES[row["state"]], own=False,
        **{**facts, "districts": facts["districts"] if whole else []},
        days_done=facts["days"] if row["state"] == "finished" else row.get("days_done", 0),
        digest=row.get("digest"), started=row.get("started"), bytes=row["bytes"], faults=faults,
    )  # fmt: skip
