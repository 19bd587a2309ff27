import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify, type Document, type Node } from "yaml";

/** A value of the file that stands alone: where it is and what it is. */
export interface Leaf {
  path: (string | number)[];
  value: string | number | boolean | null;
}

/** A clause of the file as it is written: its place in the text, and its values. */
export interface Entry {
  section: string;
  id: string;
  from: number;
  to: number;
  line: number;
  removed: boolean;
  leaves: Leaf[];
}

export interface Outline {
  /** Whether the text can be read at all. */
  whole: boolean;
  /** What the file says about itself: values at the top that stand alone. */
  head: Leaf[];
  entries: Entry[];
  parent: string | null;
}

/** Reads what clauses a text has and where. A text that cannot be read has none. */
export function outlineOf(text: string): Outline {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const root = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return { whole: false, head: [], entries: [], parent: null };
  const head: Leaf[] = [];
  const entries: Entry[] = [];
  for (const pair of root.items) {
    const section = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const value = pair.value as Node | null;
    if (isScalar(value)) head.push({ path: [section], value: value.value as Leaf["value"] });
    else if (isSeq(value)) {
      value.items.forEach((item, at) => {
        const entry = entryOf(item as Node, section, [section, at], lines);
        if (entry) entries.push(entry);
      });
    } else if (isMap(value) && value.has("id")) {
      const entry = entryOf(value, section, [section], lines);
      if (entry) entries.push(entry);
    }
  }
  const parent = head.find((leaf) => leaf.path[0] === "extends")?.value;
  return { whole: true, head, entries, parent: typeof parent === "string" ? parent : null };
}

function entryOf(node: Node, section: string, path: (string | number)[], lines: LineCounter): Entry | null {
  if (!isMap(node) || !node.range) return null;
  const id = node.get("id");
  if (typeof id !== "string") return null;
  const leaves = leavesOf(node, path);
  return {
    section, id, from: node.range[0], to: node.range[1], line: lines.linePos(node.range[0]).line,
    removed: node.get("remove") === true, leaves: leaves.filter((leaf) => leaf.path[leaf.path.length - 1] !== "id"),
  };
}

function leavesOf(node: Node | null, path: (string | number)[]): Leaf[] {
  if (isScalar(node)) return [{ path, value: node.value as Leaf["value"] }];
  if (isMap(node)) return node.items.flatMap((pair) => leavesOf(pair.value as Node | null, [...path, String(isScalar(pair.key) ? pair.key.value : pair.key)]));
  if (isSeq(node)) return node.items.flatMap((item, at) => leavesOf(item as Node | null, [...path, at]));
  return [];
}

/** The clause whose lines hold a line of the text. */
export function entryAt(outline: Outline, text: string, line: number): Entry | undefined {
  const offset = offsetOf(text, line);
  const end = text.indexOf("\n", offset);
  return outline.entries.find((entry) => entry.from < (end < 0 ? text.length : end) && entry.to > offset);
}

/** Where a line begins, the first being 1. */
export function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let number = 1; number < line; number++) {
    const next = text.indexOf("\n", offset);
    if (next < 0) return text.length;
    offset = next + 1;
  }
  return offset;
}

/** Puts another value in the place of one, and leaves every other character, comments too, as it was. */
export function withValue(text: string, path: (string | number)[], value: string | number | boolean): string {
  const document: Document = parseDocument(text);
  const node = document.getIn(path, true);
  if (!isScalar(node) || !node.range) return text;
  const [from, to] = node.range;
  return text.slice(0, from) + written(value) + text.slice(to);
}

/** A value on one line, quoted where it has to be. */
function written(value: string | number | boolean): string {
  return stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", blockQuote: false }).trimEnd();
}

/** Adds an entry (lines from `- id:` on) at the end of a section, which is made where there is none. */
export function withEntry(text: string, section: string, block: string): string {
  const document = parseDocument(text);
  const list = document.get(section, true);
  const body = text.endsWith("\n") || text === "" ? text : `${text}\n`;
  if (!isSeq(list) || !list.range) return `${body}\n${section}:\n${block}\n`;
  const last = list.items[list.items.length - 1] as Node | undefined;
  const end = last?.range?.[1] ?? list.range[1];
  const line = body.indexOf("\n", Math.max(end - 1, 0));
  const at = line < 0 ? body.length : line + 1;
  return `${body.slice(0, at)}${block}\n${body.slice(at)}`;
}

/** The lines of one entry of a text, from its dash on, two spaces in. */
export function blockOf(text: string, entry: Entry): string {
  const start = text.lastIndexOf("\n", entry.from) + 1;
  const block = text.slice(start, entry.to).trimEnd();
  const indent = /^ */.exec(block)?.[0].length ?? 0;
  return block.split("\n").map((line) => (line.trim() ? `  ${line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))}` : "")).join("\n");
}

/** The entry that takes a clause of the parent away. */
export function removal(id: string): string {
  return `  - id: ${id}\n    remove: true`;
}
