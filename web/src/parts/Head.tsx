import type { ReactNode } from "react";

/** The head of a screen: its name and one sentence. */
export function Head({ title, lede, children }: { title: ReactNode; lede?: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <div className="head">
      <h1>{title}</h1>
      {lede && <p>{lede}</p>}
      {children}
    </div>
  );
}
