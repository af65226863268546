import { answered, first, looked, opened, searched } from "./acts.mjs";
import { scenesOf, withGerman } from "./scene.mjs";

/** Ticks one of the filters that are folded away. @param {string} name */
const ticked = (name) =>
  first(opened("search summary"), (tab) => tab.getByLabel(name).press("Space"), looked, answered("main .hit li p"));

const scenes = scenesOf({ room: "search" }, {
  search: {},
  "search-short": { act: searched("ka") },
  "search-hits": { act: searched("karaoke") },
  "search-devstreams": { act: ticked("Dev streams only") },
  "search-filters": {
    act: first((tab) => tab.getByLabel("Who").selectOption({ label: "Evil" }), ticked("Hide what is over")),
  },
  "search-hostile": { state: "hostile", act: searched("<script") },
  "search-turn": { state: "turn", act: searched("stream") },
  "search-nothing": { act: searched("zzzz") },
  "search-limit": { state: "search-limit", act: searched("karaoke") },
  "search-refused": { state: "next&refuse", act: searched("karaoke") },
});

export const search = withGerman(scenes, {
  "search-devstreams": ticked("Nur Dev-Streams"),
  "search-filters": first(opened("search summary"), (tab) => tab.getByLabel("Vergangenes ausblenden").press("Space")),
  "search-limit": searched("karaoke"),
});
