import { useCallback, useEffect, useMemo, useState, type ReactNode } from "react";

import { useLook, type Address } from "../../address";
import type { About, RegimeRow, RegimeText } from "../../data/types";
import { useAnswer, useAsked, useSource } from "../../data/use";
import { Button, Select, Switcher } from "../../parts/Controls";
import { Faults, Waiting } from "../../parts/Faults";
import { Head } from "../../parts/Head";
import { useInView } from "../../parts/Marks";
import { save } from "../../parts/saving";
import { words } from "../../words/en";
import { ClausePanel } from "./ClausePanel";
import { draft, useDraft } from "./draft";
import { EditorPane } from "./EditorPane";
import { FaultList } from "./FaultList";
import { FormView } from "./FormView";
import { entryAt, outlineOf } from "./outline";
import { RunPanel } from "./RunPanel";
import { useChecked } from "./useChecked";

const USUAL = "as-told";

/** The bench: a regime as a file and as a form, what its clauses do, and a society to run it over. */
export function Bench({ address }: { address: Address }): ReactNode {
  const look = useLook();
  const about = useAsked<About>("/api/about");
  const regimes = useAsked<RegimeRow[]>("/api/regimes");
  const text = useDraft();
  useStarted(address.what || USUAL, text);
  const { checked, described, checking, refused } = useChecked(text);
  const outline = useMemo(() => outlineOf(text), [text]);
  const [chosen, setChosen] = useState("");
  const [jump, setJump] = useState<{ line: number; turn: number } | null>(null);
  const form = address.query.get("as") === "form";
  useInView(checked?.title ?? undefined, checked?.status ?? undefined);
  const onLine = useCallback((line: number) => {
    const entry = entryAt(outlineOf(draft.read()), draft.read(), line);
    if (entry) setChosen(entry.id);
  }, []);
  const failed = about.refused ?? regimes.refused;
  if (failed) return <Faults refused={failed} again={about.again} />;
  if (!about.data || !regimes.data) return <Waiting />;
  const start = regimes.data.find((row) => row.regime === (checked?.regime ?? address.what))?.regime ?? "";
  return (
    <div className="bench">
      <Head title={words.shell.titles.bench} lede={words.bench.lede} />
      <div className="bar-of-bench">
        <Select
          label={words.bench.from} value={start} onChange={(regime) => { draft.begin(""); location.hash = `#/bench/${regime}`; }}
          options={[...(start ? [] : [{ id: "", name: words.bench.mine }]), ...regimes.data.map((row) => ({ id: row.regime, name: row.regime, more: `${row.title} (${row.status})` }))]}
        />
        <Switcher
          label={words.bench.shown} value={form ? "form" : "file"} onChange={(as) => look({ as: as === "form" ? "form" : undefined })}
          options={[{ id: "file", name: words.bench.file }, { id: "form", name: words.bench.form }]}
        />
        <Button plain onPress={() => save(`${checked?.regime ?? "regime"}.yaml`, text, "text/yaml")}>{words.bench.save}</Button>
      </div>
      <div className="two">
        <section className="stack" aria-label={form ? words.bench.form : words.bench.file}>
          {form
            ? <FormView text={text} outline={outline} described={described} onChange={draft.begin} onChoose={setChosen} />
            : <EditorPane text={text} faults={checked?.faults ?? []} onLine={onLine} jump={jump} />}
          {refused && <Faults refused={refused} />}
          <FaultList checked={checked} checking={checking} onJump={(line) => { look({ as: undefined }); setJump({ line, turn: Date.now() }); }} />
        </section>
        <section className="stack">
          <RunPanel about={about.data} checked={checked} text={text} />
          <ClausePanel described={described} checked={checked} text={text} chosen={chosen} onChoose={setChosen} />
        </section>
      </div>
    </div>
  );
}

/** Puts the regime of the address on the bench where there is no text of one's own yet. */
function useStarted(regime: string, text: string): void {
  const source = useSource();
  const key = text === "" ? regime : null;
  const { data } = useAnswer<RegimeText>(key, (signal) => source.get<RegimeText>(`/api/regimes/${encodeURIComponent(regime)}/text`, signal));
  useEffect(() => {
    if (data && draft.read() === "") draft.begin(data.text);
  }, [data]);
}
