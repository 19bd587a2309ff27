import type { ReactNode } from "react";

import { under, type DayFigures } from "../../data/figures";
import { figures as told, grouped, words } from "../../words/en";

const said = words.run;

/** What this day is and what happened on it. While days go by nothing is read out; on a pause, one sentence is. */
export function Today({ figures, moving }: { figures: DayFigures; moving: boolean }): ReactNode {
  const all = under(figures);
  const scored = figures.of("scored");
  const error = figures.of("in_error");
  return (
    <section className="sheet today" aria-label={said.today}>
      <p className="hidden" role="status" aria-live={moving ? "off" : "polite"}>
        {moving ? "" : said.summary(figures.day, grouped(all), grouped(error))}
      </p>
      <dl>
        <Figure value={grouped(all)} name={said.figures.under} more={said.of(grouped(scored))} />
        <Figure value={grouped(error)} name={said.figures.error} tone="error" />
        <Figure value={grouped(figures.of("against_right"))} name={said.figures.right} tone="right" />
        <Figure value={grouped(figures.of("entries"))} name={said.figures.began} />
        <Figure value={grouped(figures.of("withheld"))} name={said.figures.held} />
        <Figure value={told(scored ? figures.of("fear") / scored : 0)} name={said.figures.fear} />
      </dl>
    </section>
  );
}

function Figure({ value, name, more, tone = "" }: { value: string; name: string; more?: string; tone?: string }): ReactNode {
  return (
    <div className={`figure ${tone}`}>
      <dt>{name}{more && <span className="note">{more}</span>}</dt>
      <dd>{value}</dd>
    </div>
  );
}
