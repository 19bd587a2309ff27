type Colour = [number, number, number];

/** Cividis (Nuñez, Anderton and Renslow 2018), every sixteenth part: made for all eyes, and a ladder of greys in grey. */
const CIVIDIS: Colour[] = [
  [0, 34, 78], [8, 43, 102], [35, 53, 111], [54, 64, 108], [70, 75, 108], [84, 87, 109], [98, 98, 112], [111, 109, 116],
  [125, 120, 119], [139, 132, 119], [154, 144, 117], [170, 156, 113], [186, 169, 106], [203, 183, 96], [220, 197, 83],
  [238, 212, 65], [254, 232, 56],
];

/** `level` for how much, `alarm` for what should not be, `apart` for less and more about nothing. */
export type Scale = "level" | "alarm" | "apart";

function none(dark: boolean): Colour {
  return dark ? [50, 56, 62] : [224, 219, 208];
}

function stops(scale: Scale, dark: boolean): Colour[] {
  if (scale === "level") return CIVIDIS;
  if (scale === "alarm") return dark ? [none(dark), [240, 128, 60], [255, 224, 190]] : [none(dark), [213, 94, 0], [92, 30, 0]];
  // Less, the same and more are a ladder of greys in grey, apart from where there is nobody.
  return dark ? [[0, 88, 160], [104, 109, 114], [255, 170, 90]] : [[150, 214, 255], [156, 150, 138], [140, 46, 0]];
}

function between(low: Colour, high: Colour, part: number): Colour {
  return [0, 1, 2].map((k) => Math.round((low[k] ?? 0) + ((high[k] ?? 0) - (low[k] ?? 0)) * part)) as Colour;
}

/** The colour at `part` (0 to 1) of a scale. */
export function colourAt(scale: Scale, part: number, dark: boolean): Colour {
  const all = stops(scale, dark);
  const at = Math.min(Math.max(part, 0), 1) * (all.length - 1);
  const low = Math.min(Math.floor(at), all.length - 2);
  return between(all[low] ?? [0, 0, 0], all[low + 1] ?? [0, 0, 0], at - low);
}

/** The same as CSS, for keys; null is nobody. */
export function css(scale: Scale, part: number | null, dark: boolean): string {
  return `rgb(${(part === null ? nobody(dark) : colourAt(scale, part, dark)).join(" ")})`;
}

function nobody(dark: boolean): Colour {
  return dark ? [30, 34, 38] : [240, 237, 230];
}

/** A colour for each byte, as a canvas holds it. `part` says where on its scale a byte is; null where there is nobody. */
export function palette(scale: Scale, part: (byte: number) => number | null, dark: boolean): Uint32Array {
  const found = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const at = part(byte);
    const [r, g, b] = at === null ? nobody(dark) : colourAt(scale, at, dark);
    found[byte] = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
  }
  return found;
}
