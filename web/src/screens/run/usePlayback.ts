import { useEffect, useRef, useState } from "react";

import type { Kept } from "../../data/kept";
import type { RunState } from "../../data/types";
import { useStill } from "../../parts/dark";

export interface Playback {
  /** The past day that is looked at; null while the newest is followed. */
  pinned: number | null;
  playing: boolean;
  speed: number;
  setSpeed: (daysPerSecond: number) => void;
  seek: (day: number | null) => void;
  play: (on: boolean) => void;
}

const USUAL_SPEED = 10;

/** Goes through the days that are kept of a run, at so many a second; `asked` is the day of the address. */
export function usePlayback(state: RunState | undefined, kept: Kept | null, asked: number): Playback {
  const still = useStill();
  const [pinned, setPinned] = useState<number | null>(Number.isFinite(asked) ? asked : null);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(USUAL_SPEED);
  const over = state !== undefined && !["queued", "starting", "running", "paused"].includes(state.state);
  const last = kept?.last ?? -1;

  // Of a run that is over there is no newest day to wait for.
  const settled = useRef(false);
  useEffect(() => {
    if (!over || last < 0) return;
    if (!settled.current && pinned === null) setPinned(last);
    settled.current = true;
  }, [over, last, pinned]);

  useEffect(() => {
    if (!playing || !kept || pinned === null) return;
    if (pinned >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => {
      const next = after(kept, pinned, last);
      if (next === null) setPlaying(false);
      else setPinned(next);
    }, 1000 / speed);
    return () => clearTimeout(timer);
  }, [playing, pinned, speed, kept, last]);

  return {
    pinned, playing, speed, setSpeed,
    seek: (day) => {
      setPlaying(false);
      setPinned(day === null ? null : (kept?.nearest(day) ?? day));
    },
    play: (on) => {
      if (on && pinned !== null && pinned >= last) setPinned(kept?.first ?? 0);
      // Whoever wants nothing to move gets the last day, and steps.
      if (on && still) setPinned(last);
      else setPlaying(on);
    },
  };
}

/** The next day that is kept. */
export function after(kept: Kept, day: number, last: number): number | null {
  for (let next = day + 1; next <= last; next++) if (kept.nearest(next) === next) return next;
  return null;
}
