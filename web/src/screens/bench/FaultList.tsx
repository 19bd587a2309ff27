import type { ReactNode } from "react";

import type { Checked } from "../../data/types";
import { Button } from "../../parts/Controls";
import { words } from "../../words/en";

const said = words.bench;

/** Every fault at once, each with its line, why it is one, and what to try. */
export function FaultList({ checked, checking, onJump }: { checked: Checked | undefined; checking: boolean; onJump: (line: number) => void }): ReactNode {
  const faults = checked?.faults ?? [];
  return (
    <div className="faults">
      <p className="note" role="status">
        {checking || !checked ? said.checking : faults.length === 0 ? said.sound(checked.clauses.length) : said.faults(faults.length)}
      </p>
      <ol>
        {faults.map((fault, at) => (
          <li key={at} className="fault">
            {fault.line
              ? <Button plain small aria-label={said.jump(fault.line)} onPress={() => onJump(fault.line ?? 1)}>{said.place(fault.line, fault.column ?? 1)}</Button>
              : null}
            <p><strong>{fault.what}</strong> <span className="note">{fault.code}</span></p>
            {fault.why && <p className="note">{said.why} {fault.why}</p>}
            {fault.attempt && <p className="note">{said.attempt} {fault.attempt}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}
