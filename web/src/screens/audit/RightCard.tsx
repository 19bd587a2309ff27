import type { ReactNode } from "react";

import { write } from "../../address";
import type { Rule } from "../../data/types";
import { Disclosure } from "../../parts/Controls";
import { figures, words } from "../../words/en";

const said = words.audit;
const SHOWN_CLAUSES = 6;
/** Verdicts whose people can be looked for in a run. */
const PEOPLED = ["violates", "likely", "needs-measure"];

/** One right: what it asks, what was found and why, by which clauses, and what would have to be known. */
export function RightCard({ rule, run }: { rule: Rule; run: string }): ReactNode {
  const more = rule.where.length - SHOWN_CLAUSES;
  return (
    <article className={`right-card ${rule.verdict}`}>
      <p className="verdict">{said.verdicts[rule.verdict] ?? rule.verdict}</p>
      <h3>{rule.provision}</h3>
      <p>{rule.test}</p>
      <p className="note"><strong>{said.because}</strong> {rule.reason}</p>
      {rule.where.length > 0 && (
        <ul className="clauses" aria-label={said.where}>
          {rule.where.slice(0, SHOWN_CLAUSES).map((place) => (
            <li key={`${place.file}${place.line}`}><code>{place.file.replace(/^.*\//, "")}:{place.line}</code> {place.clause}</li>
          ))}
          {more > 0 && <li>{said.more(more)}</li>}
        </ul>
      )}
      {rule.measures.map((measure) => <Measure key={measure.id} measure={measure} />)}
      {run && PEOPLED.includes(rule.verdict) && (
        <p><a href={write("life", run, { find: "sanctioned-against-right" })}>{said.people}</a></p>
      )}
      <Disclosure title={said.details}>
        {rule.missing.length > 0 && <p className="note">{said.missing}: {rule.missing.join(", ")}.</p>}
        {rule.declared.length > 0 && <p className="note">{said.declared}: {rule.declared.join(", ")}.</p>}
        <p className="note">
          {rule.id} · {rule.binding ? said.binding : said.soft}{rule.in_force_from && ` · ${said.since(rule.in_force_from)}`}
          {rule.marks.includes("verify") && ` · ${words.bench.verify}`}
        </p>
        {rule.note && <p className="note">{rule.note}</p>}
        {rule.sources.length > 0 && <p className="note">{said.sources}: {rule.sources.join("; ")}.</p>}
      </Disclosure>
    </article>
  );
}

/** A figure of the run: a rate with its numerator and denominator, or a plain one. */
interface Value {
  what: string;
  figure?: number | null;
  value?: number | null;
  per?: number;
  unit: string;
  counted?: string;
  numerator?: number;
  denominator?: number;
  interval: [number, number] | null;
}

const FEW = 4;

/** A figure that the rule asks for, and what the run has of it. */
function Measure({ measure }: { measure: Rule["measures"][number] }): ReactNode {
  const values = measure.values as Value[];
  return (
    <div className="measure">
      <p className="note"><strong>{said.measures}</strong> {measure.figure}</p>
      {values.length > 0 && <ul>{values.slice(0, FEW).map((value) => <Told key={value.what} value={value} />)}</ul>}
      {values.length > FEW && (
        <Disclosure title={said.more(values.length - FEW)}>
          <ul>{values.slice(FEW).map((value) => <Told key={value.what} value={value} />)}</ul>
        </Disclosure>
      )}
    </div>
  );
}

function Told({ value }: { value: Value }): ReactNode {
  const figure = value.value ?? value.figure;
  const unit = value.per && value.per > 1 ? `${value.counted ?? ""} ${words.compare.per(value.per, value.unit)}` : value.unit;
  return (
    <li>
      {value.what}: <strong>{typeof figure === "number" ? figures(figure) : "\u2013"}</strong> {unit}
      {value.interval && <span className="note"> [{figures(value.interval[0])}, {figures(value.interval[1])}]</span>}
    </li>
  );
}
