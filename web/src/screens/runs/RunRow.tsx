import { useState, type ReactNode } from "react";

import { go, write } from "../../address";
import { CUT_SHORT, type RunState } from "../../data/types";
import { useSource } from "../../data/use";
import { Button, Disclosure } from "../../parts/Controls";
import { Faults } from "../../parts/Faults";
import { Status } from "../../parts/Marks";
import { grouped, words } from "../../words/en";
import { Exporting } from "./Exporting";
import { ProvenanceView } from "./ProvenanceView";

const said = words.runs;
const WAITING = ["queued", "starting", "running", "paused"];

/** One run: what it is, how far, and what can be done with it. */
export function RunRow({ run, runs, onAct }: { run: RunState; runs: RunState[]; onAct: (work: () => Promise<unknown>) => Promise<void> }): ReactNode {
  const source = useSource();
  const [sure, setSure] = useState(false);
  const done = run.state === "finished";
  const path = `/api/runs/${run.id}`;
  const again = async (): Promise<void> => {
    const made = await source.send<RunState>("POST", `${path}/again`);
    go(write("run", made.id));
  };
  return (
    <li className="sheet run-row">
      <div className="top">
        <h2><a href={write("run", run.id)}>{run.name}</a></h2>
        <Status status={run.status} />
        <span className={`note state ${run.state}`}>{words.run.states[run.state] ?? run.state}</span>
      </div>
      <p>{run.title}</p>
      <p className="note">{said.society(grouped(run.citizens), run.days, run.seeds.join(", "))}{run.started && ` · ${run.started.slice(0, 16).replace("T", " ")}`}</p>
      {WAITING.includes(run.state) && (
        <div className="bar" role="progressbar" aria-label={run.name} aria-valuemin={0} aria-valuemax={run.days} aria-valuenow={run.days_done} aria-valuetext={said.progress(run.days_done, run.days)}>
          <div style={{ width: `${(run.days_done / run.days) * 100}%` }} />
        </div>
      )}
      {run.faults.length > 0 && <Faults refused={run} />}
      <div className="buttons">
        <a className="button" href={write("run", run.id)}>{done ? said.open : said.watch}</a>
        {source.live && done && <Button onPress={() => void onAct(again)}>{said.again}</Button>}
        {source.live && run.own && CUT_SHORT.includes(run.state) && (
          <Button onPress={() => void onAct(() => source.send("POST", `${path}/control`, { action: "resume" }))}>{words.run.resume}</Button>
        )}
        {source.live && WAITING.includes(run.state) && (
          <Button onPress={() => void onAct(() => source.send("POST", `${path}/control`, { action: "cancel" }))}>{said.cancel}</Button>
        )}
        {done && <a className="button" href={source.live ? `${path}/report` : `report-${run.id}.html`} target="_blank" rel="noreferrer">{said.report}</a>}
        {source.live && run.own && !WAITING.includes(run.state) && (
          <Button plain aria-label={`${sure ? said.removeSure : said.remove}: ${run.name}`} onPress={() => (sure ? void onAct(() => source.send("DELETE", path)) : setSure(true))}>
            {sure ? said.removeSure : said.remove}
          </Button>
        )}
      </div>
      {done && <Disclosure title={said.provenance}><ProvenanceView run={run.id} /></Disclosure>}
      {done && source.live && <Disclosure title={said.export}><Exporting run={run} runs={runs} /></Disclosure>}
    </li>
  );
}
