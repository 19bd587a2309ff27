export const shell = {
  name: "Glasshouse",
  skip: "Skip to the content",
  nav: "Screens",
  marks: "What is in view",
  synthetic: "synthetic",
  waiting: "One moment …",
  again: "Try again",
  attempt: "What to try:",
  foot: "Everybody here is computed. No figure counts anything that happened to a real person or in a real country.",
  day: (day: number) => `day ${day}`,
  screens: {
    story: "Story",
    bench: "Bench",
    run: "Live run",
    life: "One life",
    compare: "Compare",
    audit: "Audit",
    runs: "Runs",
  },
  titles: {
    story: "You are the scorer",
    bench: "Regime bench",
    run: "Live run",
    life: "One life",
    compare: "Compare",
    audit: "Audit",
    runs: "Runs",
  },
  groups: { M: "Majority (M)", N1: "Minority N1", N2: "Minority N2", everybody: "Everybody" } as Record<string, string>,
  noRun: "No run is here yet.",
  noRunMore: "Start one on the bench; it takes a few seconds.",
  toBench: "To the bench",
  close: "Close",
};

export const server = {
  refused: (status: number) => `The lab said no (${status})`,
  refusedTry: "load the page again",
  gone: "The lab does not answer",
  goneWhy: "its server was ended, or the connection is lost",
  goneTry: "start `glasshouse lab` again, then load this page",
};

export const offline = {
  note: "Read from a folder. Nothing can be started here.",
  torn: (file: string) => `data/${file} cannot be read`,
  tornWhy: "the folder is not whole",
  tornTry: "unpack the export again, all of it",
  absent: "That is not in this folder",
  absentWhy: "an export holds the days and lives that were chosen when it was made",
  absentTry: "look at another day or life, or open the lab itself",
  fixed: "A folder cannot be changed",
  fixedWhy: "there is no laboratory behind this page",
  fixedTry: "run `glasshouse lab` to start and change things",
};

export const charts = {
  table: "Table",
  chart: "Chart",
  shown: "Shown as",
  svg: "SVG",
  png: "PNG",
  csv: "CSV",
  save: (form: string, title: string) => `Save “${title}” as ${form}`,
  mark: (status: string) => `${status}, synthetic`,
  drawing: "Drawing …",
};
