// What is done in a scene before it is looked at. Everything is pressed by a key; that the Tab key leads there is seen
// by `walk.mjs`.

/** @typedef {import("playwright-core").Page} Tab */
/** @typedef {(tab: Tab) => Promise<unknown>} Act */

/** Longer than any command of the canned bell takes, and than a search waits for the next letter. */
export const ANSWERED_MS = 800;
const SEARCHED_MS = 1_600;

/** One after the other. @param {...Act} acts @returns {Act} */
export const first = (...acts) => async (tab) => {
  for (const act of acts) await act(tab);
};

/** Presses a button, the first of that name or another one. @param {string | RegExp} name @param {number} [at] @returns {Act} */
export const press = (name, at = 0) => async (tab) => {
  const button = tab.getByRole("button", typeof name === "string" ? { name, exact: true } : { name });
  await button.nth(at).press("Enter");
};

/** Waits until the bell has answered, and until something of the answer is there. @param {string} [what] @returns {Act} */
export const answered = (what) => async (tab) => {
  await tab.clock.runFor(ANSWERED_MS);
  if (what !== undefined) await tab.waitForSelector(what);
};

/** Presses, and waits until the answer is read. @param {string} name @param {string} answer @returns {Act} */
export const asked = (name, answer) => first(press(name), answered(`text=${answer}`));

/** Types where the focus is. @param {string} text @returns {Act} */
export const typed = (text) => (tab) => tab.keyboard.type(text);

/** @param {string} name @returns {Act} */
export const key = (name) => (tab) => tab.keyboard.press(name);

/** Fills in a field. @param {string} label @param {string} text @returns {Act} */
export const filled = (label, text) => (tab) => tab.getByLabel(label, { exact: true }).fill(text);

/** Waits until the search has asked the server. @type {Act} */
export const looked = (tab) => tab.clock.runFor(SEARCHED_MS);

/** Types into the search and waits for the server. @param {string} text @returns {Act} */
export const searched = (text) => first(filled("Text", text), looked);

/** Brings something into view, with the edge of its card. @param {string} what @returns {Act} */
export const to = (what) => (tab) =>
  tab.locator(what).last().evaluate((element) => {
    (element.closest(`.card:has(> [id="${element.id}"])`) ?? element).scrollIntoView();
    element.closest("main")?.scrollBy(0, -16);
  });

/** Opens the last thing of its kind that is behind a line of words. @param {string} what @returns {Act} */
export const opened = (what) => (tab) => tab.locator(what).last().press("Enter");
