import { render } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";

import { canned, NOW, ScriptedBell, settle } from "../tests/bell";
import { Clock } from "./clock.svelte";
import NextCard from "./parts/NextCard.svelte";

const START = Date.parse("2026-11-21T15:48:20Z");

test("the clock ticks on the minute, at once and on the second while anybody counts, and not at all once stopped", async () => {
  vi.useFakeTimers({ now: START });
  const clock = new Clock(Date.now, () => "UTC");
  clock.start();
  await vi.advanceTimersByTimeAsync(39_000);
  expect(clock.now).toBe(START);
  await vi.advanceTimersByTimeAsync(1_010);
  expect(clock.now - START).toBeGreaterThanOrEqual(40_000);
  await vi.advanceTimersByTimeAsync(10_000);
  const [first, second] = [clock.countSeconds(), clock.countSeconds()];
  await vi.advanceTimersByTimeAsync(1);
  expect(clock.now - START).toBeGreaterThanOrEqual(50_000);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(clock.now - START).toBeGreaterThanOrEqual(55_000);
  first();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(clock.now - START).toBeGreaterThanOrEqual(57_000);
  second();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(clock.now - START).toBeLessThan(60_000);
  clock.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("a page that comes back into view looks at the time and the zone at once", () => {
  vi.useFakeTimers({ now: START });
  let zone = "Europe/Berlin";
  const clock = new Clock(Date.now, () => zone);
  clock.start();
  zone = "Asia/Tokyo";
  vi.setSystemTime(START + 7_200_000);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(clock.now).toBe(START + 7_200_000);
  expect(clock.zone).toBe("Asia/Tokyo");
  clock.stop();
});

test("times are told anew in the zone somebody has come to, within a minute", async () => {
  vi.useFakeTimers({ now: NOW });
  let zone = "Europe/Berlin";
  const clock = new Clock(Date.now, () => zone);
  clock.start();
  render(NextCard, { week: canned("next").neuro.week, listening: true, clock, backend: new ScriptedBell() });
  expect(document.body.textContent).toContain("Sat 20:00");
  zone = "Asia/Tokyo";
  await vi.advanceTimersByTimeAsync(60_010);
  await settle();
  expect(document.body.textContent).toContain("Sun 04:00");
  expect(document.querySelector("[title='Times in Asia/Tokyo']")).toBeTruthy();
  clock.stop();
});
