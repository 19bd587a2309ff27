import { useEffect, useMemo, useState, type ReactNode } from "react";

import { useLook } from "../../address";
import { keptDays } from "../../data/kept";
import type { About, RunState } from "../../data/types";
import { useAsked, useSource } from "../../data/use";
import { apart, difference } from "../../map/raster";
import { views, VIEWS, type ViewId } from "../../map/views";
import { css } from "../../map/palette";
import { CityMap } from "../../parts/CityMap";
import { Slider, Switcher } from "../../parts/Controls";
import { useDark } from "../../parts/dark";
import { Key } from "../../parts/Key";
import { grouped, words } from "../../words/en";
import { useFrame } from "../run/useWatching";

const said = words.compare;
const DIFFERENCE = { scale: "apart" as const, part: apart };
const USUAL: ViewId = "sanction";

/** Two towns of the same people on one day, and between them what differs. */
export function Maps({ one, other, about, query }: { one: RunState; other: RunState; about: About; query: URLSearchParams }): ReactNode {
  const look = useLook();
  const source = useSource();
  const kept = useMemo(() => keptDays(source, one), [source, one]);
  const [day, setDay] = useState(() => kept.nearest(Number(query.get("day") ?? kept.last)) ?? kept.last);
  const offered = VIEWS.filter((id) => (one.scored && other.scored) || id !== "score");
  const view = views[offered.find((id) => id === query.get("show")) ?? USUAL];
  const whole = useAsked<RunState>(`/api/runs/${one.id}`);
  const first = useFrame(one.id, about, day, view.layer).frame?.layers[view.layer];
  const second = useFrame(other.id, about, day, view.layer).frame?.layers[view.layer];
  const apartNow = useMemo(() => (first && second && first.length === second.length ? difference(first, second, view.part) : undefined), [first, second, view]);
  useEffect(() => look({ day }), [day]);
  const districts = whole.data?.districts ?? [];
  const label = (name: string): string => `${name}. ${words.run.map(words.views.names[view.id], day, grouped(one.citizens))}`;
  return (
    <section className="stack" aria-label={said.maps}>
      <div className="maps-bar">
        <Switcher label={words.run.view} options={offered.map((id) => ({ id, name: words.views.names[id] }))} value={view.id} onChange={(show) => look({ show })} />
        <Slider label={words.run.day} low={kept.first} high={kept.last} value={day} shown={words.run.dayOf(day, one.days - 1)} onChange={(next) => setDay(kept.nearest(next) ?? next)} />
      </div>
      <div className="three-maps">
        <figure><figcaption>{one.name}</figcaption><CityMap citizens={one.citizens} layer={first} view={view} districts={districts} label={label(one.name)} /></figure>
        <figure><figcaption>{said.difference}</figcaption><CityMap citizens={one.citizens} layer={apartNow} view={DIFFERENCE} districts={districts} label={label(said.difference)} /><DifferenceKey /></figure>
        <figure><figcaption>{other.name}</figcaption><CityMap citizens={other.citizens} layer={second} view={view} districts={districts} label={label(other.name)} /></figure>
      </div>
      <Key view={view} state={one} />
    </section>
  );
}

function DifferenceKey(): ReactNode {
  const dark = useDark();
  return (
    <ul className="key">
      {[[1, said.less], [128, said.same], [255, said.more]].map(([byte, name]) => (
        <li key={byte}><span style={{ background: css("apart", apart(Number(byte)), dark) }} />{name}</li>
      ))}
    </ul>
  );
}
