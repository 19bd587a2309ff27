import { useEffect, useState } from "react";

import type { Refused } from "../../data/source";
import type { Checked, Described } from "../../data/types";
import { asRefused, useSource } from "../../data/use";

const REST_MILLISECONDS = 350;

interface Found {
  /** What the last text that was checked has; undefined before the first. */
  checked: Checked | undefined;
  /** The last text without a fault, in words. */
  described: Described | undefined;
  checking: boolean;
  refused: Refused | undefined;
}

/** Checks the text whenever the writer rests, and tells it in words where it has no fault. */
export function useChecked(text: string): Found {
  const source = useSource();
  const [found, setFound] = useState<Omit<Found, "checking">>({ checked: undefined, described: undefined, refused: undefined });
  const [checking, setChecking] = useState(false);
  useEffect(() => {
    if (text.trim() === "") return;
    const stop = new AbortController();
    setChecking(true);
    const timer = setTimeout(async () => {
      try {
        const checked = await source.send<Checked>("POST", "/api/regimes/check", { regime: { text } }, stop.signal);
        if (stop.signal.aborted) return;
        setFound((before) => ({ ...before, checked, refused: undefined }));
        if (checked.faults.length === 0) {
          const described = await source.send<Described>("POST", "/api/regimes/describe", { text }, stop.signal);
          if (!stop.signal.aborted) setFound((before) => ({ ...before, described }));
        }
      } catch (error) {
        if (!stop.signal.aborted) setFound((before) => ({ ...before, refused: asRefused(error) }));
      }
      if (!stop.signal.aborted) setChecking(false);
    }, REST_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, source]);
  return { ...found, checking };
}
