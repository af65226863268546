import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import type { SubathonView } from "../bindings/SubathonView";
import SubathonCard from "./SubathonCard.svelte";

const running: SubathonView = {
  name: "Winter Subathon",
  subs: 41_850,
  goals: 3,
  reached: 2,
  from: 40_000,
  next: { number: 90_000, name: "New original song" },
};

function page(): string {
  return document.body.textContent.replace(/\s+/gu, " ");
}

test("a subathon shows its next goal as a bar from the goal before, and how many were reached", () => {
  render(SubathonCard, { subathon: running });
  expect(screen.getByRole("region", { name: "Winter Subathon" })).toBeTruthy();
  const bar = screen.getByRole<HTMLProgressElement>("progressbar", { name: "41,850 of 90,000 subs" });
  expect([bar.value, bar.max]).toEqual([1_850, 50_000]);
  expect(page()).toContain("New original song");
  expect(page()).toContain("48,150 subs to go");
  expect(page()).toContain("2 of 3 goals reached");
});

test("a subathon of which little is known says what is known", () => {
  render(SubathonCard, { subathon: { ...running, name: "", subs: null, next: { number: 90_000, name: "" } } });
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.getByRole("heading", { name: "Subathon" })).toBeTruthy();
  expect(page()).toContain("at 90,000 subs");
});

test("a goal that was passed and not yet counted leaves a full bar and nothing to go", () => {
  render(SubathonCard, { subathon: { ...running, subs: 90_003 } });
  const bar = screen.getByRole<HTMLProgressElement>("progressbar");
  expect(bar.value).toBe(bar.max);
  expect(page()).not.toContain("to go");
});
