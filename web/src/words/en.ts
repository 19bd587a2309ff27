/**
 * Every string of the page. To translate it, copy this file and the folder beside it; nothing else holds words.
 */
import { bench } from "./en/bench";
import { compare, audit, runs } from "./en/looking";
import { life } from "./en/life";
import { run, views } from "./en/run";
import { shell, server, offline, charts } from "./en/shell";
import { story } from "./en/story";

export const words = { shell, server, offline, charts, story, bench, run, views, life, compare, audit, runs };

const THIN = "\u202f";

/** A whole number with its thousands apart. */
export function grouped(value: number): string {
  const text = String(Math.abs(Math.round(value))).replace(/\B(?=(\d{3})+(?!\d))/g, THIN);
  return value < 0 && text !== "0" ? `\u2212${text}` : text;
}

/** A number with the figures that count: three, and never more decimals than two. */
export function figures(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "\u2212" : "";
  if (size === 0) return "0";
  if (size < 0.01) return `${sign}under 0.01`;
  if (size < 1) return sign + size.toFixed(2);
  if (size < 9.95) return sign + size.toFixed(1);
  return grouped(value);
}

/** A number as a file has it, however small: to four figures. */
export function exact(value: number): string {
  return Number.isInteger(value) ? grouped(value) : value.toLocaleString("en", { maximumSignificantDigits: 4, useGrouping: false }).replace("-", "\u2212");
}

/** A number with its noun. */
export function many(count: number, thing: string, things = `${thing}s`): string {
  return `${grouped(count)} ${count === 1 ? thing : things}`;
}
