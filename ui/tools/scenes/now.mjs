import { scenesOf, still } from "./scene.mjs";

export const now = scenesOf({ room: "now" }, {
  ...still("", "next", "live", "live-evil", "live-bare", "soon", "late", "no-token", "first", "twelve", "paused", "connecting"),
  ...still("", "reconnecting", "refused", "this-run-only", "locked", "notices", "past", "coming", "empty", "hostile"),
  ...still("", "loading", "gone", "gone-later", "picture-missing", "picture-slow", "subathon", "subathon-hostile"),
  ...still("", "crowded", "empty-week", "turn"),
  "subathon-german": { state: "subathon&language=de" },
});
