import type { components } from "./contract";

type Schemas = components["schemas"];

export type About = Schemas["About"];
export type Checked = Schemas["Checked"];
export type Days = Schemas["Days"];
export type District = Schemas["District"];
export type Example = Schemas["Example"];
export type ExportBody = Pick<Schemas["ExportBody"], "runs"> & Partial<Schemas["ExportBody"]>;
export type Fault = Schemas["Fault"];
export type Letter = Schemas["Letter"];
export type Life = Schemas["Life"];
export type Provenance = Schemas["Provenance"];
export type RegimeRow = Schemas["RegimeRow"];
export type RegimeText = Schemas["RegimeText"];
export type RunBody = Schemas["RunBody"];
export type RunState = Schemas["RunState"];
/** States of a run that can be gone on with: from what was kept last, be it nothing. */
export const CUT_SHORT: string[] = ["stopped", "failed"] satisfies RunState["state"][];
export type Shown = Schemas["Shown"];
export type Story = Schemas["Story"];
export type StoryRun = Schemas["StoryRun"];
export type Told = Schemas["Told"];
export type Twins = Schemas["Twins"];
export type LayerId = Schemas["LayerInfo"]["id"];

export const GROUPS = ["M", "N1", "N2"] as const;
export type Group = (typeof GROUPS)[number];

/** A clause in words, as `glasshouse show --json` prints it. */
export interface Clause {
  id: string;
  title: string;
  says: string;
  sources: { key: string; verify: boolean }[];
  why: string;
  low: number | null;
  high: number | null;
  file: string;
  line: number;
}

/** A regime in words. */
export interface Described {
  regime: string;
  title: string;
  status: string;
  content_note: string;
  describes: string;
  note: string;
  files: string[];
  sections: { name: string; heading: string; clauses: Clause[] }[];
}

/** One rule of law held against a regime, as `glasshouse audit --json` prints it. */
export interface Rule {
  id: string;
  provision: string;
  test: string;
  verdict: string;
  reason: string;
  where: { file: string; line: number; clause: string }[];
  missing: string[];
  declared: string[];
  measures: { id: string; figure: string; values: unknown[] }[];
  binding: boolean;
  in_force_from: string | null;
  in_force_to: string | null;
  marks: string[];
  sources: string[];
  note: string;
}

export interface Pack {
  pack: string;
  instrument: string;
  jurisdiction: string;
  text_as_of: string | null;
  reviewer: string;
  note: string;
  verdicts: Record<string, number>;
  rules: Rule[];
}

export interface Audited {
  note: string;
  regime: string;
  title: string;
  status: string;
  as_if: { in: string[]; on: string };
  packs: Pack[];
}

/** A rate with what it is of. */
export interface Rate {
  numerator: number;
  denominator: number;
  per: number;
  unit: string;
  counted: string;
  value: number | null;
  interval: [number, number] | null;
}

export interface Effect {
  id: string;
  title: string;
  group: string;
  here: Rate;
  there: Rate;
  placebo: Rate | null;
  difference: number | null;
  interval: [number, number] | null;
  noise: number | null;
}

export interface Moved {
  more: number;
  less: number;
  same: number;
}

export interface Shift {
  id: string;
  title: string;
  unit: string;
  persons: number;
  there: number[];
  here: number[];
  moved: Moved | null;
  placebo: Moved | null;
  bounds: { more: [number, number]; less: [number, number] } | null;
}

/** Two runs of the same people, as `glasshouse compare --json` prints it. */
export interface Compared {
  note: string;
  from: { regime: string; status: string; digest: string };
  to: { regime: string; status: string; digest: string };
  placebo: { regime: string } | null;
  same: boolean;
  citizens: number;
  days: number;
  effects: Effect[];
  speech: { id: string; group: string; ratio: number | null }[];
  sampled: number;
  unsampled: string;
  shifts: Shift[];
}
