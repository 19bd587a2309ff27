import type { LayerId } from "./types";

/** One day as the server sends it; docs/lab.md has it byte by byte. */
export interface Frame {
  day: number;
  citizens: number;
  past: boolean;
  last: boolean;
  groups: number;
  bins: number;
  /** Scored citizens, group after group, bin after bin. */
  histogram: Uint32Array;
  /** The figures of the day, group after group. */
  figures: Float64Array;
  layers: Partial<Record<LayerId, Uint8Array>>;
}

const HEAD_BYTES = 24;
const NO_LAYER = 255;

/** Reads a frame. The numbers of layers are those of `/api/about`. */
export function readFrame(buffer: ArrayBuffer, layers: { id: LayerId; number: number }[]): Frame {
  const view = new DataView(buffer);
  if (String.fromCharCode(...new Uint8Array(buffer, 0, 4)) !== "GHF1") throw new Error("no frame");
  const citizens = view.getUint32(8, true);
  const groups = view.getUint8(12);
  const bins = view.getUint8(13);
  const count = view.getUint8(14);
  const flags = view.getUint8(15);
  const columns = view.getUint16(16, true);
  let at = HEAD_BYTES;
  const histogram = new Uint32Array(buffer.slice(at, (at += 4 * groups * bins)));
  const figures = new Float64Array(buffer.slice(at, (at += 8 * groups * columns)));
  const found: Partial<Record<LayerId, Uint8Array>> = {};
  for (let k = 0; k < count; k++) {
    const number = view.getUint8(18 + k);
    const layer = layers.find((each) => each.number === number);
    if (number !== NO_LAYER && layer) found[layer.id] = new Uint8Array(buffer, at, citizens);
    at += citizens;
  }
  return {
    day: view.getUint32(4, true), citizens, groups, bins, histogram, figures, layers: found,
    past: (flags & 1) === 1, last: (flags & 2) === 2,
  };
}
