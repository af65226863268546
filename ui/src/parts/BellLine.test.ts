import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { expect, test, vi } from "vitest";

import { ScriptedBell, settle } from "../../tests/bell";
import type { BellRow } from "../bindings/BellRow";
import BellsCard from "./BellsCard.svelte";

const OFF: BellRow = { eventType: "streamUpdate", label: "Title changes", rings: false, sounds: true, throughQuiet: false };
const ON: BellRow = { ...OFF, rings: true };

function box(name: string): HTMLInputElement {
  return screen.getByRole("checkbox", { name });
}

function table(bell: BellRow): { bell: ScriptedBell; tell: (bell: BellRow) => Promise<void> } {
  const scripted = new ScriptedBell();
  const { rerender } = render(BellsCard, { bells: [bell], backend: scripted });
  return { bell: scripted, tell: (next) => rerender({ bells: [next] }) };
}

test("a bell is switched at once and the bell is told", async () => {
  const { bell, tell } = table(OFF);
  await userEvent.click(box("Ring: Title changes"));
  expect(bell.asked).toEqual([["setBell", "streamUpdate", { ring: true }]]);
  await tick();
  expect(box("Ring: Title changes").checked).toBe(true);
  bell.answer({ answer: "done" });
  await tell(ON);
  expect(box("Ring: Title changes").checked).toBe(true);
});

test("sound and quiet hours are chosen by themselves, and two presses in a row both count", async () => {
  const { bell } = table(ON);
  await userEvent.click(box("Sound: Title changes"));
  await userEvent.click(box("In quiet hours: Title changes"));
  expect(bell.asked).toEqual([
    ["setBell", "streamUpdate", { sound: false }],
    ["setBell", "streamUpdate", { through_quiet: true }],
  ]);
  await tick();
  expect(box("Sound: Title changes").checked).toBe(false);
  expect(box("In quiet hours: Title changes").checked).toBe(true);
});

test("of a bell that does not ring nothing else can be chosen", async () => {
  const { tell } = table(OFF);
  expect(box("Sound: Title changes").disabled).toBe(true);
  expect(box("In quiet hours: Title changes").disabled).toBe(true);
  await tell(ON);
  expect(box("Sound: Title changes").disabled).toBe(false);
});

test("the bells are a table with heads for its columns and lines", () => {
  table(ON);
  const heads = screen.getAllByRole("columnheader").map((head) => head.textContent);
  expect(heads).toEqual(["Event", "Ring", "Sound", "In quiet hours"]);
  expect(screen.getByRole("rowheader").textContent).toContain("Title changes");
  expect(screen.getByRole("table", { name: "Bells" })).toBeTruthy();
});

test("a box is worked by the space key", async () => {
  const { bell } = table(ON);
  await userEvent.tab();
  expect(document.activeElement).toBe(box("Ring: Title changes"));
  await userEvent.keyboard(" ");
  expect(bell.asked).toEqual([["setBell", "streamUpdate", { ring: false }]]);
  await tick();
  expect(box("Ring: Title changes").checked).toBe(false);
});

test("a refused change goes back and says why", async () => {
  const { bell } = table(OFF);
  await userEvent.click(box("Ring: Title changes"));
  bell.refuse({ code: "io", message: "The settings could not be written." });
  await settle();
  expect(box("Ring: Title changes").checked).toBe(false);
  expect(screen.getByRole("alert").textContent).toBe("The settings could not be written.");
});

test("the bell has the last word: a change it never shows is taken back", async () => {
  vi.useFakeTimers();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  const { bell } = table(OFF);
  await user.click(box("Ring: Title changes"));
  bell.answer({ answer: "done" });
  await vi.advanceTimersByTimeAsync(2000);
  expect(box("Ring: Title changes").checked).toBe(false);
});
