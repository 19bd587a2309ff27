import { createContext, useContext, useSyncExternalStore } from "react";

/** What the page shows, as its address after `#` says it: a screen, a thing on it, and how it is looked at. */
export interface Address {
  screen: Screen;
  /** The run, regime or pair that is shown; empty where there is none. */
  what: string;
  query: URLSearchParams;
}

export const SCREENS = ["story", "bench", "run", "life", "compare", "audit", "runs"] as const;
export type Screen = (typeof SCREENS)[number];

/** Reads an address; what is unknown is the first screen. */
export function read(hash: string): Address {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first = "", ...rest] = path.split("/");
  const screen = SCREENS.find((known) => known === first) ?? SCREENS[0];
  return { screen, what: screen === first ? rest.map(decodeURIComponent).join("/") : "", query: new URLSearchParams(search) };
}

/** Writes an address; values that are empty are left out. */
export function write(screen: Screen, what = "", query: Record<string, string | number | undefined> | URLSearchParams = {}): string {
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  const kept = new URLSearchParams();
  for (const [key, value] of pairs) if (value !== undefined && value !== "") kept.set(key, String(value));
  const search = kept.toString();
  return `#/${screen}${what ? `/${encodeURIComponent(what)}` : ""}${search ? `?${search}` : ""}`;
}

/** How the way that something is looked at is kept: by the page in its address, by a notebook beside its cell. */
export interface Looking {
  read: () => URLSearchParams;
  subscribe: (changed: () => void) => () => void;
  /** Changes how the same thing is looked at; a value that is empty is taken away. */
  look: (changes: Changes) => void;
}

export type Changes = Record<string, string | number | undefined>;

function subscribe(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

/** The address now; whoever uses it is drawn again when it changes. */
export function useAddress(): Address {
  return read(useSyncExternalStore(subscribe, () => location.hash));
}

/** Goes somewhere else, as a link would. */
export function go(hash: string): void {
  location.hash = hash;
}

/** What is looked at, with some of it changed. */
export function changed(query: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === "") next.delete(key);
    else next.set(key, String(value));
  }
  return next;
}

/** The page's own: the address says so, and the way back does not fill with it. */
const inAddress: Looking = {
  read: () => read(location.hash).query,
  subscribe,
  look: (changes) => {
    const now = read(location.hash);
    const next = write(now.screen, now.what, changed(now.query, changes));
    if (next === location.hash) return;
    history.replaceState(null, "", next);
    dispatchEvent(new HashChangeEvent("hashchange"));
  },
};

export const LookingContext = createContext<Looking>(inAddress);

/** Changes how the same thing is looked at. */
export function useLook(): (changes: Changes) => void {
  return useContext(LookingContext).look;
}
