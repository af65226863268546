import { press } from "./acts.mjs";
import { scenesOf } from "./scene.mjs";

export const activity = scenesOf({ room: "activity" }, {
  activity: {},
  "activity-hostile": { state: "hostile" },
  "activity-empty": { state: "empty" },
  "activity-clear": { act: press("Empty the list") },
});
