// How smoothly the search follows a typist: the gaps between frames while somebody types a text that is found at every
// key in 200 cached weeks. The floor is an empty field in an empty page, typed into by the same hand in turns with it.
// Prints, and asserts nothing of time: a busy machine is no mistake of the page.
//
//   node tools/bench.mjs [--rounds 5]
import { parseArgs } from "node:util";

import { openBrowser } from "./browser.mjs";

/** @typedef {import("playwright-core").Page} Tab */

const LIMIT_MS = 50;
const LEAST_WEEKS = 200;
/** A quick typist. */
const BETWEEN_KEYS_MS = 90;
/** Plans of the canned weeks: every beginning of them is found. */
const TYPED = ["neuro karaoke", "minecraft, modded"];
/** Shorter texts are not looked for. */
const SHORTEST = 3;

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const { browser, address, close } = await openBrowser();

/** Types every text and takes it back, key by key. @param {Tab} tab @param {() => Promise<unknown>} [typed] */
async function type(tab, typed) {
  for (const text of TYPED) {
    for (const [at, key] of [...text].entries()) {
      await tab.keyboard.press(key, { delay: BETWEEN_KEYS_MS / 2 });
      await tab.waitForTimeout(BETWEEN_KEYS_MS / 2);
      if (at + 1 >= SHORTEST) await typed?.();
    }
    for (const _ of text) await tab.keyboard.press("Backspace", { delay: BETWEEN_KEYS_MS });
  }
}

/** The gaps between frames while something is done. @param {Tab} tab @param {() => Promise<unknown>} act */
async function gaps(tab, act) {
  await tab.bringToFront();
  await tab.evaluate(() => {
    const frames = /** @type {any} */ (globalThis);
    frames.gaps = [];
    frames.measures = true;
    // The time of a frame may lie before the moment of the call.
    let last = Number.NaN;
    requestAnimationFrame(function look(now) {
      if (!Number.isNaN(last)) frames.gaps.push(now - last);
      last = now;
      if (frames.measures) requestAnimationFrame(look);
    });
  });
  await act();
  return tab.evaluate(() => {
    const frames = /** @type {any} */ (globalThis);
    frames.measures = false;
    return /** @type {number[]} */ (frames.gaps);
  });
}

/** @param {number[]} all @param {number} part */
function at(all, part) {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** @param {string} what @param {number[][]} rounds */
function tell(what, rounds) {
  const all = rounds.flat();
  const longest = rounds.map((gaps) => at(gaps, 1));
  const figures = [at(all, 0.5), at(all, 0.99), at(all, 1)].map((ms) => ms.toFixed(1));
  const late = all.filter((ms) => ms > LIMIT_MS).length;
  console.log(`${what}: ${all.length} frames, p50 ${figures[0]} ms, p99 ${figures[1]} ms, longest ${figures[2]} ms, ${late} above ${LIMIT_MS} ms`);
  return at(longest, 0.5);
}

const viewport = { width: 420, height: 640 };
const empty = await browser.newPage({ viewport });
await empty.setContent("<input autofocus />");
await empty.locator("input").focus();

const search = await browser.newPage({ viewport });
await search.goto(`${address}/?state=next&weeks=all`);
await search.waitForSelector("nav");
await search.keyboard.press("Control+2");
await search.waitForFunction((least) => document.querySelectorAll("select option").length >= least, LEAST_WEEKS);
const weeks = await search.locator("header select option").count();
await search.keyboard.press("Control+3");
await search.getByLabel("Text").focus();

let without = 0;
async function looked() {
  if ((await search.locator("section.hit").count()) === 0) without += 1;
}
// Once unmeasured: what runs for the first time is compiled.
await type(search, looked);
/** @type {number[][]} */
const floor = [];
/** @type {number[][]} */
const typing = [];
for (let round = 0; round < Number(options.rounds); round += 1) {
  floor.push(await gaps(empty, () => type(empty)));
  typing.push(await gaps(search, () => type(search)));
}
await close();

if (without > 0) throw new Error(`after ${without} keys nothing was found: this measures no search`);
console.log(`${weeks} cached weeks, "${TYPED.join('" and "')}", hits after every key from the third on`);
const least = tell("an empty page", floor);
const longest = tell("the search", typing);
console.log(
  `longest gap, half of ${options.rounds} rounds within: ${longest.toFixed(1)} ms, ${(longest / least).toFixed(2)} x an empty page; limit ${LIMIT_MS} ms`,
);
