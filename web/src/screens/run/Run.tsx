import type { ReactNode } from "react";

import { go, write, type Address } from "../../address";
import type { Index } from "../../data/offline";
import type { About, RunState } from "../../data/types";
import { usualRun } from "../../data/usual";
import { useAsked } from "../../data/use";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { Nothing } from "../../parts/Nothing";
import { RunPicker } from "../../parts/RunPicker";
import { words } from "../../words/en";
import { Ahead } from "./Ahead";
import { RunView } from "./RunView";

const UNSEEN = ["cancelled", "unreadable"];

/** A run as it is lived, or as it was. */
export function Run({ address }: { address: Address; folder: Index | undefined }): ReactNode {
  const about = useAsked<About>("/api/about");
  const runs = useAsked<RunState[]>("/api/runs");
  const refused = about.refused ?? runs.refused;
  if (refused) return <Faults refused={refused} again={runs.again} />;
  if (!about.data || !runs.data) return <Waiting />;
  const seen = runs.data.filter((run) => !UNSEEN.includes(run.state));
  const going = seen.find((run) => run.state === "running");
  const chosen = address.what || (going ?? usualRun(seen.filter((run) => run.frames.length > 0)) ?? seen[0])?.id;
  if (!chosen) return <><Head title={words.shell.titles.run} /><Nothing /></>;
  const picker = <RunPicker label={words.life.run} runs={seen} value={chosen} onChange={(id) => go(write("run", id))} />;
  return (
    <RunView
      key={chosen} run={chosen} about={about.data} query={address.query} picker={seen.length > 1 ? picker : null}
      ahead={(state) => <Ahead run={chosen} state={state} />} onOpen={(citizen) => go(write("life", chosen, { citizen }))}
    />
  );
}
