import type { ReactNode } from "react";

import type { Checked, Clause, Described } from "../../data/types";
import { Select } from "../../parts/Controls";
import { exact, words } from "../../words/en";
import { ExamplePanel } from "./ExamplePanel";

const said = words.bench;

/** One clause in words: what it says, what it rests on, and what it does. */
export function ClausePanel({ described, checked, text, chosen, onChoose }: {
  described: Described | undefined; checked: Checked | undefined; text: string; chosen: string; onChoose: (id: string) => void;
}): ReactNode {
  const clauses = described?.sections.flatMap((section) => section.clauses.map((clause) => ({ ...clause, heading: section.heading }))) ?? [];
  const clause = clauses.find((each) => each.id === chosen);
  const shows = checked?.faults.length === 0 && clause !== undefined && checked.clauses.includes(clause.id);
  return (
    <div className="sheet clause">
      <h2>{said.says}</h2>
      <Select
        label={said.clause} value={clause ? chosen : ""} onChange={onChoose} disabled={clauses.length === 0}
        options={[...(clause ? [] : [{ id: "", name: said.noClause }]), ...clauses.map((each) => ({ id: each.id, name: each.id, more: each.title || each.heading }))]}
      />
      {clause && <Told clause={clause} />}
      {shows && <ExamplePanel key={clause.id} clause={clause.id} text={text} />}
    </div>
  );
}

function Told({ clause }: { clause: Clause }): ReactNode {
  return (
    <div className="told" aria-live="polite">
      {clause.title && <h3>{clause.title}</h3>}
      <p>{clause.says}</p>
      {clause.sources.length > 0 && (
        <p className="note">{said.rests} {clause.sources.map((source) => `${source.key}${source.verify ? ` ${said.verify}` : ""}`).join(", ")}.</p>
      )}
      {clause.why && (
        <p className="note">
          {said.assumption} {clause.why} {clause.low !== null && clause.high !== null && `(${said.range(exact(clause.low), exact(clause.high))})`}
        </p>
      )}
      <p className="note">{clause.file}, {said.line(clause.line)}</p>
    </div>
  );
}
