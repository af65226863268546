import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { SIZES } from "./stage.mjs";

const FRAME = readFileSync("../src-tauri/src/window/frame.rs", "utf8");

/** A size of the window, as the program gives it. */
function given(name: string): { width: number; height: number } {
  const [, width, height] = new RegExp(`\\.${name}\\((\\d+)\\.0, (\\d+)\\.0\\)`, "u").exec(FRAME) ?? [];
  return { width: Number(width), height: Number(height) };
}

test("the window is 420 by 640 at first and no smaller than 360 by 480, and each scene is looked at in both sizes", () => {
  expect(given("inner_size")).toEqual({ width: 420, height: 640 });
  expect(given("min_inner_size")).toEqual({ width: 360, height: 480 });
  expect(FRAME).not.toMatch(/\.(?:max_inner_size|resizable)\(/u);
  expect(SIZES).toEqual(expect.arrayContaining([given("inner_size"), given("min_inner_size")]));
});
