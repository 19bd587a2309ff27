import type { ReactNode } from "react";

import type { Provenance } from "../../data/types";
import { useAsked } from "../../data/use";
import { Faults, Waiting } from "../../parts/Faults";
import { words } from "../../words/en";

const said = words.runs;

/** Where a record comes from, as it says itself, and the command that makes it again. */
export function ProvenanceView({ run }: { run: string }): ReactNode {
  const { data, refused } = useAsked<Provenance>(`/api/runs/${run}/provenance`);
  if (refused) return <Faults refused={refused} />;
  if (!data) return <Waiting />;
  return (
    <div className="provenance">
      <p className="note">{said.command}</p>
      <pre>{data.command}</pre>
      {data.run.digest && <><p className="note">{said.digest}</p><pre>{data.run.digest}</pre></>}
      <p className="note">{said.record}</p>
      <pre className="peek" tabIndex={0}>{JSON.stringify(data.record, null, 1)}</pre>
    </div>
  );
}
