import { changed, type Looking } from "../address";
import { refusal, type Source } from "../data/source";
import { words } from "../words/en";

/** What a notebook holds of a widget, as anywidget gives it: values by name that both sides see. */
export interface Model {
  get: (name: string) => unknown;
  set: (name: string, value: unknown) => void;
  save_changes: () => void;
  on: (event: string, changed: () => void) => void;
  off: (event: string, changed: () => void) => void;
}

/** Every answer came with the widget, under the address that the page would have asked. */
export function sourceOf(model: Model): Source {
  const answers = model.get("answers") as Record<string, unknown>;
  const frames = model.get("frames") as Record<string, DataView>;
  const absent = (): Error => refusal(words.offline.absent, words.offline.absentWhy, words.offline.absentTry, 404);
  const find = async <T>(key: string): Promise<T> => {
    if (!(key in answers)) throw absent();
    return answers[key] as T;
  };
  return {
    live: false,
    known: new Set([...Object.keys(answers), ...Object.keys(frames)]),
    get: find,
    bytes: async (path) => {
      const found = frames[path];
      if (!found) throw absent();
      return found.buffer.slice(found.byteOffset, found.byteOffset + found.byteLength) as ArrayBuffer;
    },
    send: async (method, path) => find(`${method} ${path}`),
  };
}

/** How it is looked at is a value of the widget: the notebook can read it, and set it. */
export function lookingOf(model: Model): Looking {
  const read = (): URLSearchParams => new URLSearchParams(model.get("looking") as Record<string, string>);
  return {
    read,
    subscribe: (told) => {
      model.on("change:looking", told);
      return () => model.off("change:looking", told);
    },
    look: (changes) => {
      const next = changed(read(), changes);
      if (next.toString() === read().toString()) return;
      model.set("looking", Object.fromEntries(next));
      model.save_changes();
    },
  };
}
