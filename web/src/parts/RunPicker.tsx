import type { ReactNode } from "react";

import type { RunState } from "../data/types";
import { grouped, words } from "../words/en";
import { Select } from "./Controls";

/** A run in a few words. */
export function runName(run: RunState): { name: string; more: string } {
  return { name: run.name || run.title, more: `${words.runs.society(grouped(run.citizens), run.days, run.seeds.join(", "))}` };
}

/** One of the runs. */
export function RunPicker({ label, runs, value, onChange }: {
  label: string; runs: RunState[]; value: string; onChange: (id: string) => void;
}): ReactNode {
  return <Select label={label} value={value} onChange={onChange} options={runs.map((run) => ({ id: run.id, ...runName(run) }))} />;
}
