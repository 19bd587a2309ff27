import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const LAB = "http://127.0.0.1:8747";
// Where the server looks for the page; the wheel carries it and git does not.
const PAGE = "../src/glasshouse/lab/page";

// Two builds of one source. The page that a server serves is cut into modules, so that the editor and the charts are
// fetched when they are needed. What opens from a disk must be one classic script: a browser fetches neither modules
// nor data from file://.
export default defineConfig(({ mode }) => {
  const offline = mode === "offline";
  return {
    base: "./",
    plugins: [react()],
    define: { __OFFLINE__: JSON.stringify(offline), ...(offline ? { "process.env.NODE_ENV": '"production"' } : {}) },
    build: {
      outDir: offline ? `${PAGE}/offline` : PAGE,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      ...(offline
        ? {
            cssCodeSplit: false,
            lib: { entry: "src/main.tsx", formats: ["iife" as const], name: "glasshouseLab", fileName: () => "app.js", cssFileName: "app" },
          }
        : {}),
    },
    // The lab answers its own page alone; while the page is written, this stands in for it.
    server: { proxy: { "/api": { target: LAB, ws: true, changeOrigin: true, headers: { origin: LAB } } } },
    test: { include: ["test/**/*.test.ts"], environment: "node" as const },
  };
});
