import { useState, type ReactNode } from "react";
import { Checkbox, CheckboxGroup, Label } from "react-aria-components";

import { ask } from "../../data/server";
import type { Refused } from "../../data/source";
import type { About, ExportBody, RunState } from "../../data/types";
import { asRefused, useAsked } from "../../data/use";
import { Button, Select } from "../../parts/Controls";
import { Faults } from "../../parts/Faults";
import { save } from "../../parts/saving";
import { words } from "../../words/en";
import { alike } from "../compare/Compare";

const said = words.runs;
/** The lives that a reader of the folder will ask for first; where nobody is a case of one, none is there. */
const USUAL_LIVES = ["in-error-longest", "never-noticed", "helped-most", "sanctioned-in-error"];

/** A run, or two of the same people, as a folder that opens from a disk. */
export function Exporting({ run, runs }: { run: RunState; runs: RunState[] }): ReactNode {
  const others = runs.filter((each) => each.state === "finished" && alike(each, run));
  const about = useAsked<About>("/api/about");
  const [other, setOther] = useState("alone");
  const [find, setFind] = useState(USUAL_LIVES);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const pack = async (): Promise<void> => {
    setGoing(true);
    setRefused(null);
    try {
      const body: ExportBody = { runs: other === "alone" ? [run.id] : [other, run.id], find };
      const answer = await ask("POST", "/api/exports", body);
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
      <CheckboxGroup className="lives-along" value={find} onChange={setFind}>
        <Label>{said.exportLives}</Label>
        <p className="note">{other === "alone" ? said.exportLivesNote : said.exportTwinsNote}</p>
        {about.data?.criteria.map((each) => (
          <Checkbox key={each.id} className="check" value={each.id}>
            <span className="box" aria-hidden="true" /> {words.life.criterion(each.id)} <span className="note">{each.meaning}</span>
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Button isDisabled={going} onPress={() => void pack()}>{going ? said.exporting : said.export}</Button>
      {refused && <Faults refused={refused} />}
    </div>
  );
}
