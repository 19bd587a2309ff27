import type { ReactNode } from "react";

/** A table of texts; from column `numbers` on, cells are figures. */
export function Table({ caption, mark, head, rows, numbers = 1, hidden = false }: {
  caption: string; mark?: string; head: string[]; rows: ReactNode[][]; numbers?: number; hidden?: boolean;
}): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption className={hidden ? "hidden" : ""}>{caption}{mark && <span className="note"> · {mark}</span>}</caption>
        <thead>
          <tr>{head.map((cell, at) => <th key={at} scope="col" className={at >= numbers ? "n" : ""}>{cell}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, at) =>
                at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at} className={at >= numbers ? "n" : ""}>{cell}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
