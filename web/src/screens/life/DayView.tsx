import type { ReactNode } from "react";

import { markOf, type DayOfLife } from "../../data/life";
import type { Told } from "../../data/types";
import { Sentence } from "../../parts/Sentence";
import { words } from "../../words/en";

const said = words.life;

/** One day: what happened, by which line of which file, and the twin's day beneath. */
export function DayView({ day, twin }: { day: DayOfLife; twin: boolean }): ReactNode {
  return (
    <li className="day">
      <h3>{said.day(day.day)}</h3>
      <ul>{day.lines.map((line, at) => <Line key={at} line={line} />)}</ul>
      {twin && day.twin.length > 0 && (
        <div className="twin">
          <p className="note">{said.twinLine}</p>
          <ul>{day.twin.map((line, at) => <Line key={at} line={line} />)}</ul>
        </div>
      )}
    </li>
  );
}

function Line({ line }: { line: Told }): ReactNode {
  const mark = markOf(line);
  return <li className={`event ${mark} ${line.kind}`}><Sentence text={line.text} /></li>;
}
