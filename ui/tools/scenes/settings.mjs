import { answered, asked, filled, first, key, press, to, typed } from "./acts.mjs";
import { scenesOf, still, withGerman } from "./scene.mjs";

const refusedRules = first(
  filled("From", "25:00"),
  filled("Ring only for", "karaoke,".repeat(50)),
  filled("Address", "http://a.example/"),
  key("Tab"),
  answered("text=hours and minutes"),
  answered("text=too long together"),
  answered("text=https links are"),
);

const scenes = scenesOf({ room: "settings" }, {
  ...still("settings-", "next", "twelve", "quiet", "quiet-never", "no-token", "locked", "empty", "hostile"),
  general: { act: to("#general-title") },
  about: { state: "sources", act: first(press("Check Swarmbell"), answered("pre"), to("#about-title")) },
  newer: { state: "newer", act: to("#about-title") },
  licences: { act: first(press("Licences"), answered("pre"), to("#about-title")) },
  "token-field": { state: "no-token", act: press("Add token") },
  "token-wrong": {
    state: "no-token",
    act: first(press("Add token"), typed("wrong"), key("Enter"), answered("text=refused the token")),
  },
  "forget-sure": { act: press("Forget") },
  "test-refused": { state: "next&refuse", act: asked("Send a test notification", "start it again") },
  "rules-refused": { state: "quiet", act: refusedRules },
  closing: { state: "closing", act: first(press("Replace"), typed("half a token"), answered("text=is lost")) },
});

export const settings = withGerman(scenes, {
  "settings-hostile": undefined,
  "settings-quiet": undefined,
  general: to("#general-title"),
  about: first(press("Swarmbell prüfen"), answered("pre"), to("#about-title")),
  "token-field": press("Token hinzufügen"),
});
