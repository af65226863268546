import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { happened } from "../backend/archive";
import { wordsOf } from "../backend/words";
import type { Answer } from "../bindings/Answer";
import type { Query } from "../bindings/Query";
import Activity from "./Activity.svelte";

const ROWS = happened(Date.parse("2026-11-21T16:48:00+01:00"), wordsOf("en"));

function page(from: number, to: number): Answer {
  return { answer: "page", page: { page: "activity", rows: ROWS.slice(from, to), next: ROWS[to - 1]?.id ?? null } };
}

type ActivityQuery = Extract<Query, { query: "activity" }>;

/** What was asked last. */
function asked(bell: ScriptedBell): ActivityQuery {
  return bell.asked.at(-1)?.[1] as ActivityQuery;
}

/** The room with its first page, as somebody looks at it. */
async function room(bell = new ScriptedBell()): Promise<{ bell: ScriptedBell; tell: (props: object) => Promise<void> }> {
  const props = { snapshot: canned("sources"), clock: standingClock(), backend: bell, seen: true };
  const { rerender } = render(Activity, props);
  await settle();
  bell.answer(page(0, 10));
  await settle();
  const tell = async (changed: object): Promise<void> => {
    await rerender({ ...props, ...changed });
    await settle();
  };
  return { bell, tell };
}

async function more(): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
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
  for (const _ of ["the one", "the other"]) bell.answer(page(0, 6));
  await settle();
  expect(bell.asked.slice(1)).toEqual([asked("neuro", null), asked("neuro", false)]);
  const head = within(screen.getByRole("region", { name: "Activity" }));
  await userEvent.click(head.getByRole("button", { name: "Empty the list" }));
  await userEvent.click(head.getByRole("button", { name: "Keep it" }));
  await userEvent.click(head.getByRole("button", { name: "Empty the list" }));
  expect(bell.asked).toHaveLength(3);
  await userEvent.click(head.getByRole("button", { name: "Empty it" }));
  expect(bell.asked.at(-1)).toEqual(["clearActivity"]);
});

test("news that come while an older page is on its way do not throw it away", async () => {
  const { bell, tell } = await room();
  await more();
  const count = bell.asked.length;
  await tell({ snapshot: canned("sources") });
  expect(bell.asked).toHaveLength(count);
  bell.answer(page(10, 20));
  await settle();
  expect(screen.getAllByText(/karaoke night/iu)).toHaveLength(4);
});

test("who read older pages and comes back is told the newest", async () => {
  const { bell, tell } = await room();
  await more();
  bell.answer(page(10, 20));
  await settle();
  await tell({ seen: false });
  const count = bell.asked.length;
  await tell({ seen: true });
  expect(bell.asked).toHaveLength(count + 1);
  expect(asked(bell).before).toBeNull();
});

test("an older page that does not come is told beside what is there, and the news go on", async () => {
  const { bell, tell } = await room();
  await more();
  bell.refuse({ code: "gone", message: "The bell does not answer." });
  await settle();
  const told = screen.getByText("The bell does not answer.");
  expect(told.closest("[role=status]")?.parentElement?.textContent).toContain("Show more");
  expect(screen.getAllByText(/karaoke night/iu).length).toBeGreaterThan(0);
  const count = bell.asked.length;
  await tell({ snapshot: canned("sources") });
  expect(bell.asked).toHaveLength(count + 1);
});

test("what another filter let through goes, also when there is no answer to the new one", async () => {
  const { bell } = await room();
  await userEvent.selectOptions(screen.getByLabelText("Show"), "What rang");
  expect(asked(bell).rang).toBe(true);
  bell.refuse({ code: "gone", message: "The bell does not answer." });
  await settle();
  expect(screen.queryByText(/karaoke night/iu)).toBeNull();
  expect(screen.getByText("The bell does not answer.")).toBeTruthy();
});

test("a source that is removed filters no more", async () => {
  const { bell, tell } = await room();
  await userEvent.selectOptions(screen.getByLabelText("Source"), "Builds");
  expect(asked(bell).source).toBe("relay-00000001");
  await tell({ snapshot: canned("next") });
  expect(screen.getByLabelText<HTMLSelectElement>("Source").selectedOptions[0]?.textContent).toBe("All sources");
  expect(asked(bell).source).toBeNull();
});

test("the words of a wait come into a region that stands there already", async () => {
  vi.useFakeTimers();
  const props = { snapshot: canned("next"), clock: standingClock(), backend: new ScriptedBell(), seen: true };
  render(Activity, props);
  await settle();
  const region = screen.getAllByRole("status")[0];
  expect(region?.textContent).toBe("");
  await vi.advanceTimersByTimeAsync(400);
  expect(region?.textContent).toContain("Asking the bell what happened…");
});
