import type { Source } from "./source";
import type { RunState } from "./types";

/** The days of a run that can be looked at again: in a folder those that were put there, else those that were kept. */
export interface Kept {
  first: number;
  last: number;
  /** The nearest day that is there, or null where none is. */
  nearest: (day: number) => number | null;
}

/** The address of a frame; in a folder frames hold every layer. */
export function framePath(source: Source, run: string, day: number, layers: string[]): string {
  const path = `/api/runs/${run}/frames/${day}`;
  return source.live ? `${path}?${layers.map((layer) => `layers=${layer}`).join("&")}` : path;
}

export function keptDays(source: Source, run: RunState): Kept {
  if (source.known) {
    const prefix = `/api/runs/${run.id}/frames/`;
    const days = [...source.known].filter((key) => key.startsWith(prefix)).map((key) => Number(key.slice(prefix.length))).sort((a, b) => a - b);
    return of(days.map((day) => [day, day]));
  }
  return of(run.frames as [number, number][]);
}

function of(spans: [number, number][]): Kept {
  const first = spans[0]?.[0] ?? 0;
  const last = spans[spans.length - 1]?.[1] ?? -1;
  return { first, last, nearest: (day) => nearest(spans, day) };
}

/** The day of some spans that is nearest to a day. */
export function nearest(spans: [number, number][], day: number): number | null {
  let found: number | null = null;
  for (const [low, high] of spans) {
    const here = Math.min(Math.max(day, low), high);
    if (found === null || Math.abs(here - day) < Math.abs(found - day)) found = here;
  }
  return found;
}
