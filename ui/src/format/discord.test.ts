import { expect, test } from "vitest";

import { discordLine, discordWeek } from "./discord";

const FRIDAY = 1_795_201_200_000;

test("a discord timestamp shows each reader the time of their own zone", () => {
  expect(discordLine({ time: FRIDAY + 999, message: "**Karaoke**", kind: "normal" }, "Stream")).toBe(
    "<t:1795201200:F> **Karaoke**",
  );
  expect(discordLine({ time: FRIDAY, message: "", kind: "tbd" }, "Stream")).toBe("<t:1795201200:F> Stream");
});

test("a week for discord is one line a stream and leaves out what does not take place", () => {
  const lines = discordWeek(
    [
      { time: FRIDAY, message: "one\n@everyone", kind: "normal" },
      { time: FRIDAY + 1000, message: "off", kind: "offline" },
      { time: FRIDAY + 2000, message: "gone", kind: "canceled" },
      { time: 9e15, message: "never", kind: "unknown" },
      { time: FRIDAY + 3000, message: "two", kind: "tbd" },
    ],
    "Stream",
  ).split("\n");
  expect(lines).toEqual(["<t:1795201200:F> one @everyone", "<t:1795201203:F> two"]);
});
