// How a scene is put on: the browser's clock, zone and language, the sizes of its window, and the themes.
import { SCENES, play } from "./scenes.mjs";

/** @typedef {import("./look.mjs").Theme} Theme */
/** @typedef {import("./look.mjs").Size} Size */

/** The smallest window, the usual one, and the narrowest with two columns. @type {readonly Size[]} */
export const SIZES = [
  { width: 360, height: 480 },
  { width: 420, height: 640 },
  { width: 760, height: 640 },
];
/** Some are laid out for more. @type {Size} */
export const WIDE = { width: 1100, height: 720 };

/** @type {readonly Theme[]} */
export const THEMES = [
  { name: "light", colorScheme: "light", forcedColors: "none" },
  { name: "dark", colorScheme: "dark", forcedColors: "none" },
  { name: "contrast", colorScheme: "dark", forcedColors: "active" },
];

/** A Saturday in week 47, so that the canned week shows past, present and coming days. */
const NOW = new Date("2026-11-21T16:48:00+01:00");
/** Time to stop the clock in. */
const BEFORE_MS = 600_000;
/** Longer than the page waits before it says that something is being asked. */
const SETTLED_MS = 400;

/**
 * Opens a scene and plays it; a state that has no scene is shown as it is.
 * @param {{ browser: import("playwright-core").Browser, address: string }} at
 * @param {string} name
 * @param {Size} viewport
 * @param {number} deviceScaleFactor
 */
export async function openScene({ browser, address }, name, viewport, deviceScaleFactor) {
  const scene = SCENES[name] ?? { room: /** @type {const} */ ("now"), state: name };
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor,
    reducedMotion: "reduce",
    timezoneId: "Europe/Berlin",
    locale: "en-US",
  });
  const tab = await context.newPage();
  // The clock stands but for what is run of it: nothing changes under who looks, however slow the machine is.
  await tab.clock.install({ time: NOW.getTime() - BEFORE_MS });
  await tab.clock.pauseAt(NOW);
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const errors = [];
  tab.on("request", (request) => asked.push(request.url()));
  tab.on("pageerror", (error) => errors.push(error.message));
  tab.on("console", (line) => {
    if (line.type() === "error") errors.push(line.text());
  });
  await tab.goto(`${address}/?state=${scene.state}`);
  await tab.waitForSelector("main", { state: "attached" });
  await tab.clock.runFor(SETTLED_MS);
  await tab.waitForFunction(() => (document.querySelector("#app")?.textContent ?? "").trim().length > 12);
  await play(tab, scene).catch((error) => errors.push(`it cannot be played: ${error.message}`));
  return { tab, scene, asked, errors, close: () => context.close() };
}

/** @param {import("./look.mjs").Tab} tab @param {Theme} theme */
export async function dress(tab, { colorScheme, forcedColors }) {
  await tab.emulateMedia({ colorScheme, forcedColors });
}
