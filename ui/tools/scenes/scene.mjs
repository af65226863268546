// A scene: a canned state, the room of the window, and what is done there before it is looked at.

/** @typedef {import("./acts.mjs").Act} Act */
/** @typedef {"now" | "week" | "search" | "activity" | "settings"} Room */
/**
 * @typedef {object} Scene
 * @property {Room} room Where it is looked at.
 * @property {string} state The canned state, with the rest of the query.
 * @property {Act} [act]
 * @property {boolean} [wide] Whether it is laid out for very wide windows too.
 */

/** In the order of the keys that lead there. @type {readonly Room[]} */
export const ROOMS = ["now", "week", "search", "activity", "settings"];

/**
 * Scenes of one room: each by its name, with what it has in common with the others left out.
 * @param {Partial<Scene> & { room: Room }} common
 * @param {Record<string, Partial<Scene>>} scenes
 * @returns {Record<string, Scene>}
 */
export function scenesOf(common, scenes) {
  return Object.fromEntries(Object.entries(scenes).map(([name, scene]) => [name, { state: "next", ...common, ...scene }]));
}

/**
 * States that are looked at without anything done.
 * @param {string} prefix
 * @param {string[]} states
 * @returns {Record<string, Partial<Scene>>}
 */
export function still(prefix, ...states) {
  return Object.fromEntries(states.map((state) => [`${prefix}${state}`, { state }]));
}

/**
 * The same scenes in German, beside those they are named after: the longer words have the same places.
 * @template {Record<string, Scene>} S
 * @param {S} scenes
 * @param {{ [Name in keyof S]?: Act | undefined }} acts What is done there in German; nothing where there is none.
 * @returns {Record<string, Scene>}
 */
export function withGerman(scenes, acts) {
  const twins = Object.entries(acts).map(([name, act]) => {
    const { act: _, ...scene } = /** @type {Scene} */ (scenes[name]);
    return [`${name}-german`, { ...scene, state: `${scene.state}&language=de`, ...(act && { act }) }];
  });
  return { ...scenes, ...Object.fromEntries(twins) };
}
