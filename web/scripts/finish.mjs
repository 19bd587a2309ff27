// Puts the page for reading offline beside its script, and holds what a first visit loads to its limit.
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const PAGE = new URL("../../src/glasshouse/lab/page/", import.meta.url);
/** What the first screen loads, packed: page, style and script. The editor and the charts come when they are needed. */
const FIRST_LOAD_KB = 170;

/** What a notebook is given with each kind of widget, as it is. */
const WIDGET_KB = 1400;

copyFileSync(new URL("../offline.html", import.meta.url), new URL("offline/index.html", PAGE));

// What is sent is packed once, here, and not at every visit.
for (const file of readdirSync(new URL("assets/", PAGE))) {
  const whole = readFileSync(new URL(`assets/${file}`, PAGE));
  const packed = gzipSync(whole, { level: 9 });
  if (packed.length < 0.9 * whole.length) writeFileSync(new URL(`assets/${file}.gz`, PAGE), packed);
}

const index = readFileSync(new URL("index.html", PAGE), "utf8");
const files = ["index.html", ...[...index.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((found) => found[1])];
const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, PAGE))).length, 0);
const whole = readdirSync(new URL("assets/", PAGE)).filter((file) => file.endsWith(".gz")).reduce((sum, file) => sum + statSync(new URL(`assets/${file}`, PAGE)).size, 0);
console.log(`first load: ${(bytes / 1000).toFixed(0)} kB packed of ${FIRST_LOAD_KB}; everything: ${(whole / 1000).toFixed(0)} kB`);
if (bytes > FIRST_LOAD_KB * 1000) {
  console.error(`A first visit loads ${files.join(", ")}: more than its limit. What is large is to be loaded when it is needed.`);
  process.exit(1);
}
const widget = statSync(new URL("widget/widget.js", PAGE)).size;
if (widget > WIDGET_KB * 1000) {
  console.error(`A widget has ${widget} bytes: more than its limit.`);
  process.exit(1);
}
