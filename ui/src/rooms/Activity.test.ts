import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { happened } from "../backend/archive";
import { wordsOf } from "../backend/words";
import type { Answer } from "../bindings/Answer";
import Activity from "./Activity.svelte";

const ROWS = happened(Date.parse("2026-11-21T16:48:00+01:00"), wordsOf("en"));

function page(from: number, to: number): Answer {
  return { answer: "page", page: { page: "activity", rows: ROWS.slice(from, to), next: ROWS[to - 1]?.id ?? null } };
}

test("what happened stays as it is drawn when an older page comes, with the focus there, and no news throws it back", async () => {
  const bell = new ScriptedBell();
  const props = { snapshot: canned("next"), clock: standingClock(), backend: bell, seen: true };
  const { rerender } = render(Activity, props);
  await settle();
  bell.answer(page(0, 10));
  await settle();
  const first = screen.getAllByRole("button", { name: /is live/u })[0];
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  first?.focus();
  bell.answer(page(10, 20));
  await settle();
  expect(document.activeElement).toBe(first);
  expect(screen.getAllByText(/Karaoke night/u)).toHaveLength(4);
  const asked = bell.asked.length;
  await rerender({ ...props, snapshot: canned("next") });
  await settle();
  expect(bell.asked).toHaveLength(asked);
});

async function listed(): Promise<ScriptedBell> {
  const bell = new ScriptedBell();
  render(Activity, { snapshot: canned("sources"), clock: standingClock(), backend: bell, seen: true });
  await settle();
  bell.answer(page(0, 6));
  await settle();
  return bell;
}

test("a line of what happened says when, what, who told it and what became of it, with a bell that is struck out where nothing rang", async () => {
  await listed();
  const lines = screen.getAllByRole("listitem").map((line) => ({
    says: line.textContent.replace(/\s+/gu, " ").trim(),
    strokes: line.querySelectorAll("svg path").length,
  }));
  expect(lines.slice(0, 4)).toEqual([
    { says: "16:28 Neuro-sama is live Karaoke night · Just Chatting NeuroInfoAPIrang", strokes: 1 },
    { says: "07:28 The stream raids vedal_friend with 4,812 viewers NeuroInfoAPIsilenced (quiet hours)", strokes: 2 },
    { says: "22:28 The schedule of week 47 changed Sat moved to 20:00 NeuroInfoAPIrang", strokes: 1 },
    { says: "13:28 main is green 1,204 tests Buildsgrouped", strokes: 2 },
  ]);
  expect(lines[5]?.says).toContain("missed at first, shown Thu 22:28");
});

test("what happened is looked through by who told it and by what rang, and emptied when that is confirmed", async () => {
  const bell = await listed();
  const asked = (source: string | null, rang: boolean | null): unknown[] => ["query", { query: "activity", before: null, source, rang }];
  expect(bell.asked).toEqual([asked(null, null)]);
  await userEvent.selectOptions(screen.getByLabelText("Source"), "NeuroInfoAPI");
  await userEvent.selectOptions(screen.getByLabelText("Show"), "What did not ring");
  expect(bell.asked.slice(1)).toEqual([asked("neuro", null), asked("neuro", false)]);
  const head = within(screen.getByRole("region", { name: "Activity" }));
  await userEvent.click(head.getByRole("button", { name: "Empty the list" }));
  await userEvent.click(head.getByRole("button", { name: "Keep it" }));
  await userEvent.click(head.getByRole("button", { name: "Empty the list" }));
  expect(bell.asked).toHaveLength(3);
  await userEvent.click(head.getByRole("button", { name: "Empty it" }));
  expect(bell.asked.at(-1)).toEqual(["clearActivity"]);
});
