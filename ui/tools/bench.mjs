// How smoothly the page draws while somebody types into the search over 200 kept weeks: the gaps between frames, beside
// those of the same page at rest, in the same run. Prints, and asserts nothing: a busy machine is no mistake of the page.
//
//   node tools/bench.mjs
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

import { serveFake } from "./server.mjs";

const LIMIT_MS = 50;
const TYPED = "neuro karaoke with a guest";
/** A quick typist. */
const BETWEEN_KEYS_MS = 90;

const browserPath = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (!browserPath) {
  console.log("skipped: no Chromium here (set CHROMIUM to its path)");
  process.exit(0);
}
const page = await serveFake();
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const tab = await browser.newPage({ viewport: { width: 420, height: 640 } });
await tab.goto(`${page.address}/?state=next&weeks=all`);
await tab.waitForSelector("nav");
await tab.keyboard.press("Control+3");
await tab.getByLabel("Text").focus();

/** The gaps between frames while something is done. @param {() => Promise<unknown>} act */
async function gaps(act) {
  await tab.evaluate(() => {
    const frames = /** @type {any} */ (globalThis);
    frames.gaps = [];
    frames.measures = true;
    let last = performance.now();
    requestAnimationFrame(function look(now) {
      frames.gaps.push(now - last);
      last = now;
      if (frames.measures) requestAnimationFrame(look);
    });
  });
  await act();
  const all = await tab.evaluate(() => {
    const frames = /** @type {any} */ (globalThis);
    frames.measures = false;
    return /** @type {number[]} */ (frames.gaps);
  });
  // The first one began before the frame did.
  return all.slice(1).sort((one, other) => one - other);
}

/** @param {number[]} sorted @param {number} part */
function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** @param {string} what @param {number[]} sorted */
function tell(what, sorted) {
  console.log(`${what}: ${sorted.length} frames, half within ${at(sorted, 0.5).toFixed(1)} ms, 95 % within ${at(sorted, 0.95).toFixed(1)} ms, longest ${at(sorted, 1).toFixed(1)} ms`);
}

const rest = await gaps(() => tab.waitForTimeout(TYPED.length * BETWEEN_KEYS_MS));
const typing = await gaps(() => tab.keyboard.type(TYPED, { delay: BETWEEN_KEYS_MS }));
const weeks = await tab.locator("section.hit").count();
await browser.close();
await page.close();
tell("at rest", rest);
tell(`typing "${TYPED}"`, typing);
console.log(`longest gap ${(at(typing, 1) / at(rest, 1)).toFixed(2)} x that at rest, limit ${LIMIT_MS} ms; ${weeks} weeks shown at the end`);
