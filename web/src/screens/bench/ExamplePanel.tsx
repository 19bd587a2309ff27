import { useState, type ReactNode } from "react";

import type { Refused } from "../../data/source";
import type { Example, LayerId, Shown } from "../../data/types";
import { asRefused, useSource } from "../../data/use";
import { Button } from "../../parts/Controls";
import { Faults } from "../../parts/Faults";
import { grouped, words } from "../../words/en";

const said = words.bench;
const SHOWN: LayerId[] = ["score", "sanction", "records", "fear", "speech", "money"];

/** What a clause does to three citizens who are drawn, not made: nothing of them can be chosen or changed. */
export function ExamplePanel({ clause, text }: { clause: string; text: string }): ReactNode {
  const source = useSource();
  const [example, setExample] = useState<Example | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [seed, setSeed] = useState(1);
  const [going, setGoing] = useState(false);
  const draw = async (next: number): Promise<void> => {
    setGoing(true);
    setRefused(null);
    try {
      setExample(await source.send<Example>("POST", "/api/regimes/example", { regime: { text }, clause, seed: next }));
      setSeed(next);
    } catch (error) {
      setRefused(asRefused(error));
    }
    setGoing(false);
  };
  return (
    <div className="example">
      <h3>{said.example}</h3>
      <Button isDisabled={going} onPress={() => void draw(example ? seed + 1 : 1)}>{going ? said.exampleWait : example ? said.others : said.exampleGo}</Button>
      {refused && <Faults refused={refused} />}
      {example && (
        <div aria-live="polite">
          <p>{example.reached ? said.reached(grouped(example.reached), grouped(example.citizens), example.days) : said.reachedNone}</p>
          <ul className="key lines-key" aria-hidden="true">
            <li><Stroke isWith />{said.with}</li>
            <li><Stroke />{said.without}</li>
          </ul>
          <ul className="three">{example.examples.map((shown) => <Citizen key={shown.number} shown={shown} />)}</ul>
        </div>
      )}
    </div>
  );
}

/** The first thing that the clause changes for a citizen, with it and without it. */
function Citizen({ shown }: { shown: Shown }): ReactNode {
  const layer = SHOWN.find((each) => differs(shown.with_clause[each], shown.without_clause[each]));
  return (
    <li>
      <p><strong>{shown.citizen}</strong> <span className="note">{layer ? words.views.names[nameOf(layer)] : said.untouched}</span></p>
      {layer && <Lines one={shown.with_clause[layer] ?? []} other={shown.without_clause[layer] ?? []} />}
    </li>
  );
}

function nameOf(layer: LayerId): keyof typeof words.views.names {
  return layer === "records" ? "records-true" : layer;
}

function differs(one: number[] | undefined, other: number[] | undefined): boolean {
  return (one ?? []).some((value, day) => value !== other?.[day]);
}

const WIDTH = 240;
const HEIGHT = 46;

/** Two small lines over days: solid with the clause, dashed without it. */
function Lines({ one, other }: { one: number[]; other: number[] }): ReactNode {
  const most = Math.max(...one, ...other, 1);
  const least = Math.min(...one, ...other);
  const path = (line: number[]): string =>
    line.map((value, day) => `${day ? "L" : "M"}${(day / Math.max(line.length - 1, 1)) * WIDTH} ${HEIGHT - 3 - ((value - least) / Math.max(most - least, 1)) * (HEIGHT - 6)}`).join("");
  const apart = one.filter((value, day) => value !== other[day]).length;
  const end = Math.sign((one[one.length - 1] ?? 0) - (other[other.length - 1] ?? 0));
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="lines" aria-hidden="true">
        <path d={path(other)} {...STROKES.without} />
        <path d={path(one)} {...STROKES.with} />
      </svg>
      <p className="note">{said.apart(apart, one.length, end)}</p>
    </>
  );
}

/** How a line is drawn: what it is can be told without its colour. */
const STROKES = { with: { stroke: "var(--error)" }, without: { stroke: "var(--before)", strokeDasharray: "5 4" } };

/** A piece of a line, for the key. */
function Stroke({ isWith = false }: { isWith?: boolean }): ReactNode {
  return <svg viewBox="0 0 28 8" width="28" height="8" strokeWidth="2"><path d="M0 4H28" {...(isWith ? STROKES.with : STROKES.without)} /></svg>;
}
