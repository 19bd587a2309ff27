import { useEffect, useRef, type ReactNode } from "react";

import type { Fault } from "../../data/types";
import { createEditor, type Editing } from "./codemirror";

/** The file. It is told of every fault, and tells of every change and of the line that the reader is on. */
export default function Editor({ text, schema, faults, label, onChange, onLine, jump }: {
  text: string; schema: object; faults: Fault[]; label: string; jump: { line: number; turn: number } | null;
  onChange: (text: string) => void; onLine: (line: number) => void;
}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const editing = useRef<Editing | null>(null);
  const told = useRef({ onChange, onLine });
  told.current = { onChange, onLine };
  useEffect(() => {
    if (!place.current) return;
    const made = createEditor(place.current, text, schema, label, {
      onChange: (next) => told.current.onChange(next),
      onLine: (line) => told.current.onLine(line),
    });
    editing.current = made;
    return () => {
      made.end();
      editing.current = null;
    };
    // The text that comes later is put into the editor that is there.
  }, [schema, label]);
  useEffect(() => editing.current?.put(text), [text]);
  useEffect(() => editing.current?.faults(faults), [faults]);
  useEffect(() => {
    if (jump) editing.current?.jump(jump.line);
  }, [jump]);
  return <div className="editor" ref={place} />;
}
