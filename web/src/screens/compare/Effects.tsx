import { useState, type ReactNode } from "react";

import type { Compared, Effect, Rate } from "../../data/types";
import { Chart } from "../../parts/Chart";
import { Switcher } from "../../parts/Controls";
import { Table } from "../../parts/Table";
import { figures, words } from "../../words/en";

const said = words.compare;
const NONE = "\u2013";

/** What differs between the two, by group: rates, their difference, and the noise that the placebo shows. */
export function Effects({ compared, status, mark }: { compared: Compared; status: string; mark: string }): ReactNode {
  const groups = [...new Set(compared.effects.map((effect) => effect.group))];
  const [group, setGroup] = useState(groups[0] ?? "everybody");
  const shown = compared.effects.filter((effect) => effect.group === group);
  const [noted] = shown;
  return (
    <section className="stack">
      <div className="head wide">
        <h2>{said.effects}</h2>
        <Switcher label={said.group} options={groups.map((id) => ({ id, name: words.shell.groups[id] ?? id }))} value={group} onChange={setGroup} />
      </div>
      {noted && <Table caption={`${said.effects}: ${words.shell.groups[group]}`} mark={mark} head={headOf(compared)} rows={shown.map(rowOf)} hidden />}
      <div className="sheet"><Groups compared={compared} status={status} /></div>
    </section>
  );
}

function headOf(compared: Compared): string[] {
  const [nothing, first, second, apart, placebo] = said.effectsHead;
  return [nothing ?? "", `${first}: ${compared.from.regime}`, `${second}: ${compared.to.regime}`, apart ?? "", placebo ?? ""];
}

const told = (rate: Rate | null): string => (rate?.value === null || rate === null ? NONE : figures(rate.value));

function rowOf(effect: Effect): ReactNode[] {
  const unit = `${effect.here.counted} ${said.per(effect.here.per, effect.here.unit)}`;
  return [
    <span key="what">{effect.title} <span className="note">{unit}</span></span>,
    told(effect.there), told(effect.here), effect.difference === null ? NONE : signed(effect.difference),
    effect.noise === null ? NONE : signed(effect.noise),
  ];
}

function signed(value: number): string {
  return value > 0 ? `+${figures(value)}` : figures(value);
}

/** The days under a sanction of each group in the second run, in error apart. */
function Groups({ compared, status }: { compared: Compared; status: string }): ReactNode {
  const parts = ["by-the-rules", "against-a-right", "in-error"];
  const rows = compared.effects.filter((effect) => parts.includes(effect.id) || effect.id === "sanction-days");
  const groups = [...new Set(rows.map((row) => row.group))];
  const of = (group: string, id: string): number => rows.find((row) => row.group === group && row.id === id)?.here.value ?? 0;
  const values = groups.flatMap((group) => [
    { group: words.shell.groups[group] ?? group, reading: words.views.sanctions[3], value: of(group, "in-error"), order: 0 },
    { group: words.shell.groups[group] ?? group, reading: words.views.sanctions[2], value: of(group, "against-a-right"), order: 1 },
    { group: words.shell.groups[group] ?? group, reading: words.views.sanctions[1], value: of(group, "sanction-days") - of(group, "in-error") - of(group, "against-a-right"), order: 2 },
  ]);
  const domain = [words.views.sanctions[3], words.views.sanctions[2], words.views.sanctions[1]];
  const spec = {
    width: "container", height: { step: 34 },
    mark: { type: "bar", stroke: "var(--sheet)", strokeWidth: 1 },
    encoding: {
      y: { field: "group", type: "nominal", sort: groups.map((group) => words.shell.groups[group]), axis: { title: null } },
      x: { field: "value", type: "quantitative", axis: { title: said.perDays, tickCount: 5 } },
      color: { field: "reading", type: "nominal", scale: { domain, range: ["var(--error)", "var(--right)", "var(--rules)"] } },
      order: { field: "order" },
    },
  };
  return (
    <Chart
      name="sanction-days-by-group" title={said.byGroup} more={compared.to.regime} status={status} spec={spec} values={values}
      alt={`${said.byGroup}. ${groups.map((group) => `${words.shell.groups[group]}: ${figures(of(group, "sanction-days"))}, ${figures(of(group, "in-error"))} ${words.views.sanctions[3]}`).join("; ")}.`}
      head={[said.group, ...domain.map((name) => name ?? "")]}
      rows={groups.map((group) => [words.shell.groups[group] ?? group, ...values.filter((value) => value.group === words.shell.groups[group]).map((value) => figures(value.value))])}
    />
  );
}
