import { expressionInterpreter } from "vega-interpreter";
import { changeset, parse, View, type Spec } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

import { CONFIG } from "../look/charts";

const NARROW_PIXELS = 400;

/** A chart that is drawn: new values, and away. */
export interface Drawing {
  set: (values: object[]) => void;
  end: () => void;
}

/** Draws a specification. Its expressions are walked and never turned into programs, so that the page may forbid that. */
export function draw(place: HTMLElement, spec: object, values: object[]): Drawing {
  const whole = { $schema: "https://vega.github.io/schema/vega-lite/v6.json", ...spec, data: { name: "values" } } as TopLevelSpec;
  // A legend in one row is cut off where the page is narrow.
  const config = place.clientWidth < NARROW_PIXELS ? { ...CONFIG, legend: { ...CONFIG.legend, columns: 1 } } : CONFIG;
  const compiled = compile(whole, { config: config as never, logger: quiet }).spec as Spec;
  const view = new View(parse(compiled, undefined, { ast: true }), {
    renderer: "svg", container: place, hover: false, expr: expressionInterpreter as never, logger: quiet,
  });
  view.change("values", changeset().insert(values));
  void view.runAsync();
  return {
    set: (next) => {
      void view.change("values", changeset().remove(() => true).insert(next)).runAsync();
    },
    end: () => view.finalize(),
  };
}

const quiet = {
  level: () => quiet, error: () => quiet, warn: () => quiet, info: () => quiet, debug: () => quiet,
} as never;
