// The page without a mouse.
import { look } from "../look.mjs";
import { answered, press } from "../scenes/acts.mjs";
import { ROOMS } from "../scenes/scene.mjs";
import { skipped, unseen, walk } from "../walk.mjs";

/** @typedef {import("../look.mjs").Tab} Tab */

/** Each page is walked through once, however much is said of it. @type {WeakMap<Tab, Promise<import("../walk.mjs").Walk>>} */
const walks = new WeakMap();

/** @param {Tab} tab */
function walked(tab) {
  const known = walks.get(tab) ?? walk(tab);
  walks.set(tab, known);
  return known;
}

const acts = { acts: true };

look("The Tab key stops at everything that can be worked and at nothing else.", acts, async (tab) => skipped(await walked(tab)));
look("The Tab key goes as one reads from above and the left column first.", acts, async (tab) => (await walked(tab)).disorder);
look("What has the focus is in sight and shows it.", acts, async (tab) => unseen(await walked(tab)));

look("The focus returns to what opened a menu or a dialog.", { ...acts, scenes: ["week-next", "week-other", "next"] }, async (tab) => {
  const openers = tab.locator("[aria-haspopup]:visible");
  /** @type {string[]} */
  const found = [];
  for (let at = 0; at < (await openers.count()); at += 1) {
    const opener = openers.nth(at);
    const name = (await opener.getAttribute("aria-label")) ?? (await opener.textContent()) ?? "";
    await opener.press("Enter");
    const inside = await tab.evaluate(() => document.activeElement?.closest("[role=menu], dialog") !== null);
    if (!inside) found.push(`"${name}" opens, and the focus stays outside`);
    await tab.keyboard.press("Escape");
    if (!(await opener.evaluate((button) => button === document.activeElement))) found.push(`"${name}" closes, and the focus is elsewhere`);
    if ((await tab.locator("[role=menu], dialog").count()) > 0) found.push(`"${name}" stays open`);
  }
  return found;
});

/** Buttons that go once what they ask for is done. */
const GOING = { activity: "Empty the list", "settings-next": "1 hour", "week-hides-past": "Show 4 past entries", first: "All set" };

look("What is pressed and goes leaves the focus to what is around it.", { ...acts, scenes: Object.keys(GOING) }, async (tab, { name }) => {
  await press(GOING[/** @type {keyof typeof GOING} */ (name)])(tab);
  await answered()(tab);
  const at = await tab.evaluate(() => (document.activeElement?.matches(".card, main") ? "" : document.activeElement?.outerHTML.slice(0, 80)));
  return at === "" ? [] : [`it is at ${at}`];
});

look("Arrow keys walk along a menu and come round at its end.", { ...acts, scenes: ["week-next"] }, async (tab) => {
  const opener = tab.locator("[aria-haspopup=menu]:visible").last();
  await opener.press("ArrowDown");
  const items = tab.locator("[role=menuitem]");
  const names = await items.allTextContents();
  const at = () => tab.evaluate(() => document.activeElement?.textContent ?? "");
  /** @type {string[]} */
  const seen = [];
  for (const _ of names) {
    seen.push(await at());
    await tab.keyboard.press("ArrowDown");
  }
  seen.push(await at());
  await tab.keyboard.press("Escape");
  const wanted = [...names, names[0] ?? ""];
  return names.length > 1 && seen.join() === wanted.join() ? [] : [`${seen.join(", ")} instead of ${wanted.join(", ")}`];
});

look("Arrow keys and Ctrl with a number lead from room to room.", { ...acts, scenes: ["next", "activity"] }, async (tab) => {
  /** @type {string[]} */
  const found = [];
  /** @param {string} key @param {number} wanted @param {boolean} focused */
  const leads = async (key, wanted, focused) => {
    await tab.keyboard.press(key);
    const at = await tab.evaluate(() => {
      const items = [...document.querySelectorAll("nav button")];
      const rooms = document.querySelector(".rooms");
      return {
        current: items.findIndex((item) => item.hasAttribute("aria-current")),
        focus: items.findIndex((item) => item === document.activeElement),
        room: rooms?.className ?? "",
      };
    });
    const fits = at.current === wanted && at.room.includes(ROOMS[wanted] ?? "no room") && (!focused || at.focus === wanted);
    if (!fits) found.push(`${key} leads to ${JSON.stringify(at)} instead of ${ROOMS[wanted]}`);
  };
  for (const [at] of ROOMS.entries()) await leads(`Control+${at + 1}`, at, false);
  await tab.locator("nav button[aria-current]").focus();
  await leads("ArrowRight", 0, true);
  for (const at of [1, 2, 3, 4]) await leads("ArrowRight", at, true);
  await leads("Home", 0, true);
  await leads("ArrowLeft", 4, true);
  await leads("End", 4, true);
  await leads("ArrowLeft", 3, true);
  return found;
});
