import { useState, type ReactNode } from "react";

import { ask } from "../../data/server";
import type { Refused } from "../../data/source";
import type { RunState } from "../../data/types";
import { asRefused } from "../../data/use";
import { Button, Select } from "../../parts/Controls";
import { Faults } from "../../parts/Faults";
import { save } from "../../parts/saving";
import { words } from "../../words/en";
import { alike } from "../compare/Compare";

const said = words.runs;

/** A run, or two of the same people, as a folder that opens from a disk. */
export function Exporting({ run, runs }: { run: RunState; runs: RunState[] }): ReactNode {
  const others = runs.filter((each) => each.state === "finished" && alike(each, run));
  const [other, setOther] = useState("alone");
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const pack = async (): Promise<void> => {
    setGoing(true);
    setRefused(null);
    try {
      const answer = await ask("POST", "/api/exports", { runs: other === "alone" ? [run.id] : [other, run.id] });
      const named = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
      save(named?.[1] ?? "glasshouse.zip", await answer.blob(), "application/zip");
    } catch (error) {
      setRefused(asRefused(error));
    }
    setGoing(false);
  };
  return (
    <div className="exporting">
      <p className="note">{said.exportNote}</p>
      <Select label={said.exportWith} value={other} onChange={setOther} options={[{ id: "alone", name: said.exportAlone }, ...others.map((each) => ({ id: each.id, name: each.name, more: each.title }))]} />
      <Button isDisabled={going} onPress={() => void pack()}>{going ? said.exporting : said.export}</Button>
      {refused && <Faults refused={refused} />}
    </div>
  );
}
