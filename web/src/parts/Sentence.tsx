import type { ReactNode } from "react";

const PLACE = /([\w-]+\.yaml:\d+)/;

/** A sentence in which the lines of files stand out. */
export function Sentence({ text }: { text: string }): ReactNode {
  return <span className="sentence">{text.split(PLACE).map((part, at) => (at % 2 ? <code key={at}>{part}</code> : part))}</span>;
}
