import type { Frame } from "./frame";
import type { Days } from "./types";

/** Figures of one day: a group and a column of it. */
export interface DayFigures {
  day: number;
  /** The sum over groups, or one group's. */
  of: (column: string, group?: string) => number;
}

function reader(day: number, columns: string[], groups: string[], at: (group: number, column: number) => number): DayFigures {
  return {
    day,
    of: (column, group) => {
      const k = columns.indexOf(column);
      if (k < 0) return 0;
      if (group !== undefined) return at(groups.indexOf(group), k);
      return groups.reduce((sum, _, number) => sum + at(number, k), 0);
    },
  };
}

/** The figures that came with a frame. */
export function ofFrame(frame: Frame, columns: string[], groups: string[]): DayFigures {
  return reader(frame.day, columns, groups, (group, column) => frame.figures[group * columns.length + column] ?? 0);
}

/** The figures of every day that is known. */
export function ofDays(days: Days): DayFigures[] {
  return days.values.map((groups, at) => reader(days.first + at, days.columns, days.groups, (group, column) => groups[group]?.[column] ?? 0));
}

/** How many are under a sanction, of whatever reading. */
export function under(figures: DayFigures, group?: string): number {
  return figures.of("in_error", group) + figures.of("against_right", group) + figures.of("by_rules", group);
}

/** Every how many days a day is drawn, so that a long run stays a line. */
export function stride(count: number, most = 180): number {
  return Math.max(1, Math.ceil(count / most));
}
