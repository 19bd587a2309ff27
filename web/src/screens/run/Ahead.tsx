import type { ReactNode } from "react";

import { write } from "../../address";
import type { RunState } from "../../data/types";
import { useSource } from "../../data/use";
import { words } from "../../words/en";

const said = words.run.next;

/** Where to go from a run that is finished. */
export function Ahead({ run, state }: { run: string; state: RunState }): ReactNode {
  const source = useSource();
  return (
    <nav className="ahead" aria-label={words.run.finished}>
      <p className="note">{words.run.finished}</p>
      <div className="buttons">
        <a className="button" href={write("life", run)}>{said.life}</a>
        <a className="button" href={write("compare", "", { other: run })}>{said.compare}</a>
        <a className="button" href={write("audit", run)}>{said.audit}</a>
        <a className="button" href={source.live ? `/api/runs/${state.id}/report` : `report-${state.id}.html`} target="_blank" rel="noreferrer">{said.page}</a>
      </div>
    </nav>
  );
}
