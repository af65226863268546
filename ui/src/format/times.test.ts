import { afterEach, describe, expect, test } from "vitest";

import { takeUp } from "../appearance.svelte";
import { speak } from "../strings/say.svelte";
import { clockTime, dayAndClock, dayLong, dayRange, firstDay, weekday, wholeDate } from "./times";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVENING = Date.parse("2026-11-21T19:00:00Z");

const day = (year: number, month: number, day: number) => ({ year, month, day });

afterEach(() => takeUp({ theme: "system", hours: "system", first_day: "system", hides_past: false }));

describe("dates", () => {
  test("a week names month and year once where they are the same", () => {
    expect(dayRange(day(2026, 11, 17), day(2026, 11, 23))).toBe("Tue 17 – Mon 23 Nov 2026");
    expect(dayRange(day(2026, 11, 24), day(2026, 12, 1))).toBe("Tue 24 Nov – Tue 1 Dec 2026");
    expect(dayRange(day(2026, 12, 29), day(2027, 1, 4))).toBe("Tue 29 Dec 2026 – Mon 4 Jan 2027");
    expect(dayRange(day(2026, 11, 17), day(2026, 11, 17))).toBe("Tue 17 Nov 2026");
  });

  test("a time is shown in the zone it is asked for", () => {
    expect(clockTime(EVENING, "Europe/Berlin")).toBe("20:00");
    expect(clockTime(EVENING, "Asia/Kathmandu")).toBe("00:45");
    expect(dayAndClock(EVENING, EVENING - HOUR_MS, "Asia/Kathmandu")).toBe("Sun 00:45");
    expect(dayAndClock(EVENING, EVENING - 8 * DAY_MS, "Europe/Berlin")).toBe("Sat 21 Nov 20:00");
  });

  test("a date of another year names it", () => {
    expect(dayAndClock(EVENING, EVENING + 60 * DAY_MS, "Europe/Berlin")).toBe("Sat 21 Nov 2026 20:00");
    expect(dayAndClock(EVENING, EVENING + 30 * DAY_MS, "Europe/Berlin")).toBe("Sat 21 Nov 20:00");
    const silvester = Date.parse("2026-12-31T20:00:00Z");
    expect(dayAndClock(silvester, silvester + DAY_MS, "Europe/Berlin")).toBe("Thu 21:00");
  });

  test("dates are written as the language does", async () => {
    expect(wholeDate(EVENING, "Europe/Berlin")).toBe("Sat 21 Nov 2026");
    expect(dayLong(day(2026, 11, 21))).toBe("Saturday 21 November");
    await speak("de");
    expect(wholeDate(EVENING, "Europe/Berlin")).toBe("Sa 21. Nov. 2026");
    expect(dayAndClock(EVENING, EVENING - 8 * DAY_MS, "Europe/Berlin")).toBe("Sa 21. Nov. 20:00");
    expect(dayRange(day(2026, 11, 17), day(2026, 11, 23))).toBe("Di 17. – Mo 23. Nov. 2026");
    expect(dayLong(day(2026, 11, 21))).toBe("Samstag, 21. November");
    expect([weekday(0, "long"), firstDay()]).toEqual(["Montag", 0]);
    takeUp({ theme: "system", hours: "12", first_day: "system", hides_past: false });
    expect(clockTime(EVENING, "Europe/Berlin")).toMatch(/^8:00\sPM$/u);
  });
});
