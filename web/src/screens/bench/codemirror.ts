import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml, yamlLanguage } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

import type { Fault } from "../../data/types";
import { complete, schemaOf } from "./completing";

export interface Editing {
  put: (text: string) => void;
  faults: (faults: Fault[]) => void;
  jump: (line: number) => void;
  end: () => void;
}

interface Heard {
  onChange: (text: string) => void;
  onLine: (line: number) => void;
}

/** Makes the editor. Tab moves on, as everywhere on the page; lines are moved in and out by Ctrl and a bracket. */
export function createEditor(place: HTMLElement, text: string, schema: object, label: string, heard: Heard): Editing {
  const view = new EditorView({
    parent: place,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(),
        yaml(), schemaOf(schema), yamlLanguage.data.of({ autocomplete: complete }), autocompletion({ icons: false }),
        syntaxHighlighting(COLOURS), LOOK, EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }), EditorView.lineWrapping,
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) heard.onChange(update.state.doc.toString());
          if (update.docChanged || update.selectionSet) heard.onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
        }),
      ],
    }),
  });
  return {
    put: (next) => {
      const now = view.state.doc.toString();
      if (now !== next) view.dispatch({ changes: { from: 0, to: now.length, insert: next } });
    },
    faults: (faults) => view.dispatch(setDiagnostics(view.state, faults.map((fault) => placed(view, fault)))),
    jump: (line) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines)).from;
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    end: () => view.destroy(),
  };
}

/** A fault where it is: from its column to the end of the line. */
function placed(view: EditorView, fault: Fault): Diagnostic {
  const line = view.state.doc.line(Math.min(Math.max(fault.line ?? 1, 1), view.state.doc.lines));
  const from = Math.min(line.from + Math.max((fault.column ?? 1) - 1, 0), line.to);
  const message = [fault.what, fault.why && `(${fault.why})`, fault.attempt && `\u2192 ${fault.attempt}`].filter(Boolean).join("\n");
  return { from, to: Math.max(line.to, from), severity: "error", message, source: fault.code };
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--link)" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.keyword], color: "var(--warn)" },
  { tag: [tags.punctuation, tags.separator], color: "var(--muted)" },
]);

const LOOK = EditorView.theme({
  "&": { height: "100%", fontSize: "0.875rem", backgroundColor: "var(--sheet)", color: "var(--ink)" },
  // The editor learns of its focus a moment late; whoever comes by keys sees it at once.
  "&:focus-within": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 7%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--link) 26%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "8px", fontFamily: "var(--sans)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--on-link)" },
  ".cm-tooltip-autocomplete ul li": { padding: "0.15rem 0.6rem" },
  // Of what the schema does not explain, nothing is shown beside the list.
  ".cm-completionInfo:empty, .cm-completionInfo:has(> :only-child:empty)": { display: "none" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "34rem", borderLeftColor: "var(--error)" },
  ".cm-panels": { backgroundColor: "var(--tint)", color: "var(--ink)" },
});
