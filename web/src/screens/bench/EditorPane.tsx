import { lazy, Suspense, type ReactNode } from "react";

import type { Fault } from "../../data/types";
import { useAsked } from "../../data/use";
import { Waiting } from "../../parts/Faults";
import { words } from "../../words/en";
import { draft } from "./draft";

// The editor is the largest part of the page: whoever does not write does not wait for it.
const Editor = lazy(() => import("./Editor"));

export function EditorPane({ text, faults, onLine, jump }: {
  text: string; faults: Fault[]; onLine: (line: number) => void; jump: { line: number; turn: number } | null;
}): ReactNode {
  const schema = useAsked<object>("/api/regimes/schema");
  if (!schema.data) return <Waiting what={words.bench.loadingEditor} />;
  return (
    <Suspense fallback={<Waiting what={words.bench.loadingEditor} />}>
      <Editor text={text} schema={schema.data} faults={faults} label={words.bench.editor} onChange={draft.begin} onLine={onLine} jump={jump} />
    </Suspense>
  );
}
