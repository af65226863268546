import { press } from "./acts.mjs";
import { scenesOf } from "./scene.mjs";

export const activity = scenesOf({ room: "activity" }, {
  activity: {},
  "activity-empty": { state: "empty" },
  "activity-clear": { act: press("Empty the list") },
});
