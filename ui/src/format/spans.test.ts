import { describe, expect, test } from "vitest";

import { speak } from "../strings/say.svelte";
import { inTime, lastHeard, late, leadTime, nextTry, sinceLong } from "./spans";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe("spans of time", () => {
  test.each([
    [3 * HOUR_MS + 12 * MINUTE_MS, "in 3 h 12 min"],
    [3 * HOUR_MS, "in 3 h"],
    [2 * HOUR_MS + 59 * MINUTE_MS + 1, "in 3 h"],
    [DAY_MS, "in 1 day"],
    [2 * DAY_MS + 5 * HOUR_MS, "in 2 days 5 h"],
    [59 * MINUTE_MS, "in 59 min"],
    [10 * MINUTE_MS, "in 10 min"],
    [9 * MINUTE_MS + 59_001, "in 10 min 0 s"],
    [61_000, "in 1 min 1 s"],
    [59_000, "in 59 s"],
    [1, "in 1 s"],
    [0, "in 0 s"],
    [-5, "in 0 s"],
  ])("%i ms ahead read %s", (milliseconds, words) => {
    expect(inTime(milliseconds)).toBe(words);
  });

  test("what has passed is told in whole minutes", () => {
    expect(sinceLong(59_999)).toBe("just started");
    expect(sinceLong(83 * MINUTE_MS + 59_000)).toBe("1 h 23 min");
    expect(late(30_000, true)).toBe("due now");
    expect(late(12 * MINUTE_MS, true)).toBe("12 min late, not live yet");
  });

  test("without news nothing is claimed about a stream that is late", () => {
    expect(late(12 * MINUTE_MS, false)).toBe("planned 12 min ago");
  });

  test("the countdown to the next try ends in words", () => {
    expect(nextTry(8_000)).toBe("next try in 8 s");
    expect(nextTry(0)).toBe("trying now");
  });

  test("a span takes the case that its sentence asks for", async () => {
    await speak("de");
    expect(leadTime(2 * 24 * 60)).toBe("2 Tage");
    expect(inTime(2 * DAY_MS + 5 * HOUR_MS)).toBe("in 2 Tagen 5 h");
    expect(lastHeard(DAY_MS)).toBe("Letztes Ereignis vor 1 Tag");
    expect(late(2 * DAY_MS, false)).toBe("war vor 2 Tagen geplant");
  });
});
