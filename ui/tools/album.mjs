// Which scenes are in the album: every room at least once.
import { ROOMS } from "./scenes/scene.mjs";
import { SCENES } from "./scenes.mjs";

const USUAL = { width: 420, height: 640 };

/** By the names of their pictures. @type {Record<string, { scene: string, size: import("./look.mjs").Size }>} */
export const ALBUM = {
  now: { scene: "live", size: USUAL },
  next: { scene: "next", size: USUAL },
  week: { scene: "week-next", size: USUAL },
  wide: { scene: "live", size: { width: 860, height: 640 } },
  search: { scene: "search-hits", size: USUAL },
  activity: { scene: "activity", size: USUAL },
  settings: { scene: "settings-next", size: USUAL },
  sources: { scene: "sources", size: USUAL },
};

/** The rooms that no picture shows. */
export function missing(album = ALBUM) {
  const shown = new Set(Object.values(album).map(({ scene }) => SCENES[scene]?.room));
  return ROOMS.filter((room) => !shown.has(room));
}
