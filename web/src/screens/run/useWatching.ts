import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { Feed, rested } from "../../data/feed";
import { readFrame, type Frame } from "../../data/frame";
import { framePath } from "../../data/kept";
import type { Refused } from "../../data/source";
import type { About, LayerId, RunState } from "../../data/types";
import { asRefused, useSource } from "../../data/use";
import { watch, type Wire } from "../../data/watch";

const GOING = ["queued", "starting", "running", "paused", "stopped"];
/** What is written of a day is written anew so often at most; the map is drawn each day. */
const REST_MILLISECONDS = 400;

export interface Watching {
  state: RunState | undefined;
  /** The newest frame that came over the wire, or nearly: what is written beside the map. */
  newest: Frame | undefined;
  /** Every frame that comes, for the map. */
  feed: Feed;
  refused: Refused | undefined;
  control: (action: string, daysPerSecond?: number) => Promise<void>;
}

/** A run's state, and its newest days while it goes on. */
export function useWatching(run: string, about: About, layer: LayerId): Watching {
  const source = useSource();
  const [state, setState] = useState<RunState>();
  const [newest, setNewest] = useState<Frame>();
  const [refused, setRefused] = useState<Refused>();
  const feed = useMemo(() => new Feed(), [run]);
  const wire = useRef<Wire | null>(null);
  const going = state ? GOING.includes(state.state) : false;
  const districts = state?.districts;

  const fetchState = useCallback(async () => {
    try {
      setState(await source.get<RunState>(`/api/runs/${run}`));
      setRefused(undefined);
    } catch (error) {
      setRefused(asRefused(error));
    }
  }, [source, run]);

  useEffect(() => {
    setNewest(undefined);
    void fetchState();
  }, [fetchState]);

  useEffect(() => {
    if (!going || !source.live) return;
    const written = rested<Frame>(REST_MILLISECONDS, setNewest);
    const opened = watch(run, about.layers, {
      onFrame: (frame) => {
        feed.put(frame);
        written.put(frame);
      },
      // Districts come once, so that a state is small.
      onState: (next) => setState((before) => ({ ...next, districts: next.districts.length ? next.districts : (before?.districts ?? []) })),
      onRefused: setRefused,
      onGone: () => void fetchState(),
    });
    wire.current = opened;
    opened.layers([layer]);
    return () => {
      wire.current = null;
      opened.close();
      written.end();
    };
    // The layer is told to the wire that is open; it opens none.
  }, [going, run, source, about, feed, fetchState]);

  useEffect(() => wire.current?.layers([layer]), [layer]);

  const control = useCallback(
    async (action: string, daysPerSecond?: number) => {
      try {
        const body = daysPerSecond ? { action, days_per_second: daysPerSecond } : { action };
        const next = await source.send<RunState>("POST", `/api/runs/${run}/control`, body);
        setState((before) => ({ ...next, districts: next.districts.length ? next.districts : (before?.districts ?? []) }));
        setRefused(undefined);
      } catch (error) {
        setRefused(asRefused(error));
      }
    },
    [source, run],
  );
  return { state: state && { ...state, districts: districts ?? [] }, newest, feed, refused, control };
}

/** One past day of a run, and the one before it until it is here; null asks for nothing. */
export function useFrame(run: string, about: About, day: number | null, layer: LayerId): { frame: Frame | undefined; refused: Refused | undefined } {
  const source = useSource();
  const [frame, setFrame] = useState<Frame>();
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    if (day === null) return;
    const stop = new AbortController();
    source.bytes(framePath(source, run, day, [layer]), stop.signal).then(
      (bytes) => {
        if (stop.signal.aborted) return;
        setFrame(readFrame(bytes, about.layers));
        setRefused(undefined);
      },
      (error: unknown) => stop.signal.aborted || setRefused(asRefused(error)),
    );
    return () => stop.abort();
  }, [source, run, about, day, layer]);
  return { frame, refused };
}
