import { useState, type ReactNode } from "react";

import type { Described, RegimeText } from "../../data/types";
import { useSource } from "../../data/use";
import { Button, Disclosure } from "../../parts/Controls";
import { words } from "../../words/en";
import { blockOf, outlineOf, removal, withEntry, withValue, type Entry, type Leaf, type Outline } from "./outline";

const said = words.bench;
const UNSHOWN = new Set(["describes", "note", "regime"]);

/** The same file as a form: what is changed here changes the text, and the text changes this. */
export function FormView({ text, outline, described, onChange, onChoose }: {
  text: string; outline: Outline; described: Described | undefined; onChange: (text: string) => void; onChoose: (id: string) => void;
}): ReactNode {
  if (!outline.whole) return <p className="notice">{said.broken}</p>;
  const set = (leaf: Leaf, value: string | number | boolean): void => onChange(withValue(text, leaf.path, value));
  const own = new Set(outline.entries.map((entry) => entry.id));
  const sections = [...new Set([...outline.entries.map((entry) => entry.section), ...(described?.sections.map((each) => each.name) ?? [])])];
  return (
    <div className="form">
      <fieldset>
        <legend>{said.head}</legend>
        {outline.head.filter((leaf) => !UNSHOWN.has(String(leaf.path[0]))).map((leaf) => <Field key={leaf.path.join(".")} leaf={leaf} from={1} onSet={set} />)}
      </fieldset>
      {sections.map((section) => {
        const told = described?.sections.find((each) => each.name === section);
        const inherited = told?.clauses.filter((clause) => !own.has(clause.id)) ?? [];
        return (
          <section key={section} className="part">
            <h2>{told?.heading ?? section}</h2>
            {outline.entries.filter((entry) => entry.section === section).map((entry) => <Clause key={entry.id} entry={entry} onSet={set} onChoose={onChoose} />)}
            {inherited.length > 0 && (
              <Disclosure title={`${said.inherited} ${[...new Set(inherited.map((clause) => clause.file))].join(", ")} (${inherited.length})`}>
                <ul className="inherited">
                  {inherited.map((clause) => (
                    <li key={clause.id}>
                      <p><strong>{clause.title || clause.id}</strong> {clause.says}</p>
                      <TakeOver id={clause.id} file={clause.file} section={section} text={text} onChange={onChange} />
                    </li>
                  ))}
                </ul>
              </Disclosure>
            )}
          </section>
        );
      })}
    </div>
  );
}

function Clause({ entry, onSet, onChoose }: { entry: Entry; onSet: (leaf: Leaf, value: string | number | boolean) => void; onChoose: (id: string) => void }): ReactNode {
  return (
    <fieldset onFocus={() => onChoose(entry.id)}>
      <legend>{entry.id} {entry.removed && <span className="note">{said.removed}</span>}</legend>
      {entry.leaves.map((leaf) => <Field key={leaf.path.join(".")} leaf={leaf} from={typeof leaf.path[1] === "number" ? 2 : 1} onSet={onSet} />)}
    </fieldset>
  );
}

/** One value. It is set when the writer leaves it, so that half a number is never in the file. */
function Field({ leaf, from, onSet }: { leaf: Leaf; from: number; onSet: (leaf: Leaf, value: string | number | boolean) => void }): ReactNode {
  const name = leaf.path.slice(from).join(" · ").replaceAll("_", " ") || String(leaf.path[0]);
  const [typed, setTyped] = useState<string | null>(null);
  if (typeof leaf.value === "boolean") {
    return (
      <label className="leaf tick">
        <input type="checkbox" checked={leaf.value} onChange={(event) => onSet(leaf, event.target.checked)} /> {name}
      </label>
    );
  }
  const commit = (): void => {
    if (typed === null || typed === String(leaf.value)) return setTyped(null);
    const number = Number(typed.replace(",", "."));
    if (typeof leaf.value !== "number") onSet(leaf, typed);
    else if (typed.trim() !== "" && Number.isFinite(number)) onSet(leaf, number);
    setTyped(null);
  };
  const shown = typed ?? String(leaf.value ?? "");
  const common = { value: shown, onBlur: commit, onKeyDown: (event: { key: string }) => event.key === "Enter" && commit() };
  return (
    <label className="leaf">
      <span>{name}</span>
      {shown.length > 60
        ? <textarea className="input" rows={3} {...common} onChange={(event) => setTyped(event.target.value)} />
        : <input className="input" inputMode={typeof leaf.value === "number" ? "decimal" : "text"} {...common} onChange={(event) => setTyped(event.target.value)} />}
    </label>
  );
}

/** Writes a clause of the parent into the file, so that its values can be changed here; or takes it away. */
function TakeOver({ id, file, section, text, onChange }: { id: string; file: string; section: string; text: string; onChange: (text: string) => void }): ReactNode {
  const source = useSource();
  const takeOver = async (): Promise<void> => {
    const parent = await source.get<RegimeText>(`/api/regimes/${file.replace(/\.yaml$/, "")}/text`);
    const entry = outlineOf(parent.text).entries.find((each) => each.id === id && each.section === section);
    if (entry) onChange(withEntry(text, section, blockOf(parent.text, entry)));
  };
  return (
    <span className="buttons">
      <Button small plain aria-label={`${said.takeOver}: ${id}`} onPress={() => void takeOver()}>{said.takeOver}</Button>
      <Button small plain aria-label={`${said.remove}: ${id}`} onPress={() => onChange(withEntry(text, section, removal(id)))}>{said.remove}</Button>
    </span>
  );
}
