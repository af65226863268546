// Every scene as a picture and under axe-core, in both themes, in high contrast and at three widths, by a real browser.
//
//   node tools/pictures.mjs [--axe] [--out folder] [--scene name]... [--dense]
//
// Fails on any finding, any script error, anything the policy refused, and any page wider than its window.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { SCENES, play } from "./scenes.mjs";
import { serveFake } from "./server.mjs";

/** The smallest window, the usual one, and one with two columns. */
const SIZES = [
  { width: 360, height: 480 },
  { width: 420, height: 640 },
  { width: 860, height: 640 },
];
/** Some are laid out for more: two columns at their narrowest, and wide ones. */
const WIDE_SIZES = [...SIZES, { width: 760, height: 640 }, { width: 1100, height: 720 }];
/** High contrast has the same layout; it is looked at in one size. */
const CONTRAST_WIDTH = 420;
/** Pages open at the same time. */
const WORKERS = 3;
/** A Saturday in week 47, so that the canned week shows past, present and coming days. */
const NOW = new Date("2026-11-21T16:48:00+01:00");

const { values: options } = parseArgs({
  options: {
    axe: { type: "boolean", default: false },
    out: { type: "string" },
    scene: { type: "string", multiple: true },
    dense: { type: "boolean", default: false },
    tall: { type: "boolean", default: false },
  },
});

const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (!browserPath) {
  console.log("skipped: no Chromium here (set CHROMIUM to its path)");
  process.exit(0);
}
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page = await serveFake();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
/** @type {string[]} */
const findings = [];
let looked = 0;
if (options.out) mkdirSync(options.out, { recursive: true });

/** @typedef {{ name: string, colorScheme: "light" | "dark", forcedColors: "none" | "active" }} Theme */
/** @type {Theme[]} */
const themes = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "contrast", colorScheme: "dark", forcedColors: "active" },
];

/** @param {Theme} theme @param {{ width: number, height: number }} size @param {string} name */
async function look(theme, size, name) {
  const scene = SCENES[name] ?? { state: name };
  const where = `${name}-${theme.name}-${size.width}`;
  const context = await browser.newContext({
    viewport: options.tall ? { width: size.width, height: 2600 } : size,
    colorScheme: theme.colorScheme,
    forcedColors: theme.forcedColors,
    reducedMotion: "reduce",
    deviceScaleFactor: options.dense ? 2 : 1,
    timezoneId: "Europe/Berlin",
    locale: "en-US",
  });
  const tab = await context.newPage();
  await tab.clock.install({ time: NOW });
  tab.on("pageerror", (error) => findings.push(`${where}: ${error.message}`));
  tab.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("favicon")) findings.push(`${where}: ${line.text()}`);
  });
  await tab.goto(`${page.address}/?state=${scene.state ?? name}`);
  await tab.waitForSelector("main", { state: "attached" });
  await tab.clock.runFor(400);
  await tab.waitForFunction(() => (document.querySelector("main")?.textContent ?? "").trim().length > 12);
  await play(tab, scene).catch((error) => findings.push(`${where}: ${error.message}`));
  const wider = await tab.evaluate(
    () => [document.documentElement, document.querySelector("main")].filter((at) => at && at.scrollWidth > at.clientWidth).length,
  );
  const scrolls = await tab.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight);
  if (scrolls) findings.push(`${where}: the whole page scrolls, with its status line`);
  if (wider > 0) findings.push(`${where}: wider than its window`);
  const small = await tab.evaluate(() =>
    [...document.querySelectorAll("button, summary, label:has(input), input.field, select, textarea")]
      .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 32)
      .map((target) => target.textContent.trim()),
  );
  if (small.length > 0) findings.push(`${where}: targets under 32 px: ${small.join(", ")}`);
  if (options.axe) {
    await tab.evaluate(axe);
    await tab.clock.resume();
    const { violations } = await tab.evaluate(() => /** @type {any} */ (globalThis).axe.run());
    for (const { id, nodes } of violations) {
      findings.push(`${where}: ${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(" ").slice(0, 300)}`);
    }
  }
  if (options.out) await tab.screenshot({ path: `${options.out}/${where}.png` });
  looked += 1;
  await context.close();
}

const queue = (options.scene ?? Object.keys(SCENES)).flatMap((name) =>
  themes.flatMap((theme) =>
    (SCENES[name]?.wide ? WIDE_SIZES : SIZES)
      .filter((size) => theme.forcedColors === "none" || size.width === CONTRAST_WIDTH)
      .map((size) => () => look(theme, size, name)),
  ),
);
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) await next();
}
await Promise.all(Array.from({ length: WORKERS }, work));
await browser.close();
await page.close();
for (const finding of findings) console.error(finding);
console.log(`${looked} pages looked at, ${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
