import react from "@vitejs/plugin-react";
import type { UserConfig } from "vite";
import { defineConfig } from "vitest/config";

import { scoped } from "./scripts/scoped.ts";

const LAB = "http://127.0.0.1:8747";
// Where the server looks for the page; the wheel carries it and git does not.
const PAGE = "../src/glasshouse/lab/page";

type Build = NonNullable<UserConfig["build"]>;

/** One script and one style: what opens from a disk, and what a notebook is given, can fetch nothing more. */
function whole(entry: string, format: "iife" | "es", name: string): Build {
  return {
    outDir: `${PAGE}/${name === "app" ? "offline" : name}`,
    cssCodeSplit: false,
    lib: { entry, formats: [format], name: "glasshouseLab", fileName: () => `${name}.js`, cssFileName: name },
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
  };
}

// Three builds of one source. The page that a server serves is cut into modules, so that the editor and the charts are
// fetched when they are needed. What opens from a disk must be one classic script: a browser fetches neither modules
// nor data from file://. What a notebook shows is one module, whose style keeps to its own element.
const BUILDS: Record<string, Build> = {
  offline: whole("src/main.tsx", "iife", "app"),
  widget: whole("src/widget/widget.tsx", "es", "widget"),
};

export default defineConfig(({ mode }) => {
  const alone = BUILDS[mode];
  return {
    base: "./",
    plugins: [react()],
    define: { __OFFLINE__: JSON.stringify(alone !== undefined), ...(alone ? { "process.env.NODE_ENV": '"production"' } : {}) },
    css: mode === "widget" ? { postcss: { plugins: [scoped(".glasshouse")] } } : {},
    build: {
      outDir: PAGE,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      ...alone,
    },
    // The lab answers its own page alone; while the page is written, this stands in for it.
    server: { proxy: { "/api": { target: LAB, ws: true, changeOrigin: true, headers: { origin: LAB } } } },
    test: { include: ["test/**/*.test.ts"], environment: "node" as const },
  };
});
