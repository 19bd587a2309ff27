import type { ReactNode } from "react";

import type { About, RunState, Twins } from "../data/types";
import { useAsked } from "../data/use";
import { Faults, Waiting } from "../parts/Faults";
import { Head } from "../parts/Head";
import { useInView } from "../parts/Marks";
import { Pair } from "../screens/compare/Compare";
import { LifeView } from "../screens/life/LifeView";
import { RunView } from "../screens/run/RunView";
import { words } from "../words/en";
import type { Model } from "./model";

type View = "run" | "life" | "compare";

/** One of the page's views, of the runs that came with the widget. */
export function Shown({ model, query }: { model: Model; query: URLSearchParams }): ReactNode {
  const about = useAsked<About>("/api/about");
  const runs = useAsked<RunState[]>("/api/runs");
  const refused = about.refused ?? runs.refused;
  if (refused) return <Faults refused={refused} />;
  const [one, other] = runs.data ?? [];
  if (!about.data || !one) return <Waiting />;
  const view = model.get("view") as View;
  const open = (citizen: number): void => {
    model.set("citizen", citizen);
    model.save_changes();
  };
  if (view === "life") return <Life path={model.get("life") as string} run={one} query={query} />;
  if (view === "compare" && other) return <Both pair={[one, other]} about={about.data} query={query} />;
  return <RunView run={one.id} about={about.data} query={query} onOpen={open} />;
}

function Life({ path, run, query }: { path: string; run: RunState; query: URLSearchParams }): ReactNode {
  useInView(run.title, run.status);
  const { data, refused } = useAsked<Twins>(path);
  if (refused) return <Faults refused={refused} />;
  if (!data) return <Waiting />;
  return (
    <div className="life">
      <Head title={words.life.who(data.life.citizen)} />
      <LifeView twins={data} status={run.status} query={query} />
    </div>
  );
}

function Both({ pair, about, query }: { pair: [RunState, RunState]; about: About; query: URLSearchParams }): ReactNode {
  useInView(pair[1].title, pair[1].status);
  return (
    <div className="compare">
      <Head title={words.shell.titles.compare} lede={`${pair[0].name} \u00b7 ${pair[1].name}`} />
      <Pair pair={pair} about={about} query={query} placebo />
    </div>
  );
}
