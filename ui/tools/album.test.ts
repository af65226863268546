import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { expect, test } from "vitest";

import { ALBUM, missing } from "./album.mjs";
import { ROOMS } from "./scenes/scene.mjs";

const FOLDER = "pictures";
/** So much more there is to clone. */
const MOST_BYTES = 1_500_000;

test("each room has its picture in both themes and the page's README shows it", () => {
  expect(missing()).toEqual([]);
  expect(missing({ now: { scene: "next", size: { width: 420, height: 640 } } })).toEqual(ROOMS.filter((room) => room !== "now"));
  const readme = readFileSync("README.md", "utf8");
  for (const name of Object.keys(ALBUM)) {
    for (const theme of ["light", "dark"]) {
      const file = `${FOLDER}/${name}-${theme}.png`;
      expect(existsSync(file), `cargo xtask pictures makes ${file}`).toBe(true);
      expect(readme, `README.md shows ${file}`).toContain(file);
    }
  }
});

test("the pictures of the rooms are small and none of them is left over", () => {
  const files = readdirSync(FOLDER);
  expect(files.sort()).toEqual(Object.keys(ALBUM).flatMap((name) => [`${name}-dark.png`, `${name}-light.png`]).sort());
  const bytes = files.reduce((sum, file) => sum + statSync(`${FOLDER}/${file}`).size, 0);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
