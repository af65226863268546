import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, NOW, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { Clock } from "../clock.svelte";
import { LINKS } from "../links";
import Now from "../rooms/Now.svelte";
import LiveCard from "./LiveCard.svelte";
import Message from "./Message.svelte";
import NextCard from "./NextCard.svelte";
import PauseCard from "./PauseCard.svelte";
import TestCard from "./TestCard.svelte";

test("a pause is asked for in seconds, or until tomorrow morning, which the bell knows", async () => {
  const bell = new ScriptedBell();
  render(PauseCard, { pause: null, clock: standingClock(), backend: bell });
  for (const name of ["1 hour", "4 hours", "Until tomorrow morning"]) await userEvent.click(screen.getByRole("button", { name }));
  expect(bell.asked).toEqual([
    ["pause", 3600],
    ["pause", 14_400],
    ["pause", null],
  ]);
});

test("a pause or quiet hours that are on are seen in Now, and a pause is ended there", async () => {
  const bell = new ScriptedBell();
  const snapshot = canned("next");
  const quiet = { ...snapshot.rules, quietNow: true, quietUntil: Date.parse("2026-11-22T08:00:00+01:00") };
  const props = { clock: standingClock(), backend: bell, onfix: () => undefined };
  const { rerender } = render(Now, { snapshot, ...props });
  expect(document.body.textContent).not.toMatch(/Quiet|Silent/u);
  await rerender({ snapshot: { ...snapshot, rules: quiet } });
  expect(document.body.textContent).toContain("Quiet until 08:00");
  expect(screen.queryByRole("button", { name: "Ring again" })).toBeNull();
  await rerender({ snapshot: { ...snapshot, rules: { ...quiet, quietUntil: null } } });
  expect(document.body.textContent).toContain("Quiet all day, every day");
  await rerender({ snapshot: { ...snapshot, rules: quiet, pause: { until: NOW + 7_200_000 } } });
  expect(document.body.textContent).toContain("Silent until 18:48");
  await userEvent.click(screen.getByRole("button", { name: "Ring again" }));
  expect(bell.asked).toEqual([["resume"]]);
  await rerender({ snapshot: { ...snapshot, pause: { until: NOW - 1 } } });
  expect(document.body.textContent).not.toMatch(/Quiet|Silent/u);
});

test("a link in a message says where it leads and is opened by the bell; what is not https is text", async () => {
  const opened: string[] = [];
  const links = (open: boolean): Map<symbol, unknown> => new Map(open ? [[LINKS, (address: string) => opened.push(address)]] : []);
  const text = "[Twitch](https://www.twitch.tv/vedal987) and http://example.com/ and ||https://example.com/spoiled||";
  const { unmount } = render(Message, { props: { text }, context: links(true) });
  const link = screen.getByRole("link", { name: "Twitch (https://www.twitch.tv/vedal987)" });
  await userEvent.click(link);
  expect(opened).toEqual(["https://www.twitch.tv/vedal987"]);
  expect(screen.getAllByRole("link")).toEqual([link]);
  await userEvent.click(screen.getByRole("button", { name: "Spoiler" }));
  screen.getByRole("link", { name: "https://example.com/spoiled" }).focus();
  await userEvent.keyboard("{Enter}");
  expect(opened).toHaveLength(2);
  unmount();
  render(Message, { props: { text }, context: links(false) });
  expect(screen.queryByRole("link")).toBeNull();
});

test("a pause says until when and is ended by one press; one that is over is none", async () => {
  const bell = new ScriptedBell();
  const props = { clock: standingClock(), backend: bell };
  const { rerender } = render(PauseCard, { pause: { until: NOW + 7_200_000 }, ...props });
  expect(document.body.textContent).toContain("Silent until 18:48");
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
