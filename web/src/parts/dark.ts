import { useSyncExternalStore } from "react";

function query(text: string): [(changed: () => void) => () => void, () => boolean] {
  const media = matchMedia(text);
  return [
    (changed) => {
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => media.matches,
  ];
}

const DARK = query("(prefers-color-scheme: dark)");
const STILL = query("(prefers-reduced-motion: reduce)");

/** Whether the reader wants a dark page. */
export function useDark(): boolean {
  return useSyncExternalStore(...DARK);
}

/** Whether the reader wants nothing to move by itself. */
export function useStill(): boolean {
  return useSyncExternalStore(...STILL);
}
