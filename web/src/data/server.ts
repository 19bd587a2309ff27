import { words } from "../words/en";
import { refusal, Refused, type Source } from "./source";
import type { Fault } from "./types";

/** Reads a refusal: the server's are faults; whatever stands between may say anything. */
async function refused(answer: Response): Promise<Refused> {
  try {
    const said = (await answer.json()) as { faults?: Fault[] };
    if (said.faults?.length) return new Refused(said.faults, answer.status);
  } catch {
    // No JSON: the words below have to do.
  }
  return refusal(words.server.refused(answer.status), "", words.server.refusedTry, answer.status);
}

/** Asks the server; for whoever needs the whole answer. */
export async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body), signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw refusal(words.server.gone, words.server.goneWhy, words.server.goneTry);
  }
  if (!answer.ok) throw await refused(answer);
  return answer;
}

/** The server that this page came from. */
export const server: Source = {
  live: true,
  get: async <T>(path: string, signal?: AbortSignal) => (await (await ask("GET", path, undefined, signal)).json()) as T,
  bytes: async (path, signal) => (await ask("GET", path, undefined, signal)).arrayBuffer(),
  send: async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal) => {
    const answer = await ask(method, path, body, signal);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  },
};
