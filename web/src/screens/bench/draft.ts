import { useSyncExternalStore } from "react";

/** The text on the bench. It lives as long as the page and is written nowhere. */
let text = "";
const heard = new Set<() => void>();

export const draft = {
  read: (): string => text,
  begin: (next: string): void => {
    text = next;
    heard.forEach((tell) => tell());
  },
};

function subscribe(tell: () => void): () => void {
  heard.add(tell);
  return () => heard.delete(tell);
}

export function useDraft(): string {
  return useSyncExternalStore(subscribe, draft.read);
}
