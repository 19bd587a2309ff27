// Examines pages as a screen reader and as a browser would, and says what would shut somebody out.
//
//   node examine.js TOOLS PAGE...                     in jsdom: every rule of axe-core that needs no layout
//   node examine.js TOOLS --browser PROGRAM PAGE...   in that Chromium: every rule, at three widths, light and dark;
//                                                     that nothing is asked of anywhere else, and that nothing
//                                                     is wider than the window
//
// TOOLS is the folder that set-up.sh filled. Each fault is one line: page, where it was seen, rule, target, help.
// Ends with 0 if there was none, with 1 if there was one, and with 3 if the browser did not start.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...rest] = process.argv.slice(2);
const program = rest[0] === "--browser" ? rest.splice(0, 2)[1] : null;
const tools = createRequire(join(resolve(folder), "package.json"));
const axe = tools("axe-core");

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"];
// A machine that is busy with other tests is given time before anything is called a fault.
const PATIENCE = { timeout: 120_000, protocolTimeout: 400_000 };
// What another width or another scheme can change, and what cannot be told where nothing is laid out or coloured.
const SHOWN = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

const EVERY_RULE = { runOnly: { type: "tag", values: STANDARDS }, resultTypes: ["violations"] };
const UNSHOWN_RULES = { ...EVERY_RULE, rules: Object.fromEntries(SHOWN.map((rule) => [rule, { enabled: false }])) };
const SHOWN_RULES = { runOnly: { type: "rule", values: SHOWN }, resultTypes: ["violations"] };

// Two pages of one name are told apart by their folders.
const nameOf = (page) => join(basename(dirname(resolve(page))), basename(page));

const faultsOf = (page, where, { violations }) =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${nameOf(page)}: ${where}: ${id}: ${target.flat().join(" ")}: ${help}`),
  );

// What is folded away is opened first: a rule looks at nothing that is hidden.
const UNFOLD = `for (const one of document.querySelectorAll("details")) one.open = true`;

// The rows of a table are made alike, so the first two stand for all, in a fraction of the time. The parts of a chart are
// one image to a reader, and of what lies behind them axe-core says nothing (tests/report/test_colours.py does).
const THIN = `for (const one of document.querySelectorAll("tbody tr:nth-child(n+3), svg[role=img] > g")) one.remove()`;

const UNSTYLE = `for (const one of document.querySelectorAll("style")) one.remove()`;

// Examines a page without a browser, as somebody has it who is told it and not shown it: without its style, and its own
// scripts do not run.
async function read(page) {
  const { JSDOM, VirtualConsole } = tools("jsdom");
  const text = await readFile(page, "utf-8");
  const { window } = new JSDOM(text, {
    url: pathToFileURL(resolve(page)).href,
    runScripts: "outside-only",
    virtualConsole: new VirtualConsole(),
  });
  window.eval(`${UNFOLD}; ${THIN}; ${UNSTYLE}`);
  window.eval(axe.source);
  const found = faultsOf(page, "read", await window.axe.run(window.document, UNSHOWN_RULES));
  window.close();
  return found;
}

// Notes every request of a tab but for the page itself and what it carries, and lets none through.
async function confine(tab, page, asked) {
  await tab.setRequestInterception(true);
  tab.on("request", (request) => {
    if (request.url() === page || request.url().startsWith("data:")) return request.continue();
    asked.add(request.url());
    return request.abort();
  });
}

// Examines a page as it is shown in every width and scheme; its own scripts run, for they might ask for something.
async function look(browser, page) {
  const tab = await browser.newPage();
  const asked = new Set();
  const found = [];
  const url = pathToFileURL(resolve(page)).href;
  await confine(tab, url, asked);
  await tab.setViewport({ width: WIDTHS[0], height: 900 });
  await tab.goto(url, { timeout: PATIENCE.timeout });
  await tab.evaluate(UNFOLD);
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 900 });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${nameOf(page)}: ${width}: overflow: html: the page is ${wide} pixels wide`);
  }
  await tab.evaluate(`${THIN}; ${axe.source}`);
  let rules = EVERY_RULE;
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 900 });
    for (const scheme of SCHEMES) {
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const results = await tab.evaluate((how) => globalThis.axe.run(document, how), rules);
      found.push(...faultsOf(page, `${width} ${scheme}`, results));
      rules = SHOWN_RULES;
    }
  }
  found.push(...[...asked].map((one) => `${nameOf(page)}: asked: request: ${one}: a page asks for nothing`));
  await tab.close();
  return found;
}

// Starts the browser with a profile of its own; as root, as in a container, it runs without its sandbox or not at all.
async function start() {
  try {
    return await tools("puppeteer-core").launch({
      ...PATIENCE,
      executablePath: program,
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
  } catch (error) {
    console.log(`the browser did not start: ${error.message}`);
    process.exit(3);
  }
}

const browser = program && (await start());
const faults = (await Promise.all(rest.map((page) => (browser ? look(browser, page) : read(page))))).flat();
await browser?.close();
for (const fault of faults) console.log(fault);
console.log(`${rest.length} pages ${browser ? `at ${WIDTHS.join(", ")} pixels, light and dark` : "read"}: ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
