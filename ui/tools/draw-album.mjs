// The pictures of the rooms, for the READMEs: each in both themes, small, in `ui/pictures`.
//
//   node tools/draw-album.mjs [folder]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

import { ALBUM, missing } from "./album.mjs";
import { openBrowser } from "./browser.mjs";
import { THEMES, dress, openScene } from "./stage.mjs";

/** Sharp on screens that have two points for one. */
const SCALE = 2;

const folder = process.argv[2] ?? fileURLToPath(new URL("../pictures", import.meta.url));
const without = missing();
if (without.length > 0) throw new Error(`no picture of: ${without.join(", ")}`);

const at = await openBrowser({ needed: true });
mkdirSync(folder, { recursive: true });
let bytes = 0;
for (const [name, { scene, size }] of Object.entries(ALBUM)) {
  const { tab, errors, close } = await openScene(at, scene, size, SCALE);
  if (errors.length > 0) throw new Error(`${scene}: ${errors.join("; ")}`);
  for (const theme of THEMES.filter(({ forcedColors }) => forcedColors === "none")) {
    await dress(tab, theme);
    // A page of this kind has few colours: a palette is a third of the size.
    const picture = await sharp(await tab.screenshot()).png({ palette: true, effort: 10 }).toFile(join(folder, `${name}-${theme.name}.png`));
    bytes += picture.size;
  }
  await close();
}
await at.close();
console.log(`${Object.keys(ALBUM).length} pictures in two themes, ${bytes} bytes`);
