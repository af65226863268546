// Every canned state as a picture and under axe-core, in both themes and at two widths, by a real browser.
//
//   node tools/pictures.mjs [--axe] [--out folder] [--state name]... [--dense]
//
// Fails on any finding, any script error, anything the policy refused, and any page wider than its window.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

import { serveFake } from "./server.mjs";

const STATES = [
  ...["next", "quiet", "quiet-never", "live", "live-evil", "live-bare", "soon", "late", "no-token", "paused", "connecting", "reconnecting"],
  ...["refused", "this-run-only", "locked", "notices", "past", "coming", "confirmed", "empty", "empty-week", "crowded"],
  ...["hostile", "loading", "gone", "gone-later", "closing"],
  ...["sources", "sources-hostile", "source-choose", "source-new", "source-added", "source-refused", "source-edit", "source-fix"],
  ...["source-rule", "source-offered", "source-remove-sure", "keyboard-sources", "keyboard-source-form"],
  ...["token-field", "token-wrong", "forget-sure", "test-refused", "rules-refused", "keyboard", "keyboard-quiet"],
];
/** The smallest window, the usual one, and one with two columns. */
const SIZES = [
  { width: 360, height: 480 },
  { width: 420, height: 640 },
  { width: 860, height: 640 },
];
/** The Sources are laid out for more: two columns at their narrowest, and wide ones. */
const SOURCE_SIZES = [...SIZES, { width: 760, height: 640 }, { width: 1100, height: 720 }];
/** High contrast has the same layout; it is looked at in one size. */
const CONTRAST_WIDTH = 420;
/**
 * What is done by keyboard in some states before the picture, so that open fields and answers are seen too.
 * @type {Record<string, (tab: import("playwright-core").Page) => Promise<void>>}
 */
const SCENES = {
  "token-field": (tab) => press(tab, "Add token"),
  "token-wrong": async (tab) => {
    await press(tab, "Add token");
    await tab.keyboard.type("wrong");
    await tab.keyboard.press("Enter");
    await tab.clock.runFor(800);
    await tab.waitForSelector("text=does not know this token");
  },
  "forget-sure": (tab) => press(tab, "Forget"),
  "test-refused": async (tab) => {
    await press(tab, "Send a test notification");
    await tab.clock.runFor(800);
    await tab.waitForSelector("text=Start Swarmbell again");
  },
  "rules-refused": async (tab) => {
    for (const [field, typed] of [["From", "25:00"], ["Ring only for", "a,".repeat(101)], ["Address", "http://a.example/"]]) {
      await tab.getByLabel(field ?? "", { exact: true }).fill(typed ?? "");
    }
    await tab.keyboard.press("Tab");
    await tab.clock.runFor(800);
    await tab.waitForSelector("text=hours and minutes");
    await tab.waitForSelector("text=too many keywords");
    await tab.waitForSelector("text=https links are");
  },
  closing: async (tab) => {
    await press(tab, "Replace");
    await tab.keyboard.type("half a token");
    await tab.waitForSelector("text=is lost");
  },
  "source-fix": async (tab) => {
    await press(tab, "Fix");
    await tab.waitForSelector("li input[type=password]:focus");
  },
  sources: (tab) => tab.locator("#sources-title").evaluate((title) => title.scrollIntoView()),
  "sources-hostile": (tab) => tab.locator("#sources-title").evaluate((title) => title.scrollIntoView()),
  "source-choose": (tab) => press(tab, "Add a source"),
  "source-new": (tab) => beginRelay(tab),
  "source-added": async (tab) => {
    await press(tab, "Add a source");
    await press(tab, "Shuriken");
    await press(tab, "Add it");
    await tab.clock.runFor(800);
    await tab.waitForSelector("text=It is added");
  },
  "source-refused": async (tab) => {
    await beginRelay(tab);
    await press(tab, "Add it");
    await tab.clock.runFor(800);
    await tab.waitForSelector("text=Give the server as");
  },
  "source-edit": (tab) => edit(tab, 0),
  "source-rule": async (tab) => {
    await edit(tab, 0);
    await tab.locator("form ol summary").last().click();
    await tab.locator("form ol details[open]").evaluate((rule) => rule.scrollIntoView());
  },
  "source-offered": async (tab) => {
    await edit(tab, 1);
    await press(tab, "Pick from a list");
    await tab.clock.runFor(800);
    await tab.getByText("evm.token.swaps").click();
    await tab.getByLabel("tokenAddress").last().scrollIntoViewIfNeeded();
  },
  "source-remove-sure": (tab) => press(tab, "Remove"),
  "keyboard-sources": (tab) => walk(tab),
  "keyboard-source-form": async (tab) => {
    await edit(tab, 0);
    await tab.locator("form ol summary").last().click();
    await walk(tab);
  },
  keyboard: (tab) => walk(tab),
  "keyboard-quiet": (tab) => walk(tab),
};

