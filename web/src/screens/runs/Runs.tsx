import { useEffect, useState, type ReactNode } from "react";

import type { Index } from "../../data/offline";
import type { Refused } from "../../data/source";
import type { RunState } from "../../data/types";
import { asRefused, useAsked, useSource } from "../../data/use";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { Nothing } from "../../parts/Nothing";
import { words } from "../../words/en";
import { RunRow } from "./RunRow";

const said = words.runs;
const AGAIN_MILLISECONDS = 1000;
const GOING = ["queued", "starting", "running"];

/** Every run: where it came from, how to make it again, and how to hand it on. */
export function Runs({ folder }: { folder: Index | undefined }): ReactNode {
  const source = useSource();
  const runs = useAsked<RunState[]>("/api/runs");
  const [seen, setSeen] = useState<RunState[]>();
  const [refused, setRefused] = useState<Refused | null>(null);
  useEffect(() => { if (runs.data) setSeen(runs.data); }, [runs.data]);
  const going = seen?.some((run) => GOING.includes(run.state)) ?? false;
  const again = runs.again;
  useEffect(() => {
    if (!going || !source.live) return;
    const timer = setInterval(again, AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
    // `again` asks the same whenever it is made.
  }, [going, source]);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setRefused(null);
    try {
      await work();
    } catch (error) {
      setRefused(asRefused(error));
    }
    again();
  };
  if (runs.refused && !seen) return <Faults refused={runs.refused} again={again} />;
  if (!seen) return <Waiting />;
  return (
    <div className="runs">
      <Head title={words.shell.titles.runs} lede={folder ? words.offline.note : said.lede} />
      {refused && <Faults refused={refused} />}
      {seen.length === 0 && <Nothing title={said.none} />}
      <ul className="run-list">{seen.map((run) => <RunRow key={run.id} run={run} runs={seen} onAct={act} />)}</ul>
    </div>
  );
}
