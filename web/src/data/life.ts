import type { Life, Told } from "./types";

/** The reading of a sanction, or the truth of a record: how an event is marked. */
export type Mark = "error" | "right" | "rules" | "good" | "plain";

/** What is not told unless all is: acts of which nothing came, and small movements. */
const SMALL = new Set(["act", "summary", "certainty", "near-ones", "birthday", "rating", "ratings", "trust", "record-counts", "term-over"]);

/** Whether an event changed a standing, a right or a chance. A wish that was granted as ever did not. */
export function counts(line: Told): boolean {
  if (line.kind === "wish") return (line.facts as { result?: string }).result !== "granted";
  return !SMALL.has(line.kind);
}

/** Causes of a record that is in error. */
const FALSE_CAUSES = new Set(["nothing", "somebody_else", "double"]);

/** How an event is marked: in error and against a right stand out from what the rules meant. */
export function markOf(line: Told): Mark {
  const facts = line.facts as Record<string, unknown>;
  const reading = facts.reading;
  if (reading === "in error") return "error";
  if (reading === "against a right") return "right";
  if (reading === "by the rules") return "rules";
  if (line.kind === "record") return FALSE_CAUSES.has(String(facts.cause)) ? "error" : "plain";
  return "plain";
}

export interface DayOfLife {
  day: number;
  lines: Told[];
  twin: Told[];
}

/** What happened, day by day, with the twin's day beside it. */
export function daysOf(life: Life, twin: Life | null | undefined, wanted: (line: Told) => boolean): DayOfLife[] {
  const found = new Map<number, DayOfLife>();
  const at = (day: number): DayOfLife => {
    const before = found.get(day);
    if (before) return before;
    const made = { day, lines: [], twin: [] };
    found.set(day, made);
    return made;
  };
  for (const line of life.lines) if (wanted(line)) at(line.day).lines.push(line);
  for (const line of twin?.lines ?? []) if (wanted(line)) at(line.day).twin.push(line);
  return [...found.values()].sort((a, b) => a.day - b.day);
}

export interface Span {
  from: number;
  to: number;
  letter: string;
}

const READINGS = new Set(["e", "r", "s"]);

/** Days of one reading together: a letter a day becomes spans. Days without a sanction make none. */
export function spansOf(under: string): Span[] {
  const spans: Span[] = [];
  [...under].forEach((letter, day) => {
    const last = spans[spans.length - 1];
    if (last && last.letter === letter && last.to === day - 1) last.to = day;
    else if (READINGS.has(letter)) spans.push({ from: day, to: day, letter });
  });
  return spans;
}

export type Standing = "held" | "error_free" | "rights_respecting";

/** The course of a standing in points; null on days on which the citizen had none. */
export function courseOf(life: Life, standing: Standing): (number | null)[] {
  return life.scores.map((scores) => scores?.[standing] ?? null);
}
