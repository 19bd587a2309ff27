import type { ReactNode } from "react";

import type { Group } from "../data/types";

/** Each group has a colour and a shape, so that nobody needs the colour. The shape is that of the head. */
const HEADS: Record<Group, ReactNode> = {
  M: <circle cx="20" cy="14" r="9.5" />,
  N1: <rect x="11" y="4.5" width="18" height="18" rx="2.5" />,
  N2: <path d="M20 3.2 L31 22.6 H9 Z" strokeLinejoin="round" />,
};

/** A drawn person: nobody in particular. `refused` is hollow and crossed out. */
export function Person({ group, refused = false, size = 40 }: { group: Group; refused?: boolean; size?: number }): ReactNode {
  const colour = `var(--${group.toLowerCase()})`;
  return (
    <svg className="person" viewBox="0 0 40 56" width={size} height={(size * 56) / 40} aria-hidden="true">
      <g fill={refused ? "none" : colour} stroke={colour} strokeWidth={refused ? 2.4 : 1.2}>
        {HEADS[group]}
        <path d="M7 54 C7 36 11 27.5 20 27.5 C29 27.5 33 36 33 54 Z" strokeLinejoin="round" />
      </g>
      {refused && <path d="M4 50 L36 8" stroke="var(--ink)" strokeWidth="2.6" strokeLinecap="round" />}
    </svg>
  );
}

/** The shape alone, for keys and tables. */
export function GroupMark({ group }: { group: Group }): ReactNode {
  return (
    <svg className="mark" viewBox="6 1 28 25" width="14" height="13" aria-hidden="true">
      <g fill={`var(--${group.toLowerCase()})`}>{HEADS[group]}</g>
    </svg>
  );
}
