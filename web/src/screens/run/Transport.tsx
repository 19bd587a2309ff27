import type { ReactNode } from "react";
import { Group } from "react-aria-components";

import type { Kept } from "../../data/kept";
import { CUT_SHORT, type RunState } from "../../data/types";
import { useSource } from "../../data/use";
import { Button, Select, Slider } from "../../parts/Controls";
import { figures, words } from "../../words/en";
import { after, type Playback } from "./usePlayback";

const said = words.run;
const STEERED = ["running", "paused"];

/** Play, pause, one day on, any day, how fast; and of a run that goes on: stop, resume, cancel. */
export function Transport({ state, kept, playback, newest, control }: {
  state: RunState; kept: Kept | null; playback: Playback; newest: number | undefined;
  control: (action: string, daysPerSecond?: number) => Promise<void>;
}): ReactNode {
  const source = useSource();
  const steered = source.live && STEERED.includes(state.state);
  const running = state.state === "running";
  const last = Math.max(newest ?? 0, kept?.last ?? 0, state.days_done - 1, 0);
  const at = playback.pinned ?? newest ?? last;
  const going = steered && playback.pinned === null ? running : playback.playing;
  const press = (): void => {
    if (steered && playback.pinned === null) void control(running ? "pause" : "play");
    else playback.play(!playback.playing);
  };
  const step = (): void => {
    if (steered && playback.pinned === null) void control("step");
    else if (kept) playback.seek(after(kept, at, last) ?? at);
  };
  const speed = (id: string): void => {
    const days = Number(id);
    if (days > 0) playback.setSpeed(days);
    else playback.setSpeed(60);
    if (steered) void control("speed", days > 0 ? days : undefined);
  };
  const waiting = state.state === "queued" || state.state === "starting";
  const shownSpeed = steered ? String(state.days_per_second ?? 0) : playback.speed === 60 ? "0" : String(playback.speed);
  return (
    <Group className="transport sheet" aria-label={said.controls}>
      <div className="buttons">
        <Button main isDisabled={waiting} onPress={press}>{going ? said.pause : said.play}</Button>
        <Button isDisabled={waiting || going} onPress={step}>{said.step}</Button>
        {steered && playback.pinned !== null && <Button onPress={() => playback.seek(null)}>{said.newest}</Button>}
      </div>
      <Slider
        label={waiting ? (state.state === "queued" ? said.queued(state.queued_behind) : said.start) : said.day}
        low={0} high={last} value={Math.min(at, last)} shown={said.dayOf(at, state.days - 1)} disabled={waiting}
        onChange={playback.seek}
      />
      <Select label={said.speed} options={withCurrent(shownSpeed)} value={shownSpeed} onChange={speed} />
      <div className="buttons side">
        {source.live && (steered || state.state === "starting") && <Button small onPress={() => void control("stop")}>{said.stop}</Button>}
        {source.live && (steered || waiting) && <Button small onPress={() => void control("cancel")}>{said.cancel}</Button>}
        {source.live && CUT_SHORT.includes(state.state) && <Button small onPress={() => void control("resume")}>{said.resume}</Button>}
        {running && state.lived_per_second && <span className="note">{said.lived(figures(state.lived_per_second))}</span>}
        {source.live && state.frame_bytes > 0 && (
          <span className="note">{said.kept(megabytes(state.frame_bytes), megabytes(state.frame_allowance))}{kept && state.days_done - 1 > kept.last && ` ${said.notKept}`}</span>
        )}
      </div>
    </Group>
  );
}

function megabytes(bytes: number): string {
  return figures(Math.ceil(bytes / 1e5) / 10);
}

/** The speeds that are offered, and the present one where it is another. */
function withCurrent(current: string): { id: string; name: string }[] {
  return said.speeds.some((each) => each.id === current) ? said.speeds : [...said.speeds, { id: current, name: current }];
}
