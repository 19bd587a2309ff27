import type { Plugin, Rule } from "postcss";

const WHOLE = /^(:root|html|body|#root)$/;

/** Keeps a style to the elements inside `scope`: what is said of the whole page is said of that element. */
export function scoped(scope: string): Plugin {
  const within = (selector: string): string => (WHOLE.test(selector) ? scope : `${scope} ${selector}`);
  return {
    postcssPlugin: "scoped",
    Rule(rule: Rule) {
      const { parent } = rule;
      const isStep = parent?.type === "atrule" && "name" in parent && parent.name === "keyframes";
      if (isStep || rule.selectors.every((selector) => selector.startsWith(scope))) return;
      rule.selectors = rule.selectors.map(within);
    },
  };
}
