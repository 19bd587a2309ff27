import { expect, it } from "vitest";

import { read, write } from "../src/address";
import { readFrame } from "../src/data/frame";
import { nearest } from "../src/data/kept";
import { counts, daysOf, markOf, spansOf } from "../src/data/life";
import type { Life, Told } from "../src/data/types";
import { csv } from "../src/parts/saving";
import { figures, grouped } from "../src/words/en";

it("reads a frame byte by byte", () => {
  const citizens = 5;
  const head = 24 + 4 * 3 * 64 + 8 * 3 * 2;
  const buffer = new ArrayBuffer(head + citizens * 2);
  const view = new DataView(buffer);
  [..."GHF1"].forEach((letter, at) => view.setUint8(at, letter.charCodeAt(0)));
  view.setUint32(4, 17, true);
  view.setUint32(8, citizens, true);
  [3, 64, 2, 3].forEach((value, at) => view.setUint8(12 + at, value));
  view.setUint16(16, 2, true);
  [3, 0, 255, 255, 255, 255].forEach((value, at) => view.setUint8(18 + at, value));
  view.setUint32(24 + 4 * 64, 9, true);
  view.setFloat64(24 + 4 * 3 * 64 + 8, 1234567, true);
  new Uint8Array(buffer).set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], head);
  const frame = readFrame(buffer, [{ id: "score", number: 0 }, { id: "fear", number: 3 }]);
  expect([frame.day, frame.past, frame.last, frame.histogram[64], frame.figures[1]]).toEqual([17, true, true, 9, 1234567]);
  expect([...(frame.layers.fear ?? [])]).toEqual([1, 2, 3, 4, 5]);
  expect([...(frame.layers.score ?? [])]).toEqual([6, 7, 8, 9, 10]);
  expect(() => readFrame(new ArrayBuffer(24), [])).toThrow();
});

it("keeps what is looked at in the address", () => {
  const hash = write("run", "0123456789abcdef", { day: 12, show: "fear", nothing: "" });
  expect(hash).toBe("#/run/0123456789abcdef?day=12&show=fear");
  expect([read(hash).screen, read(hash).what, read(hash).query.get("day")]).toEqual(["run", "0123456789abcdef", "12"]);
  expect(read("#/elsewhere/x").screen).toBe("story");
  expect(read(write("audit", "regime:as-told")).what).toBe("regime:as-told");
});

it("finds the nearest day that is kept", () => {
  expect([5, 12, 17, 99].map((day) => nearest([[0, 10], [20, 30]], day))).toEqual([5, 10, 20, 30]);
  expect(nearest([], 3)).toBeNull();
});

it("puts a life and its twin side by side, day by day", () => {
  const line = (day: number, kind: string, facts = {}): Told => ({ day, kind, text: "", facts });
  const life = { lines: [line(3, "record", { cause: "nothing" }), line(1, "act"), line(3, "fear")] } as unknown as Life;
  const twin = { lines: [line(2, "tier"), line(3, "fear")] } as unknown as Life;
  expect(daysOf(life, twin, counts).map((day) => [day.day, day.lines.length, day.twin.length])).toEqual([[2, 0, 1], [3, 2, 1]]);
  expect(markOf(life.lines[0]!)).toBe("error");
  expect(markOf(line(0, "consequence", { reading: "against a right" }))).toBe("right");
  expect(counts(line(0, "wish", { result: "granted" }))).toBe(false);
});

it("makes spans of a letter a day", () => {
  expect(spansOf("··ee·rs")).toEqual([{ from: 2, to: 3, letter: "e" }, { from: 5, to: 5, letter: "r" }, { from: 6, to: 6, letter: "s" }]);
});

it("writes figures as the report does", () => {
  expect([grouped(1234567), grouped(-1000), figures(0.004), figures(0.256), figures(3.14159), figures(314.159), figures(-2.5)])
    .toEqual(["1\u202f234\u202f567", "\u22121\u202f000", "under 0.01", "0.26", "3.1", "314", "\u22122.5"]);
});

it("gives each row of a file the status of its regime", () => {
  expect(csv(["a", "b"], [["x, y", "1\u202f000"]], "fiction, synthetic")).toBe('a,b,status\r\n"x, y",1000,"fiction, synthetic"\r\n');
});
