// Themes, contrast, motion, and what the page lets in from elsewhere.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { look } from "../look.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

look("The scripts of the page fail nowhere and its policy refuses nothing.", {}, (_, { errors }) => errors);

look("The page asks no host but its own.", {}, (tab, { asked }) => {
  const own = new URL(tab.url()).origin;
  return asked.filter((address) => !address.startsWith(`${own}/`) && !address.startsWith(`blob:${own}/`));
});

// Only contrast differs between themes: the rest is looked at in the first.
look("At 420 wide axe-core finds nothing in light and no faint text in dark and high contrast.", { each: "theme", slow: true }, async (tab, { theme }) => {
  if (!(await tab.evaluate(() => "axe" in globalThis))) await tab.evaluate(axe);
  const rules = theme.name === "light" ? {} : { runOnly: ["color-contrast"] };
  const looked = tab.evaluate((options) => /** @type {any} */ (globalThis).axe.run(options), rules);
  // It waits by the page's own clock, which stands.
  let done = false;
  void looked.finally(() => (done = true)).catch(() => undefined);
  while (!done) await tab.clock.runFor(1);
  const { violations } = await looked;
  return violations.map(
    (/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(" ").slice(0, 300)}`,
  );
});

look("The page is light or dark as the system is.", { each: "theme", scenes: ["next", "week-next", "sources"] }, async (tab, { theme }) => {
  if (theme.forcedColors === "active") return null;
  const lights = await tab.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".card, nav, footer")]
      .map((at) => getComputedStyle(at).backgroundColor)
      .map((colour) => (colour.match(/\d+/gu) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3),
  );
  const fits = (/** @type {number} */ light) => (theme.name === "light" ? light > 200 : light < 80);
  return lights.filter((light) => !fits(light)).map((light) => `a surface of ${light}`);
});

look("Who wants less motion sees none.", {}, (tab) =>
  tab.evaluate(() => [
    ...document.getAnimations().map((moving) => moving.constructor.name),
    ...[...document.querySelectorAll("*")]
      .filter((at) => parseFloat(getComputedStyle(at).transitionDuration) > 0 || getComputedStyle(at).animationName !== "none")
      .map((at) => at.outerHTML.slice(0, 80)),
  ]),
);

look("In high contrast what is chosen is told from the rest by more than its words.", { each: "theme" }, async (tab, { theme }) => {
  if (theme.forcedColors !== "active") return null;
  return tab.evaluate(() => {
    /** What the eye tells two of a kind by. @param {Element} at */
    const look = (at) => {
      const { borderBottomWidth, borderBottomColor, backgroundColor, outlineStyle } = getComputedStyle(at);
      return [borderBottomWidth, borderBottomColor, backgroundColor, outlineStyle].join(" ");
    };
    const kinds = { "nav button": "[aria-current]", "label:has(input)": ":has(:checked)", "li:has(> h3)": "[aria-current]" };
    // What the system draws it makes plain itself.
    const own = (/** @type {Element} */ at) => [...at.querySelectorAll("input")].every((box) => getComputedStyle(box).appearance === "none");
    return Object.entries(kinds).flatMap(([all, chosen]) => {
      const seen = [...document.querySelectorAll(all)].filter((at) => at.checkVisibility() && own(at) && !at.querySelector("[role=switch]"));
      const rest = new Set(seen.filter((at) => !at.matches(chosen)).map(look));
      return seen.filter((at) => at.matches(chosen) && rest.has(look(at))).map((at) => `${all}: ${at.textContent.trim()}`);
    });
  });
});

look("In high contrast a ticked box a slider and a button are told from what they stand on.", { each: "theme" }, async (tab, { theme }) => {
  if (theme.forcedColors !== "active") return null;
  return tab.evaluate(() => {
    const seen = (/** @type {string} */ what) => [...document.querySelectorAll(what)].filter((at) => at.checkVisibility());
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const boxes = seen("[type=checkbox], [type=radio], [type=range]").filter((box) => {
      const { accentColor, appearance } = getComputedStyle(box);
      return appearance !== "none" && accentColor === ground;
    });
    const buttons = seen("button").filter((button) => getComputedStyle(button).color === getComputedStyle(button).backgroundColor);
    return [...boxes, ...buttons].map((at) => at.outerHTML.slice(0, 80));
  });
});

look("In high contrast a chip and the place of a picture have a border.", { each: "theme" }, async (tab, { theme }) => {
  if (theme.forcedColors !== "active") return null;
  return tab.evaluate(() =>
    [...document.querySelectorAll(".badge, .where, .live, .frame")]
      .filter((at) => at.checkVisibility() && getComputedStyle(at).borderTopWidth === "0px")
      .map((at) => at.outerHTML.slice(0, 80)),
  );
});

look("In high contrast what cannot be pressed has the colour that the system has for it.", { each: "theme" }, async (tab, { theme }) => {
  if (theme.forcedColors !== "active") return null;
  return tab.evaluate(() => {
    const told = document.body.appendChild(document.createElement("i"));
    told.style.color = "GrayText";
    const grey = getComputedStyle(told).color;
    told.remove();
    return [...document.querySelectorAll("button[aria-disabled=true]")]
      .filter((at) => at.checkVisibility() && getComputedStyle(at).color !== grey)
      .map((at) => at.outerHTML.slice(0, 80));
  });
});

look("The ring around what has the focus stands out from what it lies on.", { each: "theme" }, (tab) =>
  tab.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body || !at.matches(":focus-visible")) return null;
    const parts = (/** @type {string} */ colour) => (colour.match(/[\d.]+/gu) ?? []).map(Number);
    const light = (/** @type {number[]} */ rgb) => {
      const [red = 0, green = 0, blue = 0] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const page = parts(getComputedStyle(document.documentElement).backgroundColor);
    // Behind a dialog the page is dimmed.
    const dimmed = page.map((part) => part * 0.22);
    let ground = at.closest("dialog") ? dimmed : page;
    for (let around = at.parentElement; around; around = around.parentElement) {
      const [red, green, blue, shown = 1] = parts(getComputedStyle(around).backgroundColor);
      if (shown === 0 || red === undefined) {
        if (around.matches("dialog")) break;
        continue;
      }
      ground = [red, green ?? 0, blue ?? 0];
      break;
    }
    const [one, other] = [light(parts(getComputedStyle(at).outlineColor)), light(ground)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return contrast >= 3 ? [] : [`${at.textContent.trim()}: ${contrast.toFixed(1)} to 1`];
  }),
);
