import { readFrame, type Frame } from "./frame";
import { Refused } from "./source";
import type { Fault, LayerId, RunState } from "./types";

export interface Watcher {
  onFrame: (frame: Frame) => void;
  onState: (state: RunState) => void;
  onRefused: (refused: Refused) => void;
  onGone: () => void;
}

/** The wire to a run that is watched. */
export interface Wire {
  layers: (ids: LayerId[]) => void;
  seek: (day: number | null) => void;
  close: () => void;
}

/**
 * Watches a run. While one frame waits to be drawn the next is on its way, and is acknowledged when the first is drawn:
 * a page that lags is sent the newest day, draws the newest it has, and never has a queue.
 */
export function watch(run: string, layers: { id: LayerId; number: number }[], to: Watcher): Wire {
  const secure = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${secure}://${location.host}/api/runs/${run}/watch`);
  socket.binaryType = "arraybuffer";
  const waiting: string[] = [];
  const say = (message: object): void => {
    const text = JSON.stringify(message);
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
    else if (socket.readyState === WebSocket.CONNECTING) waiting.push(text);
  };
  let closed = false;
  let drawn: Frame | null = null;
  let owed: number | null = null;
  const draw = (): void => {
    const frame = drawn;
    drawn = null;
    if (owed !== null) say({ ack: owed });
    owed = null;
    if (frame && !closed) to.onFrame(frame);
  };
  socket.onopen = () => waiting.splice(0).forEach((text) => socket.send(text));
  socket.onmessage = (message: MessageEvent<ArrayBuffer | string>) => {
    if (closed) return;
    if (typeof message.data === "string") {
      const said = JSON.parse(message.data) as { state?: RunState; faults?: Fault[] };
      if (said.state) to.onState(said.state);
      if (said.faults) to.onRefused(new Refused(said.faults));
      return;
    }
    const frame = readFrame(message.data, layers);
    if (drawn) owed = frame.day;
    else {
      say({ ack: frame.day });
      requestAnimationFrame(draw);
    }
    drawn = frame;
  };
  socket.onclose = () => closed || to.onGone();
  return {
    layers: (ids) => say({ layers: ids }),
    seek: (day) => say({ seek: day }),
    close: () => {
      closed = true;
      socket.close();
    },
  };
}
