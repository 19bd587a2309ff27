import { useEffect, useState, type ReactNode } from "react";
import { Checkbox, Input, Label, NumberField } from "react-aria-components";

import { go, write } from "../../address";
import type { Refused } from "../../data/source";
import type { About, Checked, RunBody, RunState } from "../../data/types";
import { asRefused, useSource } from "../../data/use";
import { Button, Select } from "../../parts/Controls";
import { Faults } from "../../parts/Faults";
import { words } from "../../words/en";
import { Run } from "../Screens";

const said = words.bench;
const BASELINE = "ordinary-law";
/** By then the editor is there, and whoever reads the regime has not pressed Run yet. */
const AHEAD_MILLISECONDS = 1500;

/** Over what society, how long, and with what luck. */
export function RunPanel({ about, checked, text }: { about: About; checked: Checked | undefined; text: string }): ReactNode {
  const source = useSource();
  const [place, setPlace] = useState(named(about.places, "cn-2020"));
  const [conduct, setConduct] = useState(named(about.conducts, "default"));
  const [citizens, setCitizens] = useState(10_000);
  const [days, setDays] = useState(120);
  const [seed, setSeed] = useState(1);
  const [beside, setBeside] = useState(false);
  const [going, setGoing] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  useEffect(() => {
    // What shows a run is fetched ahead, so that its first day waits for nothing but the day.
    const timer = setTimeout(() => void Promise.all([Run.ahead(), import("../../parts/drawing")]).catch(() => undefined), AHEAD_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  const sound = checked !== undefined && checked.faults.length === 0;
  const start = async (): Promise<void> => {
    setGoing(true);
    setRefused(null);
    const world = { place, conduct, citizens, days, seed, paused: false };
    try {
      const run = await source.send<RunState>("POST", "/api/runs", { regime: { text }, ...world } satisfies RunBody);
      if (beside) await source.send<RunState>("POST", "/api/runs", { regime: { name: BASELINE }, ...world } satisfies RunBody);
      go(write("run", run.id));
    } catch (error) {
      setRefused(asRefused(error));
      setGoing(false);
    }
  };
  return (
    <div className="sheet run-panel">
      <h2>{said.run}</h2>
      <div className="fields">
        <Select label={said.place_} value={place} onChange={setPlace} options={options(about.places)} />
        <Select label={said.conduct} value={conduct} onChange={setConduct} options={options(about.conducts)} />
        <Count label={said.citizens} value={citizens} onChange={setCitizens} low={about.limits.least_citizens} high={about.limits.most_citizens} />
        <Count label={said.days} value={days} onChange={setDays} low={1} high={about.limits.most_days} />
        <Count label={said.seed} value={seed} onChange={setSeed} low={0} high={2 ** 31} />
      </div>
      <p className="note">{said.seedNote}</p>
      <Checkbox className="check" isSelected={beside} onChange={setBeside}><span className="box" aria-hidden="true" />{said.again}</Checkbox>
      {refused && <Faults refused={refused} />}
      <Button main isDisabled={!sound || going} onPress={() => void start()}>{going ? said.going : said.go}</Button>
    </div>
  );
}

function Count({ label, value, onChange, low, high }: { label: string; value: number; onChange: (value: number) => void; low: number; high: number }): ReactNode {
  return (
    <NumberField className="field" value={value} onChange={(next) => Number.isFinite(next) && onChange(next)} minValue={low} maxValue={high}>
      <Label>{label}</Label>
      <Input className="input" />
    </NumberField>
  );
}

type Row = Record<string, string>;

function nameOf(row: Row): string {
  return row.id ?? row.name ?? row.place ?? row.conduct ?? Object.values(row)[0] ?? "";
}

function options(rows: Row[]): { id: string; name: string; more: string }[] {
  return rows.map((row) => ({ id: nameOf(row), name: nameOf(row), more: row.title ?? "" }));
}

function named(rows: Row[], wanted: string): string {
  return rows.map(nameOf).find((name) => name === wanted) ?? nameOf(rows[0] ?? {});
}
