import type { ReactNode } from "react";

import { go, useLook, write, type Address } from "../../address";
import type { Index } from "../../data/offline";
import type { Refused } from "../../data/source";
import type { About, Fault, RunState, Twins } from "../../data/types";
import { usualRun } from "../../data/usual";
import { useAnswer, useAsked, useSource } from "../../data/use";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { useInView } from "../../parts/Marks";
import { Nothing } from "../../parts/Nothing";
import { words } from "../../words/en";
import { Chooser } from "./Chooser";
import { LifeView } from "./LifeView";

/** The code of the diagnostic that says so. */
const NOBODY = "G540";
const USUAL_FIND = "sanctioned-in-error";

/** One life out of a finished run. */
export function Life({ address, folder }: { address: Address; folder: Index | undefined }): ReactNode {
  const look = useLook();
  const source = useSource();
  const about = useAsked<About>("/api/about");
  const runs = useAsked<RunState[]>("/api/runs");
  const finished = runs.data?.filter((run) => run.state === "finished") ?? [];
  const run = finished.find((each) => each.id === address.what) ?? usualRun(finished);
  const asked = run && source.live ? askedOf(run, address.query) : run && folder ? inFolder(run, folder, address.query) : null;
  const answer = useAnswer<Twins>(asked, (signal) => source.get<Twins>(asked ?? "", signal));
  useInView(run?.title, run?.status);
  const refused = about.refused ?? runs.refused;
  if (refused) return <Faults refused={refused} again={runs.again} />;
  if (!about.data || !runs.data) return <Waiting />;
  if (!run) return <><Head title={words.shell.titles.life} lede={words.life.lede} /><Nothing /></>;
  return (
    <div className="life">
      <Head title={answer.data ? words.life.who(answer.data.life.citizen) : words.shell.titles.life} lede={words.life.lede} />
      <Chooser
        run={run} runs={finished} about={about.data} query={address.query} folder={folder} number={answer.data?.life.number}
        onRun={(id) => go(write("life", id))} onLook={look}
      />
      {answer.refused && <Faults refused={hinted(answer.refused)} />}
      {!answer.data && !answer.refused && <Waiting what={words.life.wait} />}
      {answer.data && <LifeView twins={answer.data} status={run.status} query={address.query} />}
    </div>
  );
}

/** Where nobody is a case of what was asked for, what to try is on this screen and not on a command line. */
function hinted({ faults }: Refused): { faults: Fault[] } {
  return { faults: faults.map((fault) => (fault.code === NOBODY ? { ...fault, attempt: words.life.nobodyTry } : fault)) };
}

/** The address of the answer that the page's address asks for: by number, or the first of a criterion. */
function askedOf(run: RunState, query: URLSearchParams): string {
  const citizen = query.get("citizen");
  const twin = query.get("twin");
  const base = `/api/runs/${run.id}/lives`;
  if (citizen) return `${base}/${encodeURIComponent(citizen)}${twin ? `?twin=${twin}` : ""}`;
  return `${base}?find=${query.get("find") ?? USUAL_FIND}${twin ? `&twin=${twin}` : ""}`;
}

/** In a folder are the lives that were put there. */
function inFolder(run: RunState, folder: Index, query: URLSearchParams): string | null {
  const other = folder.runs.find((each) => each !== run.id);
  const citizen = query.get("citizen") ?? folder.lives[0];
  if (citizen === undefined) return null;
  return `/api/runs/${run.id}/lives/${citizen}${other ? `?twin=${other}` : ""}`;
}
