import { useMemo, type ReactNode } from "react";

import { useLook } from "../../address";
import { counts, daysOf } from "../../data/life";
import type { Twins } from "../../data/types";
import { Switcher } from "../../parts/Controls";
import { words } from "../../words/en";
import { LifeCourse } from "./LifeCourse";
import { DayView } from "./DayView";

const said = words.life;

/** A life: in short, the course of its standings, and what happened. */
export function LifeView({ twins, status, query }: { twins: Twins; status: string; query: URLSearchParams }): ReactNode {
  const look = useLook();
  const { life, twin } = twins;
  const all = query.get("show") === "all";
  const days = useMemo(() => daysOf(life, twin, (line) => all || counts(line)), [life, twin, all]);
  return (
    <article className="stack">
      {life.content_note && <p className="notice">{life.content_note}</p>}
      <p className="lede">{life.in_short}</p>
      <p className="note">{life.who} {life.caveat}</p>
      <LifeCourse life={life} twin={twin ?? null} status={status} />
      <section>
        <div className="head wide">
          <h2>{said.timeline}</h2>
          <Switcher
            label={said.filter} value={all ? "all" : "matters"} onChange={(show) => look({ show: show === "all" ? "all" : undefined })}
            options={[{ id: "matters", name: said.matters }, { id: "all", name: said.all }]}
          />
        </div>
        {days.length === 0 && <p>{said.none}</p>}
        <ol className="timeline">
          {days.map((day) => <DayView key={day.day} day={day} twin={twin !== null && twin !== undefined} />)}
        </ol>
        {twin && !twin.lines.some(counts) && <p className="note">{said.twinSame}</p>}
      </section>
    </article>
  );
}
