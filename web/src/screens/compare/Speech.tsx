import type { ReactNode } from "react";

import type { Compared } from "../../data/types";
import { Chart } from "../../parts/Chart";
import { figures, words } from "../../words/en";

const said = words.compare;

/** Of what was said openly under the first, how much is under the second. */
export function Speech({ compared, status }: { compared: Compared; status: string }): ReactNode {
  const rows = compared.speech.filter((each) => each.group === "everybody" && each.ratio !== null);
  if (rows.length === 0) return null;
  const values = rows.map((each) => ({ act: each.id.replaceAll("-", " "), value: (each.ratio ?? 0) * 100 }));
  // A little is drawn little: the picture never shows less than a span of thirty.
  const all = values.map((each) => each.value);
  const ends = [Math.min(80, ...all.map((value) => value - 3)), Math.max(110, ...all.map((value) => value + 3))];
  const spec = {
    width: "container", height: { step: 26 },
    layer: [
      { mark: { type: "rule", color: "var(--muted)", strokeDash: [4, 3] }, encoding: { x: { datum: 100 } } },
      {
        mark: { type: "point", filled: true, size: 85, color: "var(--all)", opacity: 1 },
        encoding: {
          x: { field: "value", type: "quantitative", scale: { domain: ends, nice: true, zero: false }, axis: { title: said.speechNote, tickCount: 5, grid: true } },
          y: { field: "act", type: "nominal", sort: null, axis: { title: null, labelLimit: 260 } },
        },
      },
    ],
  };
  return (
    <div className="sheet">
      <Chart
        name="speech" title={said.speech} status={status} spec={spec} values={values}
        alt={`${said.speech}. ${said.speechNote} ${values.map((each) => `${each.act}: ${figures(each.value)}`).join("; ")}.`}
        head={[said.act, said.speechNote]} rows={values.map((each) => [each.act, figures(each.value)])}
      />
    </div>
  );
}
