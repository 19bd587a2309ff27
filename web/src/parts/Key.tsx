import type { ReactNode } from "react";

import type { RunState } from "../data/types";
import { css } from "../map/palette";
import { figureOf, type View } from "../map/views";
import { grouped, words } from "../words/en";
import { useDark } from "./dark";

/** What the colours of a view mean. */
export function Key({ view, state }: { view: View; state: Pick<RunState, "score_least" | "score_most" | "currency"> }): ReactNode {
  const dark = useDark();
  const name = (byte: number): string => {
    if (view.id === "sanction") return words.views.sanctions[byte] ?? "";
    if (view.id === "in-error") return byte === 3 ? (words.views.sanctions[3] ?? "") : words.views.noError;
    const unit = view.id === "money" ? state.currency : "";
    return `${grouped(figureOf(view.id, byte, state.score_least, state.score_most))}${unit ? ` ${unit}` : ""}`;
  };
  return (
    <ul className="key">
      {view.key.map((byte) => (
        <li key={byte}><span style={{ background: css(view.scale, view.part(byte), dark) }} />{name(byte)}</li>
      ))}
      {view.id === "score" && <li><span style={{ background: css(view.scale, null, dark) }} />{words.views.none}</li>}
    </ul>
  );
}
