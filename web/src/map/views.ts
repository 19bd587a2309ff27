import type { LayerId } from "../data/types";
import type { Scale } from "./palette";

/** One way to colour the city: which layer of a frame, and where on its scale each byte is. */
export interface View {
  id: ViewId;
  layer: LayerId;
  scale: Scale;
  part: (byte: number) => number | null;
  /** The bytes that its key shows, least first. */
  key: number[];
}

export const VIEWS = ["score", "sanction", "in-error", "records-true", "records-false", "fear", "speech", "money"] as const;
export type ViewId = (typeof VIEWS)[number];

const trueRecords = (byte: number): number => byte & 7;
const falseRecords = (byte: number): number => (byte >> 4) & 7;

/** What docs/lab.md says of bytes, put on a scale. The record of a true act and that of an error are two views of one layer. */
export const views: Record<ViewId, View> = {
  score: { id: "score", layer: "score", scale: "level", part: (byte) => (byte === 0 ? null : (byte - 1) / 254), key: [1, 64, 128, 191, 255] },
  sanction: { id: "sanction", layer: "sanction", scale: "alarm", part: (byte) => byte / 3, key: [0, 1, 2, 3] },
  "in-error": { id: "in-error", layer: "sanction", scale: "alarm", part: (byte) => (byte === 3 ? 0.55 : 0), key: [0, 3] },
  "records-true": { id: "records-true", layer: "records", scale: "alarm", part: (byte) => trueRecords(byte) / 7, key: [0, 1, 3, 7] },
  "records-false": { id: "records-false", layer: "records", scale: "alarm", part: (byte) => Math.min(1, falseRecords(byte) / 4), key: [0, 16, 48, 112] },
  fear: { id: "fear", layer: "fear", scale: "alarm", part: (byte) => byte / 15, key: [0, 5, 10, 15] },
  speech: { id: "speech", layer: "speech", scale: "alarm", part: (byte) => byte / 255, key: [0, 85, 170, 255] },
  money: { id: "money", layer: "money", scale: "level", part: (byte) => Math.min(1, byte / 72), key: [0, 24, 48, 72] },
};

/** How much money a byte stands for, about. */
export function moneyOf(byte: number): number {
  return byte === 0 ? 0 : ((4 + (byte % 4)) * 2 ** Math.floor(byte / 4)) / 8;
}

/** The figure that a byte of a view stands for; `least` and `most` are the ends of the run's score. */
export function figureOf(view: ViewId, byte: number, least: number, most: number): number {
  switch (view) {
    case "score":
      return least + ((byte - 1) / 254) * (most - least);
    case "records-true":
      return trueRecords(byte);
    case "records-false":
      return falseRecords(byte);
    case "speech":
      return Math.round((byte / 255) * 100);
    case "money":
      return moneyOf(byte);
    default:
      return byte;
  }
}
