// What can be seen of the page, as sentences. Each is looked at in every scene it is about, by a real browser, and is a
// line of the list of behaviour as any test is.

/** @typedef {import("playwright-core").Page} Tab */
/** @typedef {import("./scenes/scene.mjs").Scene} Scene */
/** @typedef {{ name: string, colorScheme: "light" | "dark", forcedColors: "none" | "active" }} Theme */
/** @typedef {{ width: number, height: number }} Size */
/**
 * What a sentence may look at beside the page itself.
 * @typedef {object} Seen
 * @property {string} name Of the scene.
 * @property {Size} size
 * @property {Theme} theme
 * @property {string[]} asked The addresses that the page asked for.
 * @property {string[]} errors What its scripts and its policy complained of.
 */
/**
 * @typedef {object} About
 * @property {string[] | ((scene: Scene) => boolean)} [scenes] All of them where nothing is said.
 * @property {"size" | "theme"} [each] How often in a scene; `size` where nothing is said.
 * @property {boolean} [acts] It changes the page, and comes after all that only look.
 * @property {boolean} [slow] It takes its time: it looks at one width, and only with `--axe`.
 */
/** What contradicts a sentence; `null` where there was nothing to look at, which counts for nothing. @typedef {string[] | null} Found */
/** @typedef {{ sentence: string, about: About, find: (tab: Tab, seen: Seen) => Promise<Found> | Found }} Look */

/** @type {Look[]} */
export const LOOKS = [];

/**
 * A sentence about what is seen. `find` names what contradicts it.
 * @param {string} sentence
 * @param {About} about
 * @param {Look["find"]} find
 */
export function look(sentence, about, find) {
  LOOKS.push({ sentence, about, find });
}

/** Whether a sentence is about a scene. @param {Look} look @param {string} name @param {Scene} scene */
export function concerns({ about: { scenes } }, name, scene) {
  if (scenes === undefined) return true;
  return Array.isArray(scenes) ? scenes.includes(name) : scenes(scene);
}
