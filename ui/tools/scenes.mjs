// What is looked at, room by room.
import { ANSWERED_MS } from "./scenes/acts.mjs";
import { activity } from "./scenes/activity.mjs";
import { now } from "./scenes/now.mjs";
import { ROOMS } from "./scenes/scene.mjs";
import { search } from "./scenes/search.mjs";
import { settings } from "./scenes/settings.mjs";
import { sources } from "./scenes/sources.mjs";
import { week } from "./scenes/week.mjs";

/** @typedef {import("./scenes/scene.mjs").Scene} Scene */

/** By their names. @type {Record<string, Scene>} */
export const SCENES = { ...now, ...week, ...search, ...activity, ...settings, ...sources };

/** Goes to the scene's room and does what is done there. @param {import("playwright-core").Page} tab @param {Scene} scene */
export async function play(tab, { room, act }) {
  if (room !== "now") {
    await tab.keyboard.press(`Control+${ROOMS.indexOf(room) + 1}`);
    await tab.clock.runFor(ANSWERED_MS);
  }
  await act?.(tab);
}
