import { useEffect, useRef, useState, type ReactNode } from "react";

import { words } from "../words/en";
import { Button, Switcher } from "./Controls";
import type { Drawing } from "./drawing";
import { csv, png, save, svgText } from "./saving";
import { Table } from "./Table";

export interface ChartShown {
  name: string;
  title: string;
  /** What the chart says, for whoever does not see it. */
  alt: string;
  spec: object;
  values: object[];
  head: string[];
  rows: string[][];
  status: string;
  /** What is said under the title: the regime, or what the axis counts. */
  more?: string;
}

/** A chart: its picture or its table, and both to take away, each with the status of its regime. */
export function Chart(shown: ChartShown): ReactNode {
  const [as, setAs] = useState("chart");
  const place = useRef<HTMLDivElement>(null);
  const mark = words.charts.mark(shown.status);
  const drawn = (): SVGSVGElement | null => place.current?.querySelector("svg") ?? null;
  const saveAs = async (form: "svg" | "png"): Promise<void> => {
    const picture = drawn();
    if (!picture) return;
    if (form === "svg") save(`${shown.name}.svg`, svgText(picture, shown.title, mark), "image/svg+xml");
    else save(`${shown.name}.png`, await png(picture, shown.title, mark), "image/png");
  };
  return (
    <figure className="chart">
      <figcaption>
        <span className="title">{shown.title}</span> <span className="note">{shown.more && `${shown.more} · `}{mark}</span>
      </figcaption>
      {as === "chart" ? (
        <Picture {...shown} place={place} />
      ) : (
        <Table caption={shown.title} mark={mark} head={shown.head} rows={shown.rows} />
      )}
      <div className="tools">
        <Switcher
          label={`${words.charts.shown}: ${shown.title}`} value={as} onChange={setAs}
          options={[{ id: "chart", name: words.charts.chart }, { id: "table", name: words.charts.table }]}
        />
        <span className="buttons">
          {as === "chart" && <Button plain small aria-label={words.charts.save("SVG", shown.title)} onPress={() => void saveAs("svg")}>{words.charts.svg}</Button>}
          {as === "chart" && <Button plain small aria-label={words.charts.save("PNG", shown.title)} onPress={() => void saveAs("png")}>{words.charts.png}</Button>}
          <Button plain small aria-label={words.charts.save("CSV", shown.title)} onPress={() => save(`${shown.name}.csv`, csv(shown.head, shown.rows, mark), "text/csv")}>
            {words.charts.csv}
          </Button>
        </span>
      </div>
    </figure>
  );
}

function Picture({ spec, values, alt, place }: ChartShown & { place: React.RefObject<HTMLDivElement | null> }): ReactNode {
  const drawing = useRef<Drawing | null>(null);
  const newest = useRef(values);
  newest.current = values;
  const key = JSON.stringify(spec);
  useEffect(() => {
    let gone = false;
    // What draws is large: it is fetched when the first chart is.
    void import("./drawing").then(({ draw }) => {
      if (gone || !place.current) return;
      drawing.current = draw(place.current, JSON.parse(key) as object, newest.current);
    });
    return () => {
      gone = true;
      drawing.current?.end();
      drawing.current = null;
      place.current?.replaceChildren();
    };
  }, [key, place]);
  useEffect(() => drawing.current?.set(values), [values]);
  return <div className="picture" role="img" aria-label={alt}><div ref={place} aria-hidden="true" /></div>;
}
