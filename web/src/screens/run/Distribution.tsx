import { useEffect, useMemo, useState, type ReactNode } from "react";

import { rested } from "../../data/feed";
import type { Frame } from "../../data/frame";
import type { RunState } from "../../data/types";
import { COLOURS, DASHES } from "../../look/charts";
import { Chart } from "../../parts/Chart";
import { figures, grouped, words } from "../../words/en";

const said = words.run;
/** Bins of the server that make one of the picture. */
const TOGETHER = 2;
/** A picture is drawn anew so often at most; days go by faster. */
const REST_MILLISECONDS = 300;

interface Bar {
  from: number;
  share: number;
  people: number;
  group: string;
}

/** How scores lie, in each group: of a hundred scored of the group, how many in each bin. */
export function Distribution({ frame, state, groups }: { frame: Frame; state: RunState; groups: string[] }): ReactNode {
  const calm = useRested(frame, REST_MILLISECONDS);
  const { score_least: least, score_most: most } = state;
  const bars = useMemo(() => barsOf(calm, groups, least, most), [calm, groups, least, most]);
  const spec = useMemo(() => specOf(groups, least, most), [groups, least, most]);
  const rows = bars.filter((bar) => bar.group === words.shell.groups[groups[0] ?? ""]).map((bar) => [
    `${figures(bar.from)}`,
    ...groups.map((group) => grouped(bars.find((each) => each.from === bar.from && each.group === words.shell.groups[group])?.people ?? 0)),
  ]);
  return (
    <div className="sheet">
      <Chart
        name="scores-by-group" title={said.distribution} alt={altOf(calm, groups, least, most)} spec={spec} values={bars} status={state.status}
        head={[said.points, ...groups.map((group) => words.shell.groups[group] ?? group)]} rows={rows}
      />
    </div>
  );
}

function useRested<T>(value: T, milliseconds: number): T {
  const [shown, setShown] = useState(value);
  const slow = useMemo(() => rested<T>(milliseconds, setShown), [milliseconds]);
  useEffect(() => slow.put(value), [slow, value]);
  useEffect(() => slow.end, [slow]);
  return shown;
}

function countsOf(frame: Frame, group: number): number[] {
  return Array.from({ length: frame.bins / TOGETHER }, (_, bin) => {
    let sum = 0;
    for (let k = 0; k < TOGETHER; k++) sum += frame.histogram[group * frame.bins + bin * TOGETHER + k] ?? 0;
    return sum;
  });
}

function barsOf(frame: Frame, groups: string[], least: number, most: number): Bar[] {
  return groups.flatMap((group, number) => {
    const counts = countsOf(frame, number);
    const whole = counts.reduce((sum, each) => sum + each, 0) || 1;
    return counts.map((people, bin) => ({
      from: least + ((most - least) * bin) / counts.length, people, share: (people / whole) * 100, group: words.shell.groups[group] ?? group,
    }));
  });
}

function altOf(frame: Frame, groups: string[], least: number, most: number): string {
  const told = groups.map((group, number) => {
    const counts = countsOf(frame, number);
    const bin = counts.indexOf(Math.max(...counts));
    return `${words.shell.groups[group]}: ${Math.round(least + ((most - least) * (bin + 0.5)) / counts.length)}`;
  });
  return `${said.distribution}. Most common ${said.points}: ${told.join(", ")}.`;
}

function specOf(groups: string[], least: number, most: number): object {
  const names = groups.map((group) => words.shell.groups[group] ?? group);
  return {
    width: "container", height: 150,
    mark: { type: "line", interpolate: "step-after" },
    encoding: {
      x: { field: "from", type: "quantitative", scale: { domain: [least, most], nice: false, zero: false }, axis: { title: said.points, tickCount: 6 } },
      y: { field: "share", type: "quantitative", axis: { title: null, tickCount: 4, labelExpr: "datum.label + ' %'" } },
      color: { field: "group", type: "nominal", scale: { domain: names, range: groups.map((group) => COLOURS[group]) } },
      strokeDash: { field: "group", type: "nominal", scale: { domain: names, range: groups.map((group) => DASHES[group]) } },
    },
  };
}
