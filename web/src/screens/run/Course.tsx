import { useMemo, type ReactNode } from "react";

import { useDays } from "../../data/days";
import { stride, under } from "../../data/figures";
import type { RunState } from "../../data/types";
import { Chart } from "../../parts/Chart";
import { grouped, words } from "../../words/en";

const said = words.run;
const EVERY = 30;

/** Sanctions day by day: all, and those in error. */
export function Course({ run, state }: { run: string; state: RunState }): ReactNode {
  const days = useDays(run, state.days_done);
  const values = useMemo(() => {
    const step = stride(days.length);
    return days.filter((_, at) => at % step === 0 || at === days.length - 1).flatMap((each) => [
      { day: each.day, value: under(each), what: said.figures.under },
      { day: each.day, value: each.of("in_error"), what: said.figures.error },
    ]);
  }, [days]);
  if (days.length < 2) return null;
  const few = values.every((each) => each.value <= MOST_OF_FEW);
  const first = days[0];
  const last = days[days.length - 1];
  return (
    <div className="sheet">
      <Chart
        name="sanctions-by-day" title={said.course} more={said.people} spec={few ? FEW : MANY} values={values} status={state.status}
        alt={first && last ? `${said.course}. ${said.summary(first.day, grouped(under(first)), grouped(first.of("in_error")))} ${said.summary(last.day, grouped(under(last)), grouped(last.of("in_error")))}` : said.course}
        head={[words.run.day, said.figures.under, said.figures.error]}
        rows={days.filter((_, at) => at % EVERY === 0 || at === days.length - 1).map((each) => [grouped(each.day), grouped(under(each)), grouped(each.of("in_error"))])}
      />
    </div>
  );
}

const NAMES = [said.figures.under, said.figures.error];
const specOf = (scale: object): object => ({
  width: "container", height: 150,
  mark: { type: "line" },
  encoding: {
    x: { field: "day", type: "quantitative", scale: { nice: false, zero: false }, axis: { title: said.day.toLowerCase(), format: "d", tickCount: 6 } },
    y: { field: "value", type: "quantitative", scale, axis: { title: null, tickCount: 4, tickMinStep: 1 } },
    color: { field: "what", type: "nominal", scale: { domain: NAMES, range: ["var(--all)", "var(--error)"] } },
    strokeDash: { field: "what", type: "nominal", scale: { domain: NAMES, range: [[1, 0], [7, 4]] } },
  },
});
/** Whole citizens, counted from nought, also where there is hardly one. */
const MOST_OF_FEW = 4;
const FEW = specOf({ domain: [0, MOST_OF_FEW] });
const MANY = specOf({ zero: true });
