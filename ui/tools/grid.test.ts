import { readFileSync, readdirSync } from "node:fs";

import { expect, test } from "vitest";

const GRID_PX = 4;
const styled = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((name) => /\.(svelte|css)$/u.test(name));

/** Less than one step puts right what the eye sees; all else is steps. */
function beside(style: string): string[] {
  const spaces = style.match(/(?<![\w-])(padding|margin|gap|row-gap|column-gap|min-height)(-[a-z]+)*: [^;]+;/gu) ?? [];
  return spaces.filter((space) => [...space.matchAll(/(\d+)px/gu)].some(([, px]) => Number(px) > GRID_PX && Number(px) % GRID_PX > 0));
}

test("what lies between things is whole steps of 4 px", () => {
  expect(styled.length).toBeGreaterThan(40);
  const found = styled.flatMap((name) => beside(readFileSync(`src/${name}`, "utf8")).map((space) => `${name}: ${space}`));
  expect(found).toEqual([]);
});
