// Looks at every scene in a real browser, at three widths, in both themes and in high contrast, and says what contradicts
// the sentences in `looks/`. With `--out` each is a picture too.
//
//   node tools/pictures.mjs [--scene name]... [--width px]... [--theme light|dark|contrast]... [--out folder [--scale 1|2]...]
//                           [--tall] [--axe] [--report file]
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { openBrowser } from "./browser.mjs";
import { LOOKS, concerns } from "./look.mjs";
import "./looks/layout.mjs";
import "./looks/colours.mjs";
import "./looks/rooms.mjs";
import "./looks/keyboard.mjs";
import { SCENES } from "./scenes.mjs";
import { SIZES, THEMES, WIDE, dress, openScene } from "./stage.mjs";

/** @typedef {import("./look.mjs").Theme} Theme */
/** @typedef {import("./look.mjs").Size} Size */

/** The whole of most rooms. */
const TALL_PX = 2_600;
/** High contrast has the same layout, and axe-core takes its time: both look at one size. */
const ONE_WIDTH = 420;
/** Findings of one sentence that are printed. */
const SHOWN = 12;
/** Pages open at the same time. */
const WORKERS = 3;

const { values: options } = parseArgs({
  options: {
    scene: { type: "string", multiple: true },
    width: { type: "string", multiple: true },
    theme: { type: "string", multiple: true },
    scale: { type: "string", multiple: true, default: ["1"] },
    out: { type: "string" },
    tall: { type: "boolean", default: false },
    axe: { type: "boolean", default: false },
    report: { type: "string" },
  },
});

const at = await openBrowser();
/** What contradicts each sentence. @type {Map<string, string[]>} */
const findings = new Map();
/** Those that were looked at. @type {Set<string>} */
const looks = new Set();
const wanted = LOOKS.filter(({ about }) => options.axe || !about.slow);
let pictures = 0;
if (options.out) mkdirSync(options.out, { recursive: true });

/** @param {string} name @param {Size} size @param {number} scale */
async function visit(name, size, scale) {
  const viewport = options.tall ? { width: size.width, height: TALL_PX } : size;
  const { tab, scene, asked, errors, close } = await openScene(at, name, viewport, scale);
  const themes = THEMES.filter(
    (theme) => (options.theme?.includes(theme.name) ?? true) && (theme.forcedColors === "none" || size.width === ONE_WIDTH || options.width),
  );
  /** @param {Theme} theme @param {(about: import("./look.mjs").About) => boolean} which */
  const check = async (theme, which) => {
    const seen = { name, size, theme, asked, errors };
    const hasTime = (/** @type {import("./look.mjs").About} */ { slow }) => !slow || size.width === ONE_WIDTH || options.width !== undefined;
    for (const { sentence, find } of wanted.filter((one) => which(one.about) && hasTime(one.about) && concerns(one, name, scene))) {
      const found = await Promise.resolve(find(tab, seen)).catch((error) => [String(error.message)]);
      if (found === null) continue;
      looks.add(sentence);
      const told = findings.get(sentence) ?? [];
      findings.set(sentence, [...told, ...found.map((one) => `${name}-${theme.name}-${size.width}: ${one}`)]);
    }
  };
  for (const [index, theme] of themes.entries()) {
    await dress(tab, theme);
    await check(theme, ({ each, acts }) => !acts && (each === "theme" || index === 0));
    if (options.out) {
      const ratio = scale === 1 ? "" : `@${scale}x`;
      await tab.screenshot({ path: `${options.out}/${name}-${theme.name}-${size.width}${ratio}.png` });
      pictures += 1;
    }
  }
  const last = themes.at(-1);
  if (last) await check(last, ({ acts }) => acts === true);
  await close();
}

/** @param {string} name @returns {readonly Size[]} */
function sizesOf(name) {
  if (!options.width) return SCENES[name]?.wide ? [...SIZES, WIDE] : SIZES;
  return options.width.map((width) => [...SIZES, WIDE].find((size) => size.width === Number(width)) ?? { width: Number(width), height: 640 });
}

const queue = (options.scene ?? Object.keys(SCENES)).flatMap((name) =>
  sizesOf(name).flatMap((size) => options.scale.map((scale) => () => visit(name, size, Number(scale)))),
);
async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) await next();
}
await Promise.all(Array.from({ length: WORKERS }, work));
await at.close();

// A sentence about a scene that is gone holds nowhere.
const whole = !options.scene && !options.width && !options.theme;
const unseen = whole ? wanted.filter(({ sentence }) => !looks.has(sentence)).map(({ sentence }) => sentence) : [];
for (const sentence of unseen) findings.set(sentence, ["it was looked at nowhere"]);
const failed = [...findings].filter(([, found]) => found.length > 0);
for (const [sentence, found] of failed) {
  const told = [...new Set(found)];
  const rest = told.length > SHOWN ? [`and ${told.length - SHOWN} more`] : [];
  console.error([sentence, ...told.slice(0, SHOWN), ...rest].join("\n  "));
}
const passed = looks.size - failed.length + unseen.length;
// As vitest reports, so that whoever counts those counts these.
const counts = { numPassedTests: passed, numFailedTests: failed.length, numPendingTests: 0, numTodoTests: 0, numFailedTestSuites: 0 };
if (options.report) writeFileSync(options.report, JSON.stringify(counts));
const number = (/** @type {number} */ count, /** @type {string} */ what) => `${count} ${what}${count === 1 ? "" : "s"}`;
console.log(`${number(passed, "sentence")} held, ${failed.length} did not; ${number(pictures, "picture")}`);
process.exit(failed.length === 0 ? 0 : 1);
