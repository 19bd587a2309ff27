import type { RunState } from "./types";

/** The run that is looked at where the address names none: the newest that can be, and rather a regime than a baseline. */
export function usualRun(runs: RunState[]): RunState | undefined {
  return runs.find((run) => run.status !== "baseline") ?? runs[0];
}
