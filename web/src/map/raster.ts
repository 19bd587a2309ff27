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
  const isFull = places.length === city.citizens;
  for (let y = 0, at = 0; y < height; y += grain) {
    for (let x = 0; x < width; x += grain, at++) {
      const isFour = isFull && grain === 2 && x + 1 < width && y + 1 < height;
      pixels[at] = isFour ? meanOfFour(places, layer, colours, y * width + x, width) : meanOf(city, layer, colours, x, y, grain);
    }
  }
}

/** The mean of two dots and the two below them: what most of a million comes to, so it is written out. */
function meanOfFour(places: Uint32Array, layer: Uint8Array, colours: Uint32Array, cell: number, width: number): number {
  const a = colours[layer[places[cell]!]!]!;
  const b = colours[layer[places[cell + 1]!]!]!;
  const c = colours[layer[places[cell + width]!]!]!;
  const d = colours[layer[places[cell + width + 1]!]!]!;
  // Red and blue are summed in one number, each with room above it.
  const redAndBlue = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
  const green = (a & 0xff00) + (b & 0xff00) + (c & 0xff00) + (d & 0xff00);
  return 0xff000000 | ((redAndBlue >> 2) & 0xff00ff) | ((green >> 2) & 0xff00);
}

/** The mean of the dots of a square, of those that are somebody's. */
function meanOf(city: City, layer: Uint8Array, colours: Uint32Array, left: number, top: number, grain: number): number {
  let [red, green, blue, dots] = [0, 0, 0, 0];
  for (let y = top; y < Math.min(top + grain, city.height); y++) {
    for (let x = left; x < Math.min(left + grain, city.width); x++) {
      const place = city.places[y * city.width + x]!;
      if (place === NOWHERE) continue;
      const colour = colours[layer[place]!]!;
      red += colour & 0xff;
      green += (colour >> 8) & 0xff;
      blue += (colour >> 16) & 0xff;
      dots++;
    }
  }
  if (dots === 0) return 0;
  return 0xff000000 | (Math.floor(blue / dots) << 16) | (Math.floor(green / dots) << 8) | Math.floor(red / dots);
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
