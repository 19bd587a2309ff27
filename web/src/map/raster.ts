import { NOWHERE, type City } from "./city";

/** Paints one layer (a byte per citizen, in map order) into the pixels of a drawing of one pixel per citizen. */
export function paint(city: City, layer: Uint8Array, colours: Uint32Array, pixels: Uint32Array): void {
  const { places } = city;
  for (let cell = 0; cell < pixels.length; cell++) {
    const place = places[cell]!;
    pixels[cell] = place === NOWHERE ? 0 : colours[layer[place]!]!;
  }
}

/**
 * Paints a city that has more dots than the screen: a pixel is the mean of `grain` by `grain` of them. So much less is
 * handed to the browser, which would make the same means again for every screen that it draws.
 */
export function paintMeans(city: City, layer: Uint8Array, colours: Uint32Array, pixels: Uint32Array, grain: number): void {
  const { places, width, height } = city;
  const across = Math.ceil(width / grain);
  for (let at = 0; at < pixels.length; at++) {
    const left = (at % across) * grain;
    const top = Math.floor(at / across) * grain;
    const right = Math.min(left + grain, width);
    const bottom = Math.min(top + grain, height);
    // Two sums in one number: a colour has eight bits and at most 256 dots are summed.
    let redAndBlue = 0;
    let green = 0;
    let dots = 0;
    for (let y = top; y < bottom; y++) {
      for (let cell = y * width + left; cell < y * width + right; cell++) {
        const place = places[cell]!;
        if (place === NOWHERE) continue;
        const colour = colours[layer[place]!]!;
        redAndBlue += colour & 0xff00ff;
        green += (colour >> 8) & 0xff;
        dots++;
      }
    }
    pixels[at] = dots === 0 ? 0 : mean(redAndBlue, green, dots);
  }
}

function mean(redAndBlue: number, green: number, dots: number): number {
  if (dots === 4) return (0xff000000 | ((redAndBlue >> 2) & 0xff00ff) | ((green << 6) & 0xff00)) >>> 0;
  const red = Math.floor((redAndBlue & 0xffff) / dots);
  const blue = Math.floor((redAndBlue >>> 16) / dots);
  return (0xff000000 | (blue << 16) | (Math.floor(green / dots) << 8) | red) >>> 0;
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
