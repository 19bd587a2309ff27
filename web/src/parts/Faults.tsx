import type { ReactNode } from "react";

import type { Fault } from "../data/types";
import { words } from "../words/en";
import { Button } from "./Controls";

/** What was refused, why, and what to try: never a bare error. */
export function Faults({ refused, again }: { refused: { faults: Fault[] }; again?: (() => void) | undefined }): ReactNode {
  return (
    <div className="notice" role="alert">
      {refused.faults.map((fault, at) => (
        <div key={at}>
          <h2>{fault.what}{fault.code && <span className="note"> {fault.code}</span>}</h2>
          {fault.why && <p>{fault.why}.</p>}
          {fault.attempt && <p><strong>{words.shell.attempt}</strong> {fault.attempt}.</p>}
        </div>
      ))}
      {again && <Button small onPress={again}>{words.shell.again}</Button>}
    </div>
  );
}

/** What stands where an answer is on its way. */
export function Waiting({ what }: { what?: string | undefined }): ReactNode {
  return <p className="waiting" role="status">{what ?? words.shell.waiting}</p>;
}
