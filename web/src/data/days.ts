import { useEffect, useRef, useState } from "react";

import { ofDays, type DayFigures } from "./figures";
import type { Days } from "./types";
import { useSource } from "./use";

/** The figures of every day of a run up to `done`; of a run that goes on, only the days that came since are asked for. */
export function useDays(run: string, done: number): DayFigures[] {
  const source = useSource();
  const [days, setDays] = useState<DayFigures[]>([]);
  const have = useRef(0);
  useEffect(() => {
    if (done <= have.current) return;
    const stop = new AbortController();
    const path = `/api/runs/${run}/days${have.current ? `?first=${have.current}` : ""}`;
    source.get<Days>(path, stop.signal).then(
      (found) => {
        if (stop.signal.aborted) return;
        have.current = found.last + 1;
        setDays((before) => [...before.slice(0, found.first), ...ofDays(found)]);
      },
      // Whoever reads the chart has the day's figures beside it: the next day asks again.
      () => undefined,
    );
    return () => stop.abort();
  }, [source, run, done]);
  return days;
}
