import { expect, test } from "vitest";

import { hitParts } from "./hits";

test("hits of a search are marked whatever their case", () => {
  expect(hitParts("Karaoke and more KARAOKE", "karaoke")).toEqual([
    { text: "Karaoke", hit: true },
    { text: " and more ", hit: false },
    { text: "KARAOKE", hit: true },
  ]);
  expect(hitParts("nothing here", "karaoke")).toEqual([{ text: "nothing here", hit: false }]);
});

test("marking a hit never loses a letter", () => {
  for (const text of ["İİ karaoke", "<b>karaoke</b>", "", "歌枠karaoke🎤"]) {
    expect(hitParts(text, "KARAOKE").map((part) => part.text).join("")).toBe(text);
  }
});
