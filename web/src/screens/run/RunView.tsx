import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";

import { useLook } from "../../address";
import { ofFrame } from "../../data/figures";
import { keptDays } from "../../data/kept";
import type { About, RunState } from "../../data/types";
import { useSource } from "../../data/use";
import { districtOf } from "../../map/city";
import { views, VIEWS, figureOf, type ViewId } from "../../map/views";
import { CityMap } from "../../parts/CityMap";
import { Switcher } from "../../parts/Controls";
import { Faults, Waiting } from "../../parts/Faults";
import { Key } from "../../parts/Key";
import { useInView } from "../../parts/Marks";
import { figures, grouped, words } from "../../words/en";
import { Course } from "./Course";
import { Distribution } from "./Distribution";
import { Today } from "./Today";
import { Transport } from "./Transport";
import { usePlayback } from "./usePlayback";
import { useFrame, useWatching } from "./useWatching";

/** The map, the day, and what happens on it. */
export function RunView({ run, about, query, picker, ahead, onOpen }: {
  run: string; about: About; query: URLSearchParams; picker?: ReactNode;
  /** Where to go from a run that is finished. */
  ahead?: (state: RunState) => ReactNode;
  /** Opens the life of a citizen of a finished run. */
  onOpen: (citizen: number) => void;
}): ReactNode {
  const look = useLook();
  const source = useSource();
  const wanted = VIEWS.find((id) => id === query.get("show"));
  const [chosen, setChosen] = useState<ViewId | undefined>(wanted);
  const { state, newest, feed, refused, control } = useWatching(run, about, views[chosen ?? "sanction"].layer);
  const kept = useMemo(() => (state ? keptDays(source, state) : null), [source, state]);
  const playback = usePlayback(state, kept, Number(query.get("day") ?? Number.NaN));
  const view = views[chosen ?? "sanction"];
  const past = useFrame(run, about, playback.pinned, view.layer);
  const shown = playback.pinned === null ? newest : past.frame;
  // The last picture stays until the next is here.
  const before = useRef(shown);
  if (shown?.layers[view.layer]) before.current = shown;
  const frame = before.current;
  const following = playback.pinned === null;
  const drawn = following ? (feed.newest ?? frame) : frame;
  useEffect(() => { if (!playback.playing) look({ day: playback.pinned ?? undefined }); }, [playback.pinned, playback.playing]);
  useInView(state?.title, state?.status);

  if (!state) return refused ? <Faults refused={refused} /> : <Waiting />;
  const offered = VIEWS.filter((id) => state.scored || id !== "score");
  const figuresNow = frame && ofFrame(frame, about.columns.map((column) => column.id), about.groups);
  const day = frame?.day ?? 0;
  const say = (citizen: number): string => {
    const district = districtOf(state.districts, citizen);
    const byte = frame?.layers[view.layer]?.[citizen];
    const name = `s-${district}-${citizen - (state.districts[district]?.first ?? 0)}`;
    return `${words.run.citizen(name)} · ${words.run.district(district)}${byte === undefined ? "" : ` · ${told(view.id, byte, state.score_least, state.score_most)}`}`;
  };
  const show = (id: string): void => {
    setChosen(id as ViewId);
    look({ show: id });
  };
  const finished = state.state === "finished";
  const mapped = frame !== undefined || state.days_done === 0 || (kept?.last ?? -1) >= 0;
  return (
    <div className="run">
      <div className="head wide">
        <h1>{state.title}</h1>
        <p>{words.runs.society(grouped(state.citizens), state.days, state.seeds.join(", "))} · <span className="state">{words.run.states[state.state]}</span></p>
        {picker}
      </div>
      {refused && <Faults refused={refused} />}
      {state.faults.length > 0 && <Faults refused={state} />}
      <Transport state={state} kept={kept} playback={playback} newest={newest?.day} control={control} />
      <div className="two">
        <section className="stack" aria-label={words.run.view}>
          <Switcher label={words.run.view} options={offered.map((id) => ({ id, name: words.views.names[id] }))} value={view.id} onChange={show} />
          {mapped ? (
            <CityMap
              citizens={state.citizens} layer={drawn?.layers[view.layer]} view={view} feed={following ? feed : undefined} districts={state.districts} say={say}
              label={words.run.map(words.views.names[view.id], day, grouped(state.citizens))}
              onOpen={finished ? onOpen : undefined}
            />
          ) : <p className="notice">{words.run.noFrames}</p>}
          <Key view={view} state={state} />
          <p className="note">{words.views.says[view.id]} {words.run.mapNote} {finished ? "" : words.run.openLater}</p>
        </section>
        <section className="stack">
          {figuresNow && <Today figures={figuresNow} moving={playback.playing || (playback.pinned === null && state.state === "running")} />}
          {state.scored && frame && <Distribution frame={frame} state={state} groups={about.groups} />}
          <Course run={run} state={state} />
        </section>
      </div>
      {finished && ahead?.(state)}
    </div>
  );
}

/** What a byte says of a citizen, in words. */
function told(view: ViewId, byte: number, least: number, most: number): string {
  const name = words.views.names[view];
  if (view === "score" && byte === 0) return words.views.of(name, words.views.none, "");
  if (view === "in-error") return byte === 3 ? words.views.sanctions[3] ?? "" : words.views.noError;
  if (view === "sanction") return words.views.of(name, words.views.sanctions[byte] ?? "", "");
  return words.views.of(name, figures(Math.round(figureOf(view, byte, least, most))), words.views.units[view]);
}
