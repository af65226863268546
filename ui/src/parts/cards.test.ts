import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, NOW, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { takeUp } from "../appearance.svelte";
import { Clock } from "../clock.svelte";
import LiveCard from "./LiveCard.svelte";
import Message from "./Message.svelte";
import NextCard from "./NextCard.svelte";
import PauseCard from "./PauseCard.svelte";
import TestCard from "./TestCard.svelte";
import { speak } from "../strings/say.svelte";

test("a pause is asked for in seconds, until morning too", async () => {
  const bell = new ScriptedBell();
  let now = NOW - 40_000;
  render(PauseCard, { pause: null, clock: new Clock(() => now, () => "Europe/Berlin"), backend: bell });
  // The clock ticked last a while ago.
  now = NOW;
  for (const name of ["1 hour", "4 hours", "Until 08:00"]) await userEvent.click(screen.getByRole("button", { name }));
  expect(bell.asked).toEqual([
    ["pause", 3600],
    ["pause", 14_400],
    ["pause", (15 * 60 + 12) * 60],
  ]);
});

test("a pause until morning ends at eight, at whatever second of the minute it is asked for", async () => {
  const bell = new ScriptedBell();
  let now = NOW;
  const clock = new Clock(
    () => now,
    () => "Europe/Berlin",
  );
  render(PauseCard, { pause: null, clock, backend: bell });
  now += 55_000;
  await userEvent.click(screen.getByRole("button", { name: "Until 08:00" }));
  expect(bell.asked).toEqual([["pause", (15 * 60 + 12) * 60 - 55]]);
});

test("the morning a pause ends in is told in the hours that were chosen", async () => {
  const props = { pause: null, clock: standingClock(), backend: new ScriptedBell() };
  const { unmount } = render(PauseCard, props);
  expect(screen.getByRole("button", { name: "Until 08:00" })).toBeTruthy();
  unmount();
  takeUp({ theme: "system", hours: "12", first_day: "system", hides_past: false });
  render(PauseCard, props);
  expect(screen.getByRole("button", { name: /^Until 8:00\s?am$/u })).toBeTruthy();
  await speak("de");
  expect(await screen.findByRole("button", { name: /^Bis 8:00\s?AM$/u })).toBeTruthy();
  takeUp({ theme: "system", hours: "system", first_day: "system", hides_past: false });
  expect(await screen.findByRole("button", { name: "Bis 08:00" })).toBeTruthy();
});

test("a pause says until when and is ended by one press; one that is over is none", async () => {
  const bell = new ScriptedBell();
  const props = { clock: standingClock(), backend: bell };
  const { rerender } = render(PauseCard, { pause: { until: NOW + 7_200_000 }, ...props });
  expect(document.body.textContent).toContain("Silent until Sat 18:48");
  await userEvent.click(screen.getByRole("button", { name: "Ring again" }));
  expect(bell.asked).toEqual([["resume"]]);
  await rerender({ pause: { until: NOW - 1 } });
  expect(screen.getByRole("button", { name: "1 hour" })).toBeTruthy();
});

test("the test notification answers in the bell's words, good or bad", async () => {
  const bell = new ScriptedBell();
  render(TestCard, { backend: bell });
  const send = screen.getByRole("button", { name: "Send a test notification" });
  await userEvent.click(send);
  expect(send.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(send);
  expect(bell.asked).toHaveLength(1);
  bell.answer({ answer: "said", ok: false, sentence: "No notification server answers." });
  await settle();
  expect(screen.getByRole("status").textContent).toContain("No notification server answers.");
  expect(send.getAttribute("aria-disabled")).toBe("false");
});

test("a failure without a sentence still gets one", async () => {
  const bell = new ScriptedBell();
  render(TestCard, { backend: bell });
  await userEvent.click(screen.getByRole("button"));
  bell.refuse(undefined);
  await settle();
  expect(screen.getByRole("status").textContent).toContain("did not say why");
});

test("a live stream of which nothing is known is still a live stream", () => {
  const { live } = canned("live-bare").neuro;
  if (!live) throw new Error("not live");
  render(LiveCard, { live: { ...live, startedAt: 9e15 }, clock: standingClock(), backend: new ScriptedBell() });
  expect(screen.getByRole("heading", { name: "The stream is live" })).toBeTruthy();
});

test("a message becomes elements of its own and keeps every space where it was", () => {
  render(Message, { text: "a **b**c *d* `e` [f](https://example.com/) <i>g</i>" });
  const shown = document.querySelector("bdi");
  expect(shown?.textContent).toBe("a bc d e f (https://example.com/) <i>g</i>");
  expect(shown?.querySelector("strong")?.textContent).toBe("b");
  expect(shown?.querySelector("a, i")).toBeNull();
  expect(shown?.getAttribute("dir")).toBe("auto");
});

test("a spoiler is not on the page before it is asked for", async () => {
  render(Message, { text: "next: ||a **secret**||" });
  expect(document.body.textContent).not.toContain("secret");
  await userEvent.click(screen.getByRole("button", { name: "Spoiler" }));
  expect(document.body.textContent).toContain("next: a secret");
});

test("a spoiler that was shown hands the focus to its words", async () => {
  render(Message, { text: "next: ||a **secret**||" });
  await userEvent.click(screen.getByRole("button", { name: "Spoiler" }));
  expect(document.activeElement?.textContent).toBe("a secret");
});

test("a spoiler that was shown lays open none of another message", async () => {
  const { rerender } = render(Message, { text: "next: ||a **secret**||" });
  await userEvent.click(screen.getByRole("button", { name: "Spoiler" }));
  await rerender({ text: "then: ||something else||" });
  expect(document.body.textContent).not.toContain("something else");
  expect(screen.getByRole("button", { name: "Spoiler" })).toBeTruthy();
});

test("seconds are counted on a machine where each look at the time takes some", async () => {
  let reads = 0;
  const clock = new Clock(
    () => NOW + (reads += 1),
    () => "Europe/Berlin",
  );
  clock.start();
  const week = canned("soon").neuro.week;
  render(NextCard, { week, listening: true, clock, backend: new ScriptedBell() });
  await settle();
  expect(document.body.textContent).toMatch(/in 4 min 1\d s/u);
  expect(reads).toBeLessThan(10);
  clock.stop();
});
