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
