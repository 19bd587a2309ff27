"""The desk of the lab: what its routes ask, answered over ``api``, the shelf of runs and the lab's processes."""

import tempfile
import threading
from datetime import date
from pathlib import Path
from typing import Any

from glasshouse import __version__, api
from glasshouse.diagnostics import UserFault
from glasshouse.lab import bodies, exporting, story
from glasshouse.lab.bodies import Plain, RunBody, RunState, Source, World
from glasshouse.lab.refusals import UNFIT, Refusal, fault_of
from glasshouse.lab.run import Spec
from glasshouse.lab.settings import Settings
from glasshouse.lab.shelf import ASIDE, Shelf
from glasshouse.lab.texts import Texts
from glasshouse.lab.workers import Workers

GROUPS = ["M", "N1", "N2"]
BINS = 64
NOTE = (
    "Everybody here is computed. No figure counts anything that happened to a real person, and nothing that describes "
    "a person can be put in."
)


class Desk:
    """One lab at work."""

    def __init__(self, settings: Settings) -> None:
        """Have everything at hand; no process is begun yet."""
        self.settings = settings
        self.workers = Workers(settings.limits.asking, settings.keeps_ready)
        self.shelf = Shelf(settings, self.workers)
        self.texts = Texts(settings.folder / ASIDE / "texts")
        self.stories = story.Stories(lambda rule: self.workers.ask("story", {"rule": rule}))
        self.watchers = threading.Semaphore(settings.limits.watchers)

    def open(self) -> None:
        """Begin."""
        self.texts.clear()
        self.shelf.open()
        self.workers.open()

    def close(self) -> None:
        """End every process; runs that go on are left plainly unfinished."""
        self.workers.close()

    # -- what there is

    def about(self) -> bodies.About:
        """Return what this lab is and what there is to choose from."""
        return bodies.About(
            version=__version__,
            note=NOTE,
            places=api.listing("places"),
            conducts=api.listing("conduct"),
            laws=list(api.laws()),
            criteria=[bodies.Column(**row) for row in api.criteria()],
            layers=[bodies.LayerInfo(**row) for row in api.watched_layers()],
            columns=[bodies.Column(**row) for row in api.watched_figures()],
            groups=GROUPS,
            bins=BINS,
            limits=bodies.LimitsInfo(**vars(self.settings.limits)),
        )

    def regimes(self) -> list[bodies.RegimeRow]:
        """Return the regimes that ship."""
        return [bodies.RegimeRow(**row) for row in api.listing("regimes")]

    def regime_text(self, name: str) -> bodies.RegimeText:
        """Return a shipped regime as written."""
        return bodies.RegimeText(regime=name, text=api.regime_text(name))

    # -- regimes

    def check(self, body: World) -> bodies.Checked:
        """Return every fault of a regime, or what it is."""
        try:
            files = self.texts.files(body)
        except UserFault as fault:
            return bodies.Checked(faults=[fault_of(one) for one in fault.diagnostics])
        regime = files.regime.value
        return bodies.Checked(faults=[], regime=regime.regime, title=regime.title, status=regime.status,
                              scored=regime.score is not None, clauses=api.clauses_to_take_away(files))  # fmt: skip

    def describe(self, body: Source) -> Plain:
        """Return a regime in words."""
        return api.describe(self.texts.file_of(body)).data

    def example(self, body: bodies.ExampleBody) -> bodies.Example:
        """Return what a clause does to a small society."""
        asked = {"files": self.texts.files(body), "clause": body.clause, "seed": body.seed}
        return bodies.Example(**self.workers.ask("example", asked))

    def audit(self, body: bodies.AuditBody) -> Plain:
        """Return a regime read against rules of law."""
        file = self.texts.file_of(body.regime)
        return api.audit(file, body.law, day_of(body.on), date.today(), body.place, body.conduct).data

    # -- runs

    def start(self, body: RunBody) -> RunState:
        """Start a run or queue it; a regime with faults is refused with all of them."""
        files = self.texts.files(body)
        spec = Spec(self.texts.file_of(body.regime), body.place, body.conduct, body.citizens, body.days, body.seed)
        return self.shelf.start(spec, files, body).status()

    def again(self, run: str) -> RunState:
        """Run a record's own inputs once more."""
        folder = self.shelf.folder(run)
        facts, limits = api.record_facts(folder), self.settings.limits
        if facts["citizens"] > limits.most_citizens or facts["days"] > limits.most_days:
            size = f"{facts['citizens']:,} citizens over {facts['days']:,} days"
            why = f"the lab lives at most {limits.most_citizens:,} over {limits.most_days:,}"
            raise Refusal(UNFIT, "G907", f"{size} are too many here", why, "use `glasshouse run`")
        inputs = self.texts.folder / f"of-{run}"
        inputs.mkdir(parents=True, exist_ok=True)
        named = api.kept_inputs(folder, inputs)
        spec = Spec(*named, facts["citizens"], facts["days"], facts["seeds"][0])
        return self.shelf.start(spec, api.load(*named)).status()

    def provenance(self, run: str) -> bodies.Provenance:
        """Return where a record comes from."""
        record = api.show(self.shelf.folder(run))
        record.pop("run")
        return bodies.Provenance(run=self.shelf.state(run), command=command_of(record), record=record)

    def days(self, run: str, first: int, last: int) -> bodies.Days:
        """Return the figures of days, of a run that goes on those that were lived."""
        state = self.shelf.state(run)
        own = self.shelf.own.get(run)
        if state.state == "finished":
            values = api.recorded_days(self.shelf.folder(run), first, last)
        else:
            values = own.figures[first : last + 1] if own else []
        columns = [row["id"] for row in api.watched_figures()]
        return bodies.Days(first=first, last=first + len(values) - 1, columns=columns, groups=GROUPS, values=values)

    def audit_run(self, run: str, law: str, on: date | None) -> Plain:
        """Return the audit of a run with its own figures."""
        return api.audit(str(self.shelf.folder(run)), law, day_of(on), date.today(), "cn-2020", "default").data

    def report(self, run: str, against: str | None) -> str:
        """Return the page of a run."""
        baseline = self.shelf.folder(against) if against else None
        with tempfile.TemporaryDirectory(prefix="glasshouse-lab-") as folder:
            return api.report(self.shelf.folder(run), baseline, Path(folder) / api.PAGE).read_text(encoding="utf-8")

    # -- lives and comparisons

    def life(
        self, run: str, twin: str | None, *, citizen: str | None = None, find: str | None = None, full: bool = False
    ) -> bodies.Twins:
        """Return a life, and the twin's in another run of the same people."""
        folder = self.shelf.folder(run)
        other = self.shelf.folder(twin) if twin else None
        told = self.workers.ask("life", {"folder": str(folder), "citizen": citizen, "find": find, "full": full})
        life = bodies.Life(run=run, **told)
        if other is None or twin is None:
            return bodies.Twins(life=life)
        api.check_twins(folder, other)
        asked = {"folder": str(other), "citizen": life.citizen, "find": None, "full": full}
        return bodies.Twins(life=life, twin=bodies.Life(run=twin, **self.workers.ask("life", asked)))

    def compare(self, body: bodies.ComparisonBody) -> Plain:
        """Return how two runs of the same people differ."""
        one, other = self.shelf.folder(body.one), self.shelf.folder(body.other)
        asked = {"one": str(one), "other": str(other), "placebo": body.placebo}
        found: Plain = self.workers.ask("compare", asked)
        return found

    def export(self, body: bodies.ExportBody) -> tuple[str, bytes]:
        """Return a folder that opens without a server, as a zip, and what it is called."""
        return exporting.Export(self, body).zipped()

    # -- the story

    def story(self) -> bodies.Story:
        """Return the closed list of the story; whoever reads it will soon choose, so that is lived meanwhile."""
        if self.settings.rehearses:
            self.stories.rehearse()
        return story.told()

    def live_story(self, body: bodies.StoryBody) -> bodies.StoryRun:
        """Live the story's society under one rule."""
        return self.stories.of(body.rule)


def day_of(on: date | None) -> str | None:
    """Return a day as the verbs take it."""
    return on.isoformat() if on else None


def command_of(record: dict[str, Any]) -> str:
    """Return the command that gives the same answer, from a record's own inputs where they are no shipped files."""
    regime = record["regime"].removesuffix(" (placebo twin)")
    seeds = f" --seeds {len(record['seeds'])}" * (len(record["seeds"]) > 1)
    return (
        f"glasshouse run {regime} --place {record['place']} --conduct {record['conduct']} "
        f"--citizens {record['citizens']} --days {record['days']} --seed {record['seeds'][0]}{seeds}"
    )
