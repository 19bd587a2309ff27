import { createContext, useContext, useEffect, useState } from "react";

import { refusal, Refused, type Source } from "./source";
import { server } from "./server";

export const SourceContext = createContext<Source>(server);

export function useSource(): Source {
  return useContext(SourceContext);
}

/** An answer on its way, here, or refused. */
export interface Asked<T> {
  data: T | undefined;
  refused: Refused | undefined;
  /** Asks again. */
  again: () => void;
}

export function asRefused(error: unknown): Refused {
  return error instanceof Refused ? error : refusal(String(error), "", "");
}

/** Asks for what is at `path`, again whenever it changes; nothing for null. The last answer stays until the next. */
export function useAsked<T>(path: string | null): Asked<T> {
  const source = useSource();
  return useAnswer<T>(path, (signal) => source.get<T>(path ?? "", signal));
}

/** The same for any question; `key` tells one from another. */
export function useAnswer<T>(key: string | null, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; refused?: Refused }>({ key: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    ask(stop.signal).then(
      (data) => stop.signal.aborted || setState({ key, data }),
      (error: unknown) => stop.signal.aborted || setState({ key, refused: asRefused(error) }),
    );
    return () => stop.abort();
    // `ask` is made anew at every drawing and is the same question as long as its key is.
  }, [key, turn]);
  const mine = state.key === key && key !== null;
  return { data: mine ? state.data : undefined, refused: mine ? state.refused : undefined, again: () => setTurn((n) => n + 1) };
}
