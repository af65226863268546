import { answered, first, looked, searched } from "./acts.mjs";
import { scenesOf } from "./scene.mjs";

export const search = scenesOf({ room: "search" }, {
  search: {},
  "search-short": { act: searched("ka") },
  "search-hits": { act: searched("karaoke") },
  "search-devstreams": {
    act: first((tab) => tab.getByLabel("Dev streams only").press("Space"), looked, answered("main .hit li p")),
  },
  "search-nothing": { act: searched("zzzz") },
  "search-limit": { state: "search-limit", act: searched("karaoke") },
  "search-refused": { state: "next&refuse", act: searched("karaoke") },
});
