import { press } from "./acts.mjs";
import { scenesOf, withGerman } from "./scene.mjs";

const scenes = scenesOf({ room: "activity" }, {
  activity: {},
  "activity-hostile": { state: "hostile" },
  "activity-empty": { state: "empty" },
  "activity-clear": { act: press("Empty the list") },
});

export const activity = withGerman(scenes, { "activity-hostile": undefined, "activity-clear": press("Liste leeren") });
