import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { flushSync, tick } from "svelte";
import { expect, test, vi } from "vitest";

import { canned, NOW, ScriptedBell } from "../../tests/bell";
import { Clock } from "../clock.svelte";
import StatusBar from "./StatusBar.svelte";

const wanted: string[] = [];

function bar(state: string, clock: Clock): ScriptedBell {
  const bell = new ScriptedBell();
  const snapshot = canned(state);
  render(StatusBar, { line: snapshot.status, clock, backend: bell, onfix: (source) => wanted.push(source) });
  return bell;
}

test("the next try is counted down by the second, outside of what is read aloud", async () => {
  vi.useFakeTimers({ now: NOW });
  const clock = new Clock(Date.now, () => "Europe/Berlin");
  clock.start();
  bar("reconnecting", clock);
  flushSync();
  expect(document.body.textContent).toContain("next try in 8 s");
  await vi.advanceTimersByTimeAsync(3010);
  expect(document.body.textContent).toContain("next try in 5 s");
  expect(screen.getAllByRole("status").map((live) => live.textContent).join()).not.toContain("next try");
  await vi.advanceTimersByTimeAsync(6000);
  expect(document.body.textContent).toContain("trying now");
  clock.stop();
});

test("the countdown is right from its first second on", async () => {
  vi.useFakeTimers({ now: NOW - 44_000 });
  const clock = new Clock(Date.now, () => "Europe/Berlin");
  clock.start();
  vi.setSystemTime(NOW);
  bar("reconnecting", clock);
  flushSync();
  await vi.advanceTimersByTimeAsync(1);
  expect(document.body.textContent).toContain("next try in 8 s");
  clock.stop();
});

test("Retry now is offered where it makes sense", async () => {
  const bell = bar("reconnecting", new Clock(() => NOW));
  await userEvent.click(screen.getByRole("button", { name: "Retry now" }));
  expect(bell.asked).toEqual([["retry"]]);
  document.body.innerHTML = "";
  bar("next", new Clock(() => NOW));
  await tick();
  expect(screen.queryByRole("button", { name: "Retry now" })).toBeNull();
});

test("Fix names the source of which the line speaks, and is not offered where nothing can be fixed", async () => {
  bar("sources", new Clock(() => NOW));
  await userEvent.click(screen.getByRole("button", { name: "Fix" }));
  expect(wanted).toEqual(["shuriken-00000002"]);
  document.body.innerHTML = "";
  bar("reconnecting", new Clock(() => NOW));
  await tick();
  expect(screen.queryByRole("button", { name: "Fix" })).toBeNull();
});

test("without a token the line offers one, and calls nothing broken", async () => {
  bar("no-token", new Clock(() => NOW));
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  expect(wanted.at(-1)).toBe("neuro");
  expect(screen.queryByRole("button", { name: "Fix" })).toBeNull();
});

test("a bell that is gone is said at the bottom too", () => {
  render(StatusBar, { line: null, clock: new Clock(() => NOW), backend: new ScriptedBell(), onfix: () => undefined });
  expect(screen.getByRole("status").textContent).toContain("Not connected to the bell");
});

test("what changes in the status line is read aloud, each word once", async () => {
  const props = { clock: new Clock(() => NOW), backend: new ScriptedBell(), onfix: () => undefined };
  const { rerender } = render(StatusBar, { line: canned("next").status, ...props });
  const [live] = screen.getAllByRole("status");
  expect(live?.textContent.trim()).toBe("All is well: Connected · since 14:02");
  await rerender({ line: canned("refused").status });
  // Only of a region that was there before it is read what changes in it.
  expect(screen.getAllByRole("status")[0]).toBe(live);
  expect(live?.textContent.trim()).toBe("Needs you: The server refused the token. Paste a new one from the API dashboard.");
});
