import { expect, test } from "vitest";

import type { DayEntry } from "../bindings/DayEntry";
import { isEvil, nextEntry, soon } from "./next";

const NOW = Date.parse("2026-11-21T16:00:00Z");
const MINUTE_MS = 60_000;

function entry(minutes: number, message: string, kind: DayEntry["kind"] = "normal"): DayEntry {
  return { time: NOW + minutes * MINUTE_MS, message, kind };
}

test("the next entry is the nearest one ahead that will happen", () => {
  const entries = [entry(300, "later"), entry(20, "off", "offline"), entry(40, "gone", "canceled"), entry(60, "next", "tbd")];
  expect(nextEntry(entries, NOW)?.message).toBe("next");
});

test("the next two days hold everything planned in them in its order, days without a stream too", () => {
  const days = 24 * 60;
  const entries = [entry(2 * days + 1, "too far"), entry(2 * days, "last"), entry(-1, "begun"), entry(days, "off", "offline"), entry(1, "first")];
  expect(soon(entries, NOW).map(({ message }) => message)).toEqual(["first", "off", "last"]);
});

test("a stream that is late is waited for two hours, unless the next one is nearer", () => {
  expect(nextEntry([entry(-12, "late"), entry(240, "next")], NOW)?.message).toBe("late");
  expect(nextEntry([entry(-119, "late"), entry(30, "next")], NOW)?.message).toBe("next");
  expect(nextEntry([entry(-121, "late")], NOW)).toBeNull();
});

test("a week that is over, an empty one and a time beyond the calendar have no next entry", () => {
  expect(nextEntry([entry(-60 * 24, "past")], NOW)).toBeNull();
  expect(nextEntry([], NOW)).toBeNull();
  expect(nextEntry([{ time: 9e15, message: "never", kind: "normal" }], NOW)).toBeNull();
});

test("a title names Evil as a word only", () => {
  expect(isEvil("EVIL Neuro karaoke")).toBe(true);
  expect(isEvil("Evil's birthday")).toBe(true);
  expect(isEvil("Medieval devilry")).toBe(false);
});
