import { useState, type ReactNode } from "react";
import { Input, Label, NumberField } from "react-aria-components";

import type { Index } from "../../data/offline";
import type { About, RunState } from "../../data/types";
import { Button, Select } from "../../parts/Controls";
import { RunPicker } from "../../parts/RunPicker";
import { grouped, words } from "../../words/en";

const said = words.life;

/** Whose life: by number, by lot, or the first to whom something was truly done. Nothing of anybody can be set. */
export function Chooser({ run, runs, about, query, folder, number, onRun, onLook }: {
  run: RunState; runs: RunState[]; about: About; query: URLSearchParams; folder: Index | undefined; number: number | undefined;
  onRun: (id: string) => void; onLook: (changes: Record<string, string | number | undefined>) => void;
}): ReactNode {
  const [typed, setTyped] = useState<number>(Number.NaN);
  if (folder) {
    return (
      <div className="chooser">
        <RunPicker label={said.run} runs={runs} value={run.id} onChange={onRun} />
        <Select
          label={said.number} value={String(query.get("citizen") ?? folder.lives[0] ?? "")} onChange={(citizen) => onLook({ citizen })}
          options={folder.lives.map((each) => ({ id: String(each), name: named(each, folder) }))}
        />
      </div>
    );
  }
  const alike = runs.filter((each) => each.id !== run.id && each.citizens === run.citizens && each.place === run.place && each.seeds.join() === run.seeds.join());
  const anybody = (): void => onLook({ citizen: Math.floor(Math.random() * run.citizens), find: undefined });
  return (
    <div className="chooser">
      <RunPicker label={said.run} runs={runs} value={run.id} onChange={onRun} />
      <Select
        label={said.find} value={query.get("citizen") ? "" : (query.get("find") ?? "sanctioned-in-error")}
        options={about.criteria.map((each) => ({ id: each.id, name: said.criterion(each.id), more: each.meaning }))}
        onChange={(find) => onLook({ find, citizen: undefined })}
      />
      <Select
        label={said.twin} value={query.get("twin") ?? "none"}
        options={[{ id: "none", name: said.noTwin }, ...alike.map((each) => ({ id: each.id, name: each.name, more: each.title }))]}
        onChange={(twin) => onLook({ twin: twin === "none" ? undefined : twin })}
      />
      <form className="number" onSubmit={(event) => { event.preventDefault(); if (Number.isFinite(typed)) onLook({ citizen: typed, find: undefined }); }}>
        <NumberField className="field" value={Number.isFinite(typed) ? typed : (number ?? Number.NaN)} onChange={setTyped} minValue={0} maxValue={run.citizens - 1} formatOptions={{ useGrouping: false }}>
          <Label>{said.number}</Label>
          <Input className="input" />
        </NumberField>
        <Button type="submit">{said.go}</Button>
        <Button onPress={anybody}>{said.random}</Button>
      </form>
    </div>
  );
}

/** A citizen of a folder, with what the life is the first case of. */
function named(citizen: number, folder: Index): string {
  const who = said.who(grouped(citizen));
  const cases = folder.cases?.[citizen];
  return cases ? said.caseOf(who, cases) : who;
}
