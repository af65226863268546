import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, test, vi } from "vitest";

import { ScriptedBell, settle } from "../../tests/bell";
import BellSwitch from "./BellSwitch.svelte";

const OFF = { eventType: "streamUpdate", label: "Title changes", rings: false };
const ON = { ...OFF, rings: true };

function toggle(): HTMLInputElement {
  return screen.getByRole("switch", { name: "Title changes" });
}

test("a switch moves at once and tells the bell", async () => {
  const bell = new ScriptedBell();
  const { rerender } = render(BellSwitch, { bell: OFF, backend: bell });
  await userEvent.click(toggle());
  expect(bell.asked).toEqual([["setBell", "streamUpdate", true]]);
  await tick();
  expect(toggle().checked).toBe(true);
  bell.answer({ answer: "done" });
  await rerender({ bell: ON });
  expect(toggle().checked).toBe(true);
});

test("a switch is worked by the space key", async () => {
  const bell = new ScriptedBell();
  render(BellSwitch, { bell: ON, backend: bell });
  await userEvent.tab();
  expect(document.activeElement).toBe(toggle());
  await userEvent.keyboard(" ");
  expect(bell.asked).toEqual([["setBell", "streamUpdate", false]]);
  await tick();
  expect(toggle().checked).toBe(false);
});

test("a refused change goes back and says why", async () => {
  const bell = new ScriptedBell();
  render(BellSwitch, { bell: OFF, backend: bell });
  await userEvent.click(toggle());
  bell.refuse({ code: "io", message: "The settings could not be written." });
  await settle();
  expect(toggle().checked).toBe(false);
  expect(screen.getByRole("alert").textContent).toBe("The settings could not be written.");
});

test("the bell has the last word: a change it never shows is taken back", async () => {
  vi.useFakeTimers();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  const bell = new ScriptedBell();
  render(BellSwitch, { bell: OFF, backend: bell });
  await user.click(toggle());
  bell.answer({ answer: "done" });
  await vi.advanceTimersByTimeAsync(2000);
  expect(toggle().checked).toBe(false);
});
