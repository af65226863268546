import { expect, test } from "vitest";

import { keywords, timeOfDay } from "./typed";

test("keywords stand on lines or between commas, and blanks are none", () => {
  expect(keywords(" karaoke, late night\n\n ,歌枠\r\n")).toEqual(["karaoke", "late night", "歌枠"]);
  expect(keywords(" \n,")).toEqual([]);
});

test.each([
  ["22:00", "22:00"],
  [" 7:30 ", "07:30"],
  ["7.30", "07:30"],
  ["0730", "07:30"],
  ["730", "07:30"],
  ["25:00", "25:00"],
  ["ten", "ten"],
  ["7", "7"],
  ["10:00 pm", "22:00"],
  ["10:00\u202fPM", "22:00"],
  ["12 a.m.", "00:00"],
  ["12:30pm", "12:30"],
  ["7 am", "07:00"],
  ["13:00 pm", "13:00 pm"],
  ["0 am", "0 am"],
  ["", ""],
])("the time typed as %j is sent as %j", (typed, sent) => {
  expect(timeOfDay(typed)).toBe(sent);
});
