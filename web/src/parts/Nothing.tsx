import type { ReactNode } from "react";

import { write } from "../address";
import { words } from "../words/en";

/** Where there is no run to look at. */
export function Nothing({ title = words.shell.noRun, more = words.shell.noRunMore }: { title?: string; more?: string }): ReactNode {
  return (
    <div className="nothing">
      <p className="lede">{title}</p>
      <p>{more}</p>
      {!__OFFLINE__ && <a className="button main" href={write("bench")}>{words.shell.toBench}</a>}
    </div>
  );
}
