import { describe, expect, test } from "vitest";

import { en } from "./en";

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
    expect(en.now.inTime(milliseconds)).toBe(words);
  });

  test("what has passed is told in whole minutes", () => {
    expect(en.now.sinceLong(59_999)).toBe("just started");
    expect(en.now.sinceLong(83 * MINUTE_MS + 59_000)).toBe("1 h 23 min");
    expect(en.now.late(30_000, true)).toBe("due now");
    expect(en.now.late(12 * MINUTE_MS, true)).toBe("12 min late, not live yet");
  });

  test("without news nothing is claimed about a stream that is late", () => {
    expect(en.now.late(12 * MINUTE_MS, false)).toBe("planned 12 min ago");
  });

  test("the countdown to the next try ends in words", () => {
    expect(en.status.nextTry(8_000)).toBe("next try in 8 s");
    expect(en.status.nextTry(0)).toBe("trying now");
  });
});

describe("dates", () => {
  test("a week names month and year once where they are the same", () => {
    const day = (year: number, month: number, day: number) => ({ year, month, day });
    expect(en.week.range(day(2026, 11, 17), day(2026, 11, 23))).toBe("Tue 17 – Mon 23 Nov 2026");
    expect(en.week.range(day(2026, 11, 24), day(2026, 12, 1))).toBe("Tue 24 Nov – Tue 1 Dec 2026");
    expect(en.week.range(day(2026, 12, 29), day(2027, 1, 4))).toBe("Tue 29 Dec 2026 – Mon 4 Jan 2027");
    expect(en.week.range(day(2026, 11, 17), day(2026, 11, 17))).toBe("Tue 17 Nov 2026");
  });

  test("a time is shown in the zone it is asked for", () => {
    const time = Date.parse("2026-11-21T19:00:00Z");
    expect(en.time.clock(time, "Europe/Berlin")).toBe("20:00");
    expect(en.time.clock(time, "Asia/Kathmandu")).toBe("00:45");
    expect(en.time.dayAndClock(time, time - HOUR_MS, "Asia/Kathmandu")).toBe("Sun 00:45");
    expect(en.time.dayAndClock(time, time - 8 * DAY_MS, "Europe/Berlin")).toBe("Sat 21 Nov 20:00");
  });

  test("numbers and plurals are English", () => {
    expect(en.now.viewers(1)).toBe("1 viewer");
    expect(en.now.viewers(0)).toBe("0 viewers");
    expect(en.now.viewers(12_345)).toBe("12,345 viewers");
  });
});
