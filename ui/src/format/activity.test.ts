import { expect, test } from "vitest";

import type { ActivityRow } from "../bindings/ActivityRow";
import { byDay, toldLater } from "./activity";

const NOON = Date.parse("2026-11-21T12:00:00Z");
const DAY = 86_400_000;

function row(id: number, at: number, more: Partial<ActivityRow> = {}): ActivityRow {
  const base = { source: "NeuroInfoAPI", eventType: "x", title: "x", body: "", verdict: "rang", rang: true, leads: false };
  return { ...base, id, at, decidedAt: at, ...more };
}

test("what happened is grouped by the days of the reader's zone", () => {
  const rows = [row(4, NOON), row(3, NOON - 11.5 * 3_600_000), row(2, NOON - DAY), row(1, 9e15)];
  const ids = (zone: string): number[][] => byDay(rows, zone).map((day) => day.rows.map((one) => one.id));
  expect(ids("UTC")).toEqual([[4, 3], [2, 1]]);
  expect(ids("America/New_York")).toEqual([[4], [3, 2, 1]]);
});

test("a day that was heard of twice is one day", () => {
  const rows = [row(3, NOON), row(2, NOON - DAY), row(1, NOON - 60_000)];
  expect(byDay(rows, "UTC").map((day) => day.rows.map((one) => one.id))).toEqual([[3, 1], [2]]);
});

test("what was told long after it happened says when it was told", () => {
  expect(toldLater(row(1, NOON, { decidedAt: NOON + 3 * 60_000 }))).toBe(NOON + 3 * 60_000);
  expect(toldLater(row(1, NOON, { decidedAt: NOON + 30_000 }))).toBeNull();
  expect(toldLater(row(1, NOON, { decidedAt: NOON + DAY, rang: false }))).toBeNull();
});
