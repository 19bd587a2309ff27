import { describe, expect, it } from "vitest";

import { borders, cellOf, citizenAt, districtOf, layOut, NOWHERE, step } from "../src/map/city";
import { curve } from "../src/map/curve";
import { colourAt, css, palette } from "../src/map/palette";
import { apart, difference, paint, paintMeans, UNTOLD } from "../src/map/raster";
import { moneyOf, views, VIEWS } from "../src/map/views";

describe("the curve", () => {
  it.each([[1, 1], [2, 3], [8, 8], [10, 10], [13, 7], [100, 99]])("visits each cell of %i by %i once, mostly by neighbours", (width, height) => {
    const cells = [...curve(width, height)];
    expect([...cells].sort((a, b) => a - b)).toEqual(Array.from({ length: width * height }, (_, cell) => cell));
    // Of a rectangle with odd sides the curve has a diagonal step or two, never a leap.
    for (let at = 1; at < cells.length; at++) {
      const [a, b] = [cells[at - 1]!, cells[at]!];
      expect(Math.max(Math.abs((a % width) - (b % width)), Math.abs(Math.floor(a / width) - Math.floor(b / width)))).toBe(1);
    }
  });
});

describe("the city", () => {
  it("has a cell for everybody and finds them again", () => {
    const city = layOut(2005);
    for (const citizen of [0, 1, 999, 2004]) {
      const { x, y } = cellOf(city, citizen);
      expect(citizenAt(city, x, y)).toBe(citizen);
    }
    expect(city.places.filter((place) => place !== NOWHERE).length).toBe(2005);
    expect(citizenAt(city, -1, 0)).toBeNull();
  });
  it("is walked through by keys and never left", () => {
    const city = layOut(100);
    expect(step(city, { x: 0, y: 0 }, -1, 0)).toEqual({ x: 0, y: 0 });
    expect(step(city, { x: 0, y: 0 }, 10, 0)).toEqual({ x: 9, y: 0 });
  });
  it("knows districts and draws their borders", () => {
    const districts = [{ first: 0, residents: 50 }, { first: 50, residents: 50 }];
    expect([0, 49, 50, 99].map((citizen) => districtOf(districts, citizen))).toEqual([0, 0, 1, 1]);
    expect(borders(layOut(100), (citizen) => districtOf(districts, citizen)).length).toBeGreaterThanOrEqual(10);
    expect(borders(layOut(100), () => 0)).toEqual([]);
  });
});

describe("colours", () => {
  it("climb in grey, so that nobody needs the hue", () => {
    const grey = (part: number): number => {
      const [r, g, b] = colourAt("level", part, false);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (let at = 1; at <= 16; at++) expect(grey(at / 16)).toBeGreaterThan(grey((at - 1) / 16));
  });
  it("are of citizens, and of nobody where there is none", () => {
    const city = layOut(4);
    const colours = palette("level", views.score.part, false);
    const pixels = new Uint32Array(4);
    paint(city, new Uint8Array([0, 1, 128, 255]), colours, pixels);
    expect(new Set(pixels).size).toBe(4);
  });
  it.each([7, 9])("of %i are mixed where there is more than a dot to a pixel, and nobody's place counts for nothing", (citizens) => {
    const city = layOut(citizens);
    const colours = palette("level", views.score.part, false);
    const layer = new Uint8Array([0, 1, 128, 255, 64, 7, 200, 90, 33]).subarray(0, citizens);
    const dots = new Uint32Array(9);
    paint(city, layer, colours, dots);
    const pixels = new Uint32Array(4);
    paintMeans(city, layer, colours, pixels, 2);
    const parts = (colour: number): number[] => [0, 8, 16].map((shift) => (colour >>> shift) & 255);
    const meanOf = (cells: number[]): number[] => {
      const there = cells.map((cell) => dots[cell]!).filter((colour) => colour !== 0).map(parts);
      return [0, 1, 2].map((k) => Math.floor(there.reduce((sum, each) => sum + each[k]!, 0) / there.length));
    };
    expect([...pixels].map(parts)).toEqual([meanOf([0, 1, 3, 4]), meanOf([2, 5]), meanOf([6, 7]), meanOf([8])].map((mean) => (Number.isNaN(mean[0]) ? [0, 0, 0] : mean)));
  });
  it("have a key whose bytes lie on the scale", () => {
    for (const id of VIEWS) for (const byte of views[id].key) expect(views[id].part(byte)).toSatisfy((part: number) => part >= 0 && part <= 1);
  });
});

describe("colours without colour", () => {
  const grey = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map(Number);
    return 0.299 * r + 0.587 * g + 0.114 * b;
  };
  const steps = (ladder: number[]): number[] => ladder.slice(1).map((value, at) => value - (ladder[at] ?? 0));

  it("are steps of grey that can be told apart, on light and on dark", () => {
    for (const [dark, way] of [[false, -1], [true, 1]] as const) {
      const ladder = [null, 0, 0.5, 1].map((part) => grey(css("apart", part, dark)));
      for (const step of steps(ladder)) expect(step * way).toBeGreaterThan(30);
      const readings = [0, 1, 2, 3].map((byte) => grey(css("alarm", views.sanction.part(byte), dark)));
      for (const step of steps(readings)) expect(step * way).toBeGreaterThan(20);
    }
  });
});

describe("a difference", () => {
  it("is nought in the middle, and untold where there is nobody", () => {
    const found = difference(new Uint8Array([100, 1, 255, 0]), new Uint8Array([100, 255, 1, 7]), views.score.part);
    expect([...found]).toEqual([128, 255, 1, UNTOLD]);
    expect(apart(128)).toBe(0.5);
    expect(apart(UNTOLD)).toBeNull();
  });
});

it("reads money as docs/lab.md has it", () => {
  expect([0, 4, 8, 12, 40].map(moneyOf)).toEqual([0, 1, 2, 4, 512]);
});
