import { expect, it } from "vitest";

import { blockOf, entryAt, outlineOf, removal, withEntry, withValue } from "../src/screens/bench/outline";

const TEXT = `regime: my-town   # mine
status: fiction
extends: ordinary-law

# Who looks.
sensors:
  - id: wardens
    coverage: {urban: 0.1, rural: 0.01}  # a tenth
    shown: true
  - id: cameras
    coverage: {urban: 0.2, rural: 0.0}

rules:
  - id: litter-fine
    remove: true
`;

it("knows the clauses of a text, their lines and their values", () => {
  const outline = outlineOf(TEXT);
  expect(outline.entries.map((entry) => [entry.section, entry.id, entry.line, entry.removed]))
    .toEqual([["sensors", "wardens", 7, false], ["sensors", "cameras", 10, false], ["rules", "litter-fine", 14, true]]);
  expect(outline.parent).toBe("ordinary-law");
  expect(entryAt(outline, TEXT, 8)?.id).toBe("wardens");
  expect(entryAt(outline, TEXT, 11)?.id).toBe("cameras");
  expect(entryAt(outline, TEXT, 2)).toBeUndefined();
  expect(outlineOf("a: [").whole).toBe(false);
});

it("changes one value and no other character", () => {
  const [wardens] = outlineOf(TEXT).entries;
  const urban = wardens!.leaves.find((leaf) => leaf.path.at(-1) === "urban")!;
  expect(withValue(TEXT, urban.path, 0.25)).toBe(TEXT.replace("urban: 0.1", "urban: 0.25"));
  expect(withValue(TEXT, ["regime"], "no")).toBe(TEXT.replace("regime: my-town", 'regime: no'));
  expect(withValue(TEXT, ["regime"], "true")).toBe(TEXT.replace("regime: my-town", 'regime: "true"'));
  expect(withValue(TEXT, ["nowhere"], 1)).toBe(TEXT);
});

it("adds clauses at the end of their part, and parts at the end of the text", () => {
  const added = withEntry(TEXT, "sensors", removal("courts"));
  expect(outlineOf(added).entries.map((entry) => entry.id)).toEqual(["wardens", "cameras", "courts", "litter-fine"]);
  expect(added.replace(`${removal("courts")}\n`, "")).toBe(TEXT);
  const lists = withEntry(TEXT, "lists", "  - id: new-list");
  expect(outlineOf(lists).entries.at(-1)).toMatchObject({ section: "lists", id: "new-list" });
});

it("takes a clause over as its author wrote it", () => {
  const [wardens] = outlineOf(TEXT).entries;
  expect(blockOf(TEXT, wardens!)).toBe("  - id: wardens\n    coverage: {urban: 0.1, rural: 0.01}  # a tenth\n    shown: true");
});
