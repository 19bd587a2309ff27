import type { ReactNode } from "react";

import type { Compared, Moved } from "../../data/types";
import { Button } from "../../parts/Controls";
import { Table } from "../../parts/Table";
import { grouped, words } from "../../words/en";

const said = words.compare;
const NONE = "\u2013";

/** Who has more and who less: counted beside the placebo twin, or not at all. */
export function Gains({ compared, mark, onPlacebo }: { compared: Compared; mark: string; onPlacebo: (() => void) | undefined }): ReactNode {
  const shifts = compared.shifts.filter((shift) => shift.moved !== null);
  const told = (moved: Moved | null, key: keyof Moved): string => (moved ? grouped(moved[key]) : NONE);
  return (
    <section className="stack">
      <h2>{said.moved}</h2>
      <p className="note">{said.placeboNote}</p>
      {onPlacebo && !compared.placebo && <p><Button onPress={onPlacebo}>{said.placebo}</Button></p>}
      {compared.unsampled && <p className="note">{compared.unsampled}</p>}
      {compared.placebo && shifts.length > 0 && (
        <Table
          caption={said.moved} mark={mark} head={said.movedHead}
          rows={shifts.map((shift) => [
            shift.title, grouped(shift.persons), told(shift.moved, "more"), told(shift.moved, "less"), told(shift.moved, "same"),
            told(shift.placebo, "more"), told(shift.placebo, "less"),
          ])}
        />
      )}
    </section>
  );
}
