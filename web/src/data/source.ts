import type { Fault } from "./types";

/** Where the page's data comes from: a server, or files beside it. */
export interface Source {
  /** Whether things can be started and changed. */
  readonly live: boolean;
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  bytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer>;
  send<T>(method: "POST" | "DELETE", path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  /** Keys that there is an answer for; undefined where a server has to be asked. */
  readonly known?: Set<string>;
}

/** The server or the files said no, and why: in the shape of a diagnostic, as the command line has it too. */
export class Refused extends Error {
  constructor(readonly faults: Fault[], readonly status = 0) {
    super(faults.map((each) => each.what).join("; "));
  }
}

/** Makes one refusal of whatever went wrong. */
export function refusal(what: string, why: string, attempt: string, status = 0): Refused {
  return new Refused([{ code: "", what, why, attempt, text: "", line: null, column: null, file: null }], status);
}
