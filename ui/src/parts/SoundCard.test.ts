import { fireEvent, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ScriptedBell, settle } from "../../tests/bell";
import SoundCard from "./SoundCard.svelte";

function slider(): HTMLInputElement {
  return screen.getByRole("slider", { name: "Volume" });
}

test("the volume follows the slider and is sent when that is let go", async () => {
  const bell = new ScriptedBell();
  render(SoundCard, { volume: 60, backend: bell });
  expect(slider().getAttribute("aria-valuetext")).toBe("60 %");
  for (const value of ["55", "30", "0"]) await fireEvent.input(slider(), { target: { value } });
  expect(bell.asked).toEqual([]);
  expect(slider().getAttribute("aria-valuetext")).toBe("Silent");
  await fireEvent.change(slider());
  expect(bell.asked).toEqual([["choose", { choice: "volume", value: 0 }]]);
});

test("a slider that is back where it was sends nothing", async () => {
  const bell = new ScriptedBell();
  render(SoundCard, { volume: 60, backend: bell });
  for (const value of ["55", "60"]) await fireEvent.input(slider(), { target: { value } });
  await fireEvent.change(slider());
  expect(bell.asked).toEqual([]);
});

test("the sound is tried, and the bell says what became of it", async () => {
  const bell = new ScriptedBell();
  render(SoundCard, { volume: 60, backend: bell });
  await userEvent.click(screen.getByRole("button", { name: "Test the sound" }));
  expect(bell.asked).toEqual([["testSound"]]);
  bell.answer({ answer: "said", ok: false, sentence: "This system has no sound output." });
  await settle();
  expect(screen.getByRole("status").textContent).toContain("This system has no sound output.");
});
