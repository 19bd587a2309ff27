import { useMemo, type ReactNode } from "react";

import { courseOf, spansOf } from "../../data/life";
import type { Life } from "../../data/types";
import { Chart } from "../../parts/Chart";
import { figures, words } from "../../words/en";

const said = words.life;
const COLOURS = ["var(--all)", "var(--error)", "var(--right)", "var(--before)"];
const DASHES = [[1, 0], [7, 4], [2, 4], [9, 3, 2, 3]];
const EVERY = 30;

/** The score as it was held, as it would be without errors, and without what a right protects; and the twin's. */
export function LifeCourse({ life, twin, status }: { life: Life; twin: Life | null; status: string }): ReactNode {
  const series = useMemo(() => {
    const found: [string, (number | null)[]][] = [
      [said.standings.held, courseOf(life, "held")],
      [said.standings.error_free, courseOf(life, "error_free")],
      [said.standings.rights_respecting, courseOf(life, "rights_respecting")],
    ];
    if (twin) found.push([said.standings.twin, courseOf(twin, "held")]);
    return found.filter(([, values]) => values.some((value) => value !== null));
  }, [life, twin]);
  const spans = spansOf(life.under);
  const days = life.under.length;
  const values = series.flatMap(([what, line]) => line.flatMap((value, day) => (value === null ? [] : [{ day, value, what }])));
  const names = series.map(([name]) => name);
  const spec = {
    width: "container", height: 170,
    mark: { type: "line", interpolate: "step-after" },
    encoding: {
      x: { field: "day", type: "quantitative", scale: { domain: [0, Math.max(days - 1, 1)], nice: false }, axis: { title: words.run.day.toLowerCase(), format: "d", tickCount: 6 } },
      y: { field: "value", type: "quantitative", scale: { zero: false }, axis: { title: null, tickCount: 4 } },
      color: { field: "what", type: "nominal", scale: { domain: names, range: COLOURS } },
      strokeDash: { field: "what", type: "nominal", scale: { domain: names, range: DASHES } },
    },
  };
  const told = (value: number | null | undefined): string => (value === null || value === undefined ? "\u2013" : figures(value));
  return (
    <div className="sheet stack">
      {series.length > 0 && (
        <Chart
          name={`life-${life.citizen}`} title={said.course} more={words.run.points} status={status} spec={spec} values={values}
          alt={`${said.course}. ${series.map(([name, line]) => `${name}: ${told(line.find((value) => value !== null))} to ${told(line[line.length - 1])}`).join("; ")}.`}
          head={[words.run.day, ...names]}
          rows={Array.from({ length: days }, (_, day) => day).filter((day) => day % EVERY === 0 || day === days - 1).map((day) => [String(day), ...series.map(([, line]) => told(line[day]))])}
        />
      )}
      {spans.length > 0 && (
        <div>
          <svg className="under" viewBox={`0 0 ${days} 10`} preserveAspectRatio="none" role="img" aria-label={spans.map((span) => `${said.day(span.from)} \u2013 ${span.to}: ${said.under[span.letter]}`).join("; ")}>
            <rect width={days} height="10" fill="var(--tint)" />
            {spans.map((span) => <rect key={span.from} x={span.from} width={span.to - span.from + 1} y={span.letter === "e" ? 0 : span.letter === "r" ? 2.5 : 5} height={span.letter === "e" ? 10 : span.letter === "r" ? 7.5 : 5} className={`reading-${span.letter}`} />)}
          </svg>
          <ul className="key">
            {[...new Set(spans.map((span) => span.letter))].map((letter) => <li key={letter}><span className={`reading-${letter}`} />{said.under[letter]}</li>)}
          </ul>
        </div>
      )}
    </div>
  );
}
