import { curve } from "./curve";

/** A district: a run of neighbours on the curve. */
export interface Span {
  first: number;
  residents: number;
}

/** Where everybody of a synthetic place is drawn. No coordinates of anything are meant. */
export interface City {
  citizens: number;
  width: number;
  height: number;
  /** The cell of each citizen, by number. */
  cells: Uint32Array;
  /** The citizen of each cell, or NOWHERE. */
  places: Uint32Array;
}

export const NOWHERE = 0xffffffff;

/** Lays a city out: a square of as many cells as there are people, or nearly. */
export function layOut(citizens: number): City {
  const width = Math.max(1, Math.ceil(Math.sqrt(citizens)));
  const height = Math.max(1, Math.ceil(citizens / width));
  const cells = curve(width, height).subarray(0, citizens);
  const places = new Uint32Array(width * height).fill(NOWHERE);
  cells.forEach((cell, place) => (places[cell] = place));
  return { citizens, width, height, cells, places };
}

/** The citizen of the cell at x, y; null outside. */
export function citizenAt(city: City, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= city.width || y >= city.height) return null;
  const place = city.places[y * city.width + x];
  return place === undefined || place === NOWHERE ? null : place;
}

/** The cell of a citizen. */
export function cellOf(city: City, citizen: number): { x: number; y: number } {
  const cell = city.cells[citizen] ?? 0;
  return { x: cell % city.width, y: Math.floor(cell / city.width) };
}

/** The cell that a key leads to from another, inside the city. */
export function step(city: City, from: { x: number; y: number }, dx: number, dy: number): { x: number; y: number } {
  const x = Math.min(city.width - 1, Math.max(0, from.x + dx));
  const y = Math.min(city.height - 1, Math.max(0, from.y + dy));
  return city.places[y * city.width + x] === NOWHERE ? from : { x, y };
}

/** Borders of areas as line segments between cells: [x1, y1, x2, y2]. `area` says where a citizen lives. */
export function borders(city: City, area: (citizen: number) => number): number[][] {
  const of = new Int32Array(city.places.length).fill(-1);
  for (let cell = 0; cell < of.length; cell++) {
    const place = city.places[cell];
    if (place !== undefined && place !== NOWHERE) of[cell] = area(place);
  }
  const found: number[][] = [];
  for (let y = 0; y < city.height; y++) {
    for (let x = 0; x < city.width; x++) {
      const here = of[y * city.width + x];
      if (x + 1 < city.width && of[y * city.width + x + 1] !== here) found.push([x + 1, y, x + 1, y + 1]);
      if (y + 1 < city.height && of[(y + 1) * city.width + x] !== here) found.push([x, y + 1, x + 1, y + 1]);
    }
  }
  return found;
}

/** The district of a citizen, by halving. */
export function districtOf(districts: Span[], citizen: number): number {
  let low = 0;
  let high = districts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((districts[middle]?.first ?? 0) <= citizen) low = middle;
    else high = middle - 1;
  }
  return low;
}
