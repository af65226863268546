import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import type { Answer } from "../bindings/Answer";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import Week from "./Week.svelte";

const listed = (years: Record<number, number[]>): Answer => ({ answer: "page", page: { page: "weeks", years } });

function week(snapshot: WindowSnapshot): { bell: ScriptedBell; fixed: string[] } {
  const bell = new ScriptedBell();
  const fixed: string[] = [];
  render(Week, { snapshot, clock: standingClock(), backend: bell, onfix: (source: string) => void fixed.push(source) });
  return { bell, fixed };
}

test("without a token the week offers one for other weeks, and goes on through those that are kept", async () => {
  const snapshot = canned("no-token");
  if (snapshot.neuro.week) snapshot.neuro.week.picture = null;
  const { bell, fixed } = week(snapshot);
  bell.answer(listed({ 2026: [40, 47] }));
  await settle();
  await userEvent.click(screen.getByRole("button", { name: "The week before" }));
  expect(bell.asked.at(-1)).toEqual(["query", { query: "week", year: 2026, week: 40, reach: "kept" }]);
  const card = screen.getByRole("region", { name: "Add a token for other weeks" });
  await userEvent.click(within(card).getByRole("button", { name: "Add token" }));
  expect(fixed).toEqual(["neuro"]);
});

test("with a token no week asks for one", () => {
  week(canned("next"));
  expect(screen.queryByRole("region", { name: "Add a token for other weeks" })).toBeNull();
});

test("past entries of a week that goes on are hidden, which the bell keeps, and shown again", async () => {
  const { bell } = week(canned("next"));
  expect(screen.getByText("dev stream")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "More about this week" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Hide past entries" }));
  const { appearance } = canned("next").general;
  expect(bell.asked.at(-1)).toEqual(["choose", { choice: "appearance", value: { ...appearance, hides_past: true } }]);
});

test("a week without its past entries says how many there are", async () => {
  const snapshot = canned("next");
  snapshot.general.appearance.hides_past = true;
  const { bell } = week(snapshot);
  expect(screen.queryByText("dev stream")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Show 4 past entries" }));
  expect(bell.asked.at(-1)).toEqual(["choose", { choice: "appearance", value: { ...snapshot.general.appearance, hides_past: false } }]);
});

test("a week that is over is shown whole", () => {
  const snapshot = canned("past");
  snapshot.general.appearance.hides_past = true;
  week(snapshot);
  expect(screen.getByText("dev stream")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /past entries/u })).toBeNull();
});

test("the week is asked for as a page where the snapshot has only a part of it", async () => {
  const snapshot = canned("next");
  const whole = snapshot.neuro.week;
  if (!whole) throw new Error("no week");
  whole.picture = null;
  snapshot.neuro.week = { ...whole, whole: false, entries: whole.entries.slice(-1) };
  const { bell } = week(snapshot);
  expect(screen.queryByText("dev stream")).toBeNull();
  bell.answer(listed({}));
  await settle();
  const { year, week: number } = whole;
  expect(bell.asked).toContainEqual(["query", { query: "week", year, week: number, reach: "kept" }]);
  bell.answer({ answer: "page", page: { page: "week", week: whole } });
  await settle();
  expect(screen.getByText("dev stream")).toBeTruthy();
});

test("any known week is picked from a list by its year", async () => {
  const snapshot = canned("next");
  if (snapshot.neuro.week) snapshot.neuro.week.picture = null;
  const { bell } = week(snapshot);
  bell.answer(listed({ 2023: [50], 2026: [40, 47] }));
  await settle();
  const picker = screen.getByRole("combobox", { name: "All weeks" });
  const offered = within(picker).getAllByRole("group").map((year) => [year.getAttribute("label"), year.textContent]);
  expect(offered).toEqual([
    ["2026", "Week 47Week 40"],
    ["2023", "Week 50"],
  ]);
  await userEvent.selectOptions(picker, "2023/50");
  expect(bell.asked).toContainEqual(["query", { query: "week", year: 2023, week: 50, reach: "kept" }]);
  expect(screen.getByRole("heading", { name: "Week 50, 2023" })).toBeTruthy();
});

test("who was led to a week goes on from there", async () => {
  const bell = new ScriptedBell();
  const props = { snapshot: canned("next"), clock: standingClock(), backend: bell, onfix: () => undefined };
  render(Week, { ...props, wanted: { place: [2026, 40] } });
  for (const [, query] of [...bell.asked]) {
    const asked = query as { query: string };
    bell.answer(asked.query === "weeks" ? listed({ 2026: [40, 47] }) : { answer: "done" });
  }
  await settle();
  expect(screen.getByRole("heading", { name: "Week 40, 2026" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "The week after" }));
  expect(screen.getByRole("heading", { name: "Week 47, 2026" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "The week before" }));
  await userEvent.click(screen.getByRole("button", { name: "Today" }));
  expect(screen.getByRole("heading", { name: "Week 47, 2026" })).toBeTruthy();
});

test.each([
  [[45, 47], 47],
  [[45, 46], 48],
])("Today leads to the week that runs while the newest one is still to come: of %j to %i", async (known, leads) => {
  const bell = new ScriptedBell();
  const snapshot = canned("coming");
  const week = snapshot.neuro.week;
  if (week) week.week = 48;
  const props = { snapshot, clock: standingClock(), backend: bell, onfix: () => undefined };
  render(Week, { ...props, wanted: { place: [2026, 45] } });
  for (const [, query] of [...bell.asked]) {
    bell.answer((query as { query: string }).query === "weeks" ? listed({ 2026: known }) : { answer: "done" });
  }
  await settle();
  expect(screen.getByRole("heading", { name: "Week 45, 2026" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Today" }));
  expect(screen.getByRole("heading", { name: `Week ${leads}, 2026` })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Today" })).toBeNull();
});

test("of a week in which nothing is planned there is nothing to save, to import or to copy", async () => {
  const snapshot = canned("next");
  const off = snapshot.neuro.week?.entries.map((entry) => ({ ...entry, kind: "offline" as const })) ?? [];
  const props = { clock: standingClock(), backend: new ScriptedBell(), onfix: () => undefined };
  const { rerender } = render(Week, { snapshot, ...props });
  const menu = (): HTMLElement | null => screen.queryByRole("button", { name: "More about this week" });
  await userEvent.click(menu() as HTMLElement);
  expect(screen.getAllByRole("menuitem").map((item) => item.textContent)).toEqual([
    "Remind me of all streams ahead",
    "Save the week as calendar file (.ics)",
    "Import into Google Calendar",
    "Copy the week for Discord",
    "Hide past entries",
  ]);
  const { week } = snapshot.neuro;
  if (week) await rerender({ snapshot: { ...snapshot, neuro: { ...snapshot.neuro, week: { ...week, entries: off } } } });
  expect(screen.queryAllByRole("menuitem").map((item) => item.textContent)).toEqual(["Hide past entries"]);
});
