// What is looked at: a canned state, the room of the window, and what is done there by keyboard before the picture, so that
// open fields, menus and answers are seen too.

/** @typedef {import("playwright-core").Page} Tab */
/** @typedef {"now" | "week" | "search" | "activity" | "settings"} Room */
/**
 * @typedef {object} Scene
 * @property {string} [state] The canned state, with the rest of the query; the scene's own name where it has none.
 * @property {Room} [room] Where it is looked at; the first room where nothing is said.
 * @property {(tab: Tab) => Promise<unknown>} [act]
 * @property {boolean} [wide] Whether it is laid out for wide windows too.
 */

/** Longer than any command of the canned bell takes, and than a search waits for the next letter. */
const ANSWERED_MS = 800;
const SEARCHED_MS = 1_600;

/** Reaches a button by the Tab key and presses it. @param {Tab} tab @param {string | RegExp} name */
export async function press(tab, name) {
  const wanted = tab.getByRole("button", typeof name === "string" ? { name, exact: true } : { name }).first();
  for (let stop = 0; stop < 160; stop += 1) {
    await tab.keyboard.press("Tab");
    if (await wanted.evaluate((button) => button === document.activeElement)) return tab.keyboard.press("Enter");
  }
  throw new Error(`the Tab key never reaches "${name}"`);
}

/** @param {string} name @returns {(tab: Tab) => Promise<unknown>} */
const pressed = (name) => (tab) => press(tab, name);

/** Presses, and waits until the answer is read. @param {string} name @param {string} answer */
const answered = (name, answer) => async (/** @type {Tab} */ tab) => {
  await press(tab, name);
  await tab.clock.runFor(ANSWERED_MS);
  await tab.waitForSelector(`text=${answer}`);
};

/** Types into the search. @param {string} text */
const searched = (text) => async (/** @type {Tab} */ tab) => {
  await tab.getByLabel("Text").fill(text);
  await tab.clock.runFor(SEARCHED_MS);
};

/** Opens the settings of one of the canned sources. @param {Tab} tab @param {number} at */
async function edit(tab, at) {
  await tab.getByRole("button", { name: "Edit", exact: true }).nth(at).press("Enter");
  await tab.clock.runFor(ANSWERED_MS);
  await tab.waitForSelector("form h3");
}

/** @param {Tab} tab */
async function beginRelay(tab) {
  await press(tab, "Add a source");
  await press(tab, "Relay");
}

/** Brings something into view. @param {Tab} tab @param {string} what */
async function to(tab, what) {
  await tab.locator(what).evaluate((element) => element.scrollIntoView());
}

