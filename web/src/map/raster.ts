import { NOWHERE, type City } from "./city";

/** Paints one layer (a byte per citizen, in map order) into the pixels of a drawing of one pixel per citizen. */
export function paint(city: City, layer: Uint8Array, colours: Uint32Array, pixels: Uint32Array): void {
  const { places } = city;
  for (let cell = 0; cell < pixels.length; cell++) {
    const place = places[cell]!;
    pixels[cell] = place === NOWHERE ? 0 : colours[layer[place]!]!;
  }
}

/** No difference can be told: one of the two has nobody there. */
export const UNTOLD = 0;

/** The difference of two layers about 128: above it, the second has more. `part` is that of the layer's view. */
export function difference(one: Uint8Array, other: Uint8Array, part: (byte: number) => number | null): Uint8Array {
  const parts = Array.from({ length: 256 }, (_, byte) => part(byte));
  const found = new Uint8Array(one.length);
  for (let at = 0; at < one.length; at++) {
    const a = parts[one[at]!]!;
    const b = parts[other[at]!]!;
    found[at] = a === null || b === null ? UNTOLD : 128 + Math.round((b - a) * 127);
  }
  return found;
}

/** Where a difference is on its scale. */
export function apart(byte: number): number | null {
  return byte === UNTOLD ? null : (byte - 1) / 254;
}
