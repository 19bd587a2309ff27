import { useMemo, useState, type ReactNode } from "react";

import { useLook, type Address } from "../../address";
import type { Index } from "../../data/offline";
import { keptDays } from "../../data/kept";
import type { About, Compared, RunState } from "../../data/types";
import { useAnswer, useAsked, useSource } from "../../data/use";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { useInView } from "../../parts/Marks";
import { Nothing } from "../../parts/Nothing";
import { RunPicker } from "../../parts/RunPicker";
import { Status } from "../../parts/Marks";
import { words } from "../../words/en";
import { Effects } from "./Effects";
import { Gains } from "./Gains";
import { Maps } from "./Maps";
import { Speech } from "./Speech";

const said = words.compare;

/** Whether two runs are of the same people over the same days. */
export function alike(one: RunState, other: RunState): boolean {
  return one.id !== other.id && one.citizens === other.citizens && one.days === other.days && one.place === other.place
    && one.conduct === other.conduct && one.seeds.join() === other.seeds.join();
}

/** The pair that the address asks for, or the newest that there is; the one that does least is the first. */
export function pairOf(runs: RunState[], query: URLSearchParams): [RunState, RunState] | null {
  const finished = runs.filter((run) => run.state === "finished");
  const named = (key: string): RunState | undefined => finished.find((run) => run.id === query.get(key));
  const asked = named("one");
  const against = named("other");
  if (asked && against) return [asked, against];
  for (const run of against ? [against] : finished) {
    const found = asked ?? finished.find((each) => alike(each, run) && each.regime !== run.regime);
    if (found) return run.status === "baseline" && !against ? [run, found] : [found, run];
  }
  return null;
}

/** The same people under two regimes: two towns, what differs, and for whom beside a placebo. */
export function Compare({ address, folder }: { address: Address; folder: Index | undefined }): ReactNode {
  const look = useLook();
  const about = useAsked<About>("/api/about");
  const runs = useAsked<RunState[]>("/api/runs");
  const pair = useMemo(() => (runs.data ? pairOf(runs.data, address.query) : null), [runs.data, address.query]);
  useInView(pair?.[1].title, pair?.[1].status);
  const refused = about.refused ?? runs.refused;
  if (refused) return <Faults refused={refused} again={runs.again} />;
  if (!about.data || !runs.data) return <Waiting />;
  if (!pair) return <><Head title={words.shell.titles.compare} lede={said.lede} /><Nothing title={said.needTwo} more={said.needTwoMore} /></>;
  const finished = runs.data.filter((run) => run.state === "finished");
  return (
    <div className="compare">
      <Head title={words.shell.titles.compare} lede={said.lede} />
      <div className="chooser">
        {(["one", "other"] as const).map((key, at) => (
          <div key={key} className="side-of">
            <RunPicker label={at ? said.other : said.one} runs={finished} value={pair[at]?.id ?? ""} onChange={(id) => look({ one: pair[0].id, other: pair[1].id, [key]: id })} />
            <p className="note"><Status status={pair[at]?.status ?? ""} /> {pair[at]?.title}</p>
          </div>
        ))}
      </div>
      <Pair key={`${pair[0].id} ${pair[1].id}`} pair={pair} about={about.data} query={address.query} placebo={folder !== undefined} />
    </div>
  );
}

/** Two runs side by side: the maps, what differs, for whom, and what is said no more. */
export function Pair({ pair, about, query, placebo: asked }: {
  pair: [RunState, RunState]; about: About; query: URLSearchParams;
  /** Whether the placebo twin is asked for at once: it takes about as long as the first run did. */
  placebo: boolean;
}): ReactNode {
  const source = useSource();
  const [placebo, setPlacebo] = useState(asked);
  const [one, other] = pair;
  const answer = useAnswer<Compared>(`${one.id} ${other.id} ${placebo}`, (signal) =>
    source.send<Compared>("POST", "/api/comparisons", { one: one.id, other: other.id, placebo }, signal));
  const mapped = keptDays(source, one).last >= 0 && keptDays(source, other).last >= 0;
  const mark = words.charts.mark(other.status);
  return (
    <div className="stack">
      {mapped ? <Maps one={one} other={other} about={about} query={query} /> : <p className="note">{said.noMap}</p>}
      {answer.refused && <Faults refused={answer.refused} again={answer.again} />}
      {!answer.data && !answer.refused && <Waiting what={placebo ? said.waitPlacebo : said.wait} />}
      {answer.data?.same && <p className="lede">{said.identical}</p>}
      {answer.data && !answer.data.same && (
        <>
          <Effects compared={answer.data} status={other.status} mark={mark} />
          <Gains compared={answer.data} mark={mark} onPlacebo={placebo ? undefined : () => setPlacebo(true)} />
          <Speech compared={answer.data} status={other.status} />
        </>
      )}
      {answer.data && <p className="note">{answer.data.note}</p>}
    </div>
  );
}