/** @param {import("playwright-core").Page} tab */
async function beginRelay(tab) {
  await press(tab, "Add a source");
  await press(tab, "Relay");
}

/** Opens the settings of one of the canned sources. @param {import("playwright-core").Page} tab @param {number} at */
async function edit(tab, at) {
  await tab.getByRole("button", { name: "Edit", exact: true }).nth(at).press("Enter");
  await tab.clock.runFor(800);
  await tab.waitForSelector("form h3");
}

/** Goes through the page by the Tab key; every stop has to be seen. @param {import("playwright-core").Page} tab */
async function walk(tab) {
  // Of a group of radio buttons the Tab key stops at one.
  const stops = await tab.evaluate(
    () =>
      [...document.querySelectorAll("button, summary, select, textarea, input:not([type=radio]), input[type=radio]:checked")]
        .filter((stop) => stop.checkVisibility()).length,
  );
  for (let stop = 0; stop < stops; stop += 1) {
    await tab.keyboard.press("Tab");
    // Behind the last stop the page is left, before it begins anew.
    if (await tab.evaluate(() => document.activeElement === document.body)) await tab.keyboard.press("Tab");
    const visible = await tab.evaluate(
      () => document.activeElement?.matches(":is(button, summary, select, textarea, input):focus-visible") &&
        [document.activeElement, document.activeElement.parentElement].some(
          (element) => element && getComputedStyle(element).outlineStyle !== "none",
        ),
    );
    if (!visible) {
      const at = await tab.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
      throw new Error(`stop ${stop + 1} of ${stops} on the way of the Tab key shows no focus: ${at}`);
    }
  }
}
/** The canned state under a scene, with the rest of the query. */
const STAGES = {
  "token-field": "no-token",
  "token-wrong": "no-token",
  "forget-sure": "next",
  "test-refused": "next&refuse",
  "rules-refused": "quiet",
  "source-choose": "next",
  "source-new": "next",
  "source-added": "next",
  "source-refused": "next",
  "source-edit": "sources",
  "source-rule": "sources",
  "source-fix": "sources",
  "source-offered": "sources",
  "source-remove-sure": "sources",
  "keyboard-sources": "sources",
  "keyboard-source-form": "sources",
  keyboard: "reconnecting",
  "keyboard-quiet": "quiet",
};
/** Pages open at the same time. */
const WORKERS = 3;
/** A Saturday in week 47, so that the canned week shows past, present and coming days. */
const NOW = new Date("2026-11-21T16:48:00+01:00");

const { values: options } = parseArgs({
  options: {
    axe: { type: "boolean", default: false },
    out: { type: "string" },
    state: { type: "string", multiple: true },
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

/** Reaches a button by the Tab key and presses it. @param {import("playwright-core").Page} tab @param {string} name */
async function press(tab, name) {
  const wanted = tab.getByRole("button", { name, exact: true }).first();
  for (let stop = 0; stop < 120; stop += 1) {
    await tab.keyboard.press("Tab");
    if (await wanted.evaluate((button) => button === document.activeElement)) return tab.keyboard.press("Enter");
  }
  throw new Error(`the Tab key never reaches "${name}"`);
}

/** @param {Theme} theme @param {{ width: number, height: number }} size @param {string} state */
async function look(theme, size, state) {
  const where = `${state}-${theme.name}-${size.width}`;
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
  await tab.goto(`${page.address}/?state=${STAGES[/** @type {keyof typeof STAGES} */ (state)] ?? state}`);
  await tab.waitForSelector("main", { state: "attached" });
  await tab.clock.runFor(400);
  await tab.waitForFunction(() => (document.querySelector("main")?.textContent ?? "").trim().length > 12);
  await SCENES[state]?.(tab).catch((error) => findings.push(`${where}: ${error.message}`));
  const wider = await tab.evaluate(
    () => [document.documentElement, document.querySelector("main")].filter((at) => at && at.scrollWidth > at.clientWidth).length,
  );
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

const queue = (options.state ?? STATES).flatMap((state) =>
  themes.flatMap((theme) =>
    (state.includes("source") ? SOURCE_SIZES : SIZES).filter((size) => theme.forcedColors === "none" || size.width === CONTRAST_WIDTH).map(
      (size) => () => look(theme, size, state),
    ),
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
