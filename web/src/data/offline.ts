import { refusal, type Source } from "./source";
import { words } from "../words/en";

/** What an exported folder says about itself. */
export interface Index {
  kind: "run" | "comparison";
  runs: string[];
  /** Numbers of the citizens whose lives are there. */
  lives: number[];
  /** What each of them is the first case of. */
  cases?: Record<number, string[]>;
  /** Which file holds the answer to which address. */
  files: Record<string, string>;
}

type Box = { put: (key: string, value: unknown) => void };

const arrived = new Map<string, unknown>();
const asked = new Map<string, Promise<void>>();

(globalThis as unknown as { glasshouse: Box }).glasshouse = { put: (key, value) => arrived.set(key, value) };

/** Loads one of the folder's scripts once: a browser reads scripts from a disk, where it fetches nothing. */
function load(file: string): Promise<void> {
  const before = asked.get(file);
  if (before) return before;
  const loading = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `data/${file}`;
    script.onload = () => resolve();
    script.onerror = () => reject(refusal(words.offline.torn(file), words.offline.tornWhy, words.offline.tornTry));
    document.head.append(script);
  });
  asked.set(file, loading);
  return loading;
}

/** Opens the folder that this page lies in. */
export async function openFolder(): Promise<{ source: Source; index: Index }> {
  await load("index.js");
  const index = arrived.get("index") as Index;
  const find = async (path: string): Promise<unknown> => {
    if (!arrived.has(path)) {
      const file = index.files[path];
      if (!file) throw refusal(words.offline.absent, words.offline.absentWhy, words.offline.absentTry, 404);
      await load(file);
    }
    return arrived.get(path);
  };
  const source: Source = {
    live: false,
    known: new Set(Object.keys(index.files)),
    get: async <T>(path: string) => (await find(path)) as T,
    bytes: async (path) => bytesOf((await find(path)) as string),
    // What a server works out is in the folder, too, where it was asked for when the folder was made.
    send: async <T>(method: string, path: string) => {
      const key = `${method} ${path}`;
      if (!index.files[key] && !arrived.has(key)) throw refusal(words.offline.fixed, words.offline.fixedWhy, words.offline.fixedTry);
      return (await find(key)) as T;
    },
  };
  return { source, index };
}

/** Turns base64 into bytes. */
export function bytesOf(text: string): ArrayBuffer {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at);
  return bytes.buffer;
}
