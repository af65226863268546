import { answered, first, key, press } from "./acts.mjs";
import { scenesOf, still, withGerman } from "./scene.mjs";

const PICTURE = "The official picture";
const shown = first(press(PICTURE), answered("dialog img"));

const scenes = scenesOf({ room: "week" }, {
  ...still("week-", "next", "reconnecting", "past", "coming", "confirmed", "empty", "empty-week", "crowded", "hostile"),
  ...still("week-", "no-token", "turn", "hides-past"),
  "week-menu": { act: press(/More about the entry of Sun 19:30/) },
  "week-menu-all": { act: press("More about this week") },
  "week-other": { act: first(press("The week before"), answered()) },
  "week-saved": { act: first(press("More about this week"), key("ArrowDown"), key("Enter"), answered("text=Saved as")) },
  "week-picture": { act: shown },
  "week-picture-whole": { act: first(shown, press("Full size")) },
  "week-picture-missing": { state: "picture-missing", act: answered(".week .leads.quiet") },
});

export const week = withGerman(scenes, {
  "week-no-token": first(press("Die Woche davor"), answered()),
  "week-hostile": undefined,
  "week-menu-all": press("Mehr zu dieser Woche"),
});
