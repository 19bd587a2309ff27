import type { Frame } from "./frame";

/**
 * The newest days of a run, for whoever draws each of them. What is written around the map is told less often: nobody
 * reads thirty figures a second, and to write them costs more than to draw the map.
 */
export class Feed {
  newest: Frame | undefined;
  private readonly ears = new Set<(frame: Frame) => void>();

  put(frame: Frame): void {
    this.newest = frame;
    for (const ear of this.ears) ear(frame);
  }

  /** Tells `ear` every frame from now on; what is returned ends it. */
  hear(ear: (frame: Frame) => void): () => void {
    this.ears.add(ear);
    return () => this.ears.delete(ear);
  }
}

/** Calls `tell` with the newest value, at most every so many milliseconds; the last value is always told. */
export function rested<T>(milliseconds: number, tell: (value: T) => void): { put: (value: T) => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { value: T } | null = null;
  const due = (): void => {
    timer = undefined;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(due, milliseconds);
    tell(value);
  };
  return {
    put: (value) => {
      waiting = { value };
      if (timer === undefined) due();
    },
    end: () => clearTimeout(timer),
  };
}