/** Goes through the page by the Tab key; every stop has to be seen. @param {Tab} tab */
async function walk(tab) {
  // Of a group of radio buttons the Tab key stops at one; of the way between the rooms too.
  const stops = await tab.evaluate(
    () =>
      [...document.querySelectorAll("button, summary, select, textarea, input:not([type=radio]), input[type=radio]:checked")]
        .filter((stop) => stop.checkVisibility() && /** @type {HTMLElement} */ (stop).tabIndex >= 0).length,
  );
  await tab.evaluate(() => /** @type {HTMLElement | null} */ (document.activeElement)?.blur());
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

/** Shows the picture of the week large. @param {Tab} tab */
async function showPicture(tab) {
  await press(tab, "The official picture");
  await tab.clock.runFor(ANSWERED_MS);
  await tab.waitForSelector("dialog img");
}

/** States that are looked at in a room without anything done. @param {Room} room @param {string[]} names */
function states(room, ...names) {
  return Object.fromEntries(names.map((name) => [room === "now" ? name : `${room}-${name}`, { state: name, room }]));
}

/** @type {Record<string, Scene>} */
export const SCENES = {
  ...states("now", "next", "live", "live-evil", "live-bare", "soon", "late", "no-token", "first", "twelve", "paused", "connecting"),
  ...states("now", "reconnecting", "refused", "this-run-only", "locked", "notices", "past", "coming", "empty", "hostile"),
  ...states("now", "loading", "gone", "gone-later", "picture-missing", "picture-slow", "subathon", "subathon-hostile"),
  ...states("week", "next", "reconnecting", "past", "coming", "confirmed", "empty", "empty-week", "crowded", "hostile"),
  ...states("settings", "next", "twelve", "quiet", "quiet-never", "no-token", "locked", "empty", "hostile"),
  "week-menu": { state: "next", room: "week", act: (tab) => press(tab, /More about the entry of Sun 19:30/) },
  "week-menu-all": { state: "next", room: "week", act: pressed("More about this week") },
  "week-other": {
    state: "next",
    room: "week",
    act: async (tab) => {
      await press(tab, "The week before");
      await tab.clock.runFor(ANSWERED_MS);
    },
  },
  "week-saved": { state: "next", room: "week", act: async (tab) => {
    await press(tab, "More about this week");
    await tab.keyboard.press("Enter");
    await tab.clock.runFor(ANSWERED_MS);
    await tab.waitForSelector("text=Saved as");
  } },
  "week-picture": { state: "next", room: "week", act: (tab) => showPicture(tab) },
  "week-picture-whole": {
    state: "next",
    room: "week",
    act: async (tab) => {
      await showPicture(tab);
      await press(tab, "Full size");
    },
  },
  "week-picture-missing": { state: "picture-missing", room: "week", act: pressed("The official picture") },
  search: { state: "next", room: "search" },
  "search-short": { state: "next", room: "search", act: searched("ka") },
  "search-hits": { state: "next", room: "search", act: searched("karaoke") },
  "search-devstreams": {
    state: "next",
    room: "search",
    act: async (tab) => {
      await tab.getByLabel("Dev streams only").press("Space");
      await tab.clock.runFor(SEARCHED_MS);
      await tab.waitForSelector("main .hit li p");
    },
  },
  "search-nothing": { state: "next", room: "search", act: searched("zzzz") },
  "search-limit": { state: "search-limit", room: "search", act: searched("karaoke") },
  "search-refused": { state: "next&refuse", room: "search", act: searched("karaoke") },
  activity: { state: "next", room: "activity" },
  "activity-empty": { state: "empty", room: "activity" },
  "activity-clear": { state: "next", room: "activity", act: pressed("Empty the list") },
  general: { state: "next", room: "settings", act: (tab) => to(tab, "#general-title") },
  about: {
    state: "sources",
    room: "settings",
    act: async (tab) => {
      await press(tab, "Look for trouble");
      await tab.clock.runFor(ANSWERED_MS);
      await tab.waitForSelector("pre");
      await to(tab, "#about-title");
    },
  },
  newer: { room: "settings", act: (tab) => to(tab, "#about-title") },
  licences: {
    state: "next",
    room: "settings",
    act: async (tab) => {
      await press(tab, "Licences");
      await tab.waitForSelector("pre");
      await to(tab, "#about-title");
    },
  },
  "token-field": { state: "no-token", room: "settings", act: pressed("Add token") },
  "token-wrong": {
    state: "no-token",
    room: "settings",
    act: async (tab) => {
      await press(tab, "Add token");
      await tab.keyboard.type("wrong");
      await tab.keyboard.press("Enter");
      await tab.clock.runFor(ANSWERED_MS);
      await tab.waitForSelector("text=does not know this token");
    },
  },
  "forget-sure": { state: "next", room: "settings", act: pressed("Forget") },
  "test-refused": { state: "next&refuse", room: "settings", act: answered("Send a test notification", "Start Swarmbell again") },
  "rules-refused": {
    state: "quiet",
    room: "settings",
    act: async (tab) => {
      for (const [field, typed] of [["From", "25:00"], ["Ring only for", "a,".repeat(101)], ["Address", "http://a.example/"]]) {
        await tab.getByLabel(field ?? "", { exact: true }).fill(typed ?? "");
      }
      await tab.keyboard.press("Tab");
      await tab.clock.runFor(ANSWERED_MS);
      for (const words of ["hours and minutes", "too many keywords", "https links are"]) await tab.waitForSelector(`text=${words}`);
    },
  },
  closing: {
    room: "settings",
    act: async (tab) => {
      await press(tab, "Replace");
      await tab.keyboard.type("half a token");
      await tab.waitForSelector("text=is lost");
    },
  },
  "source-fix": {
    state: "sources",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await press(tab, "Fix");
      await tab.waitForSelector("li input[type=password]:focus");
    },
  },
  sources: { room: "settings", wide: true, act: (tab) => to(tab, "#sources-title") },
  "sources-hostile": { room: "settings", wide: true, act: (tab) => to(tab, "#sources-title") },
  "source-choose": { state: "next", room: "settings", wide: true, act: pressed("Add a source") },
  "source-new": { state: "next", room: "settings", wide: true, act: beginRelay },
  "source-added": {
    state: "next",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await press(tab, "Add a source");
      await press(tab, "Shuriken");
      await answered("Add it", "It is added")(tab);
    },
  },
  "source-refused": {
    state: "next",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await beginRelay(tab);
      await answered("Add it", "Give the server as")(tab);
    },
  },
  "source-edit": { state: "sources", room: "settings", wide: true, act: (tab) => edit(tab, 0) },
  "source-rule": {
    state: "sources",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await edit(tab, 0);
      await tab.locator("form ol summary").last().click();
      await tab.locator("form ol details[open]").evaluate((rule) => rule.scrollIntoView());
    },
  },
  "source-offered": {
    state: "sources",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await edit(tab, 1);
      await press(tab, "Pick from a list");
      await tab.clock.runFor(ANSWERED_MS);
      await tab.getByText("evm.token.swaps").click();
      await tab.getByLabel("tokenAddress").last().scrollIntoViewIfNeeded();
    },
  },
  "source-remove-sure": { state: "sources", room: "settings", wide: true, act: pressed("Remove") },
  "keyboard-now": { state: "reconnecting", act: walk },
  "keyboard-week": { state: "next", room: "week", act: walk },
  "keyboard-search": {
    state: "next",
    room: "search",
    act: async (tab) => {
      await searched("karaoke")(tab);
      await walk(tab);
    },
  },
  "keyboard-activity": { state: "next", room: "activity", act: walk },
  "keyboard-settings": { state: "quiet", room: "settings", act: walk },
  "keyboard-sources": { state: "sources", room: "settings", wide: true, act: walk },
  "keyboard-source-form": {
    state: "sources",
    room: "settings",
    wide: true,
    act: async (tab) => {
      await edit(tab, 0);
      await tab.locator("form ol summary").last().click();
      await walk(tab);
    },
  },
};

const ROOMS = ["now", "week", "search", "activity", "settings"];

/** Goes to the scene's room and does what is done there. @param {Tab} tab @param {Scene} scene */
export async function play(tab, { room = "now", act }) {
  if (room !== "now") {
    await tab.keyboard.press(`Control+${ROOMS.indexOf(room) + 1}`);
    await tab.clock.runFor(ANSWERED_MS);
  }
  await act?.(tab);
}
