import { scenesOf, still, withGerman } from "./scene.mjs";

const scenes = scenesOf({ room: "now" }, {
  ...still("", "next", "live", "live-evil", "live-bare", "soon", "late", "no-token", "first", "twelve", "paused", "connecting"),
  ...still("", "reconnecting", "refused", "this-run-only", "locked", "notices", "past", "coming", "empty", "hostile"),
  ...still("", "loading", "gone", "gone-later", "picture-missing", "picture-slow", "subathon", "subathon-hostile"),
  ...still("", "crowded", "empty-week", "turn"),
});

export const now = withGerman(scenes, { subathon: undefined, late: undefined, hostile: undefined, first: undefined, locked: undefined });
