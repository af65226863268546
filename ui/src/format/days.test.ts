import { describe, expect, test } from "vitest";

import type { DayEntry } from "../bindings/DayEntry";
import { localDay, localWeek, weekPosition } from "./days";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function entry(time: number | string, message = "Stream"): DayEntry {
  return { time: typeof time === "string" ? Date.parse(time) : time, message, kind: "normal" };
}

function dates(entries: DayEntry[], zone: string): string[] {
  return localWeek(entries, zone).days.map(
    ({ date, entries: of }) => `${date.year}-${date.month}-${date.day}:${of.length}`,
  );
}

describe("days of a week", () => {
  test("an entry belongs to the day on which it falls here, not there", () => {
    const late = entry("2026-11-20T23:30:00Z");
    expect(localDay(late.time, "Europe/London")).toEqual({ year: 2026, month: 11, day: 20 });
    expect(localDay(late.time, "Asia/Kathmandu")).toEqual({ year: 2026, month: 11, day: 21 });
    expect(localDay(late.time, "Pacific/Honolulu")).toEqual({ year: 2026, month: 11, day: 20 });
    expect(localDay(Date.parse("2026-12-31T23:30:00Z"), "Asia/Tokyo")).toEqual({ year: 2027, month: 1, day: 1 });
  });

  test("a week from Tuesday to Monday spans eight days where the first evening is already the night before", () => {
    const tuesday = Date.parse("2026-11-17T04:00:00Z");
    const entries = Array.from({ length: 7 }, (_, index) => entry(tuesday + index * DAY_MS));
    entries.push(entry(tuesday + 6 * DAY_MS + 12 * HOUR_MS, "late"));
    expect(localWeek(entries, "Europe/Berlin").days).toHaveLength(7);
    const days = localWeek(entries, "America/New_York").days;
    expect(days).toHaveLength(8);
    expect(days[0]?.date).toEqual({ year: 2026, month: 11, day: 16 });
    expect(days.every((day) => day.entries.length > 0)).toBe(true);
  });

  test("the day on which clocks go back is one day of 25 hours", () => {
    const entries = [
      entry("2026-10-24T22:00:00Z", "midnight, summer time"),
      entry("2026-10-25T00:30:00Z", "2:30, summer time"),
      entry("2026-10-25T01:30:00Z", "2:30 again"),
      entry("2026-10-25T22:59:00Z", "23:59"),
      entry("2026-10-25T23:00:00Z", "midnight"),
    ];
    expect(dates(entries, "Europe/Berlin")).toEqual(["2026-10-25:4", "2026-10-26:1"]);
  });

  test("the day on which clocks go forward is neither doubled nor left out", () => {
    const entries = [entry("2026-03-28T12:00:00Z"), entry("2026-03-30T12:00:00Z")];
    expect(dates(entries, "Europe/Berlin")).toEqual(["2026-3-28:1", "2026-3-29:0", "2026-3-30:1"]);
  });

  test("a zone that skipped a whole day shows it as a day without entries", () => {
    // Samoa crossed the date line: there was no 30 December 2011.
    const entries = [entry("2011-12-30T09:00:00Z"), entry("2011-12-30T11:00:00Z")];
    expect(dates(entries, "Pacific/Apia")).toEqual(["2011-12-29:1", "2011-12-30:0", "2011-12-31:1"]);
  });

  test("empty days between two entries are filled in, a long gap is not", () => {
    expect(dates([entry("2026-11-17T12:00:00Z"), entry("2026-11-20T12:00:00Z")], "UTC")).toHaveLength(4);
    expect(dates([entry(0), entry("2026-11-20T12:00:00Z")], "UTC")).toEqual(["1970-1-1:1", "2026-11-20:1"]);
  });

  test("entries of a day are sorted by time however they came", () => {
    const week = localWeek([entry("2026-11-20T20:00:00Z", "b"), entry("2026-11-20T09:00:00Z", "a")], "UTC");
    expect(week.days[0]?.entries.map((one) => one.message)).toEqual(["a", "b"]);
  });

  test("a time no calendar reaches is kept apart and breaks nothing", () => {
    const week = localWeek([entry(9e15), entry(-9e15), entry(Number.NaN), entry(8.64e15)], "Pacific/Kiritimati");
    expect(week.days).toHaveLength(0);
    expect(week.undated).toHaveLength(4);
  });

  test("no entries give no days", () => {
    expect(localWeek([], "UTC")).toEqual({ days: [], undated: [] });
  });
});

describe("where a week lies", () => {
  const { days } = localWeek([entry("2026-11-17T12:00:00Z"), entry("2026-11-23T12:00:00Z")], "UTC");
  test.each([
    [16, "coming"],
    [17, "current"],
    [23, "current"],
    [24, "past"],
  ])("seen on 2026-11-%i it is %s", (day, position) => {
    expect(weekPosition(days, { year: 2026, month: 11, day })).toBe(position);
  });
});
